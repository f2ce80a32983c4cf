"""An agenda: its items, with numbers of their own, and the notes on them; a list of documents."""

from collections.abc import Iterator
from typing import Annotated, ClassVar

from pydantic import Field

from masthead.paper.localized import Localized
from masthead.paper.model import Identifier, Located
from masthead.paper.unit import Slot, Unit
from masthead.paper.units import Subparagraph


class AgendaItem(Unit):
    """An item of an agenda: its number is that after the item before, unless it says another."""

    kind: ClassVar[str] = "agenda_item"
    text: Annotated[Localized, Field(alias="agenda_item")]
    """The item, in each language."""
    number: Annotated[int | None, Field(ge=1, le=999)] = None
    """Its number, where it is not the next one."""
    bracketed: bool = False
    """Whether the whole of it is not agreed upon, and stands in brackets."""
    subparagraphs: list[Subparagraph] = []
    """Its parts (a), (b) and so on; labels are never typed."""

    def parts(self) -> Iterator[Slot | Unit]:
        """Give its words, then its parts."""
        yield Slot("text", self.text)
        yield from self.subparagraphs


class Annotation(Unit):
    """A heading that says an item of the agenda again, over what there is to say about it."""

    kind: ClassVar[str] = "annotation"
    item: Annotated[Identifier, Field(alias="annotation")]
    """The id of the item: its number and its words are not typed again."""
    level: Annotated[int, Field(ge=1, le=6)] = 3
    """The level of the heading: 1 is a chapter, 2 a section, and so on to 6."""

    def parts(self) -> Iterator[Slot | Unit]:
        """Give nothing: its words are the item's."""
        return iter(())


class Document(Located):
    """A document in a list of such."""

    symbol: str
    """Its symbol."""
    item: Annotated[int | None, Field(ge=1, le=999)] = None
    """The item of the agenda under which it is submitted."""
    title: Localized
    """What it is called, in each language."""


class Documents(Unit):
    """A list of documents, as a table of their symbols and titles."""

    kind: ClassVar[str] = "documents"
    letter: ClassVar[str] = "e"
    documents: Annotated[list[Document], Field(min_length=1, max_length=1000)]
    """The documents, from the first to the last."""

    @property
    def has_items(self) -> bool:
        """Whether items of the agenda are named."""
        return any(document.item is not None for document in self.documents)

    def parts(self) -> Iterator[Slot | Unit]:
        """Give their titles."""
        for document in self.documents:
            yield Slot("title", document.title, document.place)
