"""Figures of a run folder: complete in every form, readable without Chinese system fonts."""

import struct

import altair as alt
import polars as pl
import pytest
import vl_convert

from analysis import charts, figures, probabilities, theme
from analysis.read import RunFolderError

NAMES = ("ladder", "industry_fan", "jobs_fan", "starts")


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_form_of_every_figure(run_folder, language):
    probabilities.write(run_folder)
    paths = figures.build(run_folder, language)
    folder = run_folder / "figures"
    assert sorted(path.name for path in paths) == sorted(
        f"{name}.{ending}" for name in NAMES for ending in ("html", "png", "svg", "csv")
    )
    assert sorted(path.name for path in folder.iterdir()) == sorted(path.name for path in paths)
    status = "研究模拟，非官方统计" if language == "zh" else "Research simulation, not official statistics"
    for name in NAMES:
        picture = (folder / f"{name}.png").read_bytes()
        width, height = struct.unpack(">II", picture[16:24])
        assert picture.startswith(b"\x89PNG")
        assert width > 900
        assert height > 600
        assert len(picture) > 50_000
        assert status.encode("utf-8") in picture
        page = (folder / f"{name}.html").read_text(encoding="utf-8")
        assert "<script src=" not in page
        assert "<details>" in page
        assert f'lang="{"zh-CN" if language == "zh" else "en"}"' in page
        drawing = (folder / f"{name}.svg").read_text(encoding="utf-8")
        assert "<title>" in drawing
        assert "<desc>" in drawing
        assert status in drawing
        assert "3f2a9c00" in drawing
        assert (folder / f"{name}.csv").read_bytes().startswith(b"\xef\xbb\xbf")


def test_tables_behind_the_figures(run_folder):
    probabilities.write(run_folder)
    figures.build(run_folder, "en")
    folder = run_folder / "figures"
    ladder = pl.read_csv(folder / "ladder.csv")
    assert ladder.height == 8  # goals without a mechanism stay in the table
    industry = pl.read_csv(folder / "industry_fan.csv")
    assert industry["month"].to_list() == list(range(2, 13))  # January and February are one point
    assert industry["target_path"].unique().to_list() == [6.0]
    jobs = pl.read_csv(folder / "jobs_fan.csv")
    # linear schedule to 20,000: half by June
    assert jobs.filter(pl.col("month") == 6)["target_path"].item() == pytest.approx(10_000)
    starts = pl.read_csv(folder / "starts.csv")
    assert starts.filter(pl.col("plan").is_not_null()).select("month", "plan").rows() == [
        (3, 20.0), (6, 50.0), (9, 75.0), (12, 95.0)
    ]
    # stored as a share, shown in percent; the year before is left out: June is 0.082 * 6 in the middle
    assert starts.filter(pl.col("month") == 6)["q50"].item() == pytest.approx(49.2)
    assert starts["runs"].unique().to_list() == [10]


def test_trial_runs_say_so(run_folder):
    (run_folder / "config.yaml").write_text("run:\n  scale: 0.01\n", encoding="utf-8")
    (run_folder / "log.json").write_text('{"git": {"commit": "a1b2c3d4e5f6", "dirty": true}}', encoding="utf-8")
    probabilities.write(run_folder)
    figures.build(run_folder, "en")
    drawing = (run_folder / "figures" / "starts.svg").read_text(encoding="utf-8")
    assert "Trial below one tenth of full scale, not for use" in drawing
    assert "code a1b2c3d4+" in drawing


def test_a_tenth_may_be_quoted_and_says_where_it_is_checked(run_folder):
    (run_folder / "config.yaml").write_text("run:\n  scale: 0.1\n", encoding="utf-8")
    probabilities.write(run_folder)
    figures.build(run_folder, "en")
    drawing = (run_folder / "figures" / "starts.svg").read_text(encoding="utf-8")
    assert "Simulated at 1:10, checked against full scale (sim/EVIDENCE.md)" in drawing
    assert "not for use" not in drawing


def test_missing_inputs_are_named(run_folder):
    with pytest.raises(RunFolderError, match=r"probabilities\.csv: file is missing"):
        figures.build(run_folder, "en")
    probabilities.write(run_folder)
    path = run_folder / "series.parquet"
    pl.read_parquet(path).filter(pl.col("series") != "starts.share").write_parquet(path)
    with pytest.raises(RunFolderError, match=r"series 'starts\.share' is missing"):
        figures.build(run_folder, "en")
    with pytest.raises(ValueError, match="language 'fr'"):
        figures.build(run_folder, "fr")


def test_chinese_is_drawn_not_boxes():
    theme.enable()
    pictures = []
    for character in "工业":
        chart = alt.Chart(pl.DataFrame({"t": [character]})).mark_text(fontSize=40).encode(text="t:N")
        pictures.append(vl_convert.vegalite_to_png(chart.to_dict()))
    assert pictures[0] != pictures[1]


def test_theme_and_font():
    theme.enable()
    assert alt.theme.active == "linping"
    assert theme.font_directory().is_dir()
    assert theme.FAMILIES[-1] == "sans-serif"


def test_wrap_counts_chinese_double_and_keeps_closing_marks():
    assert charts.wrap("one two three", 7) == ["one two", "three"]
    assert charts.wrap("工业增加值", 4) == ["工业", "增加", "值"]
    assert charts.wrap("工业，增加", 4) == ["工", "业，", "增加"]
    assert charts.wrap("first\nsecond", 20) == ["first", "second"]


def test_titles_break_after_the_mark_nearest_to_the_middle():
    assert charts.wrap_title("growth: about 25% chance in this model, unlikely", 40) == [
        "growth: about 25% chance in this model,", "unlikely"
    ]
    assert charts.wrap_title("projects: plan 95%, median 86% (90% range 72-96%)", 40) == [
        "projects: plan 95%,", "median 86% (90% range 72-96%)"
    ]
    assert charts.wrap_title("增速：概率约为两成，较难达标", 20) == ["增速：概率约为两成，", "较难达标"]
    assert charts.wrap_title("short, title", 40) == ["short, title"]
    # No mark leaves both parts short enough: broken as any text.
    assert charts.wrap_title("a, bbbb cccc dddd eeee", 14) == charts.wrap("a, bbbb cccc dddd eeee", 14)
