"""A correction: where in the paper that is corrected, and what is to be read there."""

from collections.abc import Iterator
from typing import Annotated, Any, ClassVar

from pydantic import Field

from masthead.paper.localized import Localized
from masthead.paper.model import Identifier
from masthead.paper.unit import NestedBody, NestedUnit, Pieces, Slot, Unit, shorten_pieces


class CorrectionBody(NestedBody):
    """What a correction holds."""

    at: Localized = {}
    """Where, in each language: ``Paragraph 24, third line``."""
    unit: Identifier | None = None
    """The id of a unit of the paper that is corrected, where that is a source of this project:
    "Paragraph 24 (a)" is then made.
    """
    old: Annotated[Localized, Field(alias="for")] = {}
    """What is wrong, in each language."""
    new: Annotated[Localized, Field(alias="read")] = {}
    """What is to be read instead, in each language."""
    text: Annotated[Pieces, Field(min_length=1)] | None = None
    """What takes the place of the whole: texts alone, and units."""
    insert: bool = False
    """Whether the text is inserted there, and takes the place of nothing."""

    def shorten(self, written: dict[str, Any]) -> Any:
        """Write texts alone without more ado."""
        shorten_pieces(written.get("text", ()))
        return written


class Correction(NestedUnit):
    """A correction."""

    kind: ClassVar[str] = "correction"
    letter: ClassVar[str] = "z"
    correction: CorrectionBody
    """Where, and what is to be read there."""

    def parts(self) -> Iterator[Slot | Unit]:
        """Give where it is, what is wrong and what is right, then the new text."""
        body = self.correction
        for name, texts in (("at", body.at), ("for", body.old), ("read", body.new)):
            if texts:
                yield Slot(name, texts)
        yield from body.text or ()
