"""linping-update on a run whose answers are known, and what it says to a table it cannot use."""

import polars as pl
import pytest

from analysis import update
from analysis.read import open_run

GROWTH = "industrial_value_added_growth"


def _observed(folder, text, encoding="utf-8"):
    path = folder.parent / "observed.csv"
    path.write_bytes(text.encode(encoding))
    return path


def _after(folder, path, goal="growth"):
    assert update.main([str(folder), str(path)]) == 0
    table = pl.read_csv(path.with_name("observed_updated.csv"))
    return table.filter(pl.col("goal") == goal).row(0, named=True)


def test_a_figure_of_one_draw_alone_gives_the_end_of_that_draw(told_folder):
    # Draw 9 gives 5.8 + 0.45 * (3.2 - 0.3) = 7.105 to March, with its structural error of 0.1 7.205; the next, draw 8,
    # lies 0.29 below: nothing is left of it at an error of 0.01. Draw 9 meets growth and not jobs.
    path = _observed(told_folder, f"statistic,month,value,error\n{GROWTH},2024-03,7.205,0.01\n")
    assert _after(told_folder, path)["p_after"] == pytest.approx(1.0, abs=1e-6)
    assert _after(told_folder, path, "jobs")["p_after"] == pytest.approx(0.0, abs=1e-6)
    assert _after(told_folder, path)["n_eff_draws"] == pytest.approx(1.0, abs=1e-6)


def test_low_usual_and_high_figures_order_the_chances(told_folder):
    chances = []
    for value in (4.7, 5.9, 7.1):
        row = _after(told_folder, _observed(told_folder, f"statistic,month,value\n{GROWTH},2024-03,{value}\n"))
        assert row["p_before"] == pytest.approx(0.6)
        assert row["change"] == pytest.approx(row["p_after"] - 0.6)
        chances.append(row["p_after"])
    assert chances[0] < 0.4 < chances[1] < 0.8 < chances[2]


def test_two_draws_by_hand(told_folder):
    # Jobs to June, typed in 万人: draw 9 gives half of 19,000, all others half of 21,000, a thousand errors away.
    path = _observed(told_folder, "statistic,month,value,unit,error\nnew_urban_jobs,6,0.95,万人,0.0001\n")
    assert _after(told_folder, path, "jobs")["p_after"] == pytest.approx(0.0, abs=1e-9)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030", "utf-8"])
def test_encodings_of_spreadsheets_are_read(told_folder, encoding):
    growth = f"{GROWTH},规上工业增加值增速,2024年3月,5.9%,快报"
    rows = ("statistic,name_zh,month,value,note", growth, "new_urban_jobs,,,,")
    text = "\r\n".join(rows) + "\r\n"
    assert 0.3 < _after(told_folder, _observed(told_folder, text, encoding))["p_after"] < 0.9


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (f"statistic,month,value\n{GROWTH},2024-03,90\n", "90 was observed, draws give"),
        ("statistic,month,value\nindustrial_value_added,2024-03,5\n", f"did you mean {GROWTH}"),
        (f"statistic,month,value\n{GROWTH},2025-03,5\n", "month is '2025-03'; the run's year is 2024"),
        (f"statistic,month,value\n{GROWTH},2024-01,5\n", "January and February are printed together"),
        (f"statistic,month,value\n{GROWTH},March,5\n", "month is 'March'; write it as 2024-03"),
        (f"statistic,month,value\n{GROWTH},2024-03,five\n", "value is 'five'; a number is wanted"),
        (f"statistic,month,value,unit\n{GROWTH},2024-03,5,亿元\n", "unit is '亿元'; .* is in percent"),
        (f"statistic,month,value,error\n{GROWTH},2024-03,5,0\n", "error is 0; one standard deviation above 0"),
        (f"statistic,month,value\n{GROWTH},3,5\n{GROWTH},2024-03,5\n", "line 3: .* stands in line 2 already"),
        (f"statistic,month,value\n{GROWTH},3,\n", "no row has a value"),
        ("statistic;month;value\n", "separated by semicolons"),
        ("statistic,value\n", "column month missing; found statistic, value"),
        ("", "is empty"),
        (f"statistic,month,value\n{GROWTH},3,5,7,8\n", "is no table"),
        (f"statistic,month,value\n{GROWTH},3,nan\nnothing,3,1\n", "value is 'nan'(.|\n)*line 3: 'nothing'"),
    ],
)
def test_a_table_that_cannot_be_used_is_refused_and_nothing_written(told_folder, capsys, text, says):
    path = _observed(told_folder, text)
    assert update.main([str(told_folder), str(path)]) == 2
    told = capsys.readouterr().err
    assert pl.Series([told]).str.contains(f"(?s){says}").item(), told
    assert not path.with_name("observed_updated.csv").exists()


def test_a_binary_file_and_a_missing_one_are_refused(told_folder, capsys):
    path = told_folder.parent / "observed.csv"
    assert update.main([str(told_folder), str(path)]) == 2
    assert "cannot be read" in capsys.readouterr().err
    path.write_bytes(b"PK\x03\x04\x00\x00\xff\xfe\x00")
    assert update.main([str(told_folder), str(path)]) == 2
    assert "is no text file" in capsys.readouterr().err


def test_far_figures_are_said_to_be_far(told_folder, capsys):
    path = _observed(told_folder, f"statistic,month,value,error\n{GROWTH},2024-03,8.6,0.3\n")
    assert update.main([str(told_folder), str(path)]) == 0
    assert "standard deviations from what draws give" in " ".join(capsys.readouterr().out.split())


def test_the_template_holds_what_draws_give_is_read_back_and_never_overwritten(told_folder, capsys):
    path = told_folder.parent / "observed.csv"
    assert update.main([str(told_folder), str(path), "--template", "--month", "3"]) == 0
    table = pl.read_csv(path, infer_schema=False)
    assert table["statistic"].to_list() == [GROWTH, "new_urban_jobs", "start_share_q4"]
    # The middle of draws 4 and 5: 5.8, a quarter of 21,000, starts of 0.082 a month.
    assert [float(value) for value in table["median"]] == pytest.approx([5.8, 5250.0, 24.6])
    path.write_text(path.read_text("utf-8-sig").replace(f"{GROWTH},", f"{GROWTH},", 1), "utf-8-sig")
    assert update.main([str(told_folder), str(path)]) == 2  # nothing is filled in
    assert update.main([str(told_folder), str(path), "--template"]) == 2
    assert "not overwritten" in capsys.readouterr().err
    filled = table.with_columns(value=pl.Series(["5.0", None, None]))
    path.write_text(filled.write_csv(), "utf-8-sig")
    assert update.main([str(told_folder), str(path), "--language", "zh"]) == 0


def test_growth_ratio_total_and_mean_by_hand(told_folder):
    import numpy as np

    from analysis.bulletins import Book, Figure

    values = {"a": np.array([[*[1.0] * 12, *range(1, 13)]]), "b": np.array([[*[0.0] * 12, *[4.0] * 12]])}
    book = Book(values, np.array([0]), 2024)

    def at(kind, month, beside="", factor=1.0):
        return float(book.at(Figure("f", kind, "a", beside, factor, "", "", "percent", 1), month)[0])

    # To March: 1 + 2 + 3 = 6 against 3 of the year before, 12 of b.
    assert at("growth", 3, factor=100.0) == pytest.approx(100.0)
    assert at("ratio", 3, "b") == pytest.approx(0.5)
    assert at("total", 3) == pytest.approx(6.0)
    assert at("mean", 3) == pytest.approx(2.0)
    assert at("level", 3, factor=2.0) == pytest.approx(6.0)
    assert open_run(told_folder).within_year().height == 3
