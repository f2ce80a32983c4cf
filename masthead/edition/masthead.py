"""The masthead of an edition: symbol, body, distribution block, session lines, job lines."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from masthead.diagnostic import PaperError
from masthead.edition.content import NBSP, capitalize
from masthead.edition.edition import (
    BlockLine,
    Call,
    Content,
    Job,
    JointBody,
    Masthead,
    SessionLine,
)  # fmt: skip
from masthead.edition.notes import AGENDA, SYMBOL
from masthead.edition.problems import NOT_NAMED
from masthead.edition.session import write_session
from masthead.language.dates import write_masthead_date, write_range
from masthead.language.numerals import write_label
from masthead.paper import Job as PaperJob
from masthead.series.series import read_symbol_fields
from masthead.symbol import make_address, split_joint, split_symbol

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from masthead.language.cities import Cities
    from masthead.language.language import Language
    from masthead.measures import JobMeasures
    from masthead.paper import Agenda, Item, Paper
    from masthead.series.series import Series


class MastheadMaker:
    """Makes the masthead of a paper in one language.

    ``say`` makes content of a line's words. Raises PaperError when a name or an ordinal is missing.
    """

    def __init__(
        self,
        paper: Paper,
        language: Language,
        series: Series,
        cities: Cities,
        say: Callable[[str], Content],
    ) -> None:
        self.paper = paper
        self.language = language
        self.series = series
        self.cities = cities
        self.say = say

    def make(self, agenda_titles: tuple[Content, ...], calls: Mapping[str, Call]) -> Masthead:
        """Make every line of the masthead; ``calls`` are those of the notes by their keys."""
        symbol_note = calls.get(SYMBOL)
        series = self.series
        # A note's asterisk stands at the symbol of the first page alone, as in A/65/L.78*.
        symbol = self.paper.symbol.rstrip("*") if symbol_note else self.paper.symbol
        symbols = split_joint(symbol)
        fields = read_symbol_fields(series, symbol) or {}
        large, small = split_symbol(symbols[0])
        emblem = self.paper.emblem or (series.emblem if isinstance(series.emblem, str) else "")
        return Masthead(
            symbol=symbol,
            symbol_large=large,
            symbol_small=small,
            organization=self.language.organization if series.organization else None,
            body=self._name_body(series, fields),
            emblem=bool(series.emblem),
            block=self._make_block(),
            sessions=(
                *self._repeat_body(series, fields),
                *self._name_subsidiaries(series, symbols[0], after_session=False),
                *self._make_session(series, fields),
                *self._name_subsidiaries(series, symbols[0], after_session=True),
                *self._make_place(),
                *self._make_agenda(agenda_titles, calls.get(AGENDA)),
            ),
            body_look=series.body_look,
            emblem_file=emblem if series.emblem else "",
            joint=self._make_joint(series.second, symbols[1]) if series.second else None,
            symbol_note=(symbol_note,) if symbol_note else (),
        )

    def _make_joint(self, series: Series, symbol: str) -> JointBody:
        fields = read_symbol_fields(series, symbol) or {}
        large, small = split_symbol(symbol)
        sessions = (
            *self._repeat_body(series, fields),
            *self._name_subsidiaries(series, symbol, after_session=False),
            *self._make_session(series, fields),
            *self._name_subsidiaries(series, symbol, after_session=True),
        )  # fmt: skip
        return JointBody(large, small, self._name_body(series, fields), sessions)

    def _name_body(self, series: Series, fields: dict[str, str]) -> tuple[str, ...]:
        lines = series.body.get(self.language.code)
        if lines is None:
            raise self._miss("series", "its body")
        return tuple(_fill(line, fields) for line in lines)

    def _repeat_body(self, series: Series, fields: dict[str, str]) -> list[SessionLine]:
        """In a joint paper each body is named again above its session."""
        if self.series.second is None:
            return []
        name = " ".join(self._name_body(series, fields))
        return [SessionLine("body", self.say(name), "session")]

    def _make_block(self) -> tuple[BlockLine, ...]:
        """The right-hand block. Originals leave the language line blank, but keep it."""
        words, paper, code = self.language.masthead, self.paper, self.language.code
        lines: list[BlockLine] = []
        if self.series.distribution or paper.distribution:
            text = words.distribution.get(paper.distribution or "general")
            if text is None:
                raise self._miss(None, f"{paper.distribution!r} distribution")
            lines.append(BlockLine("distribution", text))
        lines.append(BlockLine("date", write_masthead_date(self.language, paper.date)))
        if self.series.original:
            for named in (code, paper.original):
                if named not in words.languages:
                    raise self._miss(None, f"the language {named!r} under masthead: languages")
            name = "" if code == paper.original else capitalize(words.languages[code])
            lines.append(BlockLine("language", name))
            original = words.original.format(language=words.languages[paper.original])
            lines.append(BlockLine("original", original))
        return tuple(lines)

    def _name_subsidiaries(
        self, series: Series, symbol: str, *, after_session: bool
    ) -> list[SessionLine]:
        lines = []
        for line in series.subsidiaries:
            if line.after_session != after_session:
                continue
            if line.symbol and not re.fullmatch(line.symbol, symbol.rstrip("*")):
                continue
            if self.language.code not in line.text:
                raise self._miss("series", f"the body {next(iter(line.text.values()), '')!r}")
            lines.append(SessionLine("body", self.say(line.text[self.language.code]), line.look))
        return lines

    def _make_session(self, series: Series, fields: dict[str, str]) -> list[SessionLine]:
        joint = self.series.second is not None
        text = write_session(self.paper, self.language, series, fields, joint=joint)
        return [SessionLine("session", self.say(text), "session")] if text else []

    def _make_place(self) -> list[SessionLine]:
        """City and dates; the dates alone where the paper names no city."""
        meeting = self.paper.meeting
        if meeting is None:
            return []
        text = write_range(self.language, meeting.start, meeting.end)
        if meeting.city is not None:
            names = self.cities.root.get(meeting.city, {})
            if self.language.code not in names:
                raise self._miss("cities", meeting.city)
            pattern = self.language.session.place_dates
            text = pattern.format(city=names[self.language.code], dates=text)
        return [SessionLine("place", self.say(text), "place")]

    def _make_agenda(self, titles: tuple[Content, ...], call: Call | None) -> list[SessionLine]:
        """One line names all items, and one each their titles; ``call`` is that of its document."""
        if self.paper.agenda is None:
            return []
        items = self.say(self._name_items(self.paper.agenda))
        items += (call,) if call else ()
        return [
            SessionLine("agenda-item", items, "agenda_item"),
            *(SessionLine("agenda-title", title, "agenda_title") for title in titles if title),
        ]

    def _name_items(self, agenda: Agenda) -> str:
        words = self.language.session
        numbers = [self._write_item(item) for item in agenda.numbers]
        listed = numbers[-1]
        if len(numbers) > 1:
            listed = self.language.list_comma.join(numbers[:-1]) + words.and_word + listed
        if agenda.preliminary:
            one, two, more = words.preliminary_item, words.preliminary_two, words.preliminary_items
            if not (one and more):
                raise self._miss(None, "an item of the preliminary list under session")
        elif agenda.provisional:
            one, two, more = words.provisional_item, words.provisional_two, words.provisional_items
        else:
            one, two, more = words.agenda_item, words.agenda_two, words.agenda_items
        pattern = one if len(numbers) == 1 else (two or more) if len(numbers) == 2 else more
        return pattern.format(items=listed)

    def _write_item(self, item: Item) -> str:
        """Write ``7`` or ``7 (b)``, whose letter is labelled as the language labels it."""
        if isinstance(item, int):
            return str(item)
        number, letter = item.rstrip(")").split(" (")
        pattern = self.language.labels.subparagraphs[0]
        label = write_label(self.language, pattern, ord(letter) - ord("a") + 1)
        return f"{number}{self.language.reference.joiner}{label}"

    def make_title(self) -> Content:
        """Make the title of a resolution that has none of its own: "Resolution 2779 (2025)"."""
        if not self.series.title:
            return ()
        if self.language.code not in self.series.title:
            raise self._miss("series", "its titles")
        fields = read_symbol_fields(self.series, self.paper.symbol) or {}
        return self.say(_fill(self.series.title[self.language.code], fields).replace(" ", NBSP))

    def make_title_label(self) -> str | None:
        """Make the number before the title of a resolution, such as ``73/8.``.

        What follows the number is what follows those of paragraphs: a dash in Arabic. A version may
        have been published with another one, or with none.
        """
        if (printed := self.paper.printed.get(self.language.code)) is not None:
            return printed or None
        fields = read_symbol_fields(self.series, self.paper.symbol)
        number = _fill(self.series.title_label, fields or {}).removesuffix(".")
        return self.language.labels.paragraph.replace("{decimal}", number) if number else None

    def _miss(self, where: str | None, what: str) -> PaperError:
        """A name that is in no file: say in which file it is missing."""
        files = {"series": f"series/{self.paper.series}.yaml", "cities": "language/cities.yaml"}
        file = files.get(where or "", f"language/{self.language.code}.yaml")
        key = {"series": "series", "cities": "meeting"}.get(where or "", "original")
        place = self.paper.find_place(key)
        return PaperError([NOT_NAMED.at(place, file=file, what=what, code=self.language.code)])


def _fill(pattern: str, fields: dict[str, str]) -> str:
    """Fill in the parts of the symbol; one that this symbol does not have leaves nothing."""
    return re.sub(r"\{(\w+)\}", lambda match: fields.get(match[1], ""), pattern).strip()


def make_job(paper: Paper, language: Language, series: Series, forms: JobMeasures) -> Job | None:
    """Make the job number's lines in the duty station's form, once the number is known."""
    if paper.job is None:
        return None
    number = paper.job.number if isinstance(paper.job, PaperJob) else paper.job
    dates = paper.job.dates.get(language.code, []) if isinstance(paper.job, PaperJob) else []
    pattern = forms.dated if dates else forms.undated
    # A reissue has an asterisk here, too: A/65/L.78* has "11-37476* (E)" and dates.
    shown = f"{number}*" if paper.reissued else number
    line = pattern.format(number=shown, letter=language.letter, dates=forms.gap.join(dates))
    return Job(
        number=number,
        line=line,
        barcode="".join(filter(str.isdigit, number)),
        address=make_address(split_joint(paper.symbol)[0], language.code, series.address),
    )
