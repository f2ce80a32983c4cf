"""Signatures: names as the Organization prints them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from masthead.check.inspection import Inspection
from masthead.check.passage import Passage
from masthead.check.rule import Hit, rule

_COURTESIES = {
    "en": r"^(?:(?:Mr|Mrs|Ms|Miss|Dr|Prof|H\.\s?E)\.?\s|(?:His|Her) Excellency)",
    "fr": r"^(?:(?:M\.|Mme|Mlle|Dr|S\.\s?E\.)\s|Son Excellence)",
    "es": r"^(?:(?:Sr|Sra|Srta|Dr|Dra|Excmo|Excma|S\.\s?E)\.?\s|Su Excelencia)",
    "ru": r"^(?:[гГ]-(?:н|жа)\s|Е\.\s?П\.|(?:Его|Ее) Превосходительство)",
    "zh": r"(?:先生|女士|阁下)$",
    "ar": r"^(?:(?:السيدة?|الدكتورة?|سعادة)\s)",
}
"""How titles of courtesy begin in each language; Chinese ones stand behind the name [K]."""


@rule(
    "M015",
    "a title of courtesy beside a name that signs: {found}",
    "delete it; what the person is stands under function:",
    source="UN Editorial Manual, communications",
    reads="paper",
)
def sign_without_titles(inspection: Inspection) -> Iterator[Hit]:
    """The name under a letter stands without a title of courtesy.

    Honorifics are left out of the signature block.

    Good: (Name)
    Bad: Ms. (Name)
    """
    for passage in inspection.passages():
        subject = passage.subject
        if subject.kind == "signature" and subject.slot == "name" and passage.code in _COURTESIES:
            yield from _find_courtesy(passage)


def _find_courtesy(passage: Passage) -> Iterator[Hit]:
    if found := re.search(_COURTESIES[passage.code], passage.text):
        begin, end = found.span()
        end -= len(found[0]) - len(found[0].rstrip())
        yield passage.hit(begin, end, found=repr(passage.text[begin:end]))
