"""Both versions side by side: before each unit of a marked page, what it was.

The unit itself has the words of both; style hides those that are not of its side.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from copy import deepcopy
from typing import Any

from masthead.edition.edition import Edition, Node
from masthead.edition.marks import Mark, Marks
from masthead.render.marked import add_class, add_label, find_label, has_class, take_out

_CONTAINERS = ("body", "annex", "part", "notes", "endnotes")
"""Sections in which the versions are side by side unit by unit."""
_NAMED = ("aria-labelledby", "headers")
WAS = "was-"
"""What the ids of the old version begin with."""


def put_side_by_side(main: Any, edition: Edition) -> None:
    """Put the old version of each unit before it."""
    sides = _Sides(edition)
    for child in list(main):
        sides.pair(child)


class _Sides:
    def __init__(self, edition: Edition) -> None:
        self.marks = Marks(edition.marks)
        self.first_labels: dict[str, dict[str, str]] = {"inserted": {}, "deleted": {}}
        """The labels of the first parts of what is one in the other version, by their ids: what
        came apart has had its label there, and what came together has it there now."""
        self.whole: dict[str, set[str]] = {"inserted": set(), "deleted": set()}
        """The later parts: they have the label of the whole only where they stand alone."""
        for parts, last in _find_parted(edition.body, self.marks):
            change = self.marks.of(parts[0].id).ends
            label = getattr(last, "label", None) or ""
            if change == "inserted":
                label = self.marks.of(last.id).find("label", label) or ""
            self.first_labels[change][parts[0].id] = label
            self.whole[change] |= {part.id for part in (*parts[1:], last)}

    def pair(self, element: Any, section: str = "") -> None:
        """Put a unit beside its old version; what stands in a section, each unit by itself."""
        if element.tag == "section" and has_class(element, *_CONTAINERS) and not has_class(
            element, "inserted", "deleted"
        ):  # fmt: skip
            for child in list(element):
                self.pair(child, element.get("id", ""))
            return
        parent = element.getparent()
        pair, was, now = (
            element.makeelement("div", {"class": name}) for name in ("pair", "was", "now")
        )
        pair.tail, element.tail = element.tail, None
        parent.replace(element, pair)
        pair.extend((was, now))
        if not has_class(element, "inserted"):
            was.append(self.take_old(element))
            label = _find_old(self.marks.of(section))
            if element.get("id") is None and label is not None:  # the title of the section
                _set_label(was[0], label)
        self.label_new(element)
        now.append(element)

    def take_old(self, element: Any) -> Any:
        """Take the old version out of a unit, under ids of its own."""
        copy = deepcopy(element)
        for one in list(copy.iter()):
            identifier = one.get("id", "")
            if identifier in self.whole["inserted"]:
                _drop_label(one)
            elif identifier in self.first_labels["inserted"]:
                _set_label(one, self.first_labels["inserted"][identifier])
            elif (label := _find_old(self.marks.of(identifier))) is not None:
                _set_label(one, label)
            _rename(one)
        for one in list(copy.iter()):
            if has_class(one, "inserted") and one.getparent() is not None:
                take_out(one, one.getparent())
        return copy

    def label_new(self, element: Any) -> None:
        """Have parts that came together labelled as one, where the new version stands alone."""
        for one in list(element.iter()):
            identifier = one.get("id", "")
            if identifier in self.whole["deleted"]:
                if (label := find_label(one)) is not None:
                    add_class(label, "column-only")
            elif label := self.first_labels["deleted"].get(identifier, ""):
                add_class(add_label(one, label), "side-only")


def _find_parted(nodes: Iterable[Node], marks: Marks) -> Iterator[tuple[list[Node], Node]]:
    """Find what is one in either version: its parts, and the one that is left, or was."""
    parts: list[Node] = []
    for node in nodes:
        mark: Mark = marks.of(node.id)
        if mark.ends:
            parts.append(node)
        elif parts:
            yield parts, node
            parts = []
        yield from _find_parted(node.children(), marks)


def _rename(element: Any) -> None:
    """Give an element of the old version names of its own, and the old numbers."""
    if identifier := element.get("id"):
        element.set("id", WAS + identifier)
    element.attrib.pop("data-change", None)
    if element.get("href", "").startswith("#"):
        element.set("href", f"#{WAS}{element.get('href')[1:]}")
    for name in _NAMED:
        if element.get(name):
            element.set(name, " ".join(WAS + each for each in element.get(name).split()))
    if element.get("data-was") is not None:
        next(element.iter("a")).text = element.get("data-was")


def _find_old(mark: Mark) -> str | None:
    """Find the label, or the mark of a note, that a node had in the old version, if another one."""
    label: str | None = mark.find("label", None)
    return mark.find("mark", None) if label is None else label


def _set_label(element: Any, label: str) -> None:
    """Set the label of a unit; the space in it stays."""
    place = find_label(element)
    if place is not None:
        space = " " if (place.text or "").endswith(" ") else ""
        said = "".join(place.itertext()).strip()
        for child in list(place):
            place.remove(child)
        place.text = label + space
        if name := place.get("aria-label"):  # which begins with it
            place.set("aria-label", label + name.removeprefix(said))


def _drop_label(element: Any) -> None:
    place = find_label(element)
    if place is not None:
        place.tail = (place.tail or "").lstrip()
        take_out(place, place.getparent())
