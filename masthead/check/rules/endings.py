"""Endings: how paragraphs, headings and members of lists end, and what stands there twice."""

from __future__ import annotations

from collections.abc import Iterator

from masthead.check.inspection import Inspection
from masthead.check.passage import Passage
from masthead.check.rule import Hit, rule
from masthead.check.rules.structure import HEADINGS, PARAGRAPHS, list_subparagraphs
from masthead.paper import Note, Paragraph, Subparagraph

_COLONS = (":", "：")


@rule(
    "X012",
    "subparagraphs follow, and this does not end with a colon",
    "end it with a colon, as in: including:",
    source=PARAGRAPHS,
)
def announce_subparagraphs(passage: Passage) -> Iterator[Hit]:
    """A text that is followed by subparagraphs ends with a colon.

    The colon says that the sentence goes on in the list.

    Good: These developments include:
    Bad: These developments include
    """
    if list_subparagraphs(passage.subject.node):
        text = passage.text.rstrip()
        if not text.endswith(_COLONS):
            yield passage.hit(max(len(text) - 1, 0), len(text))


_STOPS = (".", "。", "!", "！", "?", "？", "؟", "…")
_SEMICOLONS = (";", "；", "؛")


@rule(
    "X013",
    "this ends with {found!r}, and {wanted} is wanted here",
    "members of a list end with semicolons, the last one with a full stop",
    source=PARAGRAPHS,
    reads="paper",
)
def punctuate_lists(inspection: Inspection) -> Iterator[Hit]:
    """Members of a list end with semicolons, and the last one with a full stop.

    A full stop inside a list looks like its end, a semicolon at the end like a list cut short.

    Good: (a) one; (b) two.
    Bad: (a) one. (b) two;
    """
    for subject in inspection.subjects:
        if isinstance(subject.node, Paragraph):
            yield from _check_lists(inspection, list_subparagraphs(subject.node), ends=True)


def _check_lists(inspection: Inspection, below: list[Subparagraph], *, ends: bool) -> Iterator[Hit]:
    """Check a list and the lists inside it. ``ends``: whether the list around it ends here, too."""
    if len(below) > 1:
        for code in inspection.paper.built_versions:
            yield from _check_list(inspection, below, code, ends)
    for number, node in enumerate(below):
        last = ends and number == len(below) - 1
        yield from _check_lists(inspection, list_subparagraphs(node), ends=last)


def _check_list(
    inspection: Inspection, below: list[Subparagraph], code: str, ends: bool
) -> Iterator[Hit]:
    members = [inspection.find_subject(node) for node in below]
    texts = [member.passages.get(code) if member else None for member in members]
    marks = [_read_end(passage) for passage in texts]
    if all(mark in _STOPS for mark in marks):
        return  # a list of sentences
    for number, (node, passage, mark) in enumerate(zip(below, texts, marks, strict=True)):
        if passage is None or list_subparagraphs(node):
            continue
        last = number == len(below) - 1 and ends
        good = _STOPS if last else _SEMICOLONS
        if mark not in good:
            end = len(passage.text.rstrip())
            wanted = "a full stop" if last else "a semicolon"
            yield passage.hit(max(end - 1, 0), end, wanted=wanted, found=mark or "a word")


def _read_end(passage: Passage | None) -> str:
    text = passage.text.rstrip().rstrip("”’»)）」") if passage else ""
    return "" if text[-1:].isalnum() else text[-1:]


@rule(
    "X014",
    "this does not end with a mark",
    "end it with a full stop",
    source="UN Editorial Manual, punctuation",
)
def end_sentences(passage: Passage) -> Iterator[Hit]:
    """Paragraphs and notes end with a mark.

    A text that breaks off looks as if something were missing, and often something is.

    Good: See document A/RES/70/1.
    Bad: See document A/RES/70/1
    """
    node = passage.subject.node
    if isinstance(node, Note) or (isinstance(node, Paragraph) and not list_subparagraphs(node)):
        text = passage.text.rstrip()
        if not text.rstrip("”’»)）」").endswith(_STOPS + _SEMICOLONS + _COLONS):
            yield passage.hit(max(len(text) - 1, 0), len(text))


@rule(
    "X015",
    "{what} ends with a full stop",
    "delete it",
    source=HEADINGS,
    mends=True,
)
def end_headings_without_stop(passage: Passage) -> Iterator[Hit]:
    """Title, byline and headings end without a full stop.

    They are no sentences of the text.

    Good: Recommendations
    Bad: Recommendations.
    """
    kind = passage.subject.kind
    if kind in ("title", "byline", "heading", "annex", "agenda"):
        text = passage.text.rstrip()
        if text.endswith((".", "。", ";", "；")) and not text.endswith(".."):
            yield passage.hit(len(text) - 1, len(text), "", what=f"the {kind}")


@rule(
    "X016",
    "the same words stand in line {line}",
    "one of them was copied by mistake, perhaps",
    source="practice of editors",
    reads="paper",
)
def say_it_once(inspection: Inspection) -> Iterator[Hit]:
    """No paragraph, subparagraph or note is there twice.

    Text that was copied to be changed and was not changed stands beside its model.

    Good: two paragraphs that differ
    Bad: two paragraphs with the same words
    """
    seen: dict[tuple[str, str], Passage] = {}
    for passage in inspection.passages():
        if passage.subject.kind not in ("paragraph", "subparagraph", "note"):
            continue
        words = "".join(passage.text.split())
        first = seen.setdefault((passage.code, words), passage)
        if first is not passage and len(words) >= 12:
            hit = passage.hit(0, 0, line=first.place(0).line)
            yield Hit(hit.place, 0, hit.fields, passage.subject, first.place(0))
