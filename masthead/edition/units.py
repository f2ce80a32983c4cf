"""How units become blocks: one row for each kind."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from msgspec.structs import replace

from masthead import paper as written
from masthead.diagnostic import PaperError
from masthead.edition.agenda import make_annotation, make_documents
from masthead.edition.brackets import bracket, make_alternatives
from masthead.edition.calls import split_calls
from masthead.edition.charts import make_chart
from masthead.edition.contents import make_contents
from masthead.edition.corrections import make_correction
from masthead.edition.counting import Numbered
from masthead.edition.edition import (
    AgendaItem,
    Annex,
    Box,
    Break,
    Content,
    Continuation,
    Definition,
    Definitions,
    Emphasis,
    Figure,
    Heading,
    Item,
    List,
    Paragraph,
    Quotation,
    SectionHeading,
    Subparagraph,
    Table,
    Words,
    plain_text,
)  # fmt: skip
from masthead.edition.figures import make_figure
from masthead.edition.numbering import name_further
from masthead.edition.paragraphs import Below
from masthead.edition.problems import NOT_NAMED
from masthead.edition.resolution import make_part, make_vote, stress
from masthead.edition.resolver import MakeBlock, Resolver
from masthead.edition.signatures import make_signature
from masthead.edition.tables import make_table
from masthead.kinds import Rules

_STOPS = tuple(".。?？!！:：؟…")
"""Marks that end a heading inside a paragraph without one more."""


def _make_heading(resolver: Resolver, unit: written.Heading, numbered: Numbered) -> Heading:
    content = resolver.make(unit.text)
    made = SectionHeading if numbered.section else Heading
    heading = made(
        numbered.id, unit.level, numbered.depth, numbered.label, content, numbered.number
    )  # fmt: skip
    return bracket(heading) if unit.bracketed else heading


def _make_paragraph(resolver: Resolver, unit: written.Paragraph, numbered: Numbered) -> Paragraph:
    content = (*_make_run_in(resolver, unit), *resolver.make(unit.text))
    inner = (*_make_lists(resolver, unit), *_make_subparagraphs(resolver, unit.subparagraphs, 1))
    made = Paragraph(numbered.id, numbered.number, numbered.label, content, inner)
    return bracket(made) if unit.bracketed else made


def _make_run_in(resolver: Resolver, unit: written.Paragraph) -> Content:
    """Make a heading inside a paragraph: emphasized, with the stop and the space that end it."""
    heading = resolver.make(unit.run_in)
    if not heading:
        return ()
    ending = resolver.language.run_in
    stop = ending.rstrip() if plain_text(heading)[-1:] not in _STOPS else ""
    words, calls = split_calls(heading)
    look = stress((Emphasis((*words, Words(stop)) if stop else words),), resolver.language)
    gap = ending[len(ending.rstrip()) :]
    return (*look, *calls, *((Words(gap),) if gap else ()))


def _make_resolution_paragraph(
    resolver: Resolver, unit: written.Preamble | written.Operative, numbered: Numbered
) -> Paragraph:
    form: Literal["preamble", "operative"] = (
        "preamble" if isinstance(unit, written.Preamble) else "operative"
    )
    content = stress(resolver.make(unit.text), resolver.language)
    inner = (*_make_lists(resolver, unit), *_make_subparagraphs(resolver, unit.subparagraphs, 1))
    made = Paragraph(numbered.id, numbered.number, numbered.label, content, inner, form)
    return bracket(made) if unit.bracketed else made


def _make_agenda_item(
    resolver: Resolver, unit: written.AgendaItem, numbered: Numbered
) -> AgendaItem:
    content = resolver.make(unit.text)
    inner = _make_subparagraphs(resolver, unit.subparagraphs, 1)
    made = AgendaItem(numbered.id, numbered.number, numbered.label, content, inner)
    return bracket(made) if unit.bracketed else made


def _make_subparagraphs(
    resolver: Resolver, units: list[written.Subparagraph], level: int
) -> tuple[Below, ...]:
    """Make a list; text in it without a letter belongs to what the list stands in."""
    made: list[Below] = []
    for unit in resolver.keep(units):
        numbered = resolver.numbering.of(unit)
        content = resolver.make(unit.text)
        if not unit.numbered:
            made.append(Continuation(numbered.id, level - 1, content))
            made += _make_further(resolver, unit, numbered, level - 1)
            made += _make_lists(resolver, unit)
            continue
        inner = (
            *_make_further(resolver, unit, numbered, level),
            *_make_lists(resolver, unit),
            *_make_subparagraphs(resolver, unit.subparagraphs, level + 1),
        )
        number, label = numbered.number or 0, numbered.label or ""
        one = Subparagraph(numbered.id, level, number, label, content, inner)
        made.append(bracket(one) if unit.bracketed else one)
    return tuple(made)


def _make_further(
    resolver: Resolver, unit: written.Subparagraph, numbered: Numbered, level: int
) -> Iterator[Continuation]:
    """Make the paragraphs after the first one: as many as any language has."""
    text = unit.text.get(resolver.language.code)
    most = max((len(text.paragraphs) for text in unit.text.values()), default=1)
    for number in range(1, most):
        content = resolver.make(unit.text)  # of a version that is not written yet
        if text is not None and number < len(text.paragraphs):
            content = resolver.maker.make(text.paragraphs[number])
        yield Continuation(name_further(numbered.id, number), level, content, is_new=True)


def _make_lists(
    resolver: Resolver,
    unit: written.Paragraph
    | written.Preamble
    | written.Operative
    | written.Subparagraph
    | written.ListItem,
) -> Iterator[List]:
    """Make the list below a unit, if there is one."""
    if unit.list_ and resolver.keep(unit.list_.items):
        yield make_list(resolver, unit.list_, resolver.numbering.of(unit.list_))


def make_list(resolver: Resolver, unit: written.List, numbered: Numbered) -> List:
    """Make a list whose items have marks."""
    return List(numbered.id, numbered.depth, tuple(_make_items(resolver, unit.items)))


def _make_items(resolver: Resolver, units: list[written.ListItem]) -> Iterator[Item]:
    for unit in resolver.keep(units):
        numbered = resolver.numbering.of(unit)
        content = resolver.make(unit.text)
        yield Item(numbered.id, numbered.label or "", content, tuple(_make_lists(resolver, unit)))


def _make_annex(resolver: Resolver, unit: written.Annex, numbered: Numbered) -> Annex:
    content = resolver.make(unit.annex.title)
    body = resolver.make_blocks(unit.annex.text)
    original = _name_original(resolver, unit)
    return Annex(numbered.id, numbered.label or "", content, original, body)


def _name_original(resolver: Resolver, unit: written.Annex) -> Content:
    """Name the language in which an annex was written, if it says one."""
    code, language = unit.annex.original, resolver.language
    if code is None:
        return ()
    if code not in language.originals:
        file, what = f"language/{language.code}.yaml", f"the language {code!r} under originals"
        raise PaperError([NOT_NAMED.at(unit.place, file=file, what=what, code=language.code)])
    return resolver.maker.say(language.originals[code])


def _make_box(resolver: Resolver, unit: written.Box, numbered: Numbered) -> Box:
    """Make a box. Tables and figures in it are as wide as its text; a summary has its word."""
    summary = unit.box.summary
    title = resolver.make(unit.box.title)
    if summary and not title:
        title = (Words(resolver.language.words["summary"]),)
    body = tuple(
        replace(block, place="column") if isinstance(block, Table | Figure) else block
        for block in resolver.make_blocks(unit.box.text)
    )
    return Box(numbered.id, "summary" if summary else "box", title, body)


def _make_quotation(resolver: Resolver, unit: written.Quotation, numbered: Numbered) -> Quotation:
    made = Quotation(numbered.id, resolver.make_paragraphs(unit.text))
    return bracket(made) if unit.bracketed else made


def _make_definitions(
    resolver: Resolver, unit: written.Definitions, numbered: Numbered
) -> Definitions:
    items = (
        Definition(
            resolver.numbering.of(item).id, resolver.make(item.term), resolver.make(item.text)
        )
        for item in resolver.keep(unit.items)
    )
    return Definitions(numbered.id, tuple(items))


def _make_break(_resolver: Resolver, _unit: written.Break, numbered: Numbered) -> Break:
    return Break(numbered.id)


BLOCKS: Rules[MakeBlock] = Rules(
    "masthead/edition/units.py",
    {
        "heading": _make_heading,
        "paragraph": _make_paragraph,
        "list": make_list,
        "annex": _make_annex,
        "table": make_table,
        "box": _make_box,
        "contents": make_contents,
        "break": _make_break,
        "quotation": _make_quotation,
        "definitions": _make_definitions,
        "figure": make_figure,
        "preamble": _make_resolution_paragraph,
        "operative": _make_resolution_paragraph,
        "part": make_part,
        "vote": make_vote,
        "chart": make_chart,
        "signature": make_signature,
        "agenda_item": _make_agenda_item,
        "annotation": make_annotation,
        "documents": make_documents,
        "correction": make_correction,
        "alternatives": make_alternatives,
    },
)
"""How each kind of unit becomes a block."""
