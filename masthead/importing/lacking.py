"""What official versions do not all have: it is allowed where it stands, and told.

The files are official: each language is built as it was published, without what it lacks.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator

from msgspec import Struct, field

from masthead.diagnostic import Diagnostic, Place
from masthead.importing import problems
from masthead.importing.accepted import MOST_CELLS, REASON
from masthead.paper import NOT_IN_ALL, Annex, Entry, Note, Paper, Table, Unit, walk_texts

_SHOWN = 60


class Lacking(Struct):
    """A unit, or a line of the masthead (None), that is not in some languages."""

    unit: Unit | None
    source: str
    """A language that has it."""
    text: str
    """What stands there in it."""
    codes: list[str] = field(default_factory=list)


def allow_lacking(paper: Paper) -> list[Lacking]:
    """Allow what some versions do not have, at the outermost unit of which they have nothing.

    Where it is more than a few cells of a table, the table allows it. Titles that no version has
    are allowed, too, at annexes, which want one.
    """
    found: dict[int, Lacking] = {}
    short = list(_list_short(paper))
    often = Counter(id(table) for _, _, table in short if table is not None)
    for entry, code, table in short:
        unit = entry.unit
        for outer in (*entry.around, *([unit] if unit else ())):
            if not outer.has_words(code):
                unit = outer
                break
        if table is not None and often[id(table)] > MOST_CELLS and unit not in entry.around:
            unit = table
        (paper.allow if unit is None else unit.allow)[NOT_IN_ALL] = REASON
        source, text = next(iter(entry.texts.items()))
        kept = found.setdefault(id(unit), Lacking(unit, source, " ".join(text.raw.split())))
        if code not in kept.codes:
            kept.codes.append(code)
    if not paper.title:
        paper.allow[NOT_IN_ALL] = REASON
    for unit in paper.text:
        if isinstance(unit, Annex) and not unit.annex.title:
            unit.allow[NOT_IN_ALL] = REASON
    return list(found.values())


def _list_short(paper: Paper) -> Iterator[tuple[Entry, str, Table | None]]:
    """List the texts that a version lacks, the version, and the table in which they stand."""
    for entry in walk_texts(paper):
        if entry.texts and entry.kind != Note.kind:
            table = next((one for one in entry.around if isinstance(one, Table)), None)
            for code in paper.versions:
                if code not in entry.texts:
                    yield entry, code, table


def tell_lacking(
    found: Iterable[Lacking], find: Callable[[Unit | None], Place]
) -> Iterator[Diagnostic]:  # fmt: skip
    """Tell what some versions lack, and what stands there in another."""
    for one in found:
        text = one.text if len(one.text) <= _SHOWN else f"{one.text[:_SHOWN]}…"
        codes = ", ".join(one.codes)
        yield problems.NOT_IN_SOME.at(find(one.unit), codes=codes, source=one.source, text=text)
