"""Reading back what a reading format shows: (label, text) in reading order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from lxml import etree

from masthead.edition.edition import Edition
from tests.oracle import list_words, read_sequence

UNITS = {
    "title", "subtitle", "byline", "adoption", "heading", "annex-title", "paragraph",
    "continuation", "table-note", "box-title", "quoted", "contents-title", "entry-link",
    "endnotes-title",
    "signed", "signed-at", "annex-original", "sponsors", "opening", "closing-line", "part-title",
    "voted", "voters", "correction-place", "correction-line",
}  # fmt: skip
TEXTS = {"h1", "h2", "h3", "h4", "h5", "h6", "p", "a"}
LABELS = {
    "label",
    "note-mark",
    "voters-label",
    "table-label",
    "table-mark",
    "table-word",
    "figure-label",
    "entry-label",
}
SKIPPED = {"call", "call-comma", "table-call", *LABELS}


Sequence = list[tuple[str, str]]


def read_units(tree: etree._Element) -> tuple[Sequence, Sequence]:
    """Read (label, text) of title, byline and units, and of notes, as they follow in a tree."""
    units: Sequence = []
    notes: Sequence = []
    for element in tree.iter():
        if not isinstance(element.tag, str):
            continue
        name = etree.QName(element).localname
        classes = set((element.get("class") or "").split())
        if name == "aside":
            ended = "endnotes" in (element.getparent().get("class") or "")
            found = [_read_unit(paragraph) for paragraph in element]
            (units if ended else notes).extend(found)
        elif name == "caption":
            units += _read_caption(element)
        elif name == "figcaption":
            texts = _read_named(element, "figure-label", "figure-title")
            units.append((texts["figure-label"], texts["figure-title"]))
        elif "picture" in classes:
            units.append(("", element.get("alt")))
        elif name in {"td", "th", "dt", "dd"}:
            units.append(("", "".join(_read_cell(element)).strip()))
        elif name in TEXTS and (classes & UNITS or is_item(element)):
            units.append(_read_unit(element))
    return [unit for unit in units if any(unit)], notes


def _read_caption(element: etree._Element) -> Sequence:
    """Read a table's number with its title, then the unit of its figures."""
    texts = _read_named(element, "table-label", "table-title", "table-unit")
    return [(texts["table-label"], texts["table-title"]), ("", texts["table-unit"])]


def _read_named(element: etree._Element, *names: str) -> dict[str, str]:
    """Read the texts in an element that have a class of these names."""
    return {
        name: "".join(inner for one in element.iterfind(f".//*[@class='{name}']")
                      for inner in _read_text(one)).strip()
        for name in names
    }  # fmt: skip


def _read_cell(element: etree._Element) -> Iterable[str]:
    """Read the words of a cell itself; paragraphs and lists in it are units of their own."""
    copy = etree.fromstring(etree.tostring(element, with_tail=False))
    for inner in list(copy):
        if etree.QName(inner).localname in {"p", "ul", "blockquote"}:
            copy.remove(inner)
    return _read_text(copy)


def is_item(element: etree._Element) -> bool:
    """Whether a text is that of a subparagraph or an item of a list, in whose element it stands."""
    return element.getparent().get("class") in ("subparagraph", "item")


def _read_unit(element: etree._Element) -> tuple[str, str]:
    label = ""
    for inner in element.iter():
        if set((inner.get("class") or "").split()) & LABELS:
            label = "".join(inner.itertext()).strip()
            break
    return label, "".join(_read_text(element)).strip()


def _read_text(element: etree._Element) -> Iterable[str]:
    yield element.text or ""
    for inner in element:
        if etree.QName(inner).localname == "br":
            yield "\n"
        if not set((inner.get("class") or "").split()) & SKIPPED:
            yield from _read_text(inner)
        yield inner.tail or ""


def split_sequence(edition: Edition) -> tuple[Sequence, Sequence]:
    """Give what an edition says, its notes apart, without what it has not (no byline)."""
    whole = [(label, text.strip()) for label, text in read_sequence(edition)]
    count = sum(len(note.paragraphs) for note in edition.notes)
    units, notes = whole[: len(whole) - count], whole[len(whole) - count :]
    return [one for one in units if any(one)], notes


def find_lost(edition: Edition, *trees: etree._Element) -> Counter[str]:
    """Count the words of an edition that markup does not show as often as they should be there."""
    shown = Counter(word for tree in trees for word in " ".join(_list_texts(tree)).split())
    return Counter(list_words(edition)) - shown


def _list_texts(tree: etree._Element) -> Iterable[str]:
    """List the text of what stands by itself, without the marks of calls in it."""
    kinds = "p h1 h2 h3 h4 h5 h6 td th dt dd caption figcaption img"
    entries = tree.iterfind(".//{*}a[@class='entry-link']")
    for element in (*tree.iter(*kinds.split()), *entries):
        yield element.get("alt") or ""
        label = "".join(_read_labels(element))
        yield f"{label} {''.join(_read_text(element))}"


def _read_labels(element: etree._Element) -> Iterable[str]:
    for inner in element.iter():
        if set((inner.get("class") or "").split()) & LABELS:
            yield "".join(inner.itertext())
