"""The first day of a draw: the one built district rescaled to this draw's initial state, with its books opened."""

from collections.abc import Mapping
from types import MappingProxyType

import numpy as np

from sim.accounts import Account, Ledger
from sim.district.model import District
from sim.phases.entry_and_exit.above_scale import open_list
from sim.phases.observe.figures import means_of_2022, stocks_of_2022
from sim.phases.public_accounts.land_revenue import usual_works
from sim.policy.course import Acting
from sim.randomness import key, normal
from sim.series import HORIZON, SERIES, SeriesBook
from sim.settings import Settings
from sim.start.economy import economy
from sim.start.firms import set_up_enterprises
from sim.start.homes import set_up_households
from sim.start.once import build_first, build_once
from sim.start.people import open_unemployment
from sim.start.pipeline import begin_earlier, open_project_loans, schedule_key_projects, without_pipeline
from sim.state import Offices, State
from sim.world import draw_world

CHAPTERS = ("investment", "innovation", "manufacturing", "services", "transport", "demand", "rural", "livelihood",
            "factors")  # fmt: skip


def start(
    district: District, settings: Settings, acting: dict[str, Acting], seed: int, offices: Offices
) -> State:
    """The state on the eve of January 2023; `seed` is the number all random numbers of this draw hang on."""
    tables = {
        name: getattr(district, name).branch()
        for name in ("enterprises", "residents", "households", "farms", "projects")
    }
    ledger = Ledger(
        columns={name: tables[name] for name in ("enterprises", "households", "farms", "projects")},
        accounts={
            "villages": Account(), "platforms": Account(loans=settings.region.loans_platforms), "developers": Account(),
            "contractors": Account(),
            "government": Account(deposits=settings.region.deposits_government),
        },
        scale_of_gap=float(district.accounts.output.sum() / 12.0),
    )  # fmt: skip
    state = State(
        settings=settings, district=district, acting=acting, seed=seed,
        world=draw_world(settings, HORIZON, district.accounts.sales_outside, district.accounts.sales_abroad, seed),
        ledger=ledger, series=SeriesBook(), offices=offices, **tables,
    )  # fmt: skip
    if not state.shocks:
        without_pipeline(state)
    begin_earlier(state)
    state.fixed.reliability = reliability(settings, seed)
    state.fixed.completion = completion(settings, seed)
    state.fixed.latitude = latitude(settings, seed)
    build_first(state)
    schedule_key_projects(state)
    open_unemployment(state)
    economy(state)
    open_project_loans(state)
    state.enterprises.on_list[:] = open_list(state)
    state.enterprises.been_on_list[:] = state.enterprises.on_list
    state.series.means_2022 = means_of_2022(state)
    _check_towns(district)
    set_up_enterprises(state)
    set_up_households(state)
    build_once(state)
    platforms, works = ledger.accounts["platforms"], usual_works(state)
    platforms.deposits = works
    # Where platforms owe nothing they order works with it month by month: those of December are under way.
    ledger.accounts["contractors"].deposits = min(max(works - platforms.loans, 0.0), works)
    state.series.means_2022 = {**state.series.means_2022, **stocks_of_2022(state)}
    ledger.open_books()
    return state


def _check_towns(district: District) -> None:
    """A town must not have the code of a figure that stands beside those of towns: one would overwrite the other."""
    taken = [code for code in district.towns.codes if f"starts.{code}" in SERIES]
    if taken:
        raise ValueError(f"towns.csv: the code '{taken[0]}' is the name of another series; give the town another code")


def reliability(settings: Settings, seed: int) -> Mapping[str, float]:
    """Part of its line each bureau gets through in this draw: one common part, one of its own."""
    government = settings.behaviour.government
    own = normal(key(seed, "government.reliability"), np.arange(len(CHAPTERS)))
    factors = government.reliability + government.reliability_spread * own
    if not settings.region.shocks:
        factors = np.ones(len(CHAPTERS))
    return MappingProxyType(dict(zip(CHAPTERS, np.clip(factors, 0.0, 1.1).tolist(), strict=True)))


def completion(settings: Settings, seed: int) -> Mapping[str, float]:
    """Log of what each bureau reports over what is printed, before the own part of an item: common and its own."""
    terms = settings.behaviour.government.completion
    numbers = normal(key(seed, "government.completion"), np.arange(len(CHAPTERS) + 1))
    common, own = np.sqrt(terms.shared) * numbers[-1], np.sqrt(1.0 - terms.shared) * numbers[:-1]
    logs = (1.0 - terms.selection) * terms.mean + terms.between * (common + own)
    return MappingProxyType(dict(zip(CHAPTERS, (logs * settings.region.shocks).tolist(), strict=True)))


def latitude(settings: Settings, seed: int) -> Mapping[str, float]:
    """Share by which each bureau reports more than it delivers where nobody audits: one common part, one of its own."""
    government = settings.behaviour.government
    own = normal(key(seed, "government.latitude"), np.arange(len(CHAPTERS)))
    shares = np.maximum(government.latitude + government.latitude_spread * own, 0.0) * settings.region.shocks
    return MappingProxyType(dict(zip(CHAPTERS, shares.tolist(), strict=True)))


__all__ = ["CHAPTERS", "completion", "latitude", "reliability", "start"]
