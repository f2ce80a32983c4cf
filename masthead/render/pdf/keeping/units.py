"""Styles and boxes of the units of a text, kept as long as their elements are.

The styles of what is in a unit depend on its elements, on those in which it stands, and on how it
stands among its siblings: whether it is the first or the last, and what is before it. No style
sheet of ours asks for more, and with a project's own nothing is kept here. Its boxes, as they are
before layout, depend on its styles and on what was counted before it.
"""

from __future__ import annotations

from collections.abc import Container, Hashable, Iterator
from typing import Any, NamedTuple

from msgspec import Struct, field
from weasyprint.formatting_structure.boxes import BlockBox, ReplacedBox


class Rows(Struct, eq=False):
    """What a flow has of a unit: places are counted from where it begins, paths lead from it."""

    signs: list[int]
    boxes: list[Any]
    paths: list[tuple[int, ...]]
    units: list[int]
    notes: dict[int, list[Any]]


class Unit(Struct, eq=False):
    """What was made of an element of the text."""

    surroundings: Hashable
    styles: dict[Any, Any] = field(default_factory=dict)
    """By element and pseudo-element."""
    counted: Hashable = None
    """What was counted before it."""
    box: Any = None
    """None while there is none, or where it cannot be kept."""
    anchors: list[tuple[str, Any]] = field(default_factory=list)
    """The anchors in it, each with its box as it was made first."""
    rows: Rows | None = None


class Units:
    """The units of a text as they were made last with one set of style sheets."""

    def __init__(self) -> None:
        self._kept: dict[Any, Unit] = {}
        self._units: dict[Any, Unit] = {}
        """By element, those of the present layout."""
        self._known: set[Any] = set()
        """Those of them that were kept."""

    def keep_styles(self, original: Any) -> Any:
        """Give the elements of units their styles, and compute those of others."""

        def get_all_computed_styles(html: Any, *rest: Any) -> Any:
            *_, targets, _forms = rest
            self._units, self._known = {}, set()
            for element, surroundings in _list_units(html):
                unit = self._kept.get(element)
                if unit is None or unit.surroundings != surroundings:
                    unit = Unit(surroundings)
                else:
                    self._known.add(element)
                self._units[element] = unit
            html.wrapper_element.passed = self._known
            style_for = original(html, *rest)
            self._take_styles(style_for.get_computed_styles(), targets)
            return style_for

        return get_all_computed_styles

    def pass_attributes(self, original: Any) -> Any:
        """Have attributes with style read that stand in no unit whose styles are known."""

        def find_style_attributes(tree: Any, *rest: Any) -> Any:
            return original(_Rest(tree, self._known), *rest)

        return find_style_attributes

    def _take_styles(self, computed: dict[Any, Any], targets: Any) -> None:
        owners = {
            inner: unit
            for element, unit in self._units.items()
            if element not in self._known
            for inner in element.iter()
        }
        for key, style in computed.items():
            if (owner := owners.get(key[0])) is not None:
                owner.styles[key] = style
        for unit in (unit for element, unit in self._units.items() if element in self._known):
            computed.update(unit.styles)
            for (_, pseudo), style in unit.styles.items():
                if pseudo is None and style["anchor"]:
                    targets.collect_anchor(style["anchor"])

    def keep_boxes(self, original: Any) -> Any:
        """Have the box of a unit stand for all that is in it, until the others are finished."""

        def element_to_box(
            element: Any, style_for: Any, get_image: Any, base_url: Any, targets: Any,
            counter_style: Any, footnotes: list[Any], state: Any = None,
        ) -> Any:  # fmt: skip
            unit = self._units.get(element)
            rest = style_for, get_image, base_url, targets, counter_style, footnotes, state
            if unit is None:
                return original(element, *rest)
            counted = repr(state)
            if unit.box is not None and unit.counted == counted:
                for name, box in unit.anchors:
                    targets.store_target(name, state[1], box)
                stub = unit.box.copy()
                stub.children = []
                return [stub]
            before = len(footnotes), len(targets.counter_lookup_items)
            pending, targets.had_pending_targets = targets.had_pending_targets, False
            made = original(element, *rest)
            after = len(footnotes), len(targets.counter_lookup_items)
            asks = targets.had_pending_targets  # for a page, which is not known yet
            targets.had_pending_targets = pending or asks
            unit.box = unit.rows = None
            same = before == after and counted == repr(state)
            if same and not asks and _can_be_kept(made):
                unit.counted = counted
                unit.anchors = [
                    (name, box) for box in made[0].descendants() if (name := box.style["anchor"])
                ]
                made[0].unit = unit
            return made

        return element_to_box

    def put_boxes(self, original: Any) -> Any:
        """Put the boxes of units that were kept where they belong, and keep those of others."""

        def build_formatting_structure(*arguments: Any) -> Any:
            root = original(*arguments)
            _put_boxes(root)
            self._kept = self._units
            return root

        return build_formatting_structure


class _Rest(NamedTuple):
    """The elements of a tree without those in some that are passed over."""

    root: Any
    passed: Container[Any]

    def iter(self) -> Iterator[Any]:
        """Go through the elements, from above to below."""
        if self.root not in self.passed:
            yield self.root
            for child in self.root:
                yield from _Rest(child, self.passed).iter()


def _list_units(html: Any) -> Iterator[tuple[Any, Hashable]]:
    """List the elements of units, each with all that styles in it depend on beside itself."""
    text = getattr(html, "text", None)
    if text is None:
        return
    root = html.etree_element
    above = tuple(tuple(one.attrib.items()) for one in (root, root.find("body"), text))
    before, last = None, len(text) - 1
    for number, element in enumerate(text):
        yield element, (above, before, number == 0, number == last)
        before = element.tag, element.get("class")


def _can_be_kept(made: list[Any]) -> bool:
    """Whether boxes are one of a block in its place, without a picture, which may change."""
    return (
        len(made) == 1
        and isinstance(made[0], BlockBox)
        and made[0].is_in_normal_flow()
        and not any(isinstance(box, ReplacedBox) for box in made[0].descendants())
    )


def _put_boxes(box: Any) -> None:
    children = list(box.children)
    for number, child in enumerate(children):
        unit: Unit | None = child.__dict__.get("unit")
        if unit is None:
            _put_boxes(child)
        elif unit.box is None:
            unit.box = child
        else:
            children[number] = unit.box
    box.children = children
