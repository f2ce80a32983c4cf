"""What drafts under negotiation say in a language besides their text."""

from pydantic import field_validator

from masthead.data import Data
from masthead.patterns import compile_later

LATIN = (
    "bis", "ter", "quater", "quinquies", "sexies", "septies", "octies", "novies", "decies",
)  # fmt: skip
"""What stands behind the number of what was put in later: the first says, for the second time."""

_LATIN_WORD = compile_later(rf"(?<=[ \u00a0])(?:{'|'.join(LATIN)})(?!\w)")


def part_latin(label: str) -> tuple[str, str, str]:
    """Part a label before and after its Latin word, which is set in italics: ``5 ``, bis, ``.``."""
    found = _LATIN_WORD.search(label)
    return (label[: found.start()], found[0], label[found.end() :]) if found else (label, "", "")


class DraftWords(Data):
    """How alternatives are named, each before its words."""

    alternative: str
    """An alternative, with ``{number}``: "Alternative 1"."""
    proposed: str = "{alternative} ({names})"
    """The same with those who propose it."""
    ending: str = ": "
    """What ends either, before the words."""

    @field_validator("alternative")
    @classmethod
    def _name_the_number(cls, pattern: str) -> str:
        if "{number}" not in pattern:
            raise ValueError("{number} is missing")
        return pattern
