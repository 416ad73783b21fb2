"""The hindcast table: hand-made draws of 2023 beside hand-made published figures."""

import polars as pl
import pytest

from analysis import hindcast
from analysis.read import HINDCAST, KNOWN, RunFolderError

ROW = dict.fromkeys(KNOWN) | {"unit": "percent", "decimals": "1", "place_zh": "杭州市", "place_en": "Hangzhou"}


def _known(**row: str) -> dict[str, str | None]:
    return ROW | {"confidence": "official", "role": "check", "source": "somewhere", "note": "one, two"} | row


@pytest.fixture
def folder(run_folder):
    """Growth of 1, 2, 3, 4, 5 percent in five draws; the fifth in two seeds of 4 and 6."""
    rows = [(draw, 1, "gdp_growth", float(draw + 1)) for draw in range(4)]
    rows += [(4, 1, "gdp_growth", 4.0), (4, 2, "gdp_growth", 6.0), (0, 1, "unasked", 9.0)]
    schema = {"draw": pl.Int32, "seed": pl.Int64, "statistic": pl.String, "value": pl.Float64}
    pl.DataFrame(rows, schema=schema, orient="row").write_parquet(run_folder / "hindcast.parquet")
    known = [
        _known(statistic="jobs", zh="就业", en="Jobs", value="17.5", scope="province"),
        _known(statistic="gdp_growth", zh="增速", en="Growth", value="5.6", scope="city", role="driver"),
        _known(statistic="gdp_growth", zh="增速", en="Growth", value="6.0", low="5.5", high="6.5", scope="province"),
    ]
    text = pl.DataFrame(known).write_csv()
    (run_folder / "definitions" / "known_2023.csv").write_text(text, encoding="utf-8-sig")
    return run_folder


def test_each_published_figure_stands_beside_the_quantiles_of_the_draws(folder):
    path = hindcast.write(folder)
    assert path == folder / "hindcast.csv"
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    table = pl.read_csv(path)
    assert tuple(table.columns) == HINDCAST
    assert table.select("statistic", "scope", "known", "draws").rows() == [
        ("jobs", "province", 17.5, 0), ("gdp_growth", "city", 5.6, 5), ("gdp_growth", "province", 6.0, 5)
    ]  # fmt: skip
    # Seeds of one draw are one draw: (4 + 6) / 2 = 5. Of 1 2 3 4 5 the q-quantile is 1 + 4q.
    for row in table.filter(pl.col("draws") > 0).iter_rows(named=True):
        assert [row[name] for name in ("q05", "q25", "q50", "q75", "q95")] == pytest.approx([1.2, 2.0, 3.0, 4.0, 4.8])
    assert table.row(2, named=True)["known_low"] == 5.5
    assert table["role"].to_list() == ["check", "driver", "check"]


def test_a_figure_the_model_does_not_give_stays_without_numbers(folder):
    row = pl.read_csv(hindcast.write(folder)).row(0, named=True)
    assert row["draws"] == 0
    assert row["q50"] is None
    assert row["note"] == "one, two"


@pytest.mark.parametrize("name", ["hindcast.parquet", "definitions/known_2023.csv"])
def test_missing_files_are_named(folder, name):
    (folder / name).unlink()
    with pytest.raises(RunFolderError, match=f"{name}: file is missing"):
        hindcast.write(folder)
    assert not (folder / "hindcast.csv").exists()
