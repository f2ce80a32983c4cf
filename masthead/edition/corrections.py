"""Corrections: where, and what is to be read there, as each language says it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from masthead import paper as written
from masthead.diagnostic import PaperError
from masthead.edition.content import capitalize
from masthead.edition.edition import Correction, Words
from masthead.edition.numbering import number_units
from masthead.edition.problems import NOT_REFERABLE
from masthead.edition.references import write_reference
from masthead.edition.wording import fill_pattern, say
from masthead.write.markup import make_text

if TYPE_CHECKING:
    from masthead.edition.counting import Numbered
    from masthead.edition.edition import Content
    from masthead.edition.resolver import Resolver
    from masthead.language.language import Language


def say_places(language: Language) -> Language:
    """Make a language whose references are those with which a correction begins."""
    named = language.reference.model_copy(update=language.corrections.places)
    return language.model_copy(update={"reference": named})


def name_places(paper: written.Paper, language: Language) -> written.Paper:
    """Name the units of another paper that are corrected, as that paper numbers them.

    What comes of it names no other paper any more, so that its source stands alone.
    """
    if paper.corrected is None:
        return paper
    numbering = number_units(paper.corrected, language)
    said = say_places(language)

    def name(unit: written.Unit) -> written.Unit:
        if not isinstance(unit, written.Correction) or unit.correction.unit is None:
            return unit
        reference = write_reference(unit.correction.unit, numbering, said, None)
        if reference is None:
            problem = NOT_REFERABLE.at(unit.place, id=unit.correction.unit)
            raise PaperError([problem])
        at = {language.code: make_text([say(capitalize(reference.text))])}
        body = unit.correction.model_copy(update={"unit": None, "at": at})
        return unit.model_copy(update={"correction": body})

    return paper.model_copy(update={"text": list(map(name, paper.text)), "corrected": None})


def make_correction(resolver: Resolver, unit: written.Correction, numbered: Numbered) -> Correction:
    """Make a correction: "For … read …", what is added or deleted, or the new text after a line."""
    body = resolver.make_blocks(unit.correction.text or ())
    return Correction(
        numbered.id, resolver.make(unit.correction.at), _make_line(resolver, unit), body
    )


def _make_line(resolver: Resolver, unit: written.Correction) -> Content:
    body, language = unit.correction, resolver.language
    texts = {"old": body.old, "new": body.new}
    if any(texts) and any(said and language.code not in said for said in texts.values()):
        return (Words(language.words["pending"]),)  # of a draft
    words = language.corrections
    if body.text is not None:
        pattern = words.insert if body.insert else words.replace
    elif not body.old:
        pattern = words.add
    else:
        pattern = words.read if body.new else words.delete
    contents = {name: said[language.code].content for name, said in texts.items() if said}
    return resolver.maker.make(fill_pattern(pattern, contents))
