"""Contents: what a paper, or an annex of it, lists of itself, with the pages where it is found."""

from collections.abc import Iterator
from typing import Annotated, ClassVar

from pydantic import Field

from masthead.paper.unit import NestedBody, NestedUnit, Slot, Unit

MOST_LEVELS = 6
"""How deep headings go."""


class ContentsBody(NestedBody):
    """What is listed."""

    levels: Annotated[int, Field(ge=1, le=MOST_LEVELS)] = 3
    """How deep headings are listed: 1 lists those of the highest level that the text has."""
    tables: bool = False
    """Whether the tables are listed after them."""
    figures: bool = False
    """Whether the figures are listed, too."""


class Contents(NestedUnit):
    """A list of headings and annexes, and of tables and figures if it is wanted."""

    kind: ClassVar[str] = "contents"
    letter: ClassVar[str] = "j"
    list_: Annotated[ContentsBody, Field(alias="contents")]
    """What is listed: ``{}`` for headings down to the third level, and annexes."""

    @property
    def body(self) -> ContentsBody:
        """What stands under its key."""
        return self.list_

    def parts(self) -> Iterator[Slot | Unit]:
        """Give nothing: its words are those of what it lists."""
        return iter(())
