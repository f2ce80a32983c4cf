"""References: what ``[@id]`` says in the reader's language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from masthead.edition.edition import Reference
from masthead.paper import Annex, Heading, Subparagraph, Unit
from masthead.syntax.text import read_plain

if TYPE_CHECKING:
    from masthead.edition.numbering import Numbered, Numbering
    from masthead.language.language import Language

NBSP = "\u00a0"


def write_reference(
    identifier: str, numbering: Numbering, language: Language, here: str | None
) -> Reference | None:
    """Write a reference to a unit, seen from the annex ``here`` (None: from the text itself).

    None when there is no such unit, or when it has nothing by which it could be named.
    """
    if identifier not in numbering.by_id:
        return None
    unit, numbered = numbering.by_id[identifier]
    text = _name_unit(unit, numbered, language)
    if not text:
        return None
    if not isinstance(unit, Annex) and numbered.annex is not None and numbered.annex != here:
        text = language.reference.in_annex.format(annex=numbered.annex, reference=text)
    return Reference(numbered.id, text)


def _name_unit(unit: Unit | Subparagraph, numbered: Numbered, language: Language) -> str:
    words = language.reference
    if isinstance(unit, Annex):
        return numbered.reference
    if isinstance(unit, Heading):
        if numbered.label:
            return words.heading.format(label=strip_point(numbered.label))
        opening, closing = language.quotes[:2]
        title = unit.text.get(language.code)  # a draft may have none yet
        name = read_plain(title.content) if title else language.words["pending"]
        return f"{opening}{name}{closing}"
    labels = list(map(strip_point, numbered.path))
    if numbered.paragraph is not None:
        joined = "".join(words.joiner + label for label in labels)
        text = words.paragraph.format(number=numbered.paragraph, labels=joined)
    elif labels:
        text = words.subparagraph.format(labels=words.joiner.join(labels))
    else:
        return ""
    return text.replace(" ", NBSP)


def strip_point(label: str) -> str:
    """Take from a label the point or dash after it: ``II.`` is section II."""
    return label.rstrip(" .-–")
