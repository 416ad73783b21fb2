"""Each lever doubled, or neutral, or halved alone: some series of 2024 differs, so no lever is written in vain.

Why beside the rows of measures: a measure can show that it is alive by one of its levers and hide a dead one.
"""

import pytest

from sim.policy.levers import LEVERS, Levers

MONTHS, HISTORY = 12, 12
# Levers that act on what hardly ever happens on the smallest district in a year, and where they are seen to act.
RARE = {
    "guarantee_risk_share": "a guaranteed borrower must close in debt: tests/sim/policy/test_effects.py",
    "rd_priority": "power must be short: tests/sim/policy/test_effects.py",
    "prize_award": "a national prize must be won: tests/sim/phases/support/test_research_projects.py",
    "plan_modern_agri_park": "one title that the province gives or not: tests/liveness/each/rural.py",
}


@pytest.fixture(scope="module")
def year(open_region, values):
    """`year(name, factor)`: series of 2024 with one lever multiplied, after a 2023 that is the same for all."""
    settings = values()
    region = open_region(settings)
    region.run_for(HISTORY)
    write = Levers.write

    def run(name: str | None = None, factor: float = 1.0) -> dict[str, list[float]]:
        def scaled(self: Levers, lever: str, contribution: float) -> None:
            write(self, lever, contribution * factor if lever == name else contribution)

        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(Levers, "write", scaled)
            branch = region.branch(settings)
            branch.run_for(MONTHS)
        return {one: list(series[: HISTORY + MONTHS]) for one, series in branch.series().items()}

    return run


@pytest.fixture(scope="module")
def written(open_region, values) -> list[str]:
    """Levers that the text moves away from neutral in some month; a unit cost that no clause states stays neutral."""
    region, found = open_region(values()), set()
    for _ in range(HISTORY + MONTHS):
        region.run_for(1)
        found |= {name for name, value in region.state.levers.values.items() if value != 0.0}
    return sorted(found)


def test_no_lever_is_written_in_vain(year, written):
    usual = year()
    assert year() == usual
    dead = [name for name in written if all(year(name, factor) == usual for factor in (2.0, 0.0, 0.5))]
    assert [name for name in dead if name not in RARE] == []


def test_levers_that_act_rarely_are_levers(written):
    assert [name for name in RARE if name not in LEVERS or name not in written] == []
