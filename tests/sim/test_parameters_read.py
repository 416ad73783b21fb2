"""Every declared value is read by the build or by a run: a value nobody reads promises an effect it cannot have.

A value that is drawn must be read by the run, its start included: the district is built once for all draws.
"""

import pytest

from scenarios import declarations, district, measures
from scenarios.tasks import flatten
from sim.district.build import build
from sim.settings import Settings
from tests.sim.policy.all_cases import TEXT_FACTS

NOT_VALUES = {"region.name", "region.tables"}  # they name the files that are read

SECTIONS = ("region.", "world.", "behaviour.")


class Watched(dict):
    """A dictionary that notes which of its keys were read."""

    def __init__(self, values: dict, read: set[str], path: str = "region") -> None:
        super().__init__(values)
        self.read, self.path = read, path

    def __getitem__(self, name: str):
        value = super().__getitem__(name)
        self.read.add(f"{self.path}.{name}")
        return Watched(value, self.read, f"{self.path}.{name}") if isinstance(value, dict) else value


@pytest.fixture(scope="module")
def read_by_build(values) -> set[str]:
    """Paths of all values read by building a small district."""
    found: set[str] = set()
    region = values()["region"]
    build(Watched(region, found), *district.read_tables(region["tables"]), 0.002)
    return found


@pytest.fixture(scope="module")
def read_by_run(values, open_region) -> set[str]:
    """Paths of all values read by a small district that is started and run for two years."""
    found: set[str] = set()
    look_up = object.__getattribute__

    def noted(self, name):
        if not name.startswith("_"):
            found.add(look_up(self, "_path") + name)
        return look_up(self, name)

    composed = values()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Settings, "__getattribute__", noted, raising=False)
        region = open_region(composed)
        region.run_for(24)
        region.observed()
        region.hindcast()
    return found


@pytest.fixture(scope="module")
def read(read_by_build, read_by_run) -> set[str]:
    return read_by_build | read_by_run


def test_every_drawn_value_is_read_by_the_run(read_by_run):
    tree = declarations.load_tree()
    chosen = tree.chosen(tree.default_choices())
    drawn = {path for path, leaf in chosen.items() if leaf.prior is not None and path.startswith(SECTIONS)}
    assert len(drawn) > 100
    assert sorted(drawn - read_by_run) == []


def test_a_value_that_only_the_build_reads_is_noticed(read_by_build, read_by_run):
    assert "region.grain_growers" in read_by_build - read_by_run
    assert "region.unemployment_rate" in read_by_run

@pytest.mark.parametrize("section", ["region", "world", "behaviour"])
def test_every_value_is_read(section, read, values):
    declared = {path for path in flatten(values()) if path.startswith(f"{section}.")}
    assert len(declared) > 10
    assert sorted(declared - read - NOT_VALUES) == []


def test_every_value_of_a_modelled_measure_is_read_or_is_a_fact_of_the_text(read, values):
    modelled = {measure.path for measure in measures.measures().values() if measure.is_modelled}
    declared = {path for path in flatten(values()) if path.rpartition(".")[0] in modelled}
    assert len(declared) > 60
    facts = {f"{measures.measures()[key].path}.{name}" for key, name in TEXT_FACTS}
    assert sorted(declared - read - facts) == []
    assert sorted(facts & read) == [], "these are read by now: take them off the list"
    assert sorted(facts - declared) == [], "these are not declared"


def test_a_value_nobody_reads_is_noticed(read):
    assert "behaviour.labour.separation" in read
    assert "region.residents" in read
    assert "behaviour.labour.nobody_reads_this" not in read
