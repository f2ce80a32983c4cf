"""Making the content of an edition: each text, and each unit by its kind."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from masthead import paper as written
from masthead.edition.content import ContentMaker, place_blanks
from masthead.edition.edition import (
    Annex,
    Block,
    Content,
    Heading,
    Note,
    Paragraph,
    Reference,
    Subparagraph,
    Words,
)
from masthead.edition.notes import Marks
from masthead.edition.numbering import Numbered, Numbering
from masthead.edition.references import write_reference
from masthead.kinds import Rules
from masthead.language.language import Language
from masthead.series.series import Series, find_address

if TYPE_CHECKING:
    from masthead.syntax.text import Text


class Resolver:
    """Makes the content of one language version."""

    def __init__(
        self,
        paper: written.Paper,
        language: Language,
        numbering: Numbering,
        series: Series,
        *,
        draft: bool,
    ) -> None:
        self.paper = paper
        self.language = language
        self.numbering = numbering
        self.draft = draft
        self.marks = Marks(paper, language)
        self.here: str | None = None
        self.maker = ContentMaker(
            language,
            self.marks.calls.get,
            self._refer,
            partial(find_address, series, code=language.code),
        )

    def _refer(self, identifier: str) -> Reference | None:
        reference = write_reference(identifier, self.numbering, self.language, self.here)
        if reference is None:
            return None
        return replace(reference, text=place_blanks(reference.text, self.language))

    def make(self, localized: written.Localized) -> Content:
        """Make the content of a text; a draft shows where a pending version has none yet."""
        text: Text | None = localized.get(self.language.code)
        if text is not None:
            return self.maker.make(text.content)
        if self.draft and localized:
            return (Words(self.language.words["pending"]),)
        return ()

    def make_blocks(self, units: Iterable[written.Unit]) -> tuple[Block, ...]:
        """Make the blocks of the text, or of another unit."""
        return tuple(self._make_block(unit) for unit in units)

    def _make_block(self, unit: written.Unit) -> Block:
        numbered = self.numbering.of(unit)
        self.here = numbered.reference or numbered.annex
        return BLOCKS.of(unit)(self, unit, numbered)

    def make_notes(self) -> tuple[Note, ...]:
        """Make the notes in the order of their calls."""
        self.here = None
        notes = []
        for key, call in self.marks.calls.items():
            if key not in self.paper.notes:
                continue
            text = self.paper.notes[key].text.get(self.language.code)
            paragraphs = (
                tuple(self.maker.make(content) for content in text.paragraphs)
                if text else ((Words(self.language.words["pending"]),),)
            )  # fmt: skip
            series, number = self.marks.series[key]
            notes.append(Note(call.note, call.id, series, number, call.mark, paragraphs))
        return tuple(notes)


def _make_heading(resolver: Resolver, unit: written.Heading, numbered: Numbered) -> Heading:
    content = resolver.make(unit.text)
    return Heading(numbered.id, unit.level, numbered.depth, numbered.label, content)


def _make_paragraph(resolver: Resolver, unit: written.Paragraph, numbered: Numbered) -> Paragraph:
    content = resolver.make(unit.text)
    inner = _make_subparagraphs(resolver, unit.subparagraphs, 1)
    return Paragraph(numbered.id, numbered.number, numbered.label, content, inner)


def _make_subparagraphs(
    resolver: Resolver, units: list[written.Subparagraph], level: int
) -> tuple[Subparagraph, ...]:
    made = []
    for unit in units:
        numbered = resolver.numbering.of(unit)
        content = resolver.make(unit.text)
        inner = _make_subparagraphs(resolver, unit.subparagraphs, level + 1)
        number, label = numbered.number or 0, numbered.label or ""
        made.append(Subparagraph(numbered.id, level, number, label, content, inner))
    return tuple(made)


def _make_annex(resolver: Resolver, unit: written.Annex, numbered: Numbered) -> Annex:
    content = resolver.make(unit.annex.title)
    body = resolver.make_blocks(unit.annex.text)
    return Annex(numbered.id, numbered.label or "", content, body)


BLOCKS: Rules[Callable[[Resolver, Any, Numbered], Block]] = Rules(
    "masthead/edition/resolver.py",
    {
        "heading": _make_heading,
        "paragraph": _make_paragraph,
        "annex": _make_annex,
    },
)
"""How each kind of unit becomes a block."""
