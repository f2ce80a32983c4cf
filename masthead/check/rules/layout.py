"""Layout: what only the finished pages show. These rules run with ``check --layout``."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from masthead.check.rule import Hit, rule
from masthead.check.subject import Inspection, Subject
from masthead.diagnostic import Problem
from masthead.edition.edition import Heading, walk_blocks
from masthead.edition.places import locate_nodes
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
    language = inspection.language(code)
    place = inspection.paper.place
    if language is not None:
        place = locate_nodes(inspection.paper, language).get(node, place)
    return Hit(place, 0, fields, _find_subject(inspection, code, place.line))


def _find_subject(inspection: Inspection, code: str, line: int) -> Subject | None:
    for passage in inspection.passages((code,)):
        if passage.written.place.line == line:
            return passage.subject
    return None


def _adopt(problem: Problem) -> dict[str, object]:
    """What a rule takes over from the table of the room that sets pages."""
    return {
        "code": problem.code, "message": problem.message, "hint": problem.hint,
        "severity": problem.severity,
    }  # fmt: skip


@rule(**_adopt(problems.MISSING_GLYPH), source=PAGES, reads="layout")  # type: ignore[arg-type]
def print_every_character(inspection: Inspection) -> Iterator[Hit]:
    """Every character has a glyph in the locked fonts.

    A box is printed for a character that no font has.

    Good: characters of the six official languages
    Bad: 𒀀
    """
    yield from _find_faults(inspection, problems.MISSING_GLYPH)


@rule(**_adopt(problems.NOTE_TOO_LONG), source=PAGES, reads="layout")  # type: ignore[arg-type]
def keep_notes_shorter_than_pages(inspection: Inspection) -> Iterator[Hit]:
    """A note has room at the foot of one page.

    Notes are not divided, and a page is only so long.

    Good: a note of ten lines
    Bad: a note of ninety lines
    """
    yield from _find_faults(inspection, problems.NOTE_TOO_LONG)


@rule(**_adopt(problems.NOTE_APART), source=PAGES, reads="layout")  # type: ignore[arg-type]
def keep_notes_with_their_calls(inspection: Inspection) -> Iterator[Hit]:
    """A note stands on the page on which it is called.

    A reader looks for it at the foot of the same page.

    Good: call and note on page 4
    Bad: call on page 4, note on page 5
    """
    yield from _find_faults(inspection, problems.NOTE_APART)


@rule(**_adopt(problems.TOO_WIDE), source=PAGES, reads="layout")  # type: ignore[arg-type]
def keep_words_within_lines(inspection: Inspection) -> Iterator[Hit]:
    """No word is longer than a line.

    It is broken where the line ends, and not where it may be.

    Good: words and symbols of usual length
    Bad: an address of 120 characters without a slash
    """
    yield from _find_faults(inspection, problems.TOO_WIDE)


@rule(**_adopt(problems.LAST_PAGE), source=PAGES, reads="layout")  # type: ignore[arg-type]
def fill_the_last_page(inspection: Inspection) -> Iterator[Hit]:
    """The last page holds more than two lines.

    A sheet of paper for one line is a sheet too many.

    Good: a last page with a paragraph
    Bad: a last page with one line
    """
    yield from _find_faults(inspection, problems.LAST_PAGE)


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
