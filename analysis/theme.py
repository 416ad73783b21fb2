"""The look of every chart: one theme, and a Chinese font that travels with the package.

Why: on a machine without Chinese fonts an export prints boxes, without an
error. The font comes from the package index, so no system font is needed.
"""

from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import altair as alt
import vl_convert

FONT_PACKAGE = "pylopdf_fonts_zh_cn"
FAMILIES = (
    "Noto Sans SC", "Source Han Sans SC", "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "sans-serif",
)
FONT = ", ".join(FAMILIES)
INK = "#222222"
MUTED = "#666666"
GRID = "#e3e3e3"
ORANGE = "#9a3412"
BANDS = ("#e1ecf7", "#b9d4ee", "#85b4de")  # 90, 60, 30 % of runs

BOTH_WAYS = ("#d9a066", "#f4f4f4", "#85b4de")  # less, no clear effect, more

# World, behaviour, start, bureaus, policy values, chance, structural error: told apart without colour vision too.
SOURCES = ("#0b5394", "#4a90c2", "#a8c8e4", "#9a3412", "#d9a066", "#8f8f8f", "#d5d5d5")


def font_directory() -> Path:
    """Where the installed font package keeps its font files."""
    root = Path(str(files(FONT_PACKAGE)))
    fonts = sorted(path for path in root.rglob("*") if path.suffix.lower() in {".otf", ".ttf", ".ttc"})
    if not fonts:
        raise FileNotFoundError(f"{root}: package {FONT_PACKAGE} holds no font file; install it again.")
    sans = [path for path in fonts if "Sans" in path.name]
    return (sans or fonts)[0].parent


@alt.theme.register("linping", enable=False)
def linping() -> alt.theme.ThemeConfig:
    """Fonts, greys and sizes shared by all figures."""
    axis: Any = {
        "labelFontSize": 12, "titleFontSize": 12, "labelColor": INK, "titleColor": MUTED,
        "titleFontWeight": "normal", "gridColor": GRID, "domainColor": "#999999", "tickColor": "#999999",
    }
    title: Any = {
        "anchor": "start", "frame": "group", "fontSize": 17, "fontWeight": "normal", "color": INK,
        "subtitleFontSize": 12, "subtitleColor": MUTED, "subtitlePadding": 6, "subtitleLineHeight": 17,
        "lineHeight": 23, "offset": 14,
    }
    legend: Any = {"labelFontSize": 12, "titleFontSize": 12, "titleFontWeight": "normal", "titleColor": MUTED}
    return alt.theme.ThemeConfig(
        {
            "config": {
                "font": FONT, "background": "white", "axis": axis, "title": title, "legend": legend,
                "view": {"stroke": None}, "text": {"font": FONT, "fontSize": 12, "color": INK},
            }
        }
    )


@cache
def enable() -> None:
    """Switch the theme on and make the Chinese font known to the exporter; once per process."""
    vl_convert.register_font_directory(str(font_directory()))
    alt.theme.enable("linping")
