"""The paper's source, read plainly: every unit in reading order, named by its place.

Nothing of the package is used, so that what is compared with it leans on nothing it should prove.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import yaml

SOURCE = Path(__file__).parents[2] / "source" / "NPT_CONF.2026_PC.II_WP.XX.yaml"

PAPER: dict[str, Any] = yaml.safe_load(SOURCE.read_text(encoding="utf-8"))

FIRST_LEVEL = "abcdefghijklmn"
SECOND_LEVEL = "一二三四五六七八九"

# A note called: [^key].
CALL = re.compile(r"\[\^([a-z-]+)\]")


class Unit(NamedTuple):
    """One unit of the paper in reading order: its place ("12 (h) (一)", "title") and its texts."""

    place: str
    zh: str
    en: str


def read_subparagraphs(nodes: list[Any], parent: str, labels: tuple[str, ...]) -> Iterator[Unit]:
    if not nodes:
        return
    assert len(nodes) <= len(labels[0]), f"more subparagraphs under {parent} than labels known"
    for label, node in zip(labels[0], nodes, strict=False):
        assert set(node) <= {"id", "en", "zh", "subparagraphs"}, node
        place = f"{parent} ({label})"
        yield Unit(place, node["zh"], node["en"])
        yield from read_subparagraphs(node.get("subparagraphs", []), place, labels[1:])


def read_units(paper: dict[str, Any]) -> Iterator[Unit]:
    """Every unit in the order of the seed, with the numbers and labels that its place gives it."""
    for place in ("title", "byline"):
        yield Unit(place, paper[place]["zh"], paper[place]["en"])
    number = headings = 0
    for node in paper["text"]:
        if "heading" in node:
            assert set(node) == {"heading"}, node
            headings += 1
            yield Unit(f"heading {headings}", node["heading"]["zh"], node["heading"]["en"])
        else:
            assert set(node) <= {"paragraph", "subparagraphs"}, node
            number += 1
            yield Unit(str(number), node["paragraph"]["zh"], node["paragraph"]["en"])
            nodes = node.get("subparagraphs", [])
            yield from read_subparagraphs(nodes, str(number), (FIRST_LEVEL, SECOND_LEVEL))
    for key, note in paper["notes"].items():
        yield Unit(f"note {key}", note["zh"], note["en"])


UNITS = list(read_units(PAPER))
BY_PLACE = {unit.place: unit for unit in UNITS}
