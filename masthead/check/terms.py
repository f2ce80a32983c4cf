"""The glossary: terms that have one rendering in each language (``language/terms.yaml``)."""

from msgspec import Struct
from pydantic import Field

from masthead.data import Data, Listing, load_data
from masthead.project import Project


class Term(Data):
    """One term. Its forms are looked for as they stand, whatever their capitals.

    A form may be the stem of a word. Where forms overlap, the longest counts: what is said of
    non-nuclear-weapon States is not said of nuclear-weapon States.
    """

    forms: dict[str, tuple[str, ...]] = Field(min_length=1)
    """Language to its forms: where one language has one of them, the other must, too."""
    also: dict[str, tuple[str, ...]] = Field(default={})
    """Forms that answer to the term and do not ask for it: "the Parties"."""


class _Glossary(Listing[tuple[Term, ...]]):
    """The file."""


class Mention(Struct, frozen=True):
    """A form of a term in a text. ``asks``: whether its partner must be there."""

    start: int
    end: int
    terms: frozenset[int]
    asks: bool


class Terms:
    """The glossary, ready to be looked up in texts."""

    def __init__(self, terms: tuple[Term, ...]) -> None:
        self.terms = terms
        self._forms: dict[str, list[tuple[str, frozenset[int], bool]]] = {}

    def list_forms(self, code: str) -> list[tuple[str, frozenset[int], bool]]:
        """List the forms of a language, the longest first: form, its terms, whether it asks."""
        if code not in self._forms:
            gathered: dict[str, tuple[set[int], bool]] = {}
            for number, term in enumerate(self.terms):
                for asks, forms in ((True, term.forms), (False, term.also)):
                    for form in forms.get(code, ()):
                        kept, asked = gathered.setdefault(form.lower(), (set(), asks))
                        kept.add(number)
                        gathered[form.lower()] = (kept, asked and asks)
            self._forms[code] = sorted(
                ((form, frozenset(numbers), asks) for form, (numbers, asks) in gathered.items()),
                key=lambda kept: (-len(kept[0]), kept[0]),
            )
        return self._forms[code]

    def find(self, code: str, text: str) -> list[Mention]:
        """Find the terms in a text, the longest form first where forms overlap."""
        lowered = text.lower()
        mentions: list[Mention] = []
        taken = bytearray(len(lowered))
        for form, terms, asks in self.list_forms(code):
            start = lowered.find(form)
            while start >= 0:
                end = start + len(form)
                if not any(taken[start:end]):
                    taken[start:end] = b"\1" * len(form)
                    mentions.append(Mention(start, end, terms, asks))
                start = lowered.find(form, end)
        return sorted(mentions, key=lambda mention: mention.start)

    def speaks(self, number: int, code: str) -> bool:
        """Whether the glossary has a term in a language."""
        return code in self.terms[number].forms


def load_terms(project: Project) -> Terms:
    """Load the glossary, once for each project. Raises PaperError when its file is wrong."""
    return project.remember(
        "terms", lambda: Terms(load_data(project, "language", "terms.yaml", _Glossary).root)
    )
