"""A figure on disk: an offline page, a picture, a drawing and a table that say the same.

Why all four: a page for reading, a picture for slides, a drawing for print, and the numbers for whoever doubts them.
"""

import html
import struct
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import altair as alt
import polars as pl
import vl_convert
from altair.utils import spec_to_html
from altair.utils.mimebundle import spec_to_mimebundle

from analysis import charts, words

PNG_SCALE = 2


@dataclass(frozen=True)
class Figure:
    """One figure in every form it is published in."""

    name: str
    chart: alt.VConcatChart
    frame: charts.Frame
    table: pl.DataFrame


def save(figure: Figure, folder: Path, language: str) -> list[Path]:
    """Write a figure as page, picture, drawing and table into a folder; returns the paths."""
    paths = [folder / f"{figure.name}.{ending}" for ending in ("html", "png", "svg", "csv")]
    page, picture, drawing, table = paths
    spec = figure.chart.to_dict()
    # Laying a chart out is most of its cost: done once, the picture is painted from the drawing, to the same bytes.
    svg = spec_to_mimebundle(spec, "svg", "vega-lite")["image/svg+xml"]
    _replace(page, _page(spec, figure, language).encode("utf-8"))
    _replace(picture, _stamped(vl_convert.svg_to_png(svg, scale=PNG_SCALE), figure.frame))
    _replace(drawing, _titled(svg, figure.frame).encode("utf-8"))
    _replace(table, figure.table.write_csv().encode("utf-8-sig"))
    return paths


def _stamped(picture: bytes, frame: charts.Frame) -> bytes:
    """The picture with title, alt text and stamp in its metadata, so that a copied file still says what it is."""
    header = struct.calcsize(">8sI4s13sI")  # signature and the first chunk, which must stay first
    chunks = b""
    for key, value in (("Title", frame.title), ("Description", frame.alt), ("Source", "\n".join(frame.notes))):
        body = b"iTXt" + key.encode("ascii") + bytes(5) + value.encode("utf-8")
        chunks += struct.pack(">I", len(body) - 4) + body + struct.pack(">I", zlib.crc32(body))
    return picture[:header] + chunks + picture[header:]


def _replace(path: Path, content: bytes) -> None:
    part = path.with_name(path.name + ".part")
    part.write_bytes(content)
    part.replace(path)


def _titled(drawing: str, frame: charts.Frame) -> str:
    """The exporter writes no title or description for screen readers: put them first in the drawing."""
    end = drawing.index(">", drawing.index("<svg")) + 1
    words_in = f"<title>{html.escape(frame.title)}</title><desc>{html.escape(frame.alt)}</desc>"
    return drawing[:end] + words_in + drawing[end:]


def _page(spec: dict[str, Any], figure: Figure, language: str) -> str:
    """One offline page: the drawing library is inside, and the numbers stand below the chart."""
    page = spec_to_html(
        spec, "vega-lite", alt.VEGA_VERSION, alt.VEGAEMBED_VERSION, alt.VEGALITE_VERSION,
        embed_options={"actions": False}, template="inline",
    )  # fmt: skip
    tag = "zh-CN" if language == words.ZH else "en"
    page = page.replace("<html>", f'<html lang="{tag}">', 1)
    page = page.replace("<head>", f"<head>\n<title>{html.escape(figure.frame.title)}</title>", 1)
    head = "".join(f'<th scope="col">{html.escape(name)}</th>' for name in figure.table.columns)
    body = "".join(
        "<tr>" + "".join(f"<td>{html.escape(_cell(value))}</td>" for value in row) + "</tr>"
        for row in figure.table.iter_rows()
    )
    details = (
        f"<details><summary>{words.text('data_table', language)}</summary>"
        f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></details>"
    )
    before, _, after = page.rpartition("</body>")
    return f"{before}{details}</body>{after}"


def _cell(value: object) -> str:
    if value is None:
        return ""
    return f"{value:.4g}" if isinstance(value, float) and abs(value) < 1000 else str(value)
