"""Styles: what a paragraph and its runs look like, by all the styles they are based on."""

from __future__ import annotations

from typing import NamedTuple

from masthead.wordfile.model import Look, Style
from masthead.wordfile.names import VALUE, Element, W, get_value, is_on, read_number

_TOGGLES = ("b", "i", "strike", "vanish", "caps")
"""Properties that a character's style turns over where a paragraph's style has them on."""
_DEEPEST = 20


class Chain(NamedTuple):
    """A style with those that it is based on, itself first."""

    style: Style
    elements: tuple[Element, ...]


class Styles:
    """The styles of a file."""

    def __init__(self, root: Element | None) -> None:
        self._elements: dict[str, Element] = {}
        self._chains: dict[str, Chain] = {}
        self._looks: dict[str, dict[str, object]] = {}
        self.default = ""
        self._defaults: Element | None = None
        if root is None:
            return
        self._defaults = root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr")
        for element in root.iterfind(f"{W}style"):
            identifier = element.get(f"{W}styleId", "")
            self._elements[identifier] = element
            is_default = element.get(f"{W}default") in ("1", "true", "on")
            if is_default and element.get(f"{W}type") == "paragraph":
                self.default = identifier

    def find_name(self, identifier: str) -> str:
        """Find what a style is called; an unknown one is called by its id."""
        element = self._elements.get(identifier)
        return (get_value(element, "name") or identifier) if element is not None else identifier

    def find_chain(self, identifier: str | None) -> Chain:
        """Find a style with its bases; for None, that of paragraphs without one."""
        identifier = self.default if identifier is None else identifier
        if identifier in self._chains:
            return self._chains[identifier]
        elements, names, seen = [], [], set[str]()
        following: str | None = identifier
        while following in self._elements and following not in seen and len(seen) < _DEEPEST:
            seen.add(following)
            elements.append(self._elements[following])
            names.append(self.find_name(following))
            following = get_value(self._elements[following], "basedOn")
        name = names[0] if names else identifier
        chain = Chain(Style(name, tuple(names[1:])), tuple(elements))
        self._chains[identifier] = chain
        return chain

    def find_property(self, chain: Chain, name: str) -> Element | None:
        """Find what a paragraph's style, or the nearest of its bases, says of a property."""
        for element in chain.elements:
            found = element.find(f"{W}pPr/{W}{name}")
            if found is not None:
                return found
        return None

    def find_look(self, chain: Chain) -> Look:
        """Find how words in a paragraph's style look."""
        return self.resolve_look(chain, None)

    def resolve_look(self, chain: Chain, properties: Element | None) -> Look:
        """Resolve a run's look: defaults, its paragraph's style, its own style, itself."""
        character = get_value(properties, "rStyle")
        own = self.find_chain(character) if character else None
        above = self._collect(chain)
        said = self._collect(own) if own else {}
        direct = _read(properties)
        found = {**above, **{key: kept for key, kept in said.items() if key not in _TOGGLES}}
        for key in _TOGGLES:
            found[key] = bool(above.get(key)) != bool(said.get(key))
        found.update(direct)
        return Look(
            bold=bool(found.get("b")), italic=bool(found.get("i")),
            underline=bool(found.get("u")), struck=bool(found.get("strike")),
            shift=_to_int(found.get("shift")), hidden=bool(found.get("vanish")),
            capitals=bool(found.get("caps")), size=_to_int(found.get("sz")),
            style=own.style.name if own else "", font=str(found.get("font", "")),
        )  # fmt: skip

    def _collect(self, chain: Chain) -> dict[str, object]:
        """Collect what a chain of styles says of characters."""
        key = chain.style.name + "\0" + "\0".join(chain.style.bases)
        if key not in self._looks:
            found = _read(self._defaults)
            if chain.elements and chain.elements[0].get(f"{W}type") == "character":
                found = {}
            for element in reversed(chain.elements):
                found.update(_read(element.find(f"{W}rPr")))
            self._looks[key] = found
        return self._looks[key]


def _to_int(value: object) -> int:
    return value if isinstance(value, int) else 0


def _read(properties: Element | None) -> dict[str, object]:
    """Read what properties say themselves."""
    found: dict[str, object] = {}
    if properties is None:
        return found
    for name in _TOGGLES:
        switched = is_on(properties, name)
        if switched is not None:
            found[name] = switched
    if is_on(properties, "dstrike"):
        found["strike"] = True
    if is_on(properties, "smallCaps"):
        found["caps"] = True
    for child in properties:
        if child.tag == f"{W}u":
            found["u"] = child.get(VALUE, "single") != "none"
        elif child.tag == f"{W}vertAlign":
            found["shift"] = {"superscript": 1, "subscript": -1}.get(child.get(VALUE, ""), 0)
        elif child.tag == f"{W}sz":
            found["sz"] = read_number(child.get(VALUE))
        elif child.tag == f"{W}rFonts":
            found["font"] = child.get(f"{W}ascii") or child.get(f"{W}hAnsi") or ""
    return found
