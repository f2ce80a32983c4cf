"""What an import says: a table of what was understood, and everything that was not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from masthead.importing.words import Imported
from masthead.paper import Vote, walk_units

_SHOWN = 60
_NAMES = {
    "preamble": "preambular paragraphs", "operative": "operative paragraphs",
    "paragraph": "paragraphs", "subparagraph": "subparagraphs", "heading": "headings",
    "part": "parts", "annex": "annexes", "item": "items of lists", "cell": "cells of tables",
    "column": "heads of tables", "figure": "figures", "chart": "charts", "list": "lists",
    "quotation": "quotations", "box": "boxes", "definition": "definitions", "vote": "votes",
}  # fmt: skip
"""What the kinds of units are called in the table, in its order."""


def describe(imported: Imported) -> Iterator[str]:
    """Describe what was understood, line by line."""
    work = imported.work
    codes = list(work.drafts)
    yield f"{imported.name}: {work.symbol}, {work.series}"
    yield from _describe_facts(imported)
    for edit in imported.edits:
        words = edit.words if len(edit.words) <= _SHOWN else f"{edit.words[:_SHOWN]}…"
        yield f"{edit.what} {edit.kind}: {' '.join(words.split())}"
    rows = list(_count_units(imported))
    width = max(len(name) for name, _ in rows)
    yield f"{'':{width}}  " + "".join(f"{code:>7}" for code in codes)
    for name, counts in rows:
        yield f"{name:{width}}  " + "".join(f"{counts[code]:>7}" for code in codes)


def _describe_facts(imported: Imported) -> Iterator[str]:
    paper, facts = imported.paper, imported.work.facts
    said = [f"date {paper.date.isoformat()}"]
    if paper.session:
        said.append(f"session {paper.session}")
    if paper.agenda:
        said.append(f"agenda item {', '.join(map(str, paper.agenda.numbers))}")
    if paper.job:
        said.append(f"job {paper.job}")
    yield ", ".join(said)
    if adoption := paper.adoption:
        said = [f"adopted {adoption.date.isoformat()}"]
        if adoption.meeting:
            said.append(f"meeting {adoption.meeting}")
        if adoption.committee:
            said.append(f"{adoption.committee} committee")
        if adoption.report:
            said.append(f"report {adoption.report}")
        if adoption.paragraph:
            said.append(f"paragraph {adoption.paragraph}")
        if adoption.basis:
            said.append("basis in words")
        yield ", ".join(said)
    if facts.vote:
        ways = ", ".join(f"{way} {count}" for way, (count, _) in facts.vote.items())
        printed = any(isinstance(unit, Vote) for unit in paper.text)
        how = "" if printed else ", which the text does not print (--votes does)"
        yield f"recorded vote{how}: {ways}"


def _count_units(imported: Imported) -> Iterator[tuple[str, Counter[str]]]:
    paper = imported.paper
    counts: dict[str, Counter[str]] = {}
    for unit in walk_units(paper.text):
        counted = counts.setdefault(unit.kind, Counter())
        codes = {code for slot in unit.contents() for code in slot.texts}
        if unit.kind in ("part", "annex"):
            codes = set(imported.work.drafts)
        counted.update(codes)
    for kind, name in _NAMES.items():
        if kind in counts:
            yield name, counts[kind]
    notes = Counter(code for note in paper.notes.values() for code in note.text)
    if notes:
        yield "notes", notes
    yield "characters", Counter({
        code: sum(
            len(slot.texts[code].raw)
            for unit in walk_units(paper.text) for slot in unit.contents() if code in slot.texts
        )
        for code in imported.work.drafts
    })  # fmt: skip
