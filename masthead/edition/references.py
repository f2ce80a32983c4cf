"""References: what ``[@id]`` says in the reader's language."""

from __future__ import annotations

from masthead.edition.edition import Reference
from masthead.edition.numbering import Numbered, Numbering
from masthead.language.language import Language
from masthead.paper import Annex, Heading, Subparagraph, Unit
from masthead.text import read_plain


def write_reference(
    identifier: str, numbering: Numbering, language: Language, here: str | None
) -> Reference | None:
    """Write a reference to a unit, seen from the annex ``here`` (None: from the text itself)."""
    if identifier not in numbering.by_id:
        return None
    unit, numbered = numbering.by_id[identifier]
    text = _name_unit(unit, numbered, language)
    if numbered.annex is not None and numbered.annex != here:
        text = language.reference.in_annex.format(annex=numbered.annex, reference=text)
    return Reference(numbered.id, text)


def _name_unit(unit: Unit | Subparagraph, numbered: Numbered, language: Language) -> str:
    words = language.reference
    if isinstance(unit, Annex):
        return words.annex.format(label=numbered.label)
    if isinstance(unit, Heading):
        if numbered.label:
            return words.heading.format(label=numbered.label.rstrip(".").rstrip(" -"))
        opening, closing = language.quotes[:2]
        title = unit.text[language.code]
        return f"{opening}{read_plain(title.content)}{closing}"
    if not numbered.path or numbered.path[0].startswith("("):
        return " ".join(numbered.path)
    number, *labels = numbered.path
    joined = "".join(words.joiner + label for label in labels)
    return words.paragraph.format(number=number, labels=joined).replace(" ", "\u00a0")
