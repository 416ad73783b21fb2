"""What pairs of plans say, worked out by hand."""

import csv
from dataclasses import replace

import numpy as np
import pytest
from scipy.stats import norm, t

from scenarios.declarations import ROOT, Declaration, Prior, load_tree
from scenarios.design import sample
from scenarios.posterior import BETWEEN, MEAN, OWN, PARTS, Pair, posterior_in, posterior_of, read_pairs

FOLDER = ROOT / "conf" / "observations"
MIDDLE = np.array([0.5])


def pairs(**offices):
    return [Pair(f"{office}{number}", office, ratio, True) for office, ratios in offices.items()
            for number, ratio in enumerate(ratios)]  # fmt: skip


def test_a_tiny_set_by_hand():
    # Means 0.2, 0.0 and 0.4: centre 0.2, squares 0.04 + 0.04. Within: 0.1**2 twice. Sizes 2, 1, 1: 3 / (0.5 + 1 + 1).
    found = posterior_of(pairs(a=[0.1, 0.3], b=[0.0], c=[0.4]))
    assert (found.offices, found.own_degrees) == (3, 1)
    assert found.centre == pytest.approx(0.2)
    assert found.size == pytest.approx(1.2)
    assert found.between_squares == pytest.approx(0.08)
    assert found.own_squares == pytest.approx(0.02)
    # The median of chi-square on one degree is 0.4549, on two 2 ln 2 = 1.3863.
    own = found.draw(OWN, MIDDLE, {})
    assert own == pytest.approx(np.sqrt(0.02 / 0.4549), rel=1e-3)
    between = found.draw(BETWEEN, MIDDLE, {OWN: np.array([0.1])})
    assert between == pytest.approx(np.sqrt(0.08 / 1.3863 - 0.01 / 1.2), rel=1e-3)
    # Given both spreads the mean is normal, its variance (0.2**2 + 0.1**2 / 1.2) / 3; without them Student t on two.
    given = {OWN: np.array([0.1]), BETWEEN: np.array([0.2])}
    high = found.draw(MEAN, np.array([0.95]), given)
    assert high == pytest.approx(0.2 + 1.6449 * np.sqrt((0.04 + 0.01 / 1.2) / 3.0), rel=1e-4)
    assert found.draw(MEAN, np.array([0.95]), {}) == pytest.approx(0.2 + 2.9200 * np.sqrt(0.08 / 2.0 / 3.0), rel=1e-4)


def test_the_mean_drawn_after_its_spreads_is_the_student_t_of_the_margin():
    found, rng, given = posterior_of(pairs(a=[0.1, 0.101], b=[0.0], c=[0.4], d=[0.3])), np.random.default_rng(1), {}
    for part in PARTS:  # the two of a hardly differ, so the variance of means is never cut off
        given[part] = found.draw(part, rng.random(40000), given)
    spread = np.sqrt(found.between_squares / 3.0 / 4.0)
    for share in (0.05, 0.25, 0.75, 0.95):
        expected = found.centre + spread * t.ppf(share, 3)
        assert np.quantile(given[MEAN], share) == pytest.approx(expected, abs=0.012)


def test_more_pairs_of_the_same_kind_tell_more():
    few = posterior_of(pairs(a=[0.1, 0.3], b=[0.0, 0.2], c=[0.3, 0.5]))
    many = posterior_of(pairs(**{f"{name}{copy}": ratios for copy in range(5) for name, ratios in
                                 (("a", [0.1, 0.3]), ("b", [0.0, 0.2]), ("c", [0.3, 0.5]))}))  # fmt: skip
    assert many.centre == pytest.approx(few.centre)
    for part in PARTS:
        (low, high), (wide_low, wide_high) = many.printed(part), few.printed(part)
        assert high - low < 0.7 * (wide_high - wide_low), part


def test_plans_that_end_as_printed_say_so():
    found = posterior_of(pairs(a=[0.0, 0.0], b=[0.0], c=[0.0]))
    for part in PARTS:
        assert found.printed(part) == (0.0, 0.0)


def test_a_pair_without_figures_says_nothing_of_ratios():
    some = pairs(a=[0.1, 0.3], b=[0.0], c=[0.4])
    assert posterior_of([*some, Pair("x", "d", float("nan"), True)]) == posterior_of(some)


@pytest.mark.parametrize("offices", [{"a": [0.1, 0.2]}, {"a": [0.1], "b": [0.2]}, {}])
def test_pairs_that_cannot_tell_offices_from_items_are_refused(offices):
    with pytest.raises(ValueError, match="two offices and one with two pairs"):
        posterior_of(pairs(**offices))


def test_which_pairs_count():
    with (FOLDER / "pairs.csv").open(encoding="utf-8", newline="") as file:
        rows = {row["pair"]: row for row in csv.DictReader(file)}
    found = {pair.name: pair for pair in read_pairs(FOLDER)}
    assert "p51" not in found  # a ceiling
    assert {rows[name]["class"] for name in found} == {"jobs_admin", "project_list"}
    assert found["p44"].ratio == pytest.approx(np.log(139.3 / 110.0))
    assert np.isnan(found["p49"].ratio)  # met, by how much is not printed
    assert all(pair.is_met for pair in found.values())


def test_declared_values_are_the_middle_of_what_the_pairs_say():
    chosen = load_tree().chosen({"behaviour": "base"})
    found = posterior_in(FOLDER)
    given: dict = {}
    for part in PARTS:
        given[part] = found.draw(part, MIDDLE, given)
        leaf = chosen[f"behaviour.government.completion.{part}"]
        assert leaf.value == pytest.approx(given[part][0], abs=5e-4), part
        prior, low, high = leaf.prior, leaf.low, leaf.high
        assert prior is not None
        assert low is not None
        assert high is not None
        assert prior.records == found
        assert low <= prior.low <= leaf.value <= prior.high <= high


RECORDS = posterior_of(pairs(a=[0.1, 0.3], b=[0.0, 0.1], c=[0.4, 0.5]))


def _leaf(part: str, group: str | None = None, high: float = 5.0) -> Declaration:
    prior = Prior("posterior", 0.0, 1.0, group, part=part, records=RECORDS)
    return Declaration(f"x.{part}", "f", 1, 0.2, "index", -high, high, prior, "assumption", "a test")


def test_a_design_draws_the_parts_together():
    leaves = {leaf.path: leaf for leaf in map(_leaf, PARTS)}
    columns = sample(leaves, (), 1, 500, 0.7).columns
    assert set(columns) == set(leaves)
    np.testing.assert_array_less(0.0, columns["x.own"])
    assert len(np.unique(columns["x.own"])) == 500
    of_means = columns["x.between"] ** 2 + columns["x.own"] ** 2 / RECORDS.size
    scores = norm.cdf((columns["x.mean"] - RECORDS.centre) / np.sqrt(of_means / RECORDS.offices))
    np.testing.assert_array_equal(np.sort(np.floor(scores * 500).astype(int)), np.arange(500))  # stratified
    held = sample(leaves, {"x.between"}, 1, 500, 0.7).columns
    assert set(held) == {"x.own", "x.mean"}
    np.testing.assert_array_equal(held["x.own"], columns["x.own"])
    expected = RECORDS.centre + np.sqrt(RECORDS.between_squares / 6.0) * t.ppf(scores, 2)
    np.testing.assert_allclose(held["x.mean"], expected)


def test_a_part_stays_in_its_allowed_range_and_leans_on_its_group():
    leaves = {leaf.path: leaf for leaf in (_leaf(OWN), _leaf(BETWEEN), _leaf(MEAN, "g", high=0.3))}
    design = sample(leaves, (), 1, 500, 0.7)
    assert design.columns["x.mean"].max() == 0.3
    ranks = np.argsort(np.argsort(design.columns["x.mean"]))
    assert np.corrcoef(norm.ppf((ranks + 0.5) / 500), design.scores["g"])[0, 1] > 0.4


def test_another_pair_is_another_prior():
    found = posterior_in(FOLDER)
    assert replace(found, centre=0.1) != found
