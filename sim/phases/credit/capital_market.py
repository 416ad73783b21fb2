"""The stock market: firms are tutored, file, are reviewed and listed; what they raise pays for new plants.

Why a queue and not a trend: the pace of approval is the world's (the centre slowed it in August 2023), and who stands
in the queue sees it: some wait longer, some withdraw, and fewer file, so the slow-down is felt twice. How many list in
a year then hangs on who was in the queue before. The district smooths the way to a filing and pays awards.
"""

import numpy as np
from numpy.typing import NDArray

from agents.classes import SECTOR
from agents.columns import Table
from agents.enterprises import Listing, decide_filing, decide_to_wait
from sim.awards import award
from sim.calendar import MONTHS
from sim.randomness import normal, uniform
from sim.series import Series, declare
from sim.state import State, rests
from sim.state.parts import Raised

declare(
    listing__new=Series("enterprise", "New listed companies on any exchange", "新增上市公司", "clause 57"),
    listing__domestic=Series("enterprise", "New listings on domestic exchanges", "新增境内上市公司", "clause 57"),
    listing__filings=Series("enterprise", "Firms that filed for a listing", "新增申报企业", "clause 57"),
    listing__tutored=Series("enterprise", "Firms in tutoring", "上市辅导企业"),
    listing__waiting=Series("enterprise", "Firms under review", "在审企业"),
    listing__withdrawn=Series("enterprise", "Firms that left the queue", "撤回申报企业"),
    listing__review_months=Series("month", "Months a review takes at the pace of the day", "预期审核时长"),
    listing__raised=Series("yuan", "Money raised at listings", "首发募资额"),
    listing__awards=Series("yuan", "Awards for filings and listings", "上市奖励支出", "clause 57"),
)
SLOWEST = 1e-3  # of a month's chance: a review of eighty years stands for one that never ends
NO_CANDIDATES = [SECTOR[name] for name in ("finance", "real_estate", "public_admin", "education", "utilities")]


@rests
def list_companies(state: State) -> None:
    """Candidates move from stage to stage; awards are paid and money raised is spent on plants."""
    enterprises, market = state.enterprises, state.settings.behaviour.capital_market
    rows = state.rows.listing_candidates
    stage, ids = enterprises.listing[rows], enterprises.id[rows]
    draw = uniform(state.stream("listing.step"), ids)
    begins, files, lists, withdraws = _steps(state, rows, stage, draw)
    enterprises.listing[rows[begins]] = Listing.TUTORED
    enterprises.listing[rows[files]] = Listing.FILED
    enterprises.listing[rows[lists]] = Listing.LISTED
    enterprises.listing[rows[withdraws]] = Listing.TUTORED
    moved = float(uniform(state.stream("listing.moved_in"), np.array([0]))[0] < market.moved_in_annual / MONTHS)
    _raise(state, rows[lists])
    _pay_awards(state, rows[files], rows[lists])
    abroad = _files_abroad(state, ids)
    state.record("listing.withdrawn", withdraws.sum())
    state.record("listing.review_months", 1.0 / max(exchange_pace(state), SLOWEST))
    state.record("listing.new", float(lists.sum()) + moved)
    state.record("listing.domestic", float((lists & ~abroad).sum()))
    state.record("listing.filings", files.sum())
    state.record("listing.tutored", np.sum(enterprises.listing[rows] == Listing.TUTORED))
    state.record("listing.waiting", np.sum(enterprises.listing[rows] == Listing.FILED))


def find_candidates(state: State) -> NDArray:
    """Rows of the enterprises large enough for the stock market at the start of 2023, the largest first."""
    enterprises, market = state.enterprises, state.settings.behaviour.capital_market
    is_large = enterprises.is_above_scale & ~enterprises.is_public & (
        enterprises.revenue_last >= market.listing_revenue
    )
    rows = np.flatnonzero(is_large & ~np.isin(enterprises.sector, NO_CANDIDATES))
    return rows[np.argsort(-enterprises.revenue_last[rows], kind="stable")]


def exchange_pace(state: State) -> float:
    """Chance in a month that a firm in domestic review lists; the world's, lower since the notice of August 2023."""
    world = state.settings.world.stock_market
    return world.approval_chance * (1.0 - world.fall * (state.month >= world.slowed_from))


def open_stages(state: State) -> None:
    """The listed are the largest candidates; those under review and in tutoring are drawn from the rest.

    Under review are first those who would wait at the pace of the day.
    """
    enterprises, rows = state.enterprises, state.rows.listing_candidates
    market = state.settings.behaviour.capital_market
    listed, filed, tutored = (
        round(number) for number in (market.listed_2022, market.filed_opening, market.tutored_opening)
    )
    rest = rows[listed:]
    lot = uniform(state.stream("listing.opening", 0), enterprises.id[rest])
    rest = rest[np.argsort(lot + ~_would_wait(state, rest, 0.0), kind="stable")]
    enterprises.listing[rows[:listed]] = Listing.LISTED
    enterprises.listing[rest[:filed]] = Listing.FILED
    rest = rest[filed:]
    lot = uniform(state.stream("listing.opening", 0), enterprises.id[rest])
    enterprises.listing[rest[np.argsort(lot, kind="stable")][:tutored]] = Listing.TUTORED


def _files_abroad(state: State, ids: NDArray) -> NDArray:
    return uniform(state.stream("listing.abroad", 0), ids) < state.settings.behaviour.capital_market.overseas_share


def _chance(state: State, rows: NDArray) -> NDArray:
    """Chance of each firm to be listed in a month of review, where it files."""
    market = state.settings.behaviour.capital_market
    return np.where(_files_abroad(state, state.enterprises.id[rows]), market.overseas_chance, exchange_pace(state))


def _would_wait(state: State, rows: NDArray, gain: float) -> NDArray:
    """Flags of the firms whose plans can wait as long as a review takes at the pace of the day."""
    market, ids = state.settings.behaviour.capital_market, state.enterprises.id[rows]
    own = np.exp(market.patience_spread * normal(state.stream("listing.patience", 0), ids))
    return decide_to_wait(market.patience * own, _chance(state, rows), gain)


def _steps(
    state: State, rows: NDArray, stage: NDArray, draw: NDArray
) -> tuple[NDArray, NDArray, NDArray, NDArray]:
    """Who begins tutoring, files, lists or withdraws this month, flags of the shape of `rows`."""
    market, levers = state.settings.behaviour.capital_market, state.levers
    stock_market = state.books.stock_market
    gain = stock_market.usual_award.beyond(levers.listing_award) / market.listing_cost
    help_more = stock_market.usual_service.beyond(levers.listing_service)
    relative = float(decide_filing(gain, help_more, market.filing_effort))
    waits = _would_wait(state, rows, gain)
    is_free = stage == Listing.NONE
    begins = is_free & (draw < relative * market.tutoring_annual / MONTHS / max(int(is_free.sum()), 1))
    files = (stage == Listing.TUTORED) & waits & (draw < relative / max(market.tutoring_months, 1.0))
    lists = (stage == Listing.FILED) & (draw < _chance(state, rows))
    left = (stage == Listing.FILED) & ~lists
    lot = uniform(state.stream("listing.reconsidered"), state.enterprises.id[rows])
    reconsiders = lot < 1.0 / market.accounts_valid
    withdraws = left & ((draw > 1.0 - market.withdrawal) | (~waits & reconsiders))
    return begins, files, lists, withdraws


def _raise(state: State, rows: NDArray) -> None:
    """What a new listed firm raises goes to a supervised account outside, which pays for its plants month by month."""
    market, raised = state.settings.behaviour.capital_market, state.books.stock_market
    enterprises = state.enterprises
    amounts = market.raised_over_revenue * enterprises.revenue_last[rows]
    raised.rows += rows.tolist()
    raised.monthly += (amounts / max(market.raised_months, 1.0)).tolist()
    raised.months += [market.raised_months] * len(rows)
    state.record("listing.raised", Table.total(enterprises, amounts, rows))
    left = [(row, monthly, months) for row, monthly, months
            in zip(raised.rows, raised.monthly, raised.months, strict=True) if months > 0.0]  # fmt: skip
    raised.rows, raised.monthly = [row for row, _, _ in left], [monthly for _, monthly, _ in left]
    raised.months = [months - 1.0 for _, _, months in left]
    due, paid = np.array(raised.rows, dtype=np.int64), np.array(raised.monthly)
    state.ledger.transfer("listing_proceeds", "outside", Table.total(enterprises, paid, due), "enterprises",
                          paid, payee_rows=due)
    state.now.raised = Raised(due, paid)


def add_raised(state: State, wanted: NDArray) -> NDArray:
    """Capital spending wanted (yuan, n) with the plants for which listed firms raised money."""
    raised = state.now.raised
    if len(raised.rows):
        np.add.at(wanted, raised.rows, raised.paid)
    return wanted


def _pay_awards(state: State, filed: NDArray, listed: NDArray) -> None:
    """Half of the award is paid for a filing and half for the listing. Clause 57."""
    paid = 0.0
    if state.levers.listing_award > 0.0 and len(filed) + len(listed) > 0:
        amounts = np.zeros(len(state.enterprises))
        amounts[filed] += state.levers.listing_award / 2.0
        amounts[listed] += state.levers.listing_award / 2.0
        paid = award(state, "factors", "listing_award", amounts)
    state.record("listing.awards", paid)
