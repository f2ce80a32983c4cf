"""Contents: which headings, annexes, tables and figures are listed, and what their entries say."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from masthead import paper as written
from masthead.edition.counting import Numbered
from masthead.edition.edition import Contents, Entry, EntryList, Words
from masthead.edition.resolver import Resolver

TITLES: dict[Literal["headings", "tables", "figures"], str] = {
    "headings": "contents",
    "tables": "tables",
    "figures": "figures",
}
"""The word of the language above each list."""


def make_contents(resolver: Resolver, unit: written.Contents, numbered: Numbered) -> Contents:
    """Make the contents of the text, or of the annex, in which they stand."""
    annex = written.find_annex(resolver.paper.text, unit)
    units = annex.annex.text if annex else resolver.paper.text
    scope = resolver.numbering.of(annex).id if annex else ""
    body = unit.body
    found: dict[Literal["headings", "tables", "figures"], list[Entry]] = {
        "headings": list(_list_headings(resolver, units, body.levels)),
        "tables": list(_list_tables(resolver, units)) if body.tables else [],
        "figures": list(_list_figures(resolver, units)) if body.figures else [],
    }
    lists = []
    for form, entries in found.items():
        if entries:
            name = f"{numbered.id}-{form[0]}"
            title = (Words(resolver.language.words[TITLES[form]]),)
            lists.append(EntryList(name, form, title, _nest(entries, name)))
    return Contents(numbered.id, body.levels, tuple(lists), scope)


def _list_headings(
    resolver: Resolver, units: Iterable[written.Unit], levels: int
) -> Iterator[Entry]:
    for unit in units:
        numbered = resolver.numbering.of(unit)
        if isinstance(unit, written.Annex):
            title = resolver.repeat(unit.annex.title)
            yield Entry("", numbered.id, "annex", 1, numbered.label, title)
        elif isinstance(unit, written.Heading) and numbered.depth <= levels:
            words = resolver.repeat(unit.text)
            yield Entry("", numbered.id, "heading", numbered.depth, numbered.label, words)


def _list_tables(resolver: Resolver, units: Iterable[written.Unit]) -> Iterator[Entry]:
    """List the tables that have a number or a title."""
    for unit in written.walk_units(units):
        if isinstance(unit, written.Table):
            numbered = resolver.numbering.of(unit)
            title = resolver.repeat(unit.table.title)
            if numbered.label or title:
                yield Entry("", numbered.id, "table", 1, numbered.label, title)


def _list_figures(resolver: Resolver, units: Iterable[written.Unit]) -> Iterator[Entry]:
    for unit in written.walk_units(units):
        if isinstance(unit, written.PictureUnit):
            numbered = resolver.numbering.of(unit)
            title = resolver.repeat(unit.picture.title)
            if numbered.label or title:
                yield Entry("", numbered.id, "figure", 1, numbered.label, title)


class _Branch(Struct):
    """An entry, and those that come below it."""

    entry: Entry
    below: list[_Branch]


def _nest(entries: Sequence[Entry], name: str) -> tuple[Entry, ...]:
    """Put entries below those of a higher level, and give each its id."""
    top: list[_Branch] = []
    open_: list[_Branch] = []
    for number, entry in enumerate(entries, start=1):
        while open_ and open_[-1].entry.level >= entry.level:
            open_.pop()
        branch = _Branch(replace(entry, id=f"{name}{number}"), [])
        (open_[-1].below if open_ else top).append(branch)
        open_.append(branch)
    return tuple(map(_close, top))


def _close(branch: _Branch) -> Entry:
    return replace(branch.entry, entries=tuple(map(_close, branch.below)))
