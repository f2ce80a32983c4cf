"""Numbers: in which list a paragraph is counted, in a file that has the lists of two versions.

Lists that are alike stand for each other as soon as a paragraph of both versions is counted in
them. What is gone is counted in the list that stands for its own, or in one that comes along.
"""

from __future__ import annotations

import copy
from typing import NamedTuple

from lxml import etree
from lxml.etree import _Element

from masthead.render.tracked.marking import W

_VALUE, _NUMBER, _ABSTRACT = f"{W}val", f"{W}numId", f"{W}abstractNumId"

_NONE = "0"
"""The list of what is counted in none (ISO/IEC 29500-1, 17.9.18)."""


class Counted(NamedTuple):
    """Where a paragraph is counted: its list, its level, and whether its style says so."""

    list: str
    level: str
    by_style: bool


class Lists:
    """The lists of one file."""

    def __init__(self, numbering: _Element, styles: _Element) -> None:
        self.root = numbering
        self.forms = {form.get(_ABSTRACT, ""): form for form in numbering.iter(f"{W}abstractNum")}
        self.instances = {one.get(_NUMBER, ""): one for one in numbering.iterchildren(f"{W}num")}
        self._styles = {style.get(f"{W}styleId", ""): style for style in styles.iter(f"{W}style")}

    def find(self, paragraph: _Element) -> Counted | None:
        """Find where a paragraph is counted; None where it is not."""
        own = paragraph.find(f"{W}pPr/{W}numPr")
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        name = "" if style is None else style.get(_VALUE, "")
        found = self._find_in_style(name) if own is None else own
        if found is None:
            return None
        number, level = found.find(_NUMBER), found.find(f"{W}ilvl")
        if number is None or number.get(_VALUE) in (None, _NONE):
            return None
        at = "0" if level is None else level.get(_VALUE, "0")
        return Counted(number.get(_VALUE, ""), at, own is None)

    def _find_in_style(self, name: str) -> _Element | None:
        while (style := self._styles.get(name)) is not None:
            found = style.find(f"{W}pPr/{W}numPr")
            if found is not None:
                return found
            base = style.find(f"{W}basedOn")
            name = "" if base is None else base.get(_VALUE, "")
        return None

    def describe(self, number: str) -> str:
        """Say how a list numbers: equal for lists that number alike."""
        return self.describe_form(self._find_form(number)) + "".join(
            _write(one) for one in self.instances[number].iterchildren(f"{W}lvlOverride")
        )

    def _find_form(self, number: str) -> str:
        form = self.instances[number].find(_ABSTRACT)
        return "" if form is None else form.get(_VALUE, "")

    def describe_form(self, form: str) -> str:
        """Say how lists of a form number."""
        return "".join(_write(level) for level in self.forms[form].iterchildren(f"{W}lvl"))


class Renumbering:
    """Finds for each list of the old version one of the new version, or brings it along."""

    def __init__(self, old: Lists, new: Lists) -> None:
        self.old = old
        self.new = new
        self._made: dict[str, str] = {}
        self._forms: dict[str, str] = {}

    def fit(self, old: _Element, new: _Element) -> bool:
        """Say whether two paragraphs can be one; their lists stand for each other from then on."""
        ours, theirs = self.old.find(old), self.new.find(new)
        if ours is None or theirs is None:
            return ours is theirs
        if (ours.level, ours.by_style) != (theirs.level, theirs.by_style):
            return False
        if ours.list in self._made:
            return self._made[ours.list] == theirs.list
        if theirs.list in self._made.values():
            return False
        if self.old.describe(ours.list) != self.new.describe(theirs.list):
            return False
        self._made[ours.list] = theirs.list
        return True

    def move(self, paragraph: _Element) -> None:
        """Count a paragraph that is gone in the list that stands for its own, or in none."""
        counted, there = self.old.find(paragraph), self.new.find(paragraph)
        level, number = "0", _NONE  # its number was typed: its style may count it by now
        if counted is not None:
            level = counted.level
            number = self._made.get(counted.list) or self._bring(counted.list)
            if counted.by_style and there is not None and there.list == number:
                return
        elif there is None:
            return
        properties = paragraph.find(f"{W}pPr")
        if properties is None:
            return
        own = properties.find(f"{W}numPr")
        if own is None:
            own = etree.Element(f"{W}numPr")
            style = properties.find(f"{W}pStyle")
            if style is not None:
                style.addnext(own)
        for child in list(own):
            own.remove(child)
        etree.SubElement(own, f"{W}ilvl").set(_VALUE, level)
        etree.SubElement(own, _NUMBER).set(_VALUE, number)

    def _bring(self, number: str) -> str:
        """Bring a list along, in a form that is there already if any is alike."""
        instance = copy.deepcopy(self.old.instances[number])
        form = self._bring_form(instance[0].get(_VALUE, ""))
        instance[0].set(_VALUE, form)
        made = str(max((int(one) for one in self.new.instances), default=0) + 1)
        instance.set(_NUMBER, made)
        self.new.root.append(instance)
        self.new.instances[made] = instance
        self._made[number] = made
        return made

    def _bring_form(self, form: str) -> str:
        if form not in self._forms:
            described = self.old.describe_form(form)
            alike = [one for one in self.new.forms if self.new.describe_form(one) == described]
            self._forms[form] = alike[0] if alike else self._copy_form(form)
        return self._forms[form]

    def _copy_form(self, form: str) -> str:
        made = str(max((int(one) for one in self.new.forms), default=0) + 1)
        copied = copy.deepcopy(self.old.forms[form])
        copied.set(_ABSTRACT, made)
        for style in list(copied.iter(f"{W}pStyle")):
            parent = style.getparent()
            if parent is not None:
                parent.remove(style)
        for name in copied.iter(f"{W}nsid"):
            name.set(_VALUE, f"4D4154{int(made):02X}")
        last = list(self.new.root.iterchildren(f"{W}abstractNum"))
        if last:
            last[-1].addnext(copied)
        else:
            self.new.root.insert(0, copied)
        self.new.forms[made] = copied
        return made


def _write(element: _Element) -> str:
    return etree.tostring(element, encoding="unicode", with_tail=False)
