"""Public accounts as shares of product, from hand-made monthly series."""

import polars as pl
import pytest

from analysis import accounts


@pytest.fixture
def folder(run_folder):
    """Two draws of 2023 with a product of 1,200 and 2,400, and one month of 2024, which is no full year."""
    rows = []
    for draw, monthly in ((0, 100.0), (1, 200.0)):
        for month in (*range(202301, 202313), 202401):
            rows += [(draw, 1, month, "gdp.nominal", monthly), (draw, 1, month, "fiscal.upper_transfers", 10.0),
                     (draw, 1, month, "loans.platforms", float(month - 202300))]  # fmt: skip
    schema = {"draw": pl.Int32, "seed": pl.Int64, "month": pl.Int32, "series": pl.String, "value": pl.Float64}
    pl.DataFrame(rows, schema=schema, orient="row").write_parquet(run_folder / "series.parquet")
    usual = "figure,low,high,source,note\ntransfers,0,8.5,assumption,from memory\n"
    (run_folder / "definitions" / "accounts.csv").write_text(usual, encoding="utf-8-sig")
    return run_folder


def test_flows_are_summed_and_stocks_are_those_of_december(folder):
    path = accounts.write(folder)
    assert path == folder / "accounts.csv"
    table = pl.read_csv(path)
    assert tuple(table.columns) == accounts.COLUMNS
    # 120 of 1,200 and of 2,400: 10 and 5 %; 12 of them: 1 and 0.5 %
    found = {row["figure"]: row for row in table.iter_rows(named=True)}
    assert set(found) == {"transfers", "platform_loans"}
    assert (found["transfers"]["year"], found["transfers"]["draws"]) == (2023, 2)
    assert found["transfers"]["q50"] == pytest.approx(7.5)
    assert found["platform_loans"]["q50"] == pytest.approx(0.75)


def test_beside_it_stands_what_such_districts_usually_have(folder):
    rows = {row["figure"]: row for row in accounts.table(accounts.open_run(folder)).iter_rows(named=True)}
    transfers, loans = rows["transfers"], rows["platform_loans"]
    assert (transfers["usual_low"], transfers["usual_high"], transfers["source"]) == (0.0, 8.5, "assumption")
    assert (loans["usual_low"], loans["usual_high"], loans["source"]) == (None, None, None)


def test_what_a_policy_costs_is_added_up_over_the_lines(folder):
    path = folder / "series.parquet"
    rows = [(0, 1, month, name, value) for month in range(202301, 202313) for name, value in
            (("claims.rural", 2.0), ("claims.demand", 3.0), ("claims_unpaid.rural", 1.0 if month < 202307 else -0.5),
             ("claims.other", 50.0), ("platforms.room", float(202313 - month)))]  # fmt: skip
    before = pl.read_parquet(path)
    pl.concat([before, pl.DataFrame(rows, schema=before.schema, orient="row")]).write_parquet(path)
    found = {row["figure"]: row["q50"] for row in accounts.table(accounts.open_run(folder)).iter_rows(named=True)}
    # Of 1,200: 12 times 5; 6 put off, 3 of it done later; 1 in December.
    assert found["claims"] == pytest.approx(5.0)
    assert found["put_off"] == pytest.approx(0.25)
    assert found["platform_room"] == pytest.approx(100.0 / 1200.0)


def test_a_run_without_these_series_has_an_empty_table(folder):
    pl.read_parquet(folder / "series.parquet").filter(pl.col("series") == "none").write_parquet(
        folder / "series.parquet")  # fmt: skip
    assert accounts.table(accounts.open_run(folder)).height == 0
