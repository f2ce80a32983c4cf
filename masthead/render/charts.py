"""Charts, drawn by Vega-Lite as SVG whose words are words.

Series are told from each other in grey, too: by shades, and lines by dashes and points. Numbers at
the axis are written as in tables. What is drawn depends on numbers and words, the locked fonts and
the version of the library alone.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from masthead.diagnostic import ToolError
from masthead.edition.lettering import LINE, SIZE, break_title, find_widest
from masthead.language.language import load_language
from masthead.pictures.drawing import read_drawing
from masthead.pictures.picture import PictureError
from masthead.setup.places import font_folder

if TYPE_CHECKING:
    from masthead.edition.edition import Chart
    from masthead.edition.lettering import Lines
    from masthead.language.language import Language
    from masthead.pictures.picture import Picture
    from masthead.project import Project

VERSION = "5.21"
"""Of Vega-Lite's language."""
SHADES = ("#1f4e79", "#8db8d9", "#c55a11", "#f4b183", "#3b6e3b", "#a9d08e", "#595959", "#bfbfbf")
DASHES = ((1, 0), (6, 3), (2, 2), (8, 2, 2, 2), (4, 1), (1, 2), (10, 4), (3, 5))
POINTS = (
    "circle", "square", "triangle-up", "diamond", "cross", "triangle-down", "circle", "square",
)  # fmt: skip
_RULE, _GRID = "#333333", "#d9d9d9"
_BESIDE = 14
"""From a symbol of the legend back to its words, where these are read from right to left."""


def draw_chart(project: Project, chart: Chart) -> Picture:
    """Draw a chart.

    Raises ToolError when the fonts are not there, by which words are measured, PictureError.
    """
    return project.remember(("chart", chart.digest), lambda: _draw(project, chart))


def _draw(project: Project, chart: Chart) -> Picture:
    import vl_convert

    language = load_language(project, chart.code)
    folder = font_folder(project.root)
    if not any(folder.glob("*.ttf")):
        raise ToolError("a chart needs the locked fonts: run make, or masthead.setup fonts")
    vl_convert.register_font_directory(str(folder))
    try:
        drawn = vl_convert.vegalite_to_svg(
            make_spec(chart, language),
            vl_version=VERSION,
            allowed_base_urls=[],
            format_locale=_write_locale(language),
        )
    except ValueError as error:
        raise PictureError(f"it cannot be drawn ({str(error).splitlines()[1]})") from None
    return read_drawing(drawn.encode())


def _write_locale(language: Language) -> dict[str, Any]:
    """Say how numbers are written, in the words of D3."""
    words = language.amounts
    return {
        "decimal": words.decimal, "thousands": words.thousands, "grouping": [3],
        "currency": ["", ""], "minus": "−",
    }  # fmt: skip


def make_spec(chart: Chart, language: Language) -> dict[str, Any]:
    """Make what Vega-Lite draws: data, marks, axes."""
    make = {"bar": _make_bars, "stacked": _make_bars, "line": _make_lines, "pie": _make_pie}
    fonts, rtl = language.fonts, language.direction == "rtl"
    families = [*fonts.latin, *fonts.serif, language.word_fonts.latin, "serif"]
    font = ", ".join(dict.fromkeys(families))
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v5.json",
        "width": chart.width, "height": chart.height,
        "autosize": {"type": "fit", "contains": "padding"},
        "padding": _leave_room(chart, rtl=rtl), "background": None,
        "data": {"values": _list_points(chart)},
        **make[chart.type](chart, language),
        "config": {
            "font": font, "view": {"stroke": None}, "aria": False,
            "axis": {
                "labelFontSize": SIZE, "titleFontSize": SIZE, "titleFontWeight": "normal",
                "domainColor": _RULE, "tickColor": _RULE, "gridColor": _GRID,
                "labelColor": "black", "titleColor": "black",
                "labelLimit": 0, "titleLimit": 0, "titlePadding": 8,
            },
            "legend": {
                "labelFontSize": SIZE, "orient": "bottom", "direction": "horizontal",
                "title": None, "labelColor": "black", "labelLimit": 0,
                "symbolStrokeWidth": 0, "columns": chart.lettering.abreast,
                **({"labelAlign": "right", "labelOffset": -_BESIDE} if rtl else {}),
                "layout": {"bottom": {"anchor": "end" if rtl else "start"}},
            },
        },
    }  # fmt: skip


def _leave_room(chart: Chart, *, rtl: bool) -> dict[str, float]:
    """Leave room at the edges for the numbers at the ends of bars."""
    letters = chart.lettering
    room = dict.fromkeys(("left", "right", "top", "bottom"), 2.0)
    if letters.is_told and letters.is_turned:
        room["left" if rtl else "right"] += find_widest(chart.amounts)
    elif letters.is_told:
        room["top"] += SIZE
    return room


def _list_points(chart: Chart) -> list[dict[str, Any]]:
    return [
        {"place": place, "series": rank, "value": value, "amount": amounts[place]}
        for rank, (values, amounts) in enumerate(zip(chart.values, chart.amounts, strict=True))
        for place, value in enumerate(values)
    ]


def _say(lines: Lines) -> str:
    """Write an expression that gives the words for a place; as numbers, no two are the same."""
    return f"({json.dumps(lines)})[datum.value]"


def _make_legend(chart: Chart, values: Sequence[Any], *, rtl: bool) -> dict[str, Any]:
    """Give each series, or part of a pie, its own value; a legend says which is which."""
    letters = chart.lettering
    places = list(range(len(letters.entries) or 1))
    if rtl and letters.abreast > 1:  # a legend begins at the left
        places.reverse()
    legend = {"labelExpr": _say(letters.entries)} if letters.entries else None
    return {
        "field": "place" if chart.type == "pie" else "series", "type": "nominal", "sort": None,
        "legend": legend,
        "scale": {"domain": places, "range": [values[at % len(values)] for at in places]},
    }  # fmt: skip


def _make_axes(chart: Chart, language: Language) -> dict[str, Any]:
    """Make the axes; from right to left, the first category stands at the right."""
    letters, rtl = chart.lettering, language.direction == "rtl"
    sign = "(" if language.amounts.negative.startswith("(") else ""
    beside = {"orient": "right"} if rtl else {}
    turned = letters.is_turned
    compared = {
        "field": "place", "type": "ordinal",
        "title": break_title(chart.head, chart.height if turned else chart.width) or None,
        "sort": "descending" if rtl and not turned else "ascending",
        "axis": {
            "labelExpr": _say(letters.labels), "labelAngle": -90 if letters.is_upright else 0,
            "grid": False, "labelOverlap": "parity" if letters.is_upright else False,
            **(beside | _centre_labels(letters.labels) if turned else {}),
        },
    }  # fmt: skip
    zero = {"condition": {"test": "datum.value === 0", "value": _RULE}, "value": _GRID}
    counted = {
        "field": "value", "type": "quantitative",
        "title": break_title(chart.unit, chart.width if turned else chart.height) or None,
        "axis": {
            "tickCount": 5, "format": f"{sign},~r", "gridColor": zero,
            **({} if turned else beside),
        },
        "scale": {"nice": 5, "reverse": rtl and turned},
    }  # fmt: skip
    return {"x": counted, "y": compared} if turned else {"x": compared, "y": counted}


def _centre_labels(labels: Lines) -> dict[str, Any]:
    """Move labels of several lines up, whose first one would stand where their middle should."""
    counts = [len(lines) for lines in labels]
    moved = [
        {"test": f"({counts})[datum.value] === {count}", "value": -(count - 1) * LINE / 2}
        for count in sorted(set(counts) - {1})
    ]
    return {"labelOffset": {"condition": moved, "value": 0}} if moved else {}


def _make_bars(chart: Chart, language: Language) -> dict[str, Any]:
    letters, rtl = chart.lettering, language.direction == "rtl"
    axes = _make_axes(chart, language)
    across, along = ("y", "x") if letters.is_turned else ("x", "y")
    order = {"order": {"field": "series", "type": "ordinal"}} if chart.type == "stacked" else {}
    if chart.type == "bar":
        axes[along]["stack"] = None
        sort = "descending" if rtl and not letters.is_turned else "ascending"
        axes[f"{across}Offset"] = {"field": "series", "type": "ordinal", "sort": sort}
    color = {"color": _make_legend(chart, SHADES, rtl=rtl)}
    if not letters.is_told:
        return {"mark": {"type": "bar"}, "encoding": {**axes, **color, **order}}
    beside = {"align": "right" if rtl else "left", "dx": -3 if rtl else 3, "baseline": "middle"}
    above = {"align": "center", "dy": -3, "baseline": "bottom"}
    at_end = {"type": "text", "fontSize": SIZE, **(beside if letters.is_turned else above)}
    return {
        "encoding": axes,
        "layer": [
            {"mark": {"type": "bar"}, "encoding": color},
            {
                "mark": {**at_end, "color": "black"},
                "encoding": {"text": {"field": "amount"}, "detail": {"field": "series"}},
            },
        ],
    }


def _make_lines(chart: Chart, language: Language) -> dict[str, Any]:
    def tell(values: Sequence[Any]) -> dict[str, Any]:
        return _make_legend(chart, values, rtl=language.direction == "rtl")

    return {
        "encoding": {**_make_axes(chart, language), "color": tell(SHADES)},
        "layer": [
            {
                "mark": {"type": "line", "strokeWidth": 1.5},
                "encoding": {"strokeDash": {**tell(DASHES), "legend": None}},
            },
            {
                "mark": {"type": "point", "filled": True, "size": 24, "opacity": 1},
                "encoding": {"shape": tell(POINTS)},
            },
        ],
    }


def _make_pie(chart: Chart, language: Language) -> dict[str, Any]:
    """Make a pie, its parts told by their shades in the order of the rows."""
    rtl = language.direction == "rtl"
    return {
        "mark": {"type": "arc", "stroke": "white", "strokeWidth": 1},
        "encoding": {
            "theta": {"field": "value", "type": "quantitative", "stack": True},
            "order": {
                "field": "place", "type": "ordinal", "sort": "descending" if rtl else "ascending"
            },
            "color": _make_legend(chart, SHADES, rtl=rtl),
        },
    }  # fmt: skip
