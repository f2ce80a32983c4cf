"""A break: what follows begins a new page."""

from collections.abc import Iterator
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from masthead.paper.unit import Slot, Unit


class Break(Unit):
    """A break, written as ``break: page``."""

    kind: ClassVar[str] = "break"
    letter: ClassVar[str] = "x"
    before: Annotated[Literal["page"], Field(alias="break")]
    """What begins here: a page."""

    def parts(self) -> Iterator[Slot | Unit]:
        """Give nothing: there are no words in it."""
        return iter(())
