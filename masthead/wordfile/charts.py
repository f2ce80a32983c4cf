"""Charts of Word: how they are drawn, what is compared, and the numbers of each series."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation
from typing import Literal

from msgspec import Struct

from masthead.wordfile.names import A, Element, read_number

C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
Drawn = Literal["bar", "stacked", "line", "pie"]
_KINDS: dict[str, Drawn] = {
    "barChart": "bar", "bar3DChart": "bar", "lineChart": "line", "line3DChart": "line",
    "areaChart": "line", "pieChart": "pie", "pie3DChart": "pie", "doughnutChart": "pie",
    "ofPieChart": "pie",
}  # fmt: skip
_MOST_POINTS = 500
_DIGITS = 4
"""Digits after the point that are kept where the chart does not say how many it shows."""
_FORMAT = re.compile(r"0\.(0+)")
_FAR = Decimal(10) ** 15


class ChartData(Struct, frozen=True):
    """A chart: names along its axis, and series of numbers; None where there is none."""

    drawn: Drawn
    names: tuple[str, ...]
    series: tuple[tuple[str, tuple[Decimal | None, ...]], ...]
    title: str = ""
    mixed: bool = False
    """Whether its series are drawn in several ways."""


def read_chart(root: Element | None) -> ChartData | None:
    """Read a chart; None for one whose kind has no names and numbers: a scatter chart."""
    area = root.find(f".//{C}plotArea") if root is not None else None
    if root is None or area is None:
        return None
    kinds: list[Drawn] = []
    found: list[tuple[str, dict[int, str], dict[int, Decimal]]] = []
    for plot in area:
        kind = _KINDS.get(str(plot.tag).rpartition("}")[2])
        if kind is None:
            if plot.find(f"{C}ser") is not None:
                return None
            continue
        grouping = plot.find(f"{C}grouping")
        if kind == "bar" and grouping is not None and "tacked" in grouping.get("val", ""):
            kind = "stacked"
        for series in plot.iterfind(f"{C}ser"):
            kinds.append(kind)
            found.append((_say(series.find(f"{C}tx")), _read_names(series.find(f"{C}cat")),
                          _read_values(series.find(f"{C}val"))))  # fmt: skip
    if not found:
        return None
    last = max((key for _, names, values in found for key in (*names, *values)), default=-1)
    if not 0 <= last < _MOST_POINTS:
        return None
    names = max((names for _, names, _ in found), key=len)
    title = root.find(f"{C}chart/{C}title")
    return ChartData(
        kinds[0], tuple(names.get(place, str(place + 1)) for place in range(last + 1)),
        tuple((name, tuple(values.get(place) for place in range(last + 1)))
              for name, _, values in found),
        _say(title), len(set(kinds)) > 1,
    )  # fmt: skip


def _say(element: Element | None) -> str:
    """Say the words of a title, written out or kept from the cells of a sheet."""
    if element is None:
        return ""
    words = [each.text or "" for each in element.iter(f"{A}t", f"{C}v")]
    return " ".join(" ".join(words).split())


def _read_names(element: Element | None) -> dict[int, str]:
    names: dict[int, str] = {}
    kinds = (f"{C}strCache", f"{C}numCache", f"{C}lvl", f"{C}strLit", f"{C}numLit")
    for cache in element.iter(*kinds) if element is not None else ():
        for point in cache.iterfind(f"{C}pt"):
            name = " ".join(point.findtext(f"{C}v", "").split())
            number = read_number(point.get("idx"), -1)
            if number >= 0 and name:
                names[number] = f"{name}, {names[number]}" if number in names else name
    return names


def _read_values(element: Element | None) -> dict[int, Decimal]:
    values: dict[int, Decimal] = {}
    caches = element.iter(f"{C}numCache", f"{C}numLit") if element is not None else ()
    for cache in caches:
        match = _FORMAT.search(cache.findtext(f"{C}formatCode", ""))
        digits = len(match[1]) if match else _DIGITS
        for point in cache.iterfind(f"{C}pt"):
            number = read_number(point.get("idx"), -1)
            try:
                value = Decimal(point.findtext(f"{C}v", ""))
            except InvalidOperation:
                continue
            if number >= 0 and value.is_finite() and abs(value) < _FAR:
                values[number] = _round(value, min(digits, 9))
    return values


def _round(value: Decimal, digits: int) -> Decimal:
    rounded = round(value, digits)
    whole = rounded.to_integral_value()
    return whole.quantize(Decimal(1)) if whole == rounded else rounded.normalize()
