"""A draw's numbers and mix on the one built district. Expected values are worked out by hand."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from agents.classes import INDUSTRY, IS_INDUSTRY, IS_SERVICE
from scenarios import measures
from sim.region import Region
from sim.start.mix import name_technology_firms, rescale_counts
from tests.sim.phases.small_market import firms_of


@pytest.fixture(scope="module")
def eve(open_region, values):
    """The state on the eve of 2023."""
    return open_region(values()).state


def of_a_draw(eve, values, draw=0, **drawn):
    """The state on the eve of a draw with other values on the one built district."""
    return Region(eve.district, values(**drawn), measures.acting(), draw=draw, seed=1).state


def five_firms():
    """An above-scale firm, a technology firm, a shop, a school and a small firm, each of two rows."""
    kind = np.repeat(np.arange(5), 2)
    return firms_of(
        10, weight=np.where(kind >= 2, 10.0, 1.0), output=np.full(10, 60.0), headcount=np.full((10, 3), 6.0),
        deposits=np.full(10, 12.0), is_above_scale=kind == 0, is_technology=kind == 1, is_shop=kind == 2,
        is_public=kind == 3,
    )  # fmt: skip


def test_more_firms_below_scale_are_smaller_ones_and_those_counted_by_name_stay():
    firms = five_firms()
    rescale_counts(firms, firms=1.2, shops=0.8)
    assert firms.weight[::2] == pytest.approx([1.0, 1.0, 8.0, 10.0, 12.0])
    assert firms.output[::2] == pytest.approx([60.0, 60.0, 75.0, 60.0, 50.0])
    assert firms.headcount[::2, 0] == pytest.approx([6.0, 6.0, 7.5, 6.0, 5.0])
    assert firms.deposits[::2] == pytest.approx([12.0, 12.0, 15.0, 12.0, 10.0])


@given(firms=st.floats(0.5, 2.0), shops=st.floats(0.5, 2.0))
def test_how_many_firms_there_are_moves_no_total(firms, shops):
    before, after = five_firms(), five_firms()
    rescale_counts(after, firms, shops)
    for name in ("output", "deposits", "capacity", "capital", "loans", "revenue_last", "demand_expected", "sales"):
        assert after.total(getattr(after, name)) == pytest.approx(before.total(getattr(before, name))), name
    assert after.total(after.headcount[:, 1]) == pytest.approx(before.total(before.headcount[:, 1]))


def test_as_many_technology_firms_as_the_draw_says_and_of_those_built():
    firms = firms_of(100, is_technology=np.arange(100) < 40)
    name_technology_firms(firms, 25, seed=3)
    assert firms.is_technology.sum() == 25
    assert not firms.is_technology[40:].any()
    other = firms_of(100, is_technology=np.arange(100) < 40)
    name_technology_firms(other, 25, seed=4)
    assert (firms.is_technology != other.is_technology).any()


def test_a_draw_that_asks_for_more_technology_firms_than_were_built_says_what_to_do():
    with pytest.raises(ValueError, match=r"technology_firms asks for 41 firms of the 40 .*technology_firms_built"):
        name_technology_firms(firms_of(100, is_technology=np.arange(100) < 40), 41, seed=3)


def test_jobs_loans_and_product_of_a_draw_do_not_depend_on_the_number_of_firms(eve, values):
    more = of_a_draw(eve, values, region__enterprises_scaler=1.15, region__shops_scaler=0.85,
                     region__sector_mix_spread=0.0)  # fmt: skip
    same = of_a_draw(eve, values, region__sector_mix_spread=0.0)
    for state in (more, same):
        product = (state.fixed.output * state.fixed.value_added_rate).sum() * 12.0
        assert product == pytest.approx(eve.settings.region.gdp_2022, rel=1e-6)
    assert more.fixed.output == pytest.approx(same.fixed.output)
    assert more.books.jobs.held == pytest.approx(same.books.jobs.held)
    small = ~(same.enterprises.is_above_scale | same.enterprises.is_technology | same.enterprises.is_public)
    small &= ~same.enterprises.is_shop
    ratio = more.enterprises.weight[small].sum() / same.enterprises.weight[small].sum()
    assert ratio == pytest.approx(1.15)


def test_sectors_have_their_own_size_in_a_draw_and_groups_keep_theirs(eve, values):
    plain = of_a_draw(eve, values, region__sector_mix_spread=0.0)
    mixed = of_a_draw(eve, values, region__sector_mix_spread=0.15)
    product = [state.fixed.output * state.fixed.value_added_rate for state in (plain, mixed)]
    industry = list(INDUSTRY)
    assert product[1][industry].sum() == pytest.approx(product[0][industry].sum())
    assert product[1].sum() == pytest.approx(product[0].sum())
    there = product[0] > 0.0
    moved = np.log(product[1][there] / product[0][there])
    of_group = (IS_INDUSTRY | IS_SERVICE)[there]
    assert 0.05 < moved[of_group].std() < 0.3
    assert moved[~of_group] == pytest.approx(0.0, abs=1e-9)
    other = of_a_draw(eve, values, draw=1, region__sector_mix_spread=0.15)
    made = other.fixed.output * other.fixed.value_added_rate
    assert (np.abs(np.log(made[there] / product[1][there])) > 0.01).any()


def test_a_built_district_is_not_changed_by_a_draw(eve, values):
    built = eve.district.enterprises
    before = {name: getattr(built, name).copy() for name in ("weight", "output", "is_technology", "headcount")}
    of_a_draw(eve, values, region__enterprises_scaler=1.15, region__technology_firms=2_000)
    for name, values_before in before.items():
        np.testing.assert_array_equal(getattr(built, name), values_before, err_msg=name)
