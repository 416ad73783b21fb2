"""`Region`: the district as a Mesa model; it owns time, randomness and the institutions. Its state: `region.state`."""

import time
from collections.abc import Mapping
from typing import Any

import mesa

from agents.institutions import Bank, Bureau, GuaranteeCompany, Town
from agents.population import Population
from sim.district.model import District, Towns
from sim.month import MONTH
from sim.phases.building.villages import make_villages
from sim.policy.course import Acting
from sim.settings import Settings
from sim.start import CHAPTERS, start
from sim.state import POPULATIONS, Offices, State
from sim.statistics import figures_of, hindcast_of

PLAN_YEAR = 2024
DRAW_BITS = 20  # a draw and a seed make one number: up to a million draws of each seed


class Region(mesa.Model):
    """One district in one draw of the uncertain world, from January 2023.

    Parameters
    ----------
    district : as built; never written to.
    settings : the values of the draw, nested by section (`run`, `region`, `world`, `behaviour`, `policy`).
    acting : for each modelled measure from which month it acts and who controls it.
    draw, seed : all random numbers hang on these two and on nothing else.
    state : for `branch` only: the state to go on from.
    """

    def __init__(
        self, district: District, settings: Mapping[str, Any], acting: Mapping[str, Acting], draw: int, seed: int,
        state: State | None = None,
    ) -> None:  # fmt: skip
        number = (int(seed) << DRAW_BITS) + int(draw)
        super().__init__(rng=number)
        self.draw, self.seed = draw, seed
        self.phase_seconds: dict[str, float] = {}
        if state is None:
            values = Settings(settings)
            offices = self._found_offices(values, district.towns, number)
            self.state = start(district, values, dict(acting), number, offices)
        else:
            self.state = state
        for name in POPULATIONS:
            setattr(self, name, Population(getattr(self.state, name), random=self.random))

    def step(self) -> None:
        """One month: the phases of `sim/month.py` in order, each timed."""
        state = self.state
        state.open_month()
        for _, phase in MONTH:
            started = time.perf_counter()
            name = phase.__name__
            state.now.begin(name)
            phase(state)
            self.phase_seconds[name] = self.phase_seconds.get(name, 0.0) + time.perf_counter() - started

    @property
    def month(self) -> int:
        """The last month simulated; 1 is January 2023."""
        return self.state.month

    @property
    def worst_gap(self) -> float:
        """Largest relative gap of any money identity in any month so far."""
        return self.state.ledger.worst_gap

    def branch(self, settings: Mapping[str, Any]) -> "Region":
        """An independent region that goes on from here with other settings; this one is not touched."""
        state = self.state.branch(Settings(settings), Offices())
        twin = Region(state.district, settings, state.acting, self.draw, self.seed, state=state)
        twin._copy_offices(self.state.offices)
        twin.state.ledger.worst_gap = self.state.ledger.worst_gap
        twin.phase_seconds = {}
        return twin

    def close(self) -> None:
        """Let go of the state when nothing more is read of it, so that its memory is free for the next region.

        Why: institutions hold their region and it holds them. Columns of a region that nobody holds any more would
        stay in memory until Python looks for such circles, a few regions later.
        """
        for name in (*POPULATIONS, "state"):
            delattr(self, name)

    def observed(self) -> dict[str, float]:
        """Published figures of the plan year by name; empty before its December."""
        return figures_of(self.state, PLAN_YEAR)

    def hindcast(self) -> dict[str, float]:
        """Figures of 2023 by name, to stand beside published ones; empty before its December."""
        return hindcast_of(self.state)

    def series(self) -> dict[str, list[float]]:
        """Monthly series by name, each a value a month from January 2023."""
        return {name: values[: self.month].tolist() for name, values in sorted(self.state.series.values.items())}

    def _found_offices(self, settings: Settings, towns: Towns, number: int) -> Offices:
        credit, local = settings.behaviour.credit, settings.region.local_bank_share
        offices = Offices(
            bureaus={chapter: Bureau(self, chapter, chapter) for chapter in CHAPTERS},
            banks=[Bank(self, "本地法人银行", local, True), Bank(self, "银行分支机构", 1.0 - local, False)],
            towns=[Town(self, code, name) for code, name in enumerate(towns.zh)],
            villages=make_villages(self, settings, len(towns), number),
        )
        offices.guarantee = GuaranteeCompany(self, credit.guarantee_capital, credit.guarantee_leverage)
        return offices

    def _copy_offices(self, other: Offices) -> None:
        """Institutions of a branch are agents of its own with the same books."""
        offices = Offices()
        offices.bureaus = {chapter: bureau.copy_to(self) for chapter, bureau in other.bureaus.items()}
        for bank in other.banks:
            twin = Bank(self, bank.name_zh, bank.market_share, bank.is_local)
            twin.room = bank.room
            offices.banks.append(twin)
        company = other.guarantee
        offices.guarantee = GuaranteeCompany(self, company.capital, company.leverage)
        offices.guarantee.covered = company.covered
        offices.towns = [Town(self, town.code, town.name_zh) for town in other.towns]
        offices.villages = [village.copy_to(self) for village in other.villages]
        self.state.offices = offices
