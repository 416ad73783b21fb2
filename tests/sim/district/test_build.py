"""The built district adds up: output, wages, jobs, counts, the project list; the same giants at any scale."""

import csv
from pathlib import Path

import numpy as np
import pytest
import yaml

from agents.classes import SECTOR, Activity
from scenarios import district as stored
from sim.district.build import build
from sim.district.firms import tail_sizes
from sim.district.land import FIRST_MONTH_2024, build_projects, share_spent_in
from sim.district.people import jobs_by_cell, labour_totals, resident_workers

REGION = Path(__file__).resolve().parents[3] / "conf" / "region"


@pytest.fixture(scope="module")
def region():
    values = _values("linping")
    common = {name: _values(f"common/{name}") for name in ("synthesis", "farms", "pipeline")}
    common["pipeline"] |= _values("linping/projects")
    return values | common


def _values(name: str) -> dict:
    leaves = yaml.safe_load((REGION / f"{name}.yaml").read_text(encoding="utf-8"))
    return {key: leaf["value"] for key, leaf in leaves.items() if key != "defaults"}


@pytest.fixture(scope="module")
def built(region):
    return build(region, *stored.read_tables("linping"), 0.01)


def test_output_by_sector_equals_the_accounts(built):
    firms, farms = built.enterprises, built.farms
    found = np.bincount(firms.sector, firms.weight * firms.output, minlength=26)
    found[SECTOR["agriculture"]] += farms.total(farms.output)
    assert found * 12 == pytest.approx(built.accounts.output, rel=1e-9)


def test_wage_bill_equals_labour_compensation(built):
    heads = jobs_by_cell(built.enterprises, 8, 26).sum(axis=0)
    people = built.residents
    farmers = people.activity == Activity.SELF_EMPLOYED
    heads[0] += np.bincount(people.skill[farmers], people.weight[farmers], minlength=3)
    assert 12 * (heads * built.wages).sum(axis=1) == pytest.approx(built.accounts.labour_compensation, rel=1e-9)


def test_jobs_are_resident_workers_and_in_commuters(built):
    jobs = jobs_by_cell(built.enterprises, 8, 26)
    workers = resident_workers(built.residents, jobs.shape)
    assert np.array_equal(jobs - workers, built.in_commuters)
    assert built.in_commuters.min() >= 0


def test_residents_and_households_weigh_the_same_where_one_over_scale_is_no_short_number(region):
    people = build(region, *stored.read_tables("linping"), 0.003)
    assert float(people.residents.weight[0]) == people.households.weight[0]


def test_activities_match_the_totals(region, built):
    totals, people = labour_totals(region), built.residents
    count = {kind: float(people.weight[people.activity == kind].sum()) for kind in Activity}
    assert count[Activity.OUT_COMMUTER] == pytest.approx(totals["outside"], abs=100)
    assert count[Activity.UNEMPLOYED] == pytest.approx(totals["unemployed"], abs=100)
    working = count[Activity.EMPLOYED] + count[Activity.SELF_EMPLOYED] + count[Activity.OUT_COMMUTER]
    assert working == pytest.approx(totals["employed"], abs=100)
    assert np.array_equal(people.age < 16, people.activity == Activity.CHILD)


def test_households_hold_the_residents_and_the_money(region, built):
    homes, people = built.households, built.residents
    is_here = people.activity != Activity.ABSENT
    assert np.array_equal(np.bincount(people.household[is_here], minlength=len(homes)), homes.members)
    assert np.array_equal(people.town, homes.town[people.household])
    assert homes.total(homes.equity_share) == pytest.approx(1.0)
    assert homes.total(homes.deposits) == pytest.approx(region["deposits_households"])
    assert homes.total(homes.loans) == pytest.approx(region["loans_households"])


def test_mean_wage_is_one_multiple_of_the_basic_wage(region):
    with (REGION / "linping" / "wages.csv").open(encoding="utf-8-sig", newline="") as file:
        ratios = [float(row["mean_wage"]) / float(row["wage_basic"]) for row in csv.DictReader(file)]
    assert ratios == pytest.approx([region["synthesis"]["mean_wage_over_basic"]] * len(ratios), abs=2e-3)


def test_published_counts_of_2021(region):
    points = {1e8: 228, 1e9: 28, 5e9: 6, 1e10: 2}
    sizes = tail_sizes(int(region["above_scale_industrial_firms"]), region["above_scale_revenue_2021"], points, 2e7)
    assert [int((sizes > threshold).sum()) for threshold in points] == list(points.values())


def test_project_list(region, built):
    projects = built.projects
    listed = projects.is_listed
    assert (listed.sum(), projects.is_new.sum(), (listed & ~projects.is_new).sum()) == (449, 163, 286)
    assert (projects.is_provincial.sum(), projects.is_key.sum()) == (8, 62)
    planned = projects.total * share_spent_in(projects.planned_start, projects.duration, FIRST_MONTH_2024)
    by_kind = np.bincount(projects.kind[listed], planned[listed])
    assert by_kind == pytest.approx(region["pipeline"]["plan_2024"])
    assert planned[projects.is_provincial].sum() == pytest.approx(25e8)
    assert planned[projects.is_key].sum() == pytest.approx(93.9e8)
    starts = projects.planned_start[projects.is_new]
    shares = [(starts < FIRST_MONTH_2024 + 3 * quarter).mean() for quarter in (1, 2, 3, 4)]
    assert all(share >= target for share, target in zip(shares, (0.2, 0.5, 0.75, 0.95), strict=True))
    assert (projects.spent <= projects.total).all()
    assert (projects.total > 0).all()


def test_works_go_on_at_a_steady_pace_through_2023_and_large_ones_as_small_ones(region, built):
    projects = built.projects
    carried, ended = projects.is_listed & ~projects.is_new, ~projects.is_listed & ~projects.is_candidate
    begins, ends = projects.planned_start, projects.planned_start + projects.duration
    assert (begins[carried] < FIRST_MONTH_2024).all()
    assert (ends[carried] > FIRST_MONTH_2024).all()
    assert ((ends[ended] > 1) & (ends[ended] <= FIRST_MONTH_2024)).all()
    # 163 begin in the plan year, as many ended before it, and about as many of the others began in 2023
    assert ended.sum() == 163
    assert (begins[carried] >= 1).sum() == pytest.approx(163, abs=12)
    known = carried | ended
    under_way = [(known & (begins <= month) & (ends > month)).sum() for month in range(1, 13)]
    assert max(under_way) < 1.12 * min(under_way)
    # In each kind the half that is larger is neither older nor younger than the half that is smaller.
    for kind in range(4):
        rows = np.flatnonzero(carried & (projects.kind == kind) & ~projects.is_key)
        age = ((FIRST_MONTH_2024 - begins) / projects.duration)[rows[np.argsort(projects.total[rows])]]
        half = len(rows) // 2
        assert age[:half].mean() == pytest.approx(age[-half:].mean(), abs=0.1)


def test_spending_of_2023_by_kind_is_that_of_the_region(region, built):
    projects, plan = built.projects, np.array(region["pipeline"]["plan_2023"])
    begun = ~projects.is_candidate
    spends = projects.total * share_spent_in(projects.planned_start, projects.duration, 1)
    assert np.bincount(projects.kind[begun], spends[begun]) == pytest.approx(plan)
    assert plan[0] == pytest.approx(region["pipeline"]["plan_2024"][0] / 1.2)  # clause 2


def test_candidates_of_a_year_are_twice_what_is_spent_in_one(region, built):
    projects, terms = built.projects, region["pipeline"]
    found = np.bincount(projects.kind[projects.is_candidate], projects.total[projects.is_candidate])
    assert terms["candidate_size"] == 2.0
    assert found / (terms["candidate_months"] / 12) == pytest.approx(2.0 * np.array(terms["plan_2024"]))


def test_the_list_is_as_long_as_the_region_says(region):
    """Seven more of industry and one fewer key project: 456 on the list, 61 of them key, as many new and provincial."""
    longer = {"listed_projects": 456, "kind_counts": [197, 110, 70, 59, 20], "key_projects": 61, "key_plan": 9e9}
    projects = build_projects(region | {"pipeline": region["pipeline"] | longer}, 8)
    counts = [int(flags.sum()) for flags in (projects.is_listed, projects.is_new, projects.is_key)]
    assert counts == [456, 163, 61]
    assert (~projects.is_listed & ~projects.is_candidate).sum() == region["pipeline"]["earlier_projects"]
    planned = projects.total * share_spent_in(projects.planned_start, projects.duration, FIRST_MONTH_2024)
    assert planned[projects.is_key].sum() == pytest.approx(9e9)


def test_plans_of_starts_are_those_of_the_region(region):
    early = region["pipeline"] | {"planned_starts": [1.0, 1.0, 1.0, 1.0]}
    projects = build_projects(region | {"pipeline": early}, 8)
    assert set(projects.planned_start[projects.is_new]) == {13, 14, 15}


@pytest.mark.parametrize(("wrong", "told"), [
    ({"kind_counts": [189, 110, 70, 59, 20]}, "kinds that add up to 448; allowed is 449"),
    ({"new_projects": 450}, "new_projects: 450; allowed is at most 449"),
    ({"key_projects": 430}, "key_projects: 430; allowed is at most 429"),  # 449 less 20 of transport
    ({"key_projects": 7}, "provincial_projects: 8; allowed is at most 7"),
    ({"planned_starts": [0.2, 0.1, 0.75, 1.0]}, "planned_starts"),
    ({"planned_starts": [0.2, 0.5, 0.75, 0.95]}, "planned_starts"),
    ({"key_plan": 2e9}, "do not fit their counts"),  # less than the 2.5 billion of a part of it
    ({"provincial_projects": 0}, "0 projects are to spend 2.5e"),
])  # fmt: skip
def test_lists_that_do_not_fit_each_other_are_refused(region, wrong, told):
    with pytest.raises(ValueError, match=told):
        build_projects(region | {"pipeline": region["pipeline"] | wrong}, 8)


def test_farms_hold_the_land(region, built):
    assert built.farms.land.sum() == pytest.approx(region["arable_mu"])
    assert built.farms.grain_land.sum() == pytest.approx(region["grain_mu"])
    assert (built.farms.grain_land <= built.farms.land + 1e-9).all()


def test_above_scale_rows_do_not_depend_on_scale(region, built):
    other = build(region, *stored.read_tables("linping"), 0.02)
    for name in built.enterprises.COLUMNS:
        first, second = (getattr(d.enterprises, name)[d.enterprises.is_above_scale] for d in (built, other))
        assert np.allclose(first, second, rtol=1e-9), name


def test_stored_district_is_the_built_one(region, built, tmp_path, monkeypatch):
    monkeypatch.setattr(stored.platformdirs, "user_cache_dir", lambda name: str(tmp_path / name))
    path = stored.prepare({"region": region, "run": {"scale": 0.01}})
    assert stored.prepare({"region": region, "run": {"scale": 0.01}}) == path
    loaded = stored.load(path)
    for name in stored.POPULATIONS:
        for column, array in getattr(built, name).arrays().items():
            assert np.array_equal(array, getattr(getattr(loaded, name), column)), (name, column)
    assert np.array_equal(loaded.accounts.intermediate_local, built.accounts.intermediate_local)
    assert loaded.wage_outside == built.wage_outside


def test_rooms_stand_empty_behind_the_residents_for_those_who_may_come(region, built):
    people = built.residents
    is_room = people.activity == Activity.ABSENT
    persons = round(region["residents"] * 0.01)
    assert np.array_equal(is_room, np.arange(len(people)) >= persons)
    assert is_room.sum() == round(region["rooms_share"] * persons)
    assert np.all(people.work_town[is_room] == -1)
    assert np.array_equal(people.id, np.arange(len(people)) + 1)
    assert people.efficiency[is_room].mean() == pytest.approx(1.0, abs=0.1)
