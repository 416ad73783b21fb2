"""Chart builders: frames and words in, Altair charts out; no files and no arithmetic here.

Why bands and dots: a bare density or a single median line is read as the
outcome; an interval and a target line are read as a chance.
"""

import re
import unicodedata
from dataclasses import dataclass
from typing import Any

import altair as alt
import polars as pl

from analysis import theme, words

LADDER_WIDTH, LABEL_LINE, ROW_GAP = 430, 14, 10
FAN_WIDTH, FAN_HEIGHT = 560, 320
PANEL_ROWS = 30
HEAT_CELL, HEAT_ROW = 48, 24
TITLE_COLUMNS, NOTE_COLUMNS = 72, 98  # line widths in half-width characters
LABEL_COLUMNS = 52
PERCENT = 100
BREAKS = re.compile(r"[，；：]|[,;:] | (?=\()")  # where a title is best broken: after a mark, before a bracket


@dataclass(frozen=True)
class Frame:
    """The words around a chart."""

    title: str
    subtitle: str
    notes: tuple[str, ...]
    alt: str


def wrap(line: str, columns: int) -> list[str]:
    """Break text at `columns` half-width characters: Chinese anywhere, English between words."""
    if "\n" in line:
        return [piece for part in line.split("\n") for piece in wrap(part, columns)]
    lines, current = [], ""
    for token in _tokens(line):
        if current and _columns(current + token.rstrip()) > columns:
            lines.append(current.rstrip())
            current = token.lstrip()
        else:
            current += token
    return [*lines, current.rstrip()] if current.strip() else lines


def wrap_title(line: str, columns: int) -> list[str]:
    """Like `wrap`, but a sentence of two lines breaks after the mark nearest to its middle, if both parts fit."""
    if "\n" in line:
        return [piece for part in line.split("\n") for piece in wrap_title(part, columns)]
    lines = wrap(line, columns)
    if len(lines) != 2:
        return lines
    pairs = [(line[: mark.end()].rstrip(), line[mark.end() :].lstrip()) for mark in BREAKS.finditer(line)]
    pairs = [pair for pair in pairs if pair[1] and max(map(_columns, pair)) <= columns]
    return list(min(pairs, key=lambda pair: max(map(_columns, pair)))) if pairs else lines


def ladder(panels: list[tuple[str, pl.DataFrame]], frame: Frame, language: str) -> alt.VConcatChart:
    """Probability ladder: one panel per group, rows sorted by chance.

    Each panel frame has columns name, mark, p, p_low, p_high (percent), printed, colour, and p_class (percent, or null)
    with what is told of it, record.
    """
    charts = [_ladder_panel(name, rows, language) for name, rows in panels]
    return _framed(charts, frame)


def fan(
    bands: pl.DataFrame, lines: pl.DataFrame, marks: pl.DataFrame, frame: Frame, language: str, zero: bool
) -> alt.VConcatChart:
    """Monthly fan. bands: month, band, low, high; lines: month, value, line, label; marks: month, value, label."""
    months = sorted(set(bands["month"].to_list()))
    domain = alt.Scale(domain=[months[0], months[-1]], nice=False)
    x = alt.X("month:Q", title=None, scale=domain, axis=_month_axis(bands, language))
    number = "d" if language == words.ZH else ",d"
    scale = alt.Scale(zero=zero, nice=True)
    axis = alt.Axis(title=None, grid=True, tickCount=6, format=number if _is_large(bands) else "~f")
    order = ["90%", "60%", "30%"]
    colour = alt.Color(
        "band:N", sort=order, scale=alt.Scale(domain=order, range=list(theme.BANDS)),
        legend=alt.Legend(
            title=words.text("runs_share", language), orient="top", direction="horizontal", titleOrient="left",
            symbolType="square", symbolSize=140,
        ),
    )
    layers = []
    for name in order:
        rows = bands.filter(pl.col("band") == name)
        y = alt.Y("low:Q", scale=scale, axis=axis)
        layers.append(alt.Chart(rows).mark_area(line=False).encode(x=x, y=y, y2="high:Q", color=colour))
    layers += _lines(lines, x) + _diamonds(marks, x)
    chart = alt.layer(*layers).properties(width=FAN_WIDTH, height=FAN_HEIGHT)
    return _framed([chart], frame)


def reliability(rows: pl.DataFrame, frame: Frame, language: str) -> alt.VConcatChart:
    """Chances given and how often they came true: columns p, fitted, low, high (percent), targets."""
    scale = alt.Scale(domain=[0, PERCENT], nice=False)
    x = alt.X("p:Q", scale=scale, title=words.text("reliability_x", language))
    y = alt.Y("fitted:Q", scale=scale, title=words.text("reliability_y", language))
    right = pl.DataFrame({"p": [0, PERCENT], "fitted": [0, PERCENT]})
    size = alt.Size("targets:Q", legend=None, scale=alt.Scale(domain=[0, max(rows["targets"].to_list())]))
    chart = alt.layer(
        alt.Chart(rows).mark_area(opacity=0.25, color=theme.MUTED, line=False).encode(
            x=x, y=alt.Y("low:Q", scale=scale), y2="high:Q"
        ),
        alt.Chart(right).mark_line(color=theme.MUTED, strokeDash=[4, 4]).encode(x=x, y=y),
        alt.Chart(rows).mark_line(color=theme.ORANGE, interpolate="linear").encode(x=x, y=y),
        alt.Chart(rows).mark_point(filled=True, color=theme.ORANGE, opacity=1).encode(x=x, y=y, size=size),
    ).properties(width=FAN_HEIGHT, height=FAN_HEIGHT)
    return _framed([chart], frame)


def shares(rows: pl.DataFrame, sources: list[str], frame: Frame) -> alt.VConcatChart:
    """Stacked bars of variance: columns row, name, mark, source (as read), share (percent); one bar a target."""
    named = rows.unique("row").sort("row")
    labels = [_label(name, mark) for name, mark in named.select("name", "mark").iter_rows()]
    tallest = max(len(lines) for lines in labels)
    height = (LABEL_LINE * tallest + ROW_GAP) * named.height
    y = alt.Y("row:O", axis=None)
    colour = alt.Color(
        "source:N", sort=sources, scale=alt.Scale(domain=sources, range=list(theme.SOURCES)),
        legend=alt.Legend(title=None, orient="top", direction="horizontal", columns=4, symbolType="square"),
    )
    axis = alt.Axis(title=None, values=[0, 20, 40, 60, 80, 100], grid=True)
    bars = alt.Chart(rows).mark_bar(height=14).encode(
        y=y, x=alt.X("share:Q", scale=alt.Scale(domain=[0, PERCENT], clamp=True), axis=axis, stack="zero"),
        color=colour, order=alt.Order("place:Q"),
    )
    chart = alt.layer(bars, *_row_labels(named, labels, y)).properties(width=LADDER_WIDTH, height=height)
    return _framed([chart], frame)


def heat(panels: list[tuple[str, pl.DataFrame]], names: list[str], corner: str, frame: Frame) -> alt.VConcatChart:
    """Heat maps of moves, two side by side: columns row, column (places in `names`), colour (-1 to 1), printed.

    A cell without an effect that can be told apart has colour 0.
    """
    drawn = [_heat_panel(title, rows, names, corner) for title, rows in panels]
    lines = [alt.hconcat(*drawn[first : first + 2], spacing=30) for first in range(0, len(drawn), 2)]
    return _framed(lines, frame)


def _heat_panel(title: str, rows: pl.DataFrame, names: list[str], corner: str) -> alt.LayerChart | alt.FacetChart:
    places = list(range(len(names)))
    listed = ", ".join(f"'{name}'" for name in names)
    label = f"[{listed}][datum.value]"
    axis: Any = {"title": None, "labelExpr": label, "ticks": False, "domain": False, "labelFontSize": 11}
    x = alt.X("column:O", scale=alt.Scale(domain=places), axis=alt.Axis(orient="top", labelAngle=-35, **axis))
    y = alt.Y("row:O", scale=alt.Scale(domain=places), axis=alt.Axis(**axis))
    colour = alt.Color("colour:Q", legend=None, scale=alt.Scale(domain=[-1, 0, 1], range=list(theme.BOTH_WAYS)))
    base = alt.Chart(rows)
    cells = base.mark_rect(stroke="white", strokeWidth=1).encode(x=x, y=y, color=colour)
    ink = alt.condition("datum.colour == 0", alt.value(theme.MUTED), alt.value(theme.INK))
    numbers = base.mark_text(fontSize=11).encode(x=x, y=y, text="printed:N", color=ink)
    heading = alt.TitleParams(title, subtitle=corner, fontSize=13, subtitleFontSize=11, anchor="start", offset=4)
    width, height = HEAT_CELL * len(names), HEAT_ROW * len(names)
    return alt.layer(cells, numbers).properties(width=width, height=height, title=heading)


def _tokens(line: str) -> list[str]:
    tokens, word = [], ""
    for character in line:
        if unicodedata.east_asian_width(character) in "WF":
            if word:
                tokens.append(word)
                word = ""
            if tokens and character in "，。；：、）”—":
                tokens[-1] += character  # a line never starts with a closing mark
            else:
                tokens.append(character)
        else:
            word += character
            if character == " ":
                tokens.append(word)
                word = ""
    return [*tokens, word] if word else tokens


def _columns(line: str) -> int:
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in line)


def _ladder_panel(heading: str, rows: pl.DataFrame, language: str) -> alt.LayerChart | alt.FacetChart:
    labels = [_label(name, mark) for name, mark in rows.select("name", "mark").iter_rows()]
    rows = rows.with_columns(row=pl.int_range(rows.height))
    tallest = max(len(lines) for lines in labels)
    height = (LABEL_LINE * tallest + ROW_GAP) * rows.height
    x = alt.Scale(domain=[0, PERCENT], nice=False)
    y = alt.Y("row:O", axis=None)
    axis = alt.Axis(
        title=words.text("ladder_axis", language), values=[0, 20, 40, 60, 80, 100], grid=False, labelFlush=False
    )
    base = alt.Chart(rows)
    interval = base.mark_rule(strokeWidth=2, color=theme.MUTED).encode(
        y=y, x=alt.X("p_low:Q", scale=x, axis=axis), x2="p_high:Q"
    )
    dot = base.mark_point(filled=True, size=90, stroke=theme.INK, strokeWidth=1, opacity=1).encode(
        y=y, x=alt.X("p:Q", scale=x), color=alt.Color("colour:N", scale=None)
    )
    number = base.mark_text(align="left", baseline="middle", fontSize=12).encode(
        y=y, x=alt.value(LADDER_WIDTH + 12), text="printed:N"
    )
    ticks = alt.Chart(rows.filter(pl.col("p_class").is_not_null())).mark_tick(
        thickness=2, size=14, color=theme.ORANGE, opacity=1
    ).encode(y=y, x=alt.X("p_class:Q", scale=x), tooltip=alt.Tooltip("record:N", title=""))
    layers = [_rung_bands(x), _rung_names(x, language), interval, ticks, dot, number, *_row_labels(rows, labels, y)]
    title = alt.TitleParams(heading, fontSize=14, offset=6, anchor="start", frame="group")
    return alt.layer(*layers).properties(width=LADDER_WIDTH, height=height, title=title)


def _label(name: str, mark: str) -> list[str]:
    """A row's name with its target; the target is never broken over two lines."""
    lines = wrap(name, LABEL_COLUMNS)
    if _columns(f"{lines[-1]} {mark}") <= LABEL_COLUMNS:
        return [*lines[:-1], f"{lines[-1]} {mark}"]
    return [*lines, mark]


def _row_labels(rows: pl.DataFrame, labels: list[list[str]], y: alt.Y) -> list[alt.Chart]:
    """Text marks, not axis labels: an axis centres only the first line of a label on its row."""
    counts = pl.Series([len(lines) for lines in labels])
    rows = rows.with_columns(label=pl.Series(["\n".join(lines) for lines in labels]))
    return [
        alt.Chart(rows.filter(counts == count))
        .mark_text(align="right", baseline="middle", fontSize=12, lineBreak="\n", lineHeight=LABEL_LINE,
                   dy=-LABEL_LINE * (count - 1) / 2)
        .encode(y=y, x=alt.value(-10), text="label:N")
        for count in sorted(counts.unique().to_list())
    ]


def _rung_rows(language: str) -> pl.DataFrame:
    tops = [1.0] + [step.floor for step in words.RUNGS[:-1]]
    return pl.DataFrame(
        {
            "low": [step.floor * PERCENT for step in words.RUNGS],
            "high": [top * PERCENT for top in tops],
            "middle": [(step.floor + top) / 2 * PERCENT for step, top in zip(words.RUNGS, tops, strict=True)],
            "colour": [step.colour for step in words.RUNGS],
            "word": [step.short_zh if language == words.ZH else step.short_en for step in words.RUNGS],
        }
    )


def _rung_bands(x: alt.Scale) -> alt.Chart:
    return alt.Chart(_rung_rows(words.EN)).mark_rect(opacity=0.16).encode(
        x=alt.X("low:Q", scale=x), x2="high:Q", color=alt.Color("colour:N", scale=None)
    )


def _rung_names(x: alt.Scale, language: str) -> alt.Chart:
    return alt.Chart(_rung_rows(language)).mark_text(
        fontSize=10, color=theme.MUTED, baseline="bottom", lineBreak="\n", lineHeight=11
    ).encode(x=alt.X("middle:Q", scale=x), y=alt.value(-16), text="word:N")


def _is_large(bands: pl.DataFrame) -> bool:
    return max(bands["high"].to_list()) > PERCENT * 2


def _month_axis(bands: pl.DataFrame, language: str) -> alt.Axis:
    months = sorted(bands["month"].unique().to_list())
    names = [words.month_label(m, language) if m in months and not (m == 2 and 1 in months) else _single(m, language)
             for m in range(13)]
    listed = ", ".join(f"'{name}'" for name in names)
    return alt.Axis(values=months, labelExpr=f"[{listed}][datum.value]", grid=False, labelAngle=0, labelFlush=False)


def _single(month: int, language: str) -> str:
    """A month on its own: February where January has its own point."""
    return f"{month}月" if language == words.ZH else words.MONTHS[month]


def _lines(lines: pl.DataFrame, x: alt.X) -> list[alt.Chart]:
    if lines.is_empty():
        return []
    base = alt.Chart(lines)
    last = alt.Chart(lines.filter(pl.col("month") == pl.col("month").max().over("line")))
    return [
        base.mark_line(color=theme.ORANGE, strokeDash=[6, 4], strokeWidth=2).encode(x=x, y="value:Q", detail="line:N"),
        last.mark_text(align="left", dx=8, color=theme.ORANGE, lineBreak="\n").encode(x=x, y="value:Q", text="label:N"),
    ]


def _diamonds(marks: pl.DataFrame, x: alt.X) -> list[alt.Chart]:
    if marks.is_empty():
        return []
    base = alt.Chart(marks)
    return [
        base.mark_point(shape="diamond", filled=True, size=140, color=theme.ORANGE, opacity=1, stroke="white").encode(
            x=x, y="value:Q"
        ),
        base.mark_text(align="left", dx=11, dy=10, color=theme.ORANGE).encode(x=x, y="value:Q", text="label:N"),
    ]


def _framed(charts: list, frame: Frame) -> alt.VConcatChart:
    """Message title above, notes and stamp below, alt text for readers who cannot see the picture."""
    notes = [line for note in frame.notes for line in wrap(note, NOTE_COLUMNS)]
    foot = (
        alt.Chart(pl.DataFrame({"text": ["\n".join(notes)]}))
        .mark_text(align="left", baseline="top", fontSize=11, lineHeight=15, color=theme.MUTED, lineBreak="\n")
        .encode(x=alt.value(0), y=alt.value(0), text="text:N")
        .properties(width=10, height=15 * len(notes))
    )
    subtitle = wrap(frame.subtitle, NOTE_COLUMNS)
    title = alt.TitleParams(wrap_title(frame.title, TITLE_COLUMNS), subtitle=subtitle, anchor="start")
    return (
        alt.vconcat(*charts, foot, spacing=24, bounds="full", title=title, description=frame.alt)
        .resolve_scale(color="independent")
        .properties(padding=16)
    )
