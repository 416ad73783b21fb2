"""What is found or drawn once for a draw: rows by who they are, lots, paths; each by the rule of its own mechanism.

Why one list: what is worked out at its first use can take in what has changed by then, and branches would share it.
Here all of it is built before the first month, in this order, and sealed.
"""

from collections.abc import Callable
from functools import partial
from typing import Any

import numpy as np
from numpy.typing import NDArray

from agents.classes import IS_FOR_PROFIT_SERVICE, IS_INDUSTRY, IS_MANUFACTURING, SECTOR
from agents.enterprises import Enterprises
from sim.phases.building import projects, renewal
from sim.phases.credit import capital_market, lending
from sim.phases.customers import exports, online
from sim.phases.entry_and_exit import turnover
from sim.phases.goods import market
from sim.phases.incomes_and_taxes import allowances
from sim.phases.land_and_energy import compensation, energy, energy_use, land, private_investment
from sim.phases.observe import zone
from sim.phases.plans import expectations
from sim.phases.support import incubators, procurement, upgrading
from sim.start.owners import draw_investors
from sim.start.sites import settle_sites
from sim.state import State
from sim.state.fixed import Fixed
from sim.state.rows import Rows

Built = Callable[[State], Any]


def _firms(belongs: Callable[[Enterprises], NDArray]) -> Built:
    return lambda state: np.flatnonzero(belongs(state.enterprises))


def _in_need(kind: str, share: str) -> Built:
    return lambda state: allowances.draw_in_need(state, kind, state.settings.behaviour.care[share])


ROWS: dict[str, Built] = {
    "manufacturers": _firms(lambda firms: IS_MANUFACTURING[firms.sector]),
    "industry": _firms(lambda firms: IS_INDUSTRY[firms.sector]),
    "above_scale": _firms(lambda firms: firms.is_above_scale),
    "above_scale_industry": _firms(lambda firms: firms.is_above_scale & IS_INDUSTRY[firms.sector]),
    "above_scale_makers": _firms(lambda firms: firms.is_above_scale & IS_MANUFACTURING[firms.sector]),
    "above_scale_private": _firms(lambda firms: firms.is_above_scale & ~firms.is_public),
    "digital": _firms(lambda firms: firms.is_digital),
    "public_units": _firms(lambda firms: firms.is_public),
    "with_premises": _firms(lambda firms: ~firms.is_shop),
    "small_technology": _firms(lambda firms: firms.is_technology & ~firms.is_above_scale),
    "service_firms_known": _firms(lambda firms: IS_FOR_PROFIT_SERVICE[firms.sector] & firms.known_by_name()),
    "information_technology": _firms(lambda firms: (firms.sector == SECTOR["info_software"]) & firms.is_technology),
    "researchers": _firms(lambda firms: (firms.rd_usual > 0.0) | (firms.relabelled_usual > 0.0)
                          | firms.is_above_scale & IS_MANUFACTURING[firms.sector]),
    "listing_candidates": capital_market.find_candidates,
    "exporters": exports.draw_exporters,
    "online_sellers": online.find_sellers,
    "incubated": incubators.draw_incubated,
    "zone": zone.draw_zone,
    "small_suppliers": procurement.find_small_suppliers,
    "rural_families": compensation.find_rural_families,
    "families": allowances.find_families,
    "poor": _in_need("poor", "poor_share"),
    "old_in_need": _in_need("old", "old_in_need"),
    "disabled": _in_need("disabled", "disabled_share"),
}  # fmt: skip
FIXED: dict[str, Built] = {
    "sector_runs": market.find_runs,
    "plant_orders": projects.orders_of_usual_plants,
    "orders_at_base": lambda state: market.by_sector(state, state.enterprises.orders_outside),
    "spreads": expectations.spreads_of,
    "sales_of_small_suppliers": procurement.sum_small_suppliers,
    "weight_of_families": allowances.weigh_families,
    "share_of_rural_families": compensation.share_by_member,
    "exports_national": exports.national_path,
    "exports_district": exports.district_path,
    "export_part": exports.part_abroad,
    "worth_of_fairs": partial(exports.draw_worth, step="fairs"),
    "worth_of_outlets": partial(exports.draw_worth, step="outlets"),
    "risk_of_buyers": partial(exports.draw_worth, step="buyers"),
    "worth_of_upgrades": upgrading.draw_worth,
    "park_lot": upgrading.draw_places,
    "yearly_luck": lambda _: {},
    "own_shocks": lambda _: {},
    "own_levels": lambda _: {},
}


def build_first(state: State) -> None:
    """What the set-up of the economy and of enterprises itself reads; it hangs on columns that stand from the build."""
    for name in ("above_scale", "public_units"):
        setattr(state.rows, name, ROWS[name](state))
    for name in ("sector_runs", "spreads", "own_shocks", "own_levels", "yearly_luck"):
        setattr(state.fixed, name, FIXED[name](state))


def _build(state: State, table: dict[str, Built], room: Fixed | Rows) -> None:
    for name, find in table.items():
        if name not in vars(room):
            setattr(room, name, find(state))


def build_columns(state: State) -> None:
    """Columns a draw fills beside those of its set-up; new arrays, as the built ones are shared."""
    enterprises, pipeline = state.enterprises, state.projects
    enterprises.exit_usual = turnover.usual_exits(state)
    enterprises.guarantee_place = lending.draw_guarantee_places(state)
    enterprises.digital_months[:] = upgrading.draw_digital_months(state)
    settle_sites(state)
    state.fixed.village_land = renewal.village_land(state)
    pipeline.is_private = private_investment.draw_private(state)
    pipeline.total_planned = pipeline.total.copy()
    pipeline.investor[:], pipeline.owner[:] = draw_investors(state)
    pipeline.energy_need = energy.draw_energy_need(state)
    enterprises.energy_intensity[:] = energy_use.draw_intensity(state)
    enterprises.intensity_usual = enterprises.energy_intensity.copy()
    enterprises.energy_allowed[:] = energy_use.draw_allowed(state)
    enterprises.retrofit_left[:] = state.settings.behaviour.energy.retrofit_depth
    state.fixed.closings_usual = turnover.usual_closings(state)
    state.fixed.orders_in_turnover = turnover.usual_closings(state, enterprises.orders_outside)


def build_once(state: State) -> None:
    """Find and draw everything, open the books that stand before the first month, and seal what is fixed."""
    _build(state, ROWS, state.rows)
    _build(state, FIXED, state.fixed)
    build_columns(state)
    state.books.land, state.books.energy = land.open_land(state), energy.open_energy(state)
    if state.shocks:
        capital_market.open_stages(state)
    state.fixed.seal()
    state.rows.seal()
