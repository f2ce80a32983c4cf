"""A box: text in a frame, with a title of its own; or the summary of a paper, before its text."""

from collections.abc import Iterator
from typing import Annotated, Any, ClassVar

from pydantic import Field

from masthead.paper.localized import Localized
from masthead.paper.unit import NestedBody, NestedUnit, Pieces, Slot, Unit, shorten_pieces


class BoxBody(NestedBody):
    """What a box holds."""

    summary: bool = False
    """Whether it is the summary of the paper, which stands before its text."""
    title: Localized = {}
    """The title of the box, in each language; a summary has its word for one."""
    text: Annotated[Pieces, Field(min_length=1)]
    """What stands in the frame: paragraphs without numbers, lists, tables."""


class Box(NestedUnit):
    """Text in a frame."""

    kind: ClassVar[str] = "box"
    letter: ClassVar[str] = "b"
    box: BoxBody
    """Title and text of the box."""

    def shorten(self, written: dict[str, Any]) -> Any:
        """Write its paragraphs as texts alone."""
        shorten_pieces(written["box"]["text"])
        return super().shorten(written)

    def parts(self) -> Iterator[Slot | Unit]:
        """Give its title, then what stands in it."""
        if self.box.title:
            yield Slot("title", self.box.title)
        yield from self.box.text
