"""The lines of a resolution that are made of its record of adoption, and those of its sponsors."""

from __future__ import annotations

from typing import TYPE_CHECKING

from masthead.diagnostic import PaperError
from masthead.edition.calls import split_calls
from masthead.edition.content import NBSP
from masthead.edition.edition import Content, Emphasis, Words
from masthead.edition.frame import Frame
from masthead.edition.problems import NO_ORDINAL, NOT_NAMED
from masthead.language.dates import write_date
from masthead.language.numerals import write_label

if TYPE_CHECKING:
    from collections.abc import Callable

    from masthead.language.language import Language
    from masthead.paper import Adoption, Paper
    from masthead.series.series import Series


class AdoptionMaker:
    """Makes the lines of one paper in one language; ``say`` makes content of a line's words.

    Raises PaperError when a name is missing.
    """

    def __init__(
        self,
        paper: Paper,
        language: Language,
        series: Series,
        say: Callable[[str], Content],
    ) -> None:
        self.paper = paper
        self.language = language
        self.series = series
        self.say = say

    def make_lines(self, basis: Content) -> tuple[Content, ...]:
        """Make the lines above the title: by whom and when it was adopted, and on what basis."""
        adoption = self.paper.adoption
        if adoption is None:
            return ()
        lines = []
        if pattern := self._find(self.series.adopted, "how it adopts"):
            lines.append(self.say(pattern.format(date=self._write_date(adoption))))
        if not basis and adoption.report:
            basis = self.say(self._write_basis(adoption))
        if basis:
            lines.append((Words("["), *self._slant(basis), Words("]")))
        return tuple(lines)

    def _slant(self, basis: Content) -> Content:
        """Slant what stands in the brackets, where the script does; the brackets stay upright."""
        if self.language.emphasis != "italic":
            return basis
        words, calls = split_calls(basis)
        return (Emphasis(words), *calls) if words else calls

    def make_byline(self) -> Content:
        """Make the line under the title that says where and when it was adopted."""
        adoption = self.paper.adoption
        pattern = self._find(self.series.adopted_below, "how it adopts") if adoption else ""
        if adoption is None or not pattern or adoption.meeting is None:
            return ()
        date = self._write_date(adoption)
        return self.say(self._write_meeting(pattern.replace("{date}", date), adoption.meeting))

    def _find(self, patterns: dict[str, str], what: str) -> str:
        """Find a series' pattern in the language; empty where the series has none at all."""
        if patterns and self.language.code not in patterns:
            raise self._miss(f"series/{self.paper.series}.yaml", "series", what)
        return patterns.get(self.language.code, "")

    def _write_date(self, adoption: Adoption) -> str:
        return write_date(self.language, adoption.date).replace(" ", NBSP)

    def _write_basis(self, adoption: Adoption) -> str:
        """Write on whose report it was adopted, or that it was on no committee's."""
        words = self.language.resolution
        reports = [adoption.report] if isinstance(adoption.report, str) else adoption.report or []
        *most, last = reports
        if adoption.paragraph is not None:
            several = not str(adoption.paragraph).isdecimal()
            pattern = words.paragraphs if several else words.paragraph
            last = pattern.format(report=last, paragraph=adoption.paragraph)
        documents = self.language.list_comma.join(most)
        documents += (self.language.session.and_word if most else "") + last
        if adoption.committee is None:
            return words.direct.format(documents=documents)
        if adoption.committee not in words.committees:
            file = f"language/{self.language.code}.yaml"
            raise self._miss(file, "adoption.committee", f"the committee {adoption.committee!r}")
        committee = words.committees[adoption.committee]
        return words.report.format(committee=committee, documents=documents)

    def make_frame(self, *, opens: bool) -> Frame:
        """Make what opens and closes the text: the body that speaks, the meeting, the date."""
        body = ""
        if opens and self.series.speaks:
            body = self.language.resolution.bodies.get(self.series.speaks, "")
            if not body:
                file = f"language/{self.language.code}.yaml"
                raise self._miss(file, "series", f"the body {self.series.speaks!r}")
        return Frame(body, self._make_closing())

    def _make_closing(self) -> tuple[Content, ...]:
        adoption = self.paper.adoption
        if adoption is None or adoption.meeting is None or not self.series.closes:
            return ()
        pattern = self._find(self.series.meeting, "its meetings")
        pattern = pattern or self.language.resolution.meeting
        meeting = self._write_meeting(pattern, adoption.meeting)
        return self.say(meeting), self.say(write_date(self.language, adoption.date))

    def _write_meeting(self, pattern: str, number: int) -> str:
        try:
            return write_label(self.language, pattern, number)
        except ValueError:
            place, code = self.paper.find_place("adoption.meeting"), self.language.code
            raise PaperError([NO_ORDINAL.at(place, code=code, number=number)]) from None

    def make_sponsors(self, sponsors: Content, kind: str) -> Content:
        """Make the line above the title of a draft: its sponsors, and of what it is one."""
        if not sponsors:
            return ()
        words = self.language.resolution
        patterns = words.revised if "/Rev." in self.paper.symbol else words.draft
        if kind not in patterns:
            file = f"language/{self.language.code}.yaml"
            raise self._miss(file, "sponsors", f"what a {kind} is called")
        pattern = patterns[kind]
        before, _, after = pattern.partition("{sponsors}")
        return (*_say(before), *sponsors, *_say(after))

    def _miss(self, file: str, key: str, what: str) -> PaperError:
        place = self.paper.find_place(key)
        return PaperError([NOT_NAMED.at(place, file=file, what=what, code=self.language.code)])


def _say(text: str) -> Content:
    """Make words of what stands beside others, whose spaces are decided already."""
    return (Words(text),) if text else ()
