"""Layout: what the finished pages show. These rules run with ``check --layout``.

One always runs: which characters the fonts have is known from their lock.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from typing import Any

from masthead.check.inspection import Inspection
from masthead.check.passage import Passage
from masthead.check.rule import Hit, rule
from masthead.check.rules.text import SPACED, STRANGE, WIDE
from masthead.diagnostic import Place, Problem
from masthead.edition.edition import Heading, walk_blocks
from masthead.render.pdf import problems

PAGES = "practice of the official documents; CLREQ 3.2 on widows"


def _find_faults(inspection: Inspection, problem: Problem) -> Iterator[Hit]:
    """Find the faults of one kind that setting the pages met, in every version."""
    for code in inspection.paper.built_versions:
        layout = inspection.lay_out(code)
        for fault in layout.faults:
            if fault.problem.code == problem.code:
                yield _report(inspection, code, fault.node, fault.fields)


def _report(inspection: Inspection, code: str, node: str, fields: dict[str, object]) -> Hit:
    """Report a fault at a node: at its character if it is one of a character."""
    place = inspection.locate(code).get(node, inspection.paper.place)
    passage = _find_passage(inspection, code, place)
    if passage is None:
        return Hit(place, 0, fields)
    character = str(fields.get("character", ""))
    offset = passage.text.find(character) if character else -1
    if offset >= 0:
        return passage.hit(offset, offset + len(character), **fields)
    return Hit(place, 0, fields, passage.subject)


def _find_passage(inspection: Inspection, code: str, place: Place) -> Passage | None:
    for passage in inspection.passages((code,)):
        if passage.written.place == place:
            return passage
    return None


def _adopt(problem: Problem) -> dict[str, Any]:
    """What a rule takes over from the table of the room that sets pages."""
    return {"code": problem.code, "message": problem.message, "hint": problem.hint}


@rule(**_adopt(problems.MISSING_GLYPH), source=PAGES, reads="paper")
def print_every_character(inspection: Inspection) -> Iterator[Hit]:
    """Every character has a glyph in the locked fonts of its language.

    A box is printed for a character that no font has. This is known without laying pages out.

    Good: Latin in Chinese, Greek and Cyrillic in English
    Bad: Chinese in English, Hangul in any language
    """
    for code in inspection.paper.built_versions:
        coverage = inspection.cover(code)
        looked_at: set[str] = set()
        if coverage is not None:
            for passage in inspection.passages((code,)):
                if passage.subject.kind == "state":  # for the metadata, which has no fonts
                    continue
                if inspection.lays_out:
                    looked_at.update(passage.text)
                if coverage.find_missing(passage.text):
                    for start, end in coverage.find_gaps(_hide_told(passage)):
                        yield _report_gap(passage, start, end, coverage.family)
        if inspection.lays_out:
            for fault in inspection.lay_out(code).faults:
                known = fault.fields.get("character") in looked_at
                if fault.problem.code == problems.MISSING_GLYPH.code and not known:
                    yield _report(inspection, code, fault.node, fault.fields)


_MOST_SHOWN = 12


def _report_gap(passage: Passage, start: int, end: int, family: str) -> Hit:
    run = passage.text[start:end]
    shown = run if len(run) <= _MOST_SHOWN else f"{run[:_MOST_SHOWN]}…"
    number = f"U+{ord(run[0]):04X}" + (" and others" if len(set(run)) > 1 else "")
    return passage.hit(start, end, character=shown, code=number, font=family)


def _hide_told(passage: Passage) -> str:
    """Cover what S007 and S008 tell of, and where references stand."""
    text = passage.text
    if text.isascii():
        return text
    text = STRANGE.compiled.sub(" ", text)
    return WIDE.compiled.sub(" ", text) if passage.code in SPACED else text


@rule(**_adopt(problems.NOTE_TOO_LONG), source=PAGES, reads="layout")
def keep_room_for_notes(inspection: Inspection) -> Iterator[Hit]:
    """A note has room at the foot of its page, or begins there and ends overleaf.

    A long note is divided only where it is the last that its line calls.

    Good: a note of ninety lines
    Bad: two notes to one line, the first of ninety lines
    """
    yield from _find_faults(inspection, problems.NOTE_TOO_LONG)


@rule(**_adopt(problems.NOTE_APART), source=PAGES, reads="layout")
def keep_notes_with_their_calls(inspection: Inspection) -> Iterator[Hit]:
    """A note stands on the page on which it is called.

    A reader looks for it at the foot of the same page.

    Good: call and note on page 4
    Bad: call on page 4, note on page 5
    """
    yield from _find_faults(inspection, problems.NOTE_APART)


@rule(**_adopt(problems.TOO_WIDE), source=PAGES, reads="layout")
def keep_words_within_lines(inspection: Inspection) -> Iterator[Hit]:
    """No word is too long for its line.

    It is broken where the line ends, and not where it may be.

    Good: words and symbols of usual length
    Bad: a word of 120 letters
    """
    yield from _find_faults(inspection, problems.TOO_WIDE)


@rule(**_adopt(problems.TABLE_WIDE), source=PAGES, reads="layout")
def fit_tables_to_their_pages(inspection: Inspection) -> Iterator[Hit]:
    """No table is wider than its place.

    Columns beyond the margin would not be printed.

    Good: a table of eight columns of figures
    Bad: a table of forty columns of figures
    """
    yield from _find_faults(inspection, problems.TABLE_WIDE)


@rule(**_adopt(problems.LOOSE_LINE), source=PAGES, reads="layout")
def fill_lines_evenly(inspection: Inspection) -> Iterator[Hit]:
    """No line is stretched until it falls apart.

    What follows is too long for it and cannot be broken. In lines of official documents no space
    is wider than 2 em and a quarter, and no room between Chinese characters than an eighth.

    Good: a line with a space or two more than usual
    Bad: two words, one at each end of the line
    """
    yield from _find_faults(inspection, problems.LOOSE_LINE)


@rule(**_adopt(problems.LAST_PAGE), source=PAGES, reads="layout")
def fill_the_last_page(inspection: Inspection) -> Iterator[Hit]:
    """The last page holds more than two lines.

    A sheet of paper for one line is a sheet too many.

    Good: a last page with a paragraph
    Bad: a last page with one line
    """
    yield from _find_faults(inspection, problems.LAST_PAGE)


@rule(**_adopt(problems.FIRST_PAGE), source=PAGES, reads="layout")
def begin_the_text_on_the_first_page(inspection: Inspection) -> Iterator[Hit]:
    """The text begins on the first page.

    Below its title and byline there would be nothing, and readers take it for the whole.

    Good: two lines of text on the first page
    Bad: a first page that ends after the byline
    """
    yield from _find_faults(inspection, problems.FIRST_PAGE)


@rule(
    "T080",
    "this heading stands at the foot of page {page}, its text begins on page {next}",
    "add or take away a line before it",
    source=PAGES,
    reads="layout",
)
def keep_headings_with_their_text(inspection: Inspection) -> Iterator[Hit]:
    """A heading stands on the page on which its text begins.

    At the foot of a page it announces nothing.

    Good: heading and paragraph on page 3
    Bad: heading at the foot of page 2, paragraph on page 3
    """
    for code in inspection.paper.built_versions:
        layout = inspection.lay_out(code)
        if layout.landing is None or layout.edition is None:
            continue
        nodes = layout.landing.nodes
        blocks = list(walk_blocks(layout.edition.body))
        for block, following in itertools.pairwise(blocks):
            page, after = nodes.get(block.id), nodes.get(following.id)
            if isinstance(block, Heading) and page and after and after > page:
                yield _report(inspection, code, block.id, {"page": page, "next": after})
