"""What markup says of two versions in one, besides the words: labels, pictures, whole units.

The body markup knows nothing of it, so it is written as that of any edition, and marked afterwards.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Literal

from msgspec.structs import replace

from masthead.edition.edition import Call, Edition, walk_blocks, walk_contents, walk_inlines
from masthead.edition.marks import Mark, Marks

Element = Any
"""Of ElementTree or lxml: of what both have."""
LABELS = frozenset({
    "label", "table-label", "figure-label", "voters-label", "entry-label", "note-mark",
    "table-mark", "table-word",
})  # fmt: skip
"""What stands before the words of a node, and is no content."""
END = "¶"
"""The end of a paragraph that was divided, or joined with the next one."""
_UNITS = ("li", "ol", "ul", "tr", "aside", "section")
"""Elements in which other units stand."""
_HEADING = re.compile(r"h[1-6]")
TAGS = {"inserted": "ins", "deleted": "del"}


Change = Literal["inserted", "deleted"]


def mark_elements(root: Element, edition: Edition, flavour: str) -> None:
    """Mark the elements of nodes that came or went, their labels and pictures; lines of the head.

    ``flavour`` is that of the markup: in print no old line of the head stands beside its new one.
    """
    _Marker(edition, flavour).mark(root)


class _Marker:
    def __init__(self, edition: Edition, flavour: str) -> None:
        self.edition = edition
        self.print = flavour == "print"
        self.marks = Marks(edition.marks)
        self.names = {node.id for node in (*walk_blocks(edition.body), *edition.notes)}

    def mark(self, root: Element) -> None:
        """Mark all that is in an element."""
        for element, owner in _walk_owned(root, "", self.names):
            if element.get("id") == owner:
                self._mark_node(element, self.marks.of(owner))
            self._mark_part(element, self.marks.of(owner))
        for element in list(root.iter()):
            if element.tag in ("header", "div") and has_class(element, "masthead"):
                self._mark_masthead(element)
            if element.get("id") == "title":
                self._mark_number(element)
        _name_once(root)
        _level(root)

    def _mark_node(self, element: Element, mark: Mark) -> None:
        if mark.ends:
            self._end(element, mark.ends)
        elif mark.change != "kept":
            add_class(element, mark.change)
        elif (was := mark.find("label", None)) and find_label(element) is None:
            gone = add_label(element, "")
            inner = gone.makeelement(TAGS["deleted"], {"class": "deleted"})
            inner.text = was
            gone.append(inner)

    def _mark_part(self, element: Element, mark: Mark) -> None:
        change = mark.ends or mark.change
        if mark.change == "deleted":  # nobody looks for it in the outline
            element.attrib.pop("data-bookmark", None)
        if has_class(element, *LABELS):
            if change != "kept":
                _wrap(element, change)
            elif mark.find("label", "") is None:
                _wrap(element, "inserted")
        elif element.tag == "img" and change != "kept":
            add_class(element, change)
            word = getattr(self.edition.language.comparing, change)
            element.set("alt", f"{word}: {element.get('alt', '')}")
        elif element.tag == "img" and mark.find("image", None) is not None:
            add_class(element, "changed")

    def _end(self, element: Element, change: Change) -> None:
        """Show the end of a paragraph that came or went: that of an item is in its first one."""
        paragraph = next((child for child in element if child.tag == "p"), element)
        end = paragraph.makeelement(TAGS[change], {"class": change})
        end.text = END
        paragraph.append(end)
        self._say(end, change)

    def _mark_number(self, title: Element) -> None:
        """Mark the number before the title of a resolution, where it is another one."""
        now = self.edition.title_label
        was = self.marks.of("edition").find("title_label", now)
        label = next((one for one in title.iter("span") if has_class(one, "label")), None)
        if label is not None and was != now:
            _wrap(label, "inserted")
            if was and not self.print:
                gone = label.makeelement(TAGS["deleted"], {"class": "deleted"})
                gone.text, gone.tail = was, " "
                label.insert(0, gone)

    def _mark_masthead(self, head: Element) -> None:
        """Mark lines that are facts: symbol, body, date."""
        for classes, old, new in self._list_lines():
            lines = [
                one for one in head.iter() if isinstance(one.tag, str) and has_class(one, *classes)
            ]
            if old == new or not lines:
                continue
            line = next(lines[0].iter("bdi"), lines[0])
            if new:
                self._say(_wrap(line, "inserted"), "inserted")
            if old and not self.print:
                gone = head.makeelement(TAGS["deleted"], {"class": "deleted"})
                gone.text, gone.tail, line.text = old, " ", None
                line.insert(0, gone)
                self._say(gone, "deleted")

    def _list_lines(self) -> Iterator[tuple[tuple[str, ...], str, str]]:
        """List the lines of the head by their classes, as they were and as they are."""
        mark, head = self.marks.of("masthead"), self.edition.masthead
        yield ("symbol" if self.print else "number",), mark.find("symbol", head.symbol), head.symbol
        yield ("organization",), mark.find("organization", head.organization) or "", (
            head.organization or ""
        )  # fmt: skip
        yield ("body-name",), " ".join(mark.find("body", head.body)), " ".join(head.body)
        block = {line.kind: line.text for line in head.block}
        was = {line.kind: line.text for line in mark.find("block", head.block)}
        for kind in dict.fromkeys([*was, *block]):
            yield (kind,), was.get(kind, ""), block.get(kind, "")

    def _say(self, element: Element, change: Change) -> None:
        """Have it said aloud that something came or went, as the body markup has it."""
        words = self.edition.language.comparing
        begin, end = getattr(words, change), getattr(words, f"{change}_end")
        if self.print:
            element.set("data-begin", f"{begin}: ")
            element.set("data-end", f" ({end})")
            return
        first, last = (element.makeelement("span", {"class": "said"}) for _ in range(2))
        first.text, last.text = f"{begin}: ", f" ({end}) "
        first.tail, element.text = element.text, None
        element.insert(0, first)
        element.append(last)


def drop_uncalled(edition: Edition) -> Edition:
    """Drop deleted notes that nothing calls any more, for formats in which notes stand at calls.

    They are where notes went from the foot of the page to the end of the text: they stand there.
    """
    called = {
        inline.note
        for slot in walk_contents(edition)
        for inline in walk_inlines(slot.content)
        if isinstance(inline, Call)
    }
    marks = Marks(edition.marks)
    kept = tuple(
        note for note in edition.notes
        if note.id in called or marks.of(note.id).change != "deleted"
    )  # fmt: skip
    return replace(edition, notes=kept)


def _walk_owned(element: Element, owner: str, names: set[str]) -> Iterator[tuple[Element, str]]:
    """Go through elements, each with the id of the node whose part it is."""
    identifier = element.get("id")
    if identifier in names:
        owner = identifier
    children = [child for child in element if isinstance(child.tag, str)]
    yield element, owner
    for child in children:
        yield from _walk_owned(child, owner, names)


def find_label(element: Element) -> Element | None:
    """Find the label of a unit: not that of a unit which stands in it."""
    if has_class(element, *LABELS):
        return element
    for child in element:
        if isinstance(child.tag, str) and child.tag not in _UNITS:
            found = find_label(child)
            if found is not None:
                return found
    return None


def add_label(element: Element, text: str) -> Element:
    """Give a unit a label, before its words: those of an item are in its first paragraph."""
    place = next((child for child in element if child.tag == "p"), element)
    label = place.makeelement("span", {"class": "label"})
    label.text, label.tail, place.text = text, f" {place.text or ''}", None
    place.insert(0, label)
    return label


def has_class(element: Element, *classes: str) -> bool:
    """Whether an element has one of some classes."""
    return bool(set(element.get("class", "").split()) & set(classes))


def add_class(element: Element, name: str) -> None:
    """Give an element one more class."""
    element.set("class", f"{element.get('class', '')} {name}".strip())


def _name_once(root: Element) -> None:
    """Name each thing once: a note that is called elsewhere now stands at the call that is left."""
    gone = {inner for one in root.iter("del") for inner in one.iter()}
    parents = {child: parent for parent in root.iter() for child in parent}
    found: dict[str, list[Element]] = {}
    for element in root.iter():
        if isinstance(element.tag, str) and (identifier := element.get("id")):
            found.setdefault(identifier, []).append(element)
    for several in found.values():
        kept = next((one for one in several if one not in gone), several[0])
        for one in several:
            if one is kept:
                continue
            del one.attrib["id"]
            if has_class(one, "note") and one.tag == "span":
                take_out(one, parents[one])


def take_out(element: Element, parent: Element) -> None:
    """Take an element out; what follows it stays."""
    place = list(parent).index(element)
    if place:
        before = parent[place - 1]
        before.tail = (before.tail or "") + (element.tail or "")
    else:
        parent.text = (parent.text or "") + (element.tail or "")
    element.tail = None
    parent.remove(element)


def _level(root: Element) -> None:
    """Have no heading stand more than a level below the one before: some of both versions do."""
    last = 1
    for element in root.iter():
        if isinstance(element.tag, str) and _HEADING.fullmatch(element.tag):
            last = min(int(element.tag[1]), last + 1)
            element.tag = f"h{last}"


def _wrap(element: Element, change: Change) -> Element:
    """Mark all that is in an element, but calls of notes and the space at a label's end."""
    inner = element.makeelement(TAGS[change], {"class": change})
    inner.text, element.text = element.text, None
    calls = [child for child in element if child.tag == "sup"]
    for child in list(element):
        element.remove(child)
        if child not in calls:
            inner.append(child)
    if not len(inner) and inner.text and inner.text.endswith(" "):
        inner.text, inner.tail = inner.text[:-1], " "
    element.append(inner)
    element.extend(calls)
    return inner
