"""The design is stratified, keyed by name, and follows its groups."""

import numpy as np
import pytest
from scipy.stats import norm, spearmanr

from scenarios.declarations import Declaration, Prior, load_tree
from scenarios.design import draw_strata, quantile, sample

DRAWS = 200


def _leaf(
    path: str, family: str = "uniform", group: str | None = None, low: float = 0.5, high: float = 2.0, sign: int = 1
):
    return Declaration(path, "f", 1, 1.0, "1", 0.1, 10.0, Prior(family, low, high, group, sign), "assumption", "a test")


def _leaves(*leaves: Declaration) -> dict[str, Declaration]:
    return {leaf.path: leaf for leaf in leaves}


def test_one_parameter_more_changes_no_other_column() -> None:
    few = _leaves(_leaf("a"), _leaf("b", group="g"))
    more = _leaves(_leaf("0"), *few.values(), _leaf("c", group="g"), _leaf("d", group="h"))
    first, second = sample(few, (), 1, DRAWS, 0.7), sample(more, (), 1, DRAWS, 0.7)
    for path in few:
        np.testing.assert_array_equal(first.columns[path], second.columns[path])
    np.testing.assert_array_equal(first.scores["g"], second.scores["g"])


def test_pinning_leaves_out_a_column_and_keeps_the_others_and_the_score() -> None:
    leaves = _leaves(_leaf("a", group="g"), _leaf("b", group="g"))
    free, held = sample(leaves, (), 1, DRAWS, 0.7), sample(leaves, {"a"}, 1, DRAWS, 0.7)
    assert set(held.columns) == {"b"}
    np.testing.assert_array_equal(free.columns["b"], held.columns["b"])
    np.testing.assert_array_equal(free.scores["g"], held.scores["g"])


@pytest.mark.parametrize("group", [None, "g"])
def test_each_column_is_stratified(group: str | None) -> None:
    column = sample(_leaves(_leaf("a", group=group)), (), 1, DRAWS, 0.7).columns["a"]
    strata = np.floor((column - 0.5) / 1.5 * DRAWS).astype(int)
    np.testing.assert_array_equal(np.sort(strata), np.arange(DRAWS))


def test_members_of_a_group_move_together_and_others_do_not() -> None:
    leaves = _leaves(_leaf("a", group="g"), _leaf("b", group="g"), _leaf("c"))
    design = sample(leaves, (), 3, 4000, 0.7)
    columns = [norm.ppf((design.columns[path] - 0.5) / 1.5) for path in ("a", "b", "c")]
    correlation = np.corrcoef([*columns, design.scores["g"]])
    # Two members: loading squared, 0.49; member and score: the loading, 0.7; four standard errors are 0.06.
    assert correlation[0, 1] == pytest.approx(0.49, abs=0.06)
    assert correlation[0, 3] == pytest.approx(0.7, abs=0.06)
    assert correlation[0, 2] == pytest.approx(0.0, abs=0.07)


def test_a_full_loading_ranks_a_column_as_its_score_or_against_it() -> None:
    leaves = _leaves(_leaf("a", group="g"), _leaf("b", group="g", sign=-1))
    design = sample(leaves, (), 1, DRAWS, 1.0)
    order = np.argsort(design.scores["g"])
    assert (np.diff(design.columns["a"][order]) > 0.0).all()
    assert (np.diff(design.columns["b"][order]) < 0.0).all()


def test_opposite_signs_turn_the_correlation_and_keep_the_values() -> None:
    with_it = _leaves(_leaf("a", group="g"), _leaf("b", group="g"))
    against = _leaves(_leaf("a", group="g"), _leaf("b", group="g", sign=-1))
    same, turned = sample(with_it, (), 3, 4000, 0.7).columns, sample(against, (), 3, 4000, 0.7).columns
    # In ranks 0.49 of two normals is 6 / pi * arcsin(0.49 / 2) = 0.473; four standard errors are 0.06.
    assert spearmanr(same["a"], same["b"]).statistic == pytest.approx(0.473, abs=0.06)
    assert spearmanr(turned["a"], turned["b"]).statistic == pytest.approx(-0.473, abs=0.06)
    np.testing.assert_array_equal(turned["a"], same["a"])
    strata = [np.sort(np.floor((each["b"] - 0.5) / 1.5 * 4000).astype(int)) for each in (same, turned)]
    np.testing.assert_array_equal(*strata)


def test_a_run_draws_bad_administration_together_and_unrelated_bases_apart() -> None:
    tree = load_tree()
    columns = sample(tree.chosen(tree.default_choices()), (), 2024, 2000, 0.7).columns
    delay, reliability, slack = (columns[f"behaviour.{name}"] for name in
                                 ("pipeline.delay", "government.reliability", "government.slack"))  # fmt: skip
    assert spearmanr(delay, reliability).statistic < -0.4
    assert spearmanr(delay, slack).statistic < -0.4
    assert spearmanr(reliability, slack).statistic > 0.4
    unrelated = ["electricity_use_2022_annual", "village_income_average_annual", "rd_intensity_2022", "grain_mu",
                 "fixed_investment_2023", "loans_platforms", "profit_tax_local_share", "transfer_share"]  # fmt: skip
    between = spearmanr(np.array([columns[f"region.{name}"] for name in unrelated]).T).statistic
    # None of them in expectation: in 2,000 draws four standard errors are 0.09.
    assert np.abs(between - np.eye(len(unrelated))).max() < 0.09


def test_seed_and_name_both_matter() -> None:
    assert not np.array_equal(draw_strata(1, "a", DRAWS), draw_strata(2, "a", DRAWS))
    assert not np.array_equal(draw_strata(1, "a", DRAWS), draw_strata(1, "b", DRAWS))
    np.testing.assert_array_equal(draw_strata(1, "a", DRAWS), draw_strata(1, "a", DRAWS))


@pytest.mark.parametrize(
    ("family", "low", "high", "shares", "expected"),
    [
        ("uniform", 0.5, 2.0, [0.0, 0.5, 1.0], [0.5, 1.25, 2.0]),
        # Mode 1 of 0.5..2: a third of the probability lies below it.
        ("triangular", 0.5, 2.0, [0.0, 1.0 / 3.0, 1.0], [0.5, 1.0, 2.0]),
        ("normal", 0.9, 1.1, [0.05, 0.5, 0.95], [0.9, 1.0, 1.1]),
        ("lognormal", 0.5, 2.0, [0.05, 0.5, 0.95], [0.5, 1.0, 2.0]),
    ],
)
def test_families_hit_their_stated_points(family, low, high, shares, expected) -> None:
    leaf = _leaf("a", family, low=low, high=high)
    np.testing.assert_allclose(quantile(leaf, np.array(shares)), expected, rtol=1e-6)


@pytest.mark.parametrize("family", ["normal", "lognormal"])
def test_wide_priors_stay_inside_the_allowed_range(family: str) -> None:
    leaf = Declaration("a", "f", 1, 1.0, "1", 0.5, 1.5, Prior(family, 0.5, 1.5), "assumption", "a test")
    column = sample({"a": leaf}, (), 1, 500, 0.7).columns["a"]
    assert column.min() >= 0.5
    assert column.max() <= 1.5
    assert len(np.unique(column)) == 500


def test_a_certain_value_and_a_point_prior() -> None:
    certain = Declaration("a", "f", 1, 1.0, "1", 0.0, 2.0)
    assert sample({"a": certain}, (), 1, 5, 0.7).columns == {}
    for family in ("uniform", "triangular", "normal", "lognormal"):
        np.testing.assert_array_equal(quantile(_leaf("a", family, low=1.0, high=1.0), np.array([0.1, 0.9])), [1.0, 1.0])
    assert np.isfinite(sample(_leaves(_leaf("a", "normal", "g")), (), 1, 1, 0.7).columns["a"]).all()
