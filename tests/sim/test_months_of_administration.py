"""What the administration's calendar says is done in that month and in no other: another month moves it there."""

import pytest

YEARS = 24


@pytest.fixture(scope="module")
def usual(open_region, values):
    region = open_region(values())
    region.run_for(YEARS)
    return region.series()


@pytest.fixture
def moved(open_region, values):
    """Series of a run in which one value of the calendar is another."""

    def run(name: str, month: int | list[int], **more: float):
        region = open_region(values(**{f"behaviour__calendar__{name}": month}, **more))
        region.run_for(YEARS)
        return region.series()

    return run


def months_of(series) -> set[int]:
    """Months in which something was recorded, 1 to 24."""
    return {month for month, value in enumerate(series[:YEARS], 1) if value != 0.0}


@pytest.mark.parametrize(("name", "month", "series"), [
    ("claims_paid", 10, ("aid.awards", "aid.research", "incubators.support", "research.patent_aid", "services.works",
                         "titles.service_manufacturing")),
    ("research_aid_paid", 11, ("aid.information", "aid.vouchers")),
    ("research_projects_decided", 7, ("research.projects", "research.project_aid", "research.upper_money")),
    ("certificates_applied", 9, ("hnte.applications",)),
    ("ponds_dug", 4, ("farms.rice_fish_added",)),
    ("land_rented", 5, ("farms.rented", "farms.given_up")),
])  # fmt: skip
def test_what_is_done_once_a_year_moves_with_its_month(name, month, series, usual, moved, values):
    declared, other = values()["behaviour"]["calendar"][name], moved(name, month)
    for one in series:
        assert months_of(usual[one]) == {declared, declared + 12}, one
        assert months_of(other[one]) == {month, month + 12}, one


@pytest.mark.parametrize(("name", "month", "gone", "new"), [
    ("year_bonus_paid", 2, {3, 15}, set()),  # bonuses on the fourth quarter are paid in February already
    ("opening_bonus_paid", 6, {5, 17}, {6, 18}),
    ("climb_bonus_paid", [9, 12, 1], {2, 8, 11, 14, 20, 23}, {1, 9, 12, 13, 21, 24}),
])  # fmt: skip
def test_bonuses_on_output_move_with_their_months(name, month, gone, new, usual, moved):
    before, after = months_of(usual["aid.output"]), months_of(moved(name, month)["aid.output"])
    assert (before - after, after - before) == (gone, new)


def test_lines_are_adjusted_in_the_month_of_the_adjustment(moved):
    short = {"policy__factors__m55__line_services": 5e7}  # half of what is printed: others have to help in 2024
    for month in (10, 12):
        adjusted = months_of(moved("lines_adjusted", month, **short)["fiscal.reappropriated"])
        assert {month + 12} <= adjusted <= {month, month + 12}



@pytest.mark.parametrize(("name", "month", "series"), [
    ("certificates_awarded", 4, "claims.innovation"), ("claims_known", 12, "spent.innovation"),
    ("grain_subsidy_paid", 11, "farms.subsidy"), ("founders_awarded", 11, "farms.awards"),
    ("graduation", [8, 9, 10], "consumption.households"),
])  # fmt: skip
def test_before_the_earlier_of_two_months_nothing_differs_and_then_it_does(name, month, series, usual, moved, values):
    declared = values()["behaviour"]["calendar"][name]
    first = declared[0] if isinstance(declared, list) else declared
    other = moved(name, month)
    for one in usual:
        assert list(usual[one][: first - 1]) == list(other[one][: first - 1]), one
    assert usual[series][first - 1] != other[series][first - 1]
