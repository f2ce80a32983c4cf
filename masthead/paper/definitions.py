"""Definitions: terms and what they mean, in two columns; abbreviations, a glossary."""

from collections.abc import Iterator
from typing import Annotated, ClassVar

from pydantic import Field

from masthead.paper.localized import Localized
from masthead.paper.unit import Slot, Unit


class Definition(Unit):
    """A term and what it means."""

    kind: ClassVar[str] = "definition"
    letter: ClassVar[str] = "d"
    term: Localized
    """The term, in each language."""
    text: Localized
    """What it means, in each language."""

    def parts(self) -> Iterator[Slot | Unit]:
        """Give the term, then what it means."""
        yield Slot("term", self.term)
        yield Slot("text", self.text)


class Definitions(Unit):
    """Terms and what they mean."""

    kind: ClassVar[str] = "definitions"
    letter: ClassVar[str] = "d"
    items: Annotated[list[Definition], Field(alias="definitions", min_length=1)]
    """The terms, each with its text."""

    def parts(self) -> Iterator[Slot | Unit]:
        """Give its terms."""
        yield from self.items
