"""How often such targets were met, beside the model's chance: rates, pooling and flags by hand."""

import math
import shutil

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis import figures, outside, outside_said, probabilities
from analysis.read import OUTSIDE_COLUMNS, open_run

PAIRS = "pair,class,year,met\n" + "\n".join(
    [f"a{n},jobs_admin,2021,1" for n in range(8)] + ["b1,industry,2022,0", "b2,industry,2023,0", "b3,industry,2023,1"]
)
SETTINGS = "setting,value\nclass_weight,0.25\ngap,0.3\nplan_met,31\nplan_total,37\n"
RECORDS = {"growth": "industry", "jobs": "jobs_admin", "energy": "jobs_admin", "start_q4": None}


@pytest.fixture
def with_pairs(run_folder):
    """growth 6 of 10, jobs 9 of 10, energy 0 of 10; start_q4 has no record and exports no mechanism."""
    folder = run_folder / "definitions"
    goals = pl.read_csv(folder / "goals.csv")
    records = pl.Series("record", [RECORDS.get(goal) for goal in goals["goal"]], dtype=pl.String)
    (folder / "goals.csv").write_text(goals.with_columns(records).write_csv(), encoding="utf-8-sig")
    (folder / "pairs.csv").write_text(PAIRS, encoding="utf-8-sig")
    (folder / "outside_view.csv").write_text(SETTINGS, encoding="utf-8-sig")
    return run_folder


def test_jeffreys_by_hand():
    rate = outside.jeffreys(8, 8)
    assert rate.mean == pytest.approx(8.5 / 9)
    # Beta(1/2, 1/2) is the arcsine law: its 2.5 % point is sin(pi / 2 * 0.025) squared
    none = outside.jeffreys(0, 0)
    assert (none.mean, none.low) == (pytest.approx(0.5), pytest.approx(math.sin(math.pi / 2 * 0.025) ** 2))
    assert none.low + none.high == pytest.approx(1.0)


@given(n=st.integers(1, 200), share=st.floats(0.0, 1.0))
def test_more_targets_met_never_lowers_a_rate(n, share):
    met = min(int(share * n), n - 1)
    one, more = outside.jeffreys(met, n), outside.jeffreys(met + 1, n)
    assert one.mean < more.mean
    assert one.low < more.low
    assert one.high <= more.high
    assert one.low < one.mean < one.high


def test_pooling_by_hand():
    # log odds of 0.8 and 0.5 are log 4 and 0: half of each is log 2, which is two to one
    assert outside.pooled(0.8, 100, 0.5, 0.5) == pytest.approx(2 / 3)
    assert outside.pooled(0.8, 100, 0.5, 0.0) == pytest.approx(0.8)
    assert outside.pooled(0.8, 100, 0.3, 1.0) == pytest.approx(0.3)
    # none of 9 draws is 0.5 of 10: odds of 1 to 19, and against even odds half of it is 1 to the root of 19
    assert outside.pooled(0.0, 9, 0.5, 0.5) == pytest.approx(1 / (1 + math.sqrt(19)))
    assert outside.pooled(1.0, 9, 0.5, 0.5) == pytest.approx(1 - 1 / (1 + math.sqrt(19)))


@given(p=st.floats(0.0, 1.0), other=st.floats(0.01, 0.99), weight=st.floats(0.0, 1.0), n=st.integers(1, 1000))
def test_the_pooled_chance_lies_between_the_two(p, other, weight, n):
    model = outside.inside(p, n)
    found = outside.pooled(p, n, other, weight)
    assert min(model, other) - 1e-9 <= found <= max(model, other) + 1e-9


def test_columns_of_the_table(with_pairs):
    table = probabilities.table(open_run(with_pairs))
    rows = {row["goal"]: row for row in table.iter_rows(named=True)}
    assert rows["jobs"]["p_class"] == pytest.approx(8.5 / 9)
    assert rows["jobs"]["n_class"] == 8
    # industry: 1 of 3; growth 0.6, a quarter of the weight on the class
    assert rows["growth"]["p_class"] == pytest.approx(1.5 / 4)
    odds = (0.6 / 0.4) ** 0.75 * (0.375 / 0.625) ** 0.25
    assert rows["growth"]["p_pooled"] == pytest.approx(odds / (1 + odds))
    for goal in ("start_q4", "exports"):
        assert [rows[goal][name] for name in OUTSIDE_COLUMNS] == [None] * 5


def test_a_run_without_pairs_has_the_columns_empty_and_says_nothing(run_folder):
    probabilities.write(run_folder)
    run = open_run(run_folder)
    assert run.probabilities().select(OUTSIDE_COLUMNS).null_count().row(0) == (8,) * 5
    assert outside_said.sentences(run, "en") == []


def test_sentences_name_the_gap_the_covid_year_and_the_whole_plan(with_pairs):
    probabilities.write(with_pairs)
    told = outside_said.sentences(open_run(with_pairs), "en")
    # energy 0 of 10 against 94 of 100; growth 0.6 against 0.375 and jobs 0.9 against 0.944 are near
    assert told[0].startswith("≠ for 1 targets model and record differ by more than 30 points, most for Energy")
    assert "94% of 8" in told[0]
    assert "11 targets" in told[1]
    assert "1 are of 2022, a COVID year (1 missed)" in told[1]
    # of four: growth, jobs, start_q4 and energy; 2 in draws 0-3 and 9, 3 in draws 4-8, so the median is between
    assert "(4, rules and inputs left out): median 50% (90% range 50%-75%)" in told[2]
    assert "31 of 37 were met (84%)" in told[2]
    assert "31" in outside_said.sentences(open_run(with_pairs), "zh")[2]


def test_a_target_of_which_both_say_the_same_is_not_flagged(with_pairs):
    path = with_pairs / "definitions" / "outside_view.csv"
    path.write_text(SETTINGS.replace("gap,0.3", "gap,0.95"), encoding="utf-8-sig")
    probabilities.write(with_pairs)
    assert not any("≠" in told for told in outside_said.sentences(open_run(with_pairs), "en"))


def test_the_ladder_has_a_tick_and_a_word_for_each_record(with_pairs):
    probabilities.write(with_pairs)
    figures.build(with_pairs, "en")
    drawing = (with_pairs / "figures" / "ladder.svg").read_text(encoding="utf-8")
    assert "upright tick: how often such targets were met up to 2023" in drawing
    assert drawing.count("≠") >= 3  # the legend, the row of energy and the sentence
    page = (with_pairs / "figures" / "ladder.html").read_text(encoding="utf-8")
    assert "94% of 8 such targets met (" in page
    assert "38% of 3 such targets met (" in page
    shutil.rmtree(with_pairs / "figures")
