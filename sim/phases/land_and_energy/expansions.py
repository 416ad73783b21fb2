"""Industrial enterprises that outgrow their floor: they bid for land, build denser or rent rooms in standard buildings.

Why after the projects: listed projects are served first; what they do not wait for is offered to the highest bids, and
with it land that was cleared. Who gets none takes the next cheapest way, if it still pays.
"""

import numpy as np
from numpy.typing import NDArray

from agents.columns import weighted_sum
from agents.enterprises import Tenure
from agents.sites import (
    decide_densifying,
    decide_land_bid,
    decide_terms,
    decide_way,
    value_of_floor,
)
from sim.calendar import MONTHS
from sim.kernels.industry import outgrown
from sim.owners import free_cash
from sim.phases.land_and_energy.sites import add_floor, progress
from sim.randomness import normal, uniform
from sim.series import Series, declare
from sim.state import State
from sim.state.books.land import Floor
from sim.state.parts import Expansion
from sim.works import order_works

declare(
    land__expansions_asked=Series("mu", "Land enterprises bid for", "企业扩建用地申请面积", "clause 59"),
    land__expansions=Series("mu", "Land enterprises were given", "企业扩建供地面积", "clause 59"),
    land__leased=Series("mu", "Of it leased or for shorter terms", "其中租赁和弹性年期供地", "clause 15"),
    land__price=Series("yuan/mu", "Price of industrial land", "工业用地价格"),
    floor__densified=Series("mu", "Floor space built over sites in use", "存量用地提容面积"),
    floor__rooms_let=Series("mu", "Floor space let in standard buildings", "标准厂房新增出租面积"),
    floor__fees=Series("yuan", "Land bought by enterprises", "企业购地支出"),
)
BOUGHT, SHORT, LEASED, NONE = range(4)
LAND, DENSER, ROOMS = range(3)


def land_price(state: State) -> float:
    """Yuan for a mu of industrial land this month: listed, and bid up while bidders go without."""
    premium = state.settings.behaviour.sites.premium * state.books.land.shortage
    return state.settings.region.industrial_land_price * (1.0 + premium)


def cost_of_money(state: State) -> float:
    """Yearly rate at which firms weigh land and buildings, share."""
    return float(state.world.lpr[state.month - 1]) + state.settings.behaviour.credit.spread_small


def land_in_user_cost(state: State, land: NDArray, capital: NDArray) -> NDArray:
    """Relative rise of the user cost of capital by what land has become dearer; `land` mu, `capital` yuan, by row."""
    rate, wear = cost_of_money(state), state.settings.behaviour.investment.depreciation_annual
    dearer = land_price(state) - state.settings.region.industrial_land_price
    return dearer * rate * land / np.maximum(capital * (rate + wear), 1.0)


def expand_sites(state: State, offered: float) -> Expansion:
    """Enterprises short of floor take the cheapest way open to them; at most `offered` mu of land are given."""
    _finish_floor(state)
    rows, wanted, worth = _wanting(state)
    firms, sites = state.enterprises, state.settings.behaviour.sites
    rate, price = cost_of_money(state), land_price(state)
    building = (rate + sites.building_wear) * sites.building_cost
    floor_costs = _costs(state, rows, building, price, rate)
    way = decide_way(*floor_costs)
    bid = decide_land_bid(worth, building, sites.density_new, rate)
    plots, terms = wanted / sites.density_new, _terms(state, rows, wanted / sites.density_new * price, rate)
    asks = (way == LAND) & (bid >= price) & (terms != NONE)
    given = _allocate(firms.weight[rows] * plots * asks, bid, firms.id[rows], offered)
    _take_land(state, rows, given * plots, terms, price)
    # Who got no land, or had no way to pay for it, looks at what is left.
    left = wanted * (1.0 - given)
    next_way = decide_way(np.full(len(rows), np.inf), floor_costs[1], floor_costs[2])
    denser = (left > 0.0) & (next_way == DENSER) & (worth >= floor_costs[1])
    _build_denser(state, rows[denser], left[denser])
    in_rooms = (left > 0.0) & (next_way == ROOMS) & (worth >= floor_costs[2])
    let = rent_rooms(state, rows[in_rooms], left[in_rooms])
    asked, mu = (weighted_sum(firms.weight[rows], plots * part) for part in (asks, given))
    state.record("floor.rooms_let", weighted_sum(firms.weight[rows[in_rooms]], let))
    state.record("land.expansions_asked", asked)
    state.record("land.expansions", mu)
    state.record("land.leased", weighted_sum(firms.weight[rows], plots * given * (terms != BOUGHT)))
    state.record("land.price", price)
    return Expansion(asked, mu)


def _wanting(state: State) -> tuple[NDArray, NDArray, NDArray]:
    """Rows that outgrow their floor, mu of floor each wants, and what a mu of it would earn a year."""
    firms, behaviour = state.enterprises, state.settings.behaviour
    rows, wanted, carries = outgrown(
        state.rows.industry, firms.tenure, firms.is_active, (firms.capacity, firms.demand_expected),
        (firms.land, firms.density, firms.floor_capacity), _under_way(state), state.fixed.use_wanted, firms.sector,
        np.array([behaviour.investment.accelerator, behaviour.sites.building_months, progress(state)]),
    )  # fmt: skip
    worth = value_of_floor(firms.profit[rows], firms.capital[rows], firms.capacity[rows], carries, cost_of_money(state))
    return rows, wanted, worth


def _under_way(state: State) -> NDArray:
    """Mu of floor being built, by row of the table."""
    coming = np.zeros(len(state.enterprises))
    for batch in state.books.land.floors:
        np.add.at(coming, batch.rows, batch.floor)
    return coming


def _costs(state: State, rows: NDArray, building: float, price: float, rate: float) -> tuple[NDArray, NDArray, NDArray]:
    """Yuan a year for a mu of floor on new land, over the own site, and in rooms; inf where a way is closed.

    What building over one's own walls or working in rooms costs differs from firm to firm, for good.
    """
    firms, sites = state.enterprises, state.settings.behaviour.sites
    own_walls, own_rooms = (
        np.exp(sites.way_spread * normal(state.stream(f"sites.{way}_cost", 0), firms.id[rows]))
        for way in ("denser", "rooms")
    )
    new_land = np.full(len(rows), building + min(rate, sites.lease_rate) * price / sites.density_new)
    tenure = firms.tenure[rows]
    holds = ((tenure == Tenure.OWNED) | (tenure == Tenure.LEASED)) & (firms.density[rows] < sites.density_most)
    denser = np.where(holds, building * sites.densify_cost * own_walls, np.inf)
    is_closed = firms.is_above_scale[rows] | (state.books.land.rooms <= 0.0)
    return new_land, denser, np.where(is_closed, np.inf, sites.standard_rent * own_rooms)


def _terms(state: State, rows: NDArray, cost: NDArray, rate: float) -> NDArray:
    """How each row would take its plot. Plots on flexible terms are a part of all, by lot. Clause 15."""
    sites, ids = state.settings.behaviour.sites, state.enterprises.id[rows]
    is_flexible = uniform(state.stream("sites.flexible", 0), ids) < state.levers.flexible_land
    return decide_terms(free_cash(state, rows), cost, sites.short_price, sites.lease_rate, rate, is_flexible)


def _allocate(held: NDArray, bid: NDArray, ids: NDArray, offered: float) -> NDArray:
    """Part, 0 to 1, of what each row asks for that it gets: the highest bids first, the last one in part."""
    order = np.lexsort((ids, -bid))
    before = np.cumsum(held[order]) - held[order]
    part = np.zeros(len(held))
    part[order] = np.clip((max(offered, 0.0) - before) / np.maximum(held[order], 1e-9), 0.0, 1.0) * (held[order] > 0.0)
    return part


def _take_land(state: State, rows: NDArray, mu: NDArray, terms: NDArray, price: float) -> None:
    """Land is taken over and paid or leased; its floor can be used when it is built."""
    firms, sites = state.enterprises, state.settings.behaviour.sites
    got = mu > 0.0
    rows, mu, terms = rows[got], mu[got], terms[got]
    part = np.where(terms == BOUGHT, 1.0, np.where(terms == SHORT, sites.short_price, 0.0))
    state.record("floor.fees", state.ledger.transfer(
        "land_fee", "enterprises", part * price * mu, "government", rows=rows))  # fmt: skip
    firms.site_rent[rows] += (terms == LEASED) * sites.lease_rate * price * mu / MONTHS
    is_larger = mu > firms.land[rows]
    firms.tenure[rows[is_larger]] = np.where(terms[is_larger] == LEASED, Tenure.LEASED, Tenure.OWNED)
    add_floor(state, rows, mu, np.zeros(len(rows)))
    _begin_floor(state, rows, mu * sites.density_new)


def _build_denser(state: State, rows: NDArray, wanted: NDArray) -> None:
    """Owners build over their sites; what that costs beyond building on an empty plot is paid at once."""
    firms, sites = state.enterprises, state.settings.behaviour.sites
    room = firms.land[rows] * (sites.density_most - firms.density[rows]) - _under_way(state)[rows]
    extra = (sites.densify_cost - 1.0) * sites.building_cost
    floor = decide_densifying(wanted, np.maximum(room, 0.0), free_cash(state, rows), extra)
    order_works(state, "site_works", "enterprises", extra * floor, rows)
    _begin_floor(state, rows, floor)
    state.record("floor.densified", weighted_sum(firms.weight[rows], floor))


def rent_rooms(state: State, rows: NDArray, wanted: NDArray) -> NDArray:
    """Firms move part of their works into standard buildings while there are rooms; returns mu of floor by row.

    Rooms go by id: who is offered one first is chance.
    """
    firms, sites, land = state.enterprises, state.settings.behaviour.sites, state.books.land
    plots = wanted / sites.density_new
    chance = uniform(state.stream("sites.rooms"), firms.id[rows])
    let = plots * _allocate(firms.weight[rows] * plots, chance, firms.id[rows], land.rooms)
    land.rooms -= weighted_sum(firms.weight[rows], let)
    floor = let * sites.density_new
    is_larger = floor > firms.land[rows] * firms.density[rows]
    add_floor(state, rows, let, floor)
    firms.tenure[rows[is_larger]] = Tenure.STANDARD
    firms.site_rent[rows] += floor * sites.standard_rent / MONTHS
    return floor


def _begin_floor(state: State, rows: NDArray, floor: NDArray) -> None:
    is_some = floor > 0.0
    if is_some.any():
        due = state.month + max(round(state.settings.behaviour.sites.building_months), 1)
        state.books.land.floors.append(Floor(due, rows[is_some], floor[is_some]))


def _finish_floor(state: State) -> None:
    """Floor whose time has come can be used."""
    land = state.books.land
    for batch in land.floors:
        if batch.due <= state.month:
            add_floor(state, batch.rows, np.zeros(len(batch.rows)), batch.floor)
    land.floors = [batch for batch in land.floors if batch.due > state.month]
