"""Signs of boxes before they are laid out: two with the same sign are laid out the same.

A sign is a number. It stands for everything that layout and drawing read of a box: its kind, its
style, the attributes of its element, its text, and all boxes in it. Styles are made anew for each
layout; what they are computed from is in the style sheets, which are kept.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from weasyprint.css import AnonymousStyle
from weasyprint.css import Style as AnyStyle
from weasyprint.formatting_structure.boxes import Box

_COMPUTED = ("position", "float", "display", "white_space", "overflow")
"""What the engine sets in styles besides what they are computed from."""
_FROM_ATTRIBUTES = ("anchor", "lang")
"""What elements say themselves, and no style sheet."""
_LEFT_OUT = frozenset({
    "style", "element", "element_tag", "children", "remove_decoration_sides",
    "unit",  # to which it belongs: see :mod:`masthead.render.pdf.keeping.units`
    "cached_counter_values",  # for numbers of pages, which `missing_link` tells of
})  # fmt: skip


class Signs:
    """The signs that were given, by what they stand for."""

    def __init__(self) -> None:
        self._given: dict[Any, int] = {}
        self._held: dict[int, Any] = {}
        self.alone = -1
        """The last one that stands alone; below this, all do."""

    def __len__(self) -> int:
        """Count the signs that can be given again."""
        return len(self._given)

    def give(self, thing: Any) -> int:
        """Give the sign of something that can be compared."""
        return self._given.setdefault(thing, len(self._given))

    def hold(self, value: Any) -> int:
        """Give the identity of something that cannot, and hold it, so that no other gets it."""
        self._held[id(value)] = value
        return id(value)

    def give_alone(self) -> int:
        """Give a sign that nothing else has, nor will have."""
        self.alone -= 1
        return self.alone


class SignReader:
    """Reads the signs of the boxes of one layout, before it begins.

    ``notes``: the notes that are called in what was read last, in the order of their calls.
    """

    def __init__(self, signs: Signs) -> None:
        self.notes: list[Any] = []
        self._signs = signs
        self._styles: dict[int, int] = {}
        self._elements: dict[int, int] = {}

    def read(self, box: Any) -> int:
        """Read the sign of a box with all that is in it; it stands alone if any of these does."""
        before = self._signs.alone
        own, inner = self._read_own(box), tuple(map(self.read, box.children))
        if self._signs.alone != before:
            return self._signs.give_alone()
        return self._signs.give(("box", own, inner))

    def read_bare(self, box: Any) -> int:
        """Read the sign of a box without those in it."""
        return self._signs.give(("bare", self._read_own(box)))

    def read_style(self, style: Any) -> int:
        """Read the sign of a style by what it is computed from."""
        known = self._styles.get(id(style))
        if known is None:
            known = self._styles[id(style)] = self._signs.give(self._describe(style))
        return known

    def read_cascaded(self, cascaded: dict[str, Any] | None) -> int:
        """Read the sign of what the style sheets say."""
        return self._signs.give(tuple(self._walk_cascaded(cascaded or {})))

    def _describe(self, style: Any) -> tuple[Any, ...]:
        if isinstance(style, AnonymousStyle):
            return "anonymous", self.read_style(style.parent_style)
        if (shared := getattr(style, "shared", None)) is not None:
            return "anchored", self.read_style(shared), style["anchor"]
        above = style.parent_style
        parent = None if above is None else self.read_style(above)
        return "style", parent, style.pseudo_type, *self._walk_cascaded(style.cascaded)

    def _walk_cascaded(self, cascaded: dict[str, Any]) -> Iterator[Any]:
        for name, (value, weight) in cascaded.items():
            yield name
            own = name in _FROM_ATTRIBUTES or isinstance(value, str)
            yield value if own else self._signs.hold(value)
            yield repr(weight)  # tuples, and in the style of pages a list in them

    def _read_own(self, box: Any) -> tuple[Any, ...]:
        style = box.style
        parts: list[Any] = [type(box).__name__, box.element_tag, self.read_style(style)]
        parts += [style[name] for name in _COMPUTED]
        parts.append(self._read_element(box.element))
        for name, value in box.__dict__.items():
            if name not in _LEFT_OUT and value is not None:
                alone = name == "missing_link"  # a number that comes from the pages themselves
                parts += name, self._signs.give_alone() if alone else self._read_value(value)
        if box.footnote is not None:
            self.notes.append(box.footnote)
        return tuple(parts)

    def _read_element(self, element: Any) -> int | None:
        if element is None:
            return None
        known = self._elements.get(id(element))
        if known is None:
            known = self._signs.give((element.tag, *element.attrib.items()))
            self._elements[id(element)] = known
        return known

    def _read_value(self, value: Any) -> Any:
        match value:
            case str() | int() | float():
                return value
            case list() | tuple():
                return tuple(None if one is None else self._read_value(one) for one in value)
            case AnyStyle():
                return self.read_style(value)
            case Box():
                return self.read(value)
            case _:
                return self._signs.give_alone()  # a picture, say
