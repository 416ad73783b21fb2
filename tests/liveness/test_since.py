"""What counts as a changed sign, on hand-made draws and tables."""

import numpy as np
import pytest

from tests.liveness.since import additions, responses, turned, verdicts


def test_a_sign_has_turned_where_it_is_clear_and_seen_on_both_sides():
    up, down = np.full(4, 0.01), np.full(4, -0.01)
    divided, unseen = np.array([-0.01, -0.01, 0.02, 0.02]), np.full(4, -0.0001)
    before = {("a",): up, ("b",): up, ("c",): up, ("d",): up, ("gone",): up}
    now = {("a",): down, ("b",): up, ("c",): divided - 0.011, ("d",): unseen, ("new",): down}
    assert list(turned(before, now)) == [(("a",), pytest.approx(0.01), pytest.approx(-0.01))]


def test_responses_and_additions_are_read_draw_by_draw():
    heads = "lever,series,draw,dose,2024,to month 36,to month 48"
    lines = [heads, "land,x,0,0.0,-0.1,0,0", "land,x,0,1.0,0,0,0", "land,x,0,2.0,0.3,0,0"]
    assert responses("\n".join(lines))["land", "x", "2024"] == pytest.approx([0.4])
    told = ["measure,what,draw,baseline,doubled,removed", "m01,jobs,0,100,110,80", "m01,0 series,0,1,1,1"]
    assert {key: list(values) for key, values in additions("\n".join(told)).items()} == {("m01", "jobs"): [0.2]}


def test_sides_of_bands_are_read_from_the_published_table():
    row = "| R&D | share | 0.41 (0.01) | 0.36 to 0.47 | 0.35 to 0.5 | in | source |"
    text = f"<!-- evidence: begin -->\n| heads |\n|---|\n{row}\n<!-- evidence: end -->"
    assert verdicts(text) == {"R&D": ("in", "0.41 (0.01)")}
