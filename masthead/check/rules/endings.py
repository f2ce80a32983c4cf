"""Endings: how paragraphs, headings and members of lists end, and what stands there twice."""

from __future__ import annotations

from collections.abc import Iterator

from masthead.check.inspection import Inspection
from masthead.check.passage import Passage
from masthead.check.rule import Hit, rule
from masthead.check.rules.structure import HEADINGS, PARAGRAPHS, list_subparagraphs
from masthead.paper import ListItem, Operative, Paragraph, Preamble, Subparagraph

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
    below = list_subparagraphs(passage.subject.node)
    if below and below[0].numbered:
        text = passage.text.rstrip()
        if not text.endswith(_COLONS):
            yield passage.hit(max(len(text) - 1, 0), len(text))


STOPS = (".", "。", "!", "！", "?", "？", "؟", "…")
SEMICOLONS = (";", "；", "؛")
COMMAS = (",", "，", "،")


@rule(
    "X013",
    "this ends with {found!r}, and {wanted} is wanted here",
    "members of a list end with semicolons, the last one with a full stop",
    source=PARAGRAPHS,
    reads="paper",
)
def punctuate_lists(inspection: Inspection) -> Iterator[Hit]:
    """Members of a list end with semicolons, and the last one with a full stop.

    A full stop inside a list looks like its end, a semicolon at the end like a list cut short. In a
    resolution, whose paragraphs are one sentence, the last member ends as the paragraphs do.

    Good: (a) one; (b) two.
    Bad: (a) one. (b) two;
    """
    for code in inspection.paper.built_versions:
        goes_on = _has_paragraphs_that_go_on(inspection, code)
        for subject in inspection.subjects:
            if isinstance(subject.node, Preamble | Operative):
                below = list_subparagraphs(subject.node)
                yield from _check_lists(inspection, below, code, STOPS + SEMICOLONS + COMMAS)
            if isinstance(subject.node, Paragraph):
                below = list_subparagraphs(subject.node)
                last: tuple[str, ...] = STOPS + SEMICOLONS if goes_on else STOPS
                if goes_on and not subject.node.counted:
                    last += COMMAS  # the preamble
                yield from _check_lists(inspection, below, code, last)


def _has_paragraphs_that_go_on(inspection: Inspection, code: str) -> bool:
    """Whether paragraphs end with semicolons, as in resolutions, which are one sentence."""
    return any(
        passage.last_mark in SEMICOLONS
        for passage in inspection.passages((code,))
        if isinstance(passage.subject.node, Paragraph)
        and not list_subparagraphs(passage.subject.node)
    )


def _check_lists(
    inspection: Inspection, below: list[Subparagraph], code: str, last: tuple[str, ...]
) -> Iterator[Hit]:
    """Check a list and the lists inside it. ``last``: the marks with which it may end."""
    if sum(node.numbered for node in below) > 1:
        yield from _check_list(inspection, below, code, last)
    for number, node in enumerate(below):
        inner = last if number == len(below) - 1 else SEMICOLONS
        yield from _check_lists(inspection, list_subparagraphs(node), code, inner)


def _check_list(
    inspection: Inspection, below: list[Subparagraph], code: str, ends: tuple[str, ...]
) -> Iterator[Hit]:
    members = [inspection.find_subject(node) for node in below]
    texts = [member.passages.get(code) if member else None for member in members]
    marks = [passage.last_mark if passage else "" for passage in texts]
    if all(mark and mark in STOPS for mark in marks):
        return  # a list of sentences
    if all(mark and mark in COMMAS for mark in marks) and COMMAS[0] in ends:
        return
    for number, (node, passage, mark) in enumerate(zip(below, texts, marks, strict=True)):
        goes_on = number + 1 < len(below) and not below[number + 1].numbered
        if passage is None or any(node.children()) or not node.numbered or goes_on:
            continue
        last = number == len(below) - 1
        if mark not in (ends if last else SEMICOLONS):
            end = len(passage.text.rstrip())
            wanted = "a full stop" if last and ends != SEMICOLONS else "a semicolon"
            yield passage.hit(max(end - 1, 0), end, wanted=wanted, found=mark or "a word")


@rule(
    "X014",
    "this does not end with a mark",
    "end it with a full stop",
    source="UN Editorial Manual, punctuation",
    reads="paper",
)
def end_sentences(inspection: Inspection) -> Iterator[Hit]:
    """Paragraphs and notes end with a mark; one without a number may go on, as preambles do.

    A text that breaks off looks as if something were missing, and often something is. After an
    address nothing is asked for: it would look like a part of it. Where several paragraphs without
    numbers have no mark, they are the lines of a programme or the like. Cells have words, too.

    Good: See document A/RES/70/1.
    Bad: See document A/RES/70/1
    """
    for code in inspection.paper.built_versions:
        lines = []
        for passage in inspection.passages((code,)):
            if _breaks_off(passage):
                if getattr(passage.subject.node, "numbered", True):
                    yield _report_end(passage)
                else:
                    lines.append(passage)
        if len(lines) < _LINES:
            yield from map(_report_end, lines)


_LINES = 3
"""How many paragraphs without numbers have no mark where it is their form."""


def _breaks_off(passage: Passage) -> bool:
    node = passage.subject.node
    if passage.subject.slot == "run_in":
        return False
    sentence = passage.subject.kind == "note" or (
        isinstance(node, Paragraph) and not list_subparagraphs(node)
    )
    good: tuple[str, ...] = STOPS + SEMICOLONS + _COLONS
    if isinstance(node, Paragraph) and not node.counted:
        good += COMMAS
    if passage.subject.stands_in_a_cell:
        return False
    return sentence and passage.last_mark not in good and not passage.ends_with_address


def _report_end(passage: Passage) -> Hit:
    text = passage.text.rstrip()
    return passage.hit(max(len(text) - 1, 0), len(text))


_SHORT = 6
"""The length of a last word with its point that may be an abbreviation."""


@rule(
    "X015",
    "{what} ends with a full stop",
    "delete it",
    source=HEADINGS,
    mends=True,
)
def end_headings_without_stop(passage: Passage) -> Iterator[Hit]:
    """Title, subtitle, byline and headings end without a full stop.

    They are no sentences of the text.

    Good: Recommendations
    Bad: Recommendations.
    """
    kind = passage.subject.kind
    if kind in ("title", "subtitle", "byline", "heading", "annex", "agenda"):
        text = passage.text.rstrip()
        last = text.rpartition(" ")[2]
        if text.endswith((".", "。", ";", "；")) and not text.endswith(".."):
            # Inc., Corp., U.S. and the like keep their point.
            sure = not (last[:1].isupper() and len(last) <= _SHORT) and "." not in last[:-1]
            yield passage.hit(len(text) - 1, len(text), "" if sure else None, what=f"the {kind}")


_NEAR = 3
"""How many texts away a short text was hardly written twice on purpose."""
_LONG, _LONG_HAN = 240, 80
"""From how many characters on a text is no formula that may stand in every section."""


@rule(
    "X016",
    "the same words stand in line {line}",
    "one of them was copied by mistake, perhaps",
    source="practice of editors",
    reads="paper",
)
def say_it_once(inspection: Inspection) -> Iterator[Hit]:
    """No long paragraph, subparagraph or note is there twice, nor a short one close by.

    Text that was copied to be changed and was not changed stands beside its model.

    Good: two paragraphs that differ
    Bad: two paragraphs with the same words
    """
    seen: dict[tuple[str, str, str], tuple[int, Passage]] = {}
    for number, passage in enumerate(inspection.passages()):
        kind = passage.subject.kind
        if kind not in ("paragraph", "subparagraph", "note"):
            continue
        words = "".join(passage.text.split())
        before, first = seen.get((passage.code, kind, words), (0, passage))
        seen[passage.code, kind, words] = number, passage
        near = (number - before) / len(inspection.paper.built_versions) <= _NEAR
        long = passage.length >= (_LONG_HAN if passage.code == "zh" else _LONG)
        if first is not passage and (long or (near and len(words) >= 12 and kind != "note")):
            hit = passage.hit(0, 0, line=first.place(0).line)
            yield Hit(hit.place, 0, hit.fields, passage.subject, first.place(0))


@rule(
    "X017",
    "an item of a list without numbers ends with a semicolon",
    "delete it: short items end without a mark, sentences with a full stop",
    source=PARAGRAPHS,
)
def end_items_without_semicolon(passage: Passage) -> Iterator[Hit]:
    """Items of lists without numbers do not end with semicolons.

    Semicolons part the members of a sentence; a list with bullets is none.

    Good: • Training • Equipment
    Bad: • Training; • Equipment;
    """
    text = passage.text.rstrip()
    if isinstance(passage.subject.node, ListItem) and text.endswith(SEMICOLONS):
        yield passage.hit(len(text) - 1, len(text))
