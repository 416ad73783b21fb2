"""Weights of a run's draws by what was known: files, bytes, and what is left out and said."""

import numpy as np
import polars as pl
import pytest

from analysis import bulletins, figures, observations, observed, probabilities, update
from analysis.read import open_run


def _give(folder, values):
    rows = [(draw, 1, "gdp_growth", float(value)) for draw, value in enumerate(values)]
    schema = {"draw": pl.Int32, "seed": pl.Int64, "statistic": pl.String, "value": pl.Float64}
    pl.DataFrame(rows, schema=schema, orient="row").write_parquet(folder / "hindcast.parquet")


def test_draws_that_agree_alike_give_the_bytes_of_a_run_that_does_not_weigh(told_folder):
    weighed = probabilities.write(told_folder).read_bytes()
    fan = [path.read_bytes() for path in figures.build(told_folder, "en") if path.suffix == ".csv"]
    (told_folder / "definitions" / "weighing.csv").write_text("name,value\n", encoding="utf-8-sig")
    assert probabilities.write(told_folder).read_bytes() == weighed
    assert [path.read_bytes() for path in figures.build(told_folder, "en") if path.suffix == ".csv"] == fan


def test_weights_by_hand(told_folder):
    # Error 0.6 and discrepancy 0.8 make a standard deviation of 1: draws 0 and 1 give 5 and 6, observed 5; the eight
    # others 5 as well. Likelihoods 1 (nine times) and exp(-0.5) = 0.60653: sum 9.60653, weights 1.04096 and 0.63137.
    _give(told_folder, [5.0, 6.0, *[5.0] * 8])
    weights, told = observations.write(told_folder)
    found = pl.read_csv(weights)
    assert found["draw"].to_list() == list(range(10))
    assert found["weight"].to_list() == pytest.approx([1.04096, 0.63137, *[1.04096] * 8], abs=1e-4)
    row = pl.read_csv(told).row(0, named=True)
    assert (row["statistic"], row["scope"], row["observed"], row["used"]) == ("gdp_growth", "city", 5.0, True)
    assert row["draws_mean"] == pytest.approx(5.1)
    assert row["after_mean"] == pytest.approx(5.0 + 0.063137, abs=1e-4)


def test_chances_and_quantiles_use_the_weights_and_the_prior_stands_beside(told_folder):
    # Growth rises with the draw, met by draws 4-9. 2023 speaks for draws 0-4 (5.0 each) against 5-9 (7.0 each, two
    # standard deviations off): weights 1 and exp(-2) = 0.13534. p = (1 + 5 * 0.13534) / (5 + 5 * 0.13534) = 0.29536.
    _give(told_folder, [5.0] * 5 + [7.0] * 5)
    probabilities.write(told_folder)
    row = open_run(told_folder).probabilities().filter(pl.col("goal") == "growth").row(0, named=True)
    assert row["p_prior"] == pytest.approx(0.6)
    assert row["p"] == pytest.approx(0.29536, abs=1e-4)
    # (5 + 0.67668)^2 / (5 + 5 * 0.018316) = 32.2247 / 5.09158
    assert row["n_eff_draws"] == pytest.approx(6.3290, abs=1e-3)
    assert row["q50"] < 5.8 < 5.975  # the median without weights
    assert row["p_low"] < row["p"] < row["p_high"]
    # jobs are met by draws 0-8: 1 - 0.13534 / 5.67668
    jobs = open_run(told_folder).probabilities().filter(pl.col("goal") == "jobs").row(0, named=True)
    assert jobs["p"] == pytest.approx(0.97616, abs=1e-4)


def test_the_joint_count_uses_the_weights(told_folder):
    _give(told_folder, [5.0] * 5 + [7.0] * 5)
    counts = probabilities.joint(told_folder).filter(pl.col("kind") == "market")
    # growth and jobs: draws 0-3 and 9 meet one of two, draws 4-8 both; by weight (1 + 4 * 0.13534) / 5.67668 both
    assert counts.filter(pl.col("met") == 2)["p"].item() == pytest.approx(0.27152, abs=1e-4)
    assert counts["p"].sum() == pytest.approx(1.0)


def test_a_figure_no_draw_comes_near_is_left_out_and_says_so(told_folder):
    _give(told_folder, np.linspace(20.0, 21.0, 10))
    weights, told = observations.write(told_folder)
    assert pl.read_csv(weights)["weight"].to_list() == [1.0] * 10
    row = pl.read_csv(told).row(0, named=True)
    assert row["used"] is False
    assert row["distance"] > 5.0


def test_figures_without_an_error_do_not_weigh(told_folder):
    path = told_folder / "definitions" / "known_2023.csv"
    path.write_text(path.read_text("utf-8-sig").replace("0.6,0.8", ","), encoding="utf-8-sig")
    _give(told_folder, [5.0] * 5 + [7.0] * 5)
    weights, told = observations.write(told_folder)
    assert pl.read_csv(weights)["weight"].to_list() == [1.0] * 10
    assert pl.read_csv(told).is_empty()


def test_a_draw_at_an_end_that_many_share_is_not_moved_off_it(told_folder):
    # Nine draws of ten must be left, so part of the evidence moves figures. All ten draws give start_q4 as 96 and stay
    # there, nine of ten have 21,000 jobs and stay, while growth, which differs from draw to draw, moves with 2023.
    settings = told_folder / "definitions" / "weighing.csv"
    settings.write_text(settings.read_text("utf-8-sig").replace("floor,0.01", "floor,0.9"), encoding="utf-8-sig")
    _give(told_folder, [3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 9.0, 9.5, 10.0, 10.5])
    run = open_run(told_folder)
    posterior, _ = observations.known_posterior(run)
    assert posterior.exponent < 1.0
    after = probabilities.goals_after(run.goals(), run.goal_definitions(), posterior)
    before = run.goals()
    for goal, moves in (("start_q4", False), ("jobs", False), ("growth", True)):
        one, other = (frame.filter(pl.col("goal") == goal)["value"].to_numpy() for frame in (before, after))
        kept = one == one.max() if goal == "jobs" else np.ones(len(one), bool)
        assert np.array_equal(one[kept], other[kept]) != moves


def test_a_run_that_does_not_weigh_counts_draws_alike_and_still_learns_from_a_bulletin(told_folder):
    _give(told_folder, [5.0] * 5 + [7.0] * 5)
    assert not observations.known_posterior(open_run(told_folder))[0].is_uniform
    (told_folder / "config.yaml").write_text("run: {scale: 1.0, drawn: everything, weighed: false}\n", encoding="utf-8")
    run = open_run(told_folder)
    assert observations.known_posterior(run)[0].is_uniform
    figures_of_run = bulletins.figures_of(run)
    book = bulletins.open_book(run, figures_of_run)
    seen = observed.Observation(figures_of_run[0], 3, 5.9, None)
    _, after, _ = update.update(run, [seen], book)
    assert not after.is_uniform
