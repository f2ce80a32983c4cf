"""References: what ``[@id]`` says in the reader's language."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from masthead.edition.edition import Reference
from masthead.kinds import Rules
from masthead.language.numerals import strip_point
from masthead.paper import Annex, Heading, Unit
from masthead.syntax.text import read_plain

if TYPE_CHECKING:
    from masthead.edition.counting import Numbered
    from masthead.edition.numbering import Numbering
    from masthead.language.language import Language

NBSP = "\u00a0"


def write_reference(
    identifier: str,
    numbering: Numbering,
    language: Language,
    here: str | None,
    part: str | None = None,
) -> Reference | None:
    """Write a reference to a unit, seen from the annex ``here`` (None: from the text itself).

    ``part`` is the part of a resolution from which it is seen.
    None when there is no such unit, or when it has nothing by which it could be named.
    """
    if identifier not in numbering.by_id:
        return None
    unit, numbered = numbering.by_id[identifier]
    text = name_unit(unit, numbered, language, here, part)
    return Reference(numbered.id, text) if text else None


def name_unit(
    unit: Unit, numbered: Numbered, language: Language, here: str | None, part: str | None = None
) -> str:
    """Name a unit as references to it do; empty when there is nothing by which it could be."""
    name = NAMES.get(unit.kind)
    text = name(unit, numbered, language) if name else ""
    if not text:
        return ""
    if not numbered.reference and numbered.part is not None and numbered.part != part:
        text = language.reference.in_part.format(part=numbered.part, reference=text)
    if not numbered.reference and numbered.annex is not None and numbered.annex != here:
        text = language.reference.in_annex.format(annex=numbered.annex, reference=text)
    return text


def _name_annex(unit: Annex, numbered: Numbered, language: Language) -> str:
    return numbered.reference


def _name_heading(unit: Heading, numbered: Numbered, language: Language) -> str:
    """A heading is named by its number, or else by its words in quotes."""
    if numbered.label:
        return language.reference.heading.format(label=strip_point(numbered.label))
    opening, closing = language.quotes[:2]
    title = unit.text.get(language.code)  # a draft may have none yet
    name = read_plain(title.content) if title else language.words["pending"]
    return f"{opening}{name}{closing}"


def _name_paragraph(unit: Unit, numbered: Numbered, language: Language) -> str:
    """A paragraph is named by its number, a subparagraph by that and the labels down to it."""
    words = language.reference
    labels = list(map(strip_point, numbered.path))
    joined = "".join(words.joiner + label for label in labels)
    if numbered.preamble is not None and words.preamble:
        text = words.preamble.format(number=numbered.preamble, labels=joined)
    elif numbered.paragraph is not None:
        number = strip_point(numbered.paragraph)
        pattern = words.agenda_item if numbered.agenda else words.paragraph
        text = pattern.format(number=number, labels=joined)
    elif labels:
        text = words.subparagraph.format(labels=words.joiner.join(labels))
    else:
        return ""
    return text.replace(" ", NBSP)


def _name_figure(unit: Unit, numbered: Numbered, language: Language) -> str:
    """A table, a figure or a part is named by its number in the whole paper, or as the only one."""
    return numbered.reference.replace(" ", NBSP)


NAMES: Rules[Callable[[Any, Numbered, Language], str]] = Rules(
    "masthead/edition/references.py",
    {
        "annex": _name_annex,
        "heading": _name_heading,
        "paragraph": _name_paragraph,
        "agenda_item": _name_paragraph,
        "subparagraph": _name_paragraph,
        "table": _name_figure,
        "figure": _name_figure,
        "preamble": _name_paragraph,
        "operative": _name_paragraph,
        "part": _name_figure,
        "chart": _name_figure,
    },
)
"""How each kind of unit is named that can be; empty when one has nothing by which it could."""
