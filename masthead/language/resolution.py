"""What resolutions say in a language besides their text: openings, bases, closing lines, votes."""

from __future__ import annotations

from typing import Literal

from masthead.data import Data


class VoteWords(Data):
    """How a resolution was voted on; the square brackets around it are added."""

    recorded: str
    """By a recorded vote, with ``{favour}``, ``{against}`` and ``{abstaining}``."""
    none: str = ""
    """The same where nobody abstained, if it is said otherwise."""
    one: str = ""
    """The same where one abstained, if it is said otherwise."""
    named: str
    """After that, where those who voted are named: "The voting was as follows:"."""
    without: str
    """Where there was no vote."""
    favour: str
    """Before the names of those in favour."""
    against: str
    abstaining: str

    def write(self, favour: int, against: int, abstaining: int) -> str:
        """Write how a recorded vote went."""
        pattern = {0: self.none, 1: self.one}.get(abstaining) or self.recorded
        return pattern.format(favour=favour, against=against, abstaining=abstaining)


class ResolutionWords(Data):
    """What resolutions say in a language besides their text (un-format 11)."""

    comma: str = ","
    """After the body that speaks, in the opening."""
    opening_words: Literal["emphasis", "strong"] = "emphasis"
    """How the emphasis at the head of a paragraph looks, and the body's name in the opening."""
    bodies: dict[str, str]
    """The bodies as they speak, by their names in the series: "The General Assembly"."""
    committees: dict[str, str]
    """The Main Committees, first to sixth, as they stand after "on the report of"."""
    report: str
    """The basis of a committee's report, with ``{committee}`` and ``{documents}``."""
    direct: str
    """The basis of a draft that no committee had, with ``{documents}``."""
    paragraph: str
    """A paragraph of a report, with ``{report}`` and ``{paragraph}``."""
    paragraphs: str
    """Several paragraphs of it."""
    meeting: str
    """The first closing line: a plenary meeting, with a counter."""
    draft: str
    """After the sponsors of a draft, with ``{sponsors}``."""
    revised: str
    """After those of a revised draft."""
    vote: VoteWords
