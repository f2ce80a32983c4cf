"""Issuing: corrections become papers with a symbol, a head and the notes that they call."""

from __future__ import annotations

import datetime
import os
import re
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import NamedTuple

from masthead.compare.corrigendum import Corrigendum, Drafter
from masthead.compare.matching import match_papers
from masthead.compare.replacing import settle_texts
from masthead.diagnostic import PaperError, UsageError
from masthead.edition.edition import outline_text
from masthead.edition.resolve import resolve_head
from masthead.paper import Code, Localized, Note, Paper, walk_texts, walk_units
from masthead.project import Project
from masthead.read.papers import find_sources
from masthead.read.reader import read_source
from masthead.series.kinds import choose_kind, load_kinds
from masthead.series.series import load_series
from masthead.symbol import make_stem
from masthead.syntax.text import Plain
from masthead.write.markup import make_text
from masthead.write.source import write_source

_CORRIGENDUM = re.compile(r"/Corr\.(?:\d+|XX+)\**\Z")


_KIND = "corrigendum"


class Drafted(NamedTuple):
    """A corrigendum as a source."""

    path: Path
    source: str


def draft_corrigenda(
    project: Project, old: Paper, new: Paper, codes: tuple[Code, ...], date: datetime.date
) -> tuple[list[Drafted], list[str]]:
    """Draft the corrigenda to a paper, and list what they do not say.

    Raises UsageError where there is nothing to correct, PaperError where none can be built.
    """
    if _CORRIGENDUM.search(old.symbol):
        raise UsageError(f"{old.symbol} is a corrigendum itself: correct the paper")
    drafter = Drafter(project, match_papers(old, new, codes))
    made = drafter.draft()
    if not made:
        raise UsageError("there is nothing to correct: no word of the text was changed")
    drafted = []
    folder = (project.root / new.file).parent  # where its pictures are
    symbols = _find_symbols(project, old.symbol, folder)
    for one in made:
        symbol = next(symbols)
        paper = _make_paper(project, old, new, drafter, one, symbol, date)
        source = write_source(paper, one.codes)
        path = folder / f"{make_stem(symbol)}.yaml"
        reading = read_source(project, source.encode(), project.name(path))
        if reading.paper is None or reading.diagnostics.errors:
            raise PaperError(reading.diagnostics.errors)
        drafted.append(Drafted(path, source))
    return drafted, drafter.left


def _find_symbols(project: Project, symbol: str, folder: Path) -> Iterator[str]:
    """Go through the symbols of corrigenda that are free."""
    taken = find_sources(project)
    for number in count(1):
        made = f"{symbol.rstrip('*')}/Corr.{number}"
        path = folder / f"{make_stem(made)}.yaml"
        if make_stem(made) not in taken and not os.path.lexists(path):
            yield made


def _make_paper(
    project: Project, old: Paper, new: Paper, drafter: Drafter, made: Corrigendum, symbol: str,
    date: datetime.date,
) -> Paper:  # fmt: skip
    facts = {
        name: getattr(old, name)
        for name in (
            "series", "station", "session", "meeting", "original", "distribution", "agenda",
            "emblem", "submitted_by",
        )
    }  # fmt: skip
    series = load_series(project, old.series, old.find_place("series"))
    kind = None if choose_kind(load_kinds(project), series, symbol) == _KIND else _KIND
    paper = Paper(
        kind=kind, symbol=symbol, date=date, text=[*made.corrections],
        title=_make_title(project, old, made.codes),
        versions={code: old.versions[code] for code in made.codes}, **facts,
    )  # fmt: skip
    _call_once(paper)
    return paper.model_copy(update={"notes": _take_notes(drafter, paper, new)})


def _call_once(paper: Paper) -> None:
    """Leave out further calls of a note: each is called once, in the first correction with it."""
    called: set[str] = set()
    for unit in paper.text:
        texts = [slot.texts for inner in walk_units([unit]) for slot in inner.contents()]
        keys = {call.key for text in texts for one in text.values() for call in one.calls}
        if keys & called:
            for text in texts:
                settle_texts(text, lambda _, name: name, calls=False)
        called |= keys


def _make_title(project: Project, old: Paper, codes: tuple[Code, ...]) -> Localized:
    """Make the title: that of the paper that is corrected, without the calls of its notes."""
    if not old.title:
        titles = {code: outline_text(resolve_head(project, old, code).title) for code in codes}
        return {code: make_text([(Plain(title),)]) for code, title in titles.items() if title}
    title = {code: old.title[code] for code in codes}
    settle_texts(title, lambda _, name: name, calls=False)
    return title


def _take_notes(drafter: Drafter, paper: Paper, new: Paper) -> dict[str, Note]:
    """Take the notes that are called in the new words."""
    called = dict.fromkeys(
        call.key
        for entry in walk_texts(paper)
        for text in entry.texts.values()
        for call in text.calls
        if call.key not in entry.notes
    )
    notes = {key: new.notes[key].model_copy(deep=True) for key in called}
    for note in notes.values():
        settle_texts(note.text, drafter.refer)
    return notes
