"""Village collectives: rents from the enterprises of their town, paired transfers at the end of the year.

Why rents lag and are only partly exposed: leases run for a year or two, so a bad quarter of industry reaches a
village late, while a plant that is cleared stops paying at once.
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from agents.classes import IS_INDUSTRY
from agents.enterprises import Enterprises
from agents.institutions import Village, decide_village_rent
from sim.calendar import MONTHS
from sim.kernels.production import charge_by_town, made_by_town, output_by_town
from sim.platforms import pay, room
from sim.randomness import key, normal, uniform
from sim.series import Series, declare
from sim.settings import Settings
from sim.state import State
from sim.world import MID_2022

declare(
    villages__income=Series("yuan", "Operating income of village collectives", "村社经营性收入"),
    sites__rent=Series("yuan", "Rent of land and rooms let since 2023", "新租用地和标准厂房租金", "clause 15"),
    villages__transfers=Series("yuan", "Paired transfers to weak villages", "结对帮扶支出"),
)

DECEMBER = 12


def make_villages(model: Any, settings: Settings, towns: int, seed: int) -> list[Village]:
    """The village collectives of the region with lognormal incomes whose mean is the region's, keyed by `seed`.

    `model` is the Mesa model they belong to. The `towns` towns are equally likely and exposure is spread evenly around
    its mean. Assumption: no list of villages by town or income was found; both in conf behaviour.villages.
    """
    region, villages = settings.region, settings.behaviour.villages
    numbers = np.arange(1, round(region.village_collectives) + 1)
    size = np.exp(villages.spread * normal(key(seed, "villages.income"), numbers))
    rents = region.village_income_average_annual * size / size.mean() if len(numbers) else size
    places = (uniform(key(seed, "villages.town"), numbers) * towns).astype(int)
    exposures = villages.exposure * 2.0 * uniform(key(seed, "villages.exposure"), numbers)
    return [
        Village(model, int(town), float(rent), float(exposure), int(number))
        for town, rent, exposure, number in zip(places, rents, exposures, numbers, strict=True)
    ]


def industry_by_town(enterprises: Enterprises, towns: int, rows: NDArray | None = None) -> NDArray:
    """Real industrial output by town, yuan a month, shape (towns,); `rows` those of industry, where they are known."""
    rows = np.flatnonzero(IS_INDUSTRY[enterprises.sector]) if rows is None else rows
    return output_by_town(rows, enterprises.output, enterprises.weight, enterprises.town, towns)


def rents_of_enterprises(enterprises: Enterprises, due: NDArray) -> NDArray:
    """The villages' rents `due` by town (yuan a month) spread over the active enterprises of the town by output.

    Returns yuan a month of one enterprise, shape of the table. Public units pay none; what is due in a town where
    nobody produces is borne by all.
    """
    makers = (enterprises.output, enterprises.is_active, enterprises.is_public)
    by_town = made_by_town(*makers, enterprises.weight, enterprises.town, len(due))
    rate = np.divide(due, by_town, out=np.zeros_like(due), where=by_town > 0.0)
    stranded = float(due[by_town <= 0.0].sum())
    everywhere = float(by_town.sum())
    if stranded > 0.0 and everywhere > 0.0:
        rate += stranded / everywhere
    return charge_by_town(*makers, enterprises.town, rate)


def base_village_rents(enterprises: Enterprises, villages: list[Village], towns: int) -> NDArray:
    """What each enterprise pays the villages in a month at the start, yuan; shape of the table."""
    due = _by_town(villages, np.array([village.rent_annual for village in villages], dtype=float) / MONTHS, towns)
    return rents_of_enterprises(enterprises, due)


def _by_town(villages: list[Village], amounts: NDArray, towns: int) -> NDArray:
    places = np.array([village.town for village in villages], dtype=int)
    return np.bincount(places, amounts, minlength=towns).astype(float)


def earn_village_income(state: State) -> None:
    """Villages draw rent, weak ones a paired transfer at the year's end, and spend what exceeds a reserve. Clause 45.

    `state.now.village_rent` is what each enterprise paid this month, for land and rooms let by others too, yuan, shape
    of the table.
    """
    villages, let = state.offices.villages, _let_sites(state)
    if not villages:
        state.now.village_rent = let
        state.record("villages.income", 0.0)
        return
    rents = _rents(state, villages) * _from_projects(state)
    paid = rents_of_enterprises(state.enterprises, _by_town(villages, rents, len(state.district.towns)))
    total = state.enterprises.total(paid)
    # What nobody can pay is not earned: a district without output leaves its villages without rent.
    rents *= total / rents.sum() if rents.sum() > 0.0 else 0.0
    state.now.village_rent = paid + let
    state.ledger.transfer("village_rent", "enterprises", paid, "villages", total)
    # Letting a roof and selling its power is business, so it counts as operating income.
    roofs = np.broadcast_to(state.now.roofs_villages, rents.shape)
    for village, earned in zip(villages, rents + roofs, strict=True):
        village.earn(float(earned))
    transfers = _pay_paired_transfers(state, villages)
    income = total + float(roofs.sum()) + transfers
    _spend(state, income, total)
    state.record("villages.income", income)
    state.record("villages.transfers", transfers)
    if state.month_of_year == DECEMBER:
        state.books.villages.incomes = np.array([village.income_year for village in villages])
        for village in villages:
            village.close_year()


def _let_sites(state: State) -> NDArray:
    """Platforms hold leased plots and standard buildings and collect what was agreed for them; yuan by enterprise."""
    rent = state.enterprises.site_rent * state.enterprises.is_active
    state.record("sites.rent", state.ledger.transfer("site_rent", "enterprises", rent, "platforms"))
    return rent


def _rents(state: State, villages: list[Village]) -> NDArray:
    """Rent of each village this month, yuan, shape (villages,)."""
    settings = state.settings.behaviour.villages
    rent = np.array([village.rent_annual for village in villages]) / MONTHS
    if state.shocks == 0.0:
        return rent
    exposure = np.array([village.exposure for village in villages])
    town = np.array([village.town for village in villages])
    index = _follow_industry(state)
    evicted = np.minimum(exposure * _cleared_share(state)[town], 1.0)
    trend = (1.0 + settings.growth_annual) ** ((state.month - MID_2022) / MONTHS)
    return decide_village_rent(rent * trend, exposure, index[town], evicted, _luck(state, villages))


def _from_projects(state: State) -> float:
    """Rents with what business projects since 2022 earn beyond the usual, over rents without. Clause 45.

    Projects at the usual return are in the trend of rents.
    """
    earned = state.levers.village_project_return
    beyond, invested = state.books.villages.usual_return.beyond(earned), state.books.villages.projects
    rents = sum(village.rent_annual for village in state.offices.villages)
    return max(1.0 + beyond * invested / rents, 0.0) if rents > 0.0 else 1.0


def _follow_industry(state: State) -> NDArray:
    base = state.fixed.industry_by_town
    made = industry_by_town(state.enterprises, len(base), state.rows.industry)
    ratio = np.divide(made, base, out=np.ones_like(made), where=base > 0.0)
    leases = state.books.villages
    speed = state.settings.behaviour.villages.rent_adjustment
    leases.industry = leases.industry + speed * (ratio - leases.industry)
    return leases.industry


def _cleared_share(state: State) -> NDArray:
    """Industrial land under buildings of villages that was cleared, share of what stood at the start, (towns,)."""
    had = state.fixed.village_land
    return np.divide(state.books.land.village_cleared, had, out=np.zeros_like(had), where=had > 0.0)


def _luck(state: State, villages: list[Village]) -> NDArray:
    """A village's own luck: a line from one year's draw to the next, so that nothing jumps in January."""
    numbers = np.array([village.number for village in villages])
    passed = (state.month_of_year - 1) / MONTHS
    years = (state.year, state.year + 1)
    this_year, next_year = (normal(key(state.seed, "villages.luck", year), numbers) for year in years)
    spread = state.settings.behaviour.villages.year_spread
    return spread * ((1.0 - passed) * this_year + passed * next_year)


def _pay_paired_transfers(state: State, villages: list[Village]) -> float:
    """State firms pay the weakest of the villages that missed the aim this year; returns yuan, once in December."""
    levers = state.levers
    if state.month_of_year != DECEMBER or state.shocks == 0.0 or levers.village_transfer <= 0.0:
        return 0.0
    missed = (village for village in villages if village.income_year < levers.village_income_aim)
    weak = sorted(missed, key=lambda village: (village.income_year, village.number))
    able = int(room(state) // levers.village_transfer)
    aided = weak[: min(round(min(levers.village_aided, 1.0) * len(weak)), able)]
    total = levers.village_transfer * len(aided)
    pay(state, "paired_transfer", "villages", total)
    for village in aided:
        village.earn(levers.village_transfer)
    return total


def _spend(state: State, income: float, rent: float) -> None:
    """Public services and shares paid out: the month's income, less or more as the reserve is short or full."""
    settings = state.settings.behaviour.villages
    account = state.ledger.accounts["villages"]
    before = account.deposits - income
    mend = settings.reserve_speed * (settings.reserve_months * rent - before)
    spending = min(max(income - state.shocks * mend, 0.0), max(account.deposits, 0.0))
    if state.shocks == 0.0:
        spending = income
    state.ledger.transfer("village_spending", "villages", spending, "outside", spending)
    invested = state.shocks * settings.project_share * spending
    state.books.villages.projects += invested
