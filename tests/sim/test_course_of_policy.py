"""Policy is a change of course: last year's course goes on without a step, and the text acts when it says so."""

from collections import Counter

import numpy as np
import pytest

from sim.policy.course import PLAN_STARTS, TEXT_PUBLISHED, Acting, strength
from sim.region import Region
from sim.settings import Settings

AS_2023 = ("run=quick", "policy=as_2023")
STEP = 1.5  # a change is a jump when it is this much larger than any other change of a month
SETTLED = 3  # months in which the eve of 2023 is left behind
# Series with a calendar of their own at the turn of the year, by the word before the dot or in full.
CALENDAR = {
    "spent": "a budget line is spent up in December and opened anew in January",
    "claims": "what a line pays of them ends when it is spent up in December and begins anew in January",
    "consumption.promoted": "events end when their line is spent up in December and begin anew in January",
    "investment.projects.infrastructure": "paid in part from a line that may be spent up in December",
    "farms.output": "crops: the autumn harvest is sold by December",
    "jobs.registered_new_cumulative": "counts from January by definition",
    "industry.growth_cumulative": "counts from January by definition",
    "services.growth_cumulative": "counts from January by definition",
    "rd.real": "aid is on the increment of the year before, which is a new one from January on (clause 8)",
    "rd.reported": "as rd.real",
    "tax.profit": "certificates of the December list lower the rate from January on",
    "tax.local": "contains tax.profit",
    "toll.fresh_full": "follows farms.output",
    "toll.fresh_paid": "follows farms.output",
    "projects.candidates": "until December the list of 2024 is what recruiting brings; others decide from January on",
    "projects.signed": "as projects.candidates",
    "purchases.programmes": "what bureaus buy: works are ordered in spring and autumn, and plans open anew in January",
    "science": "the plan for science spending is a growth over the year before, which is a new one from January on",
    "jobs.trained": "paid from a line that may be spent up in December",
    "skills.high": "examinations follow a yearly plan that opens anew in January",
    "farms.facilities": "aid for facilities is a yearly plan that opens anew in January",
    "fiscal.own_revenue": "contains taxes and what others pay to programmes, whose plans open anew in January",
    "fiscal.works": "works and courses follow yearly plans that open anew in January",
    "farmland.reclaimed": "yearly aims: by how much offices end over a print is drawn anew for each year",
    "farmland.consolidated": "as farmland.reclaimed",
    "visitors.fairs": "as farmland.reclaimed",
    "visitors.venues": "as farmland.reclaimed",
    "jobs.internship_posts": "as farmland.reclaimed",
    "list": "the list above scale is revised in January by rule",
    "list_firms": "as list",
    "list_change": "as list",
    "farms.electricity": "farms use power with the season of what they grow, which ends in December",
    "farms.power_bought": "as farms.electricity",
    "farms.power_cost": "as farms.electricity",
    "tax.vat_credit": "credits follow what is bought, programmes included",
}


def jumps(region: Region) -> set[str]:
    """Series whose change from December 2023 to January 2024 is a jump."""
    found = set()
    for name, monthly in region.series().items():
        change = np.abs(np.diff(monthly))
        other = np.delete(change, PLAN_STARTS - 2)[SETTLED:].max()
        if change[PLAN_STARTS - 2] > STEP * other + 1e-9 * np.abs(monthly).max():
            found.add(name)
    return found


def has_calendar(name: str) -> bool:
    return name in CALENDAR or name.partition(".")[0] in CALENDAR


def test_nothing_jumps_in_january_when_the_course_does_not_change(open_region, values):
    """A step of policy is taken in every draw; that one large firm first applies in January is luck, one in 23.

    So a jump is one in three of four draws: by luck alone one of some three thousand series would show it.
    """
    found: Counter[str] = Counter()
    for draw in range(4):
        # Spring Festival moves work between January and February and would hide a jump: it is left out.
        region = open_region(values(*AS_2023, world__calendar__festival_loss=0.0), draw=draw)
        region.run_for(24)
        found.update(name for name in jumps(region) if not has_calendar(name))
    assert [name for name, draws in found.items() if draws >= 3] == []


def test_a_policy_that_is_switched_on_in_january_is_noticed(open_region, values):
    changed = {f"policy__factors__{key}__intensity": 2.0 for key in ("m55", "m59", "m61")}
    region = open_region(values("run=quick", world__calendar__festival_loss=0.0, **changed))
    region.run_for(24)
    assert {"line.investment", "land.quota_won", "energy.opened"} <= jumps(region)


def test_levers_of_2024_are_those_of_2023_when_the_course_does_not_change(open_region, values):
    region, levers = open_region(values(*AS_2023)), []
    for _ in range(24):
        region.run_for(1)
        levers.append(dict(region.state.levers.values))
    for month in range(12):
        assert levers[month] == levers[month + 12], month + 1
    december, january = levers[PLAN_STARTS - 2], levers[PLAN_STARTS - 1]
    # The one measure with a calendar at the turn of the year supports production over Spring Festival (clause 18).
    assert {name for name in december if december[name] != january[name]} <= {"spring_output_support"}


def test_the_text_moves_levers_and_none_takes_away_what_the_district_controls(open_region, values):
    january = {}
    for course in ("linping_2024", "as_2023", "none"):
        region = open_region(values("run=smoke", f"policy={course}"))
        region.run_for(PLAN_STARTS)
        january[course] = region.state.levers
    assert january["linping_2024"].line_investment == pytest.approx(1.725e9)
    assert 0.0 < january["as_2023"].line_investment < january["linping_2024"].line_investment
    assert january["none"].line_investment == 0.0


def measure(intensity: float = 2.0, before: float = 0.5) -> Settings:
    return Settings({"intensity": intensity, "intensity_2023": before})


@pytest.mark.parametrize(
    ("course", "controller", "month", "expected"),
    [
        # 2023 is the draw's own strength under every course
        ("text", "district", 12, 0.5), ("none", "district", 12, 0.5), ("as_2023", "district", 12, 0.5),
        # from the month it acts from, here April, the scenario's strength holds
        ("text", "district", 13, 0.5), ("text", "district", 15, 0.5), ("text", "district", TEXT_PUBLISHED, 2.0),
        # last year's course goes on; without the district's parts, rules from above stay
        ("as_2023", "district", 24, 0.5), ("none", "district", 13, 0.0), ("none", "province", 24, 0.5),
    ],
)  # fmt: skip
def test_strength_by_month_and_course(course, controller, month, expected):
    assert strength(measure(), Acting(TEXT_PUBLISHED, controller), course, month) == expected


def test_a_measure_that_acts_from_january_acts_in_january():
    assert strength(measure(), Acting(PLAN_STARTS, "district"), "text", PLAN_STARTS) == 2.0
