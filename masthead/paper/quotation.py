"""A quotation that stands by itself: one or several paragraphs of somebody else's words."""

from collections.abc import Iterator
from typing import Annotated, ClassVar

from pydantic import Field

from masthead.paper.localized import Localized
from masthead.paper.unit import Slot, Unit


class Quotation(Unit):
    """A quotation; empty lines divide it into paragraphs."""

    kind: ClassVar[str] = "quotation"
    letter: ClassVar[str] = "q"
    text: Annotated[Localized, Field(alias="quotation")]
    """What is quoted, in each language."""
    bracketed: bool = False
    """Whether the whole of it is not agreed upon, and stands in brackets."""

    def parts(self) -> Iterator[Slot | Unit]:
        """Give its words."""
        yield Slot("text", self.text, paragraphs=True)
