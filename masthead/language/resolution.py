"""What resolutions say in a language besides their text: openings, bases, closing lines, votes."""

from typing import Annotated, Literal

from pydantic import AfterValidator

from masthead.data import Data
from masthead.syntax.expressions import check_expression
from masthead.syntax.inline import MAX_LENGTH


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


def _check_anywhere(pattern: str) -> str:
    return check_expression(pattern, MAX_LENGTH, anywhere=True) if pattern else pattern


def _check_near(pattern: str) -> str:
    return check_expression(pattern, NEAR, anywhere=True) if pattern else pattern


NEAR = 80
"""How much of a text beside a number is looked at, at most, in characters."""
Expression = Annotated[str, AfterValidator(_check_anywhere)]
"""A regular expression that is looked for in texts."""
NearExpression = Annotated[str, AfterValidator(_check_near)]
"""A regular expression that is matched beside a number."""


class CitedBody(Data):
    """How a body is named beside the numbers of its resolutions."""

    body: str
    """Its name in the series; ``council`` where it may be any council, ``other`` where it is none
    whose resolutions are known by number alone.
    """
    before: NearExpression = ""
    """Before the number, with the word for a resolution where that stands there, too."""
    after: NearExpression = ""
    """Right after the last number."""


class Citing(Data):
    """How resolutions are named by number in running text."""

    word: Expression = ""
    """The word before the numbers, with the space after it."""
    between: NearExpression = ""
    """All that may stand between two numbers after one word."""
    dated: NearExpression = ""
    """A date after a number: such a number goes on with those before, whatever stands between."""
    lead: NearExpression = ""
    """What stands right before each number, where the word stands after them."""
    closing: Expression = ""
    """The word after them."""
    other: Expression = ""
    """What stands among them if they are no resolutions, or if nothing belongs to them any more."""
    bodies: tuple[CitedBody, ...] = ()
    """The first that fits counts."""


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
    draft: dict[str, str]
    """What follows the sponsors of a draft, with ``{sponsors}``, by its kind of paper."""
    revised: dict[str, str]
    """What follows those of a revised draft."""
    vote: VoteWords
    citing: Citing | None = None
    """How resolutions are named by number; without it, none is found."""
