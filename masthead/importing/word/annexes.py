"""Annexes: the lines with which they begin, those of letters and those inside annexes too."""

from __future__ import annotations

import re

from masthead.language.language import Language

_FIELD = re.compile(r"\\\{(\w+)\\\}")
_COUNTER = r"\w{1,8}"
_PARTY = r".{1,300}?"


class AnnexLabels:
    """Tells the labels of annexes in a language."""

    def __init__(self, language: Language) -> None:
        labels, letters = language.labels, language.letters
        annex = [labels.annex, labels.annexes, *([letters.annex] if letters.annex else [])]
        inside = [labels.appendix, labels.appendices, letters.enclosure, letters.enclosures]
        self._inside = [_compile(label) for label in inside]
        word = "|".join(_escape(label, _COUNTER) for label in annex)
        self._outside = [_compile(label) for label in annex]
        for form in letters.forms.values():
            for pattern in filter(None, (form.annex, form.annexes)):
                before, _, after = pattern.partition("{annex}")
                made = f"{_escape(before, _PARTY)}(?:{word}){_escape(after, _PARTY)}"
                self._outside.append(re.compile(made, re.I | re.S))

    def tell(self, text: str) -> bool:
        """Tell whether a line is the label of an annex."""
        return self.is_inside(text) or any(kept.fullmatch(text) for kept in self._outside)

    def is_inside(self, text: str) -> bool:
        """Tell whether a line is the label of an annex to an annex, or of an enclosure."""
        return any(kept.fullmatch(text) for kept in self._inside)


def _compile(label: str) -> re.Pattern[str]:
    return re.compile(_escape(label, _COUNTER) + r"\.?", re.I)


def _escape(label: str, field: str) -> str:
    return _FIELD.sub(lambda _: field, re.escape(label)).replace(r"\ ", r"\s+")
