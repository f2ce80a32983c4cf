"""Numbers of tables and figures: made where the paper makes what is typed, else typed.

A series is counted as the paper counts it, so that one number which differs does not change the
numbers of all others.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from masthead.importing.facts import is_alike
from masthead.importing.outline import Kept, Typed
from masthead.importing.texts import TextMaker
from masthead.language.language import Language
from masthead.language.numerals import write_label
from masthead.paper import Annex, PictureUnit, Table
from masthead.paper import Unit as PaperUnit
from masthead.paper.figure import PictureBody
from masthead.syntax.text import LineBreak, Plain, Text

MOST_ROMAN = 20


def settle_captions(
    units: list[PaperUnit], captioned: Sequence[Typed], languages: Mapping[str, Language],
    maker: TextMaker, prefix: str = "",
) -> list[Kept]:  # fmt: skip
    """Type the numbers that the paper would make otherwise; says which."""
    typed = {id(one.unit): one.labels for one in captioned}
    figures = sum(isinstance(one.unit, PictureUnit) for one in captioned)
    settler = _Settler(typed, languages, maker, figures, prefix)
    settler.settle(units, inside=False)
    return settler.kept


class _Settler:
    def __init__(
        self, typed: Mapping[int, dict[str, str]], languages: Mapping[str, Language],
        maker: TextMaker, figures: int, prefix: str,
    ) -> None:  # fmt: skip
        self.typed = typed
        self.languages = languages
        self.maker = maker
        self.figures = figures
        self.prefix = prefix
        self.kept: list[Kept] = []
        self.counts: Counter[tuple[str, bool]] = Counter()

    def settle(self, units: list[PaperUnit], *, inside: bool) -> None:
        for place, unit in enumerate(units):
            if isinstance(unit, Annex):
                self.settle(unit.annex.text, inside=True)
            elif id(unit) in self.typed:
                units[place] = self._settle_one(unit, self.typed[id(unit)], inside=inside)

    def _settle_one(self, unit: PaperUnit, labels: Mapping[str, str], *, inside: bool) -> PaperUnit:
        series = "table" if isinstance(unit, Table) else "figure"
        number = self.counts[series, inside] + 1
        alone = series == "figure" and self.figures == 1
        if not alone and all(
            is_alike(label, self._make(self.languages[code], series, number, inside=inside))
            for code, label in labels.items()
        ):
            self.counts[series, inside] = number
            return unit
        body: PictureBody | Any = getattr(unit, unit.kind)
        title: dict[str, Text] = {}
        for code, label in labels.items():
            words = body.title[code].paragraphs[0] if code in body.title else ()
            line = (LineBreak(), *words) if words else ()
            title[code] = self.maker.make((Plain(label), *line))
        new = body.model_copy(update={"numbered": False, "title": title})
        made = unit.model_copy(update={unit.kind: new})
        self.kept.append(Kept(made, next(iter(labels.values())), "it is counted otherwise here"))
        return made

    def _make(self, language: Language, series: str, number: int, *, inside: bool) -> str:
        labels = language.labels
        if series == "table":
            pattern, counter = labels.table, labels.table_number
        else:
            many = self.figures > MOST_ROMAN
            pattern = labels.figure
            counter = labels.figure_number_many if many else labels.figure_number
        try:
            written = write_label(language, counter, number)
        except ValueError:
            return ""
        if inside:
            written = f"{labels.in_annex}{written}"
        elif self.prefix:
            written = labels.compound.format(prefix=self.prefix, number=written)
        return pattern.format(number=written)
