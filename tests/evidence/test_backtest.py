"""Backtests: rules by hand, no look ahead, and tables that say what is computed. A good or bad score is a finding."""

import numpy as np
import pytest
from scipy.stats import norm

from tests.evidence import backtest
from tests.liveness.published import assert_published

ROW = {"statistic": "x", "scope": "city", "unit": "percent", "value": 4.0, "decimals": 1}


def test_the_rule_of_the_layers_by_hand():
    found = {(one.what, one.year): one for one in backtest.drivers()}
    assert sorted(year for what, year in found if what == "province") == list(range(2017, 2024))
    assert sorted(year for what, year in found if what == "city") == [2020, 2021, 2022, 2023]
    # at the end of 2016 the record is 4.4 and 6.2; the layer of 2024 reaches from 2.5 to 9.0 %
    centre, spread = found["province", 2017].given["layers"]
    assert centre == pytest.approx(5.3)
    assert spread == pytest.approx(3.25 / norm.ppf(0.95))
    # at the end of 2019 the mean of five years is 6.56 and the one gap is 5.1 less 6.6
    both, wider = found["city", 2020].given["layers"]
    assert both == pytest.approx(6.56 - 1.5)
    assert wider == pytest.approx(np.hypot(3.25, 1.8) / norm.ppf(0.95))
    assert found["province", 2020].is_remembered is False
    assert found["province", 2021].is_remembered is True


def test_no_forecast_knows_a_later_year(monkeypatch):
    before = {(one.what, one.year): one.given for one in backtest.drivers()}
    known = backtest.records()
    for record, _ in known.values():
        for year in record:
            if year >= 2021:
                record[year] += 100.0
    monkeypatch.setattr(backtest, "records", lambda: known)
    after = {(one.what, one.year): one.given for one in backtest.drivers()}
    for (what, year), given in before.items():
        assert (after[what, year] == given) == (year <= 2021), (what, year)


def test_draws_of_another_place_are_as_much_wider_as_is_declared():
    values = np.array([1.0, 3.0])
    same = backtest.with_discrepancy(values, ROW, {"points": 0.0, "share": 0.5})
    assert sorted(set(same)) == [1.0, 3.0]
    wider = backtest.with_discrepancy(np.full(400, 2.0), ROW, {"points": 3.0, "share": 0.0})
    assert wider.mean() == pytest.approx(2.0)
    assert wider.std() == pytest.approx(3.0, rel=0.15)  # nine points cut the tails
    jobs = backtest.with_discrepancy(values, {**ROW, "unit": "person"}, {"points": 9.0, "share": 0.0})
    assert sorted(set(jobs)) == [1.0, 3.0]


def test_the_table_of_drivers_is_what_the_rule_gives():
    assert_published(backtest.FILE, backtest.DRIVERS, backtest.of_drivers(backtest.drivers()))


@pytest.mark.timeout(600)
def test_the_table_of_2023_is_what_the_model_gives():
    assert_published(backtest.FILE, backtest.WHOLE, backtest.of_2023(backtest.year_2023()))
