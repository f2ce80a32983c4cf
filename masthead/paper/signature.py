"""A signature: who signed, in which function, where and when."""

import datetime
from collections.abc import Iterator
from typing import ClassVar

from masthead.paper.localized import Localized
from masthead.paper.unit import NestedBody, NestedUnit, Slot, Unit


class SignatureBody(NestedBody):
    """What a signature holds."""

    name: Localized
    """The name, in each language; that it is signed is said by itself."""
    function: Localized = {}
    """In which function, in each language."""
    city: str | None = None
    """Where it was signed: one of the cities of the language room, such as ``geneva``."""
    date: datetime.date | None = None
    """When it was signed, if that is to be said here."""


class Signature(NestedUnit):
    """A signature."""

    kind: ClassVar[str] = "signature"
    letter: ClassVar[str] = "g"
    signature: SignatureBody
    """Name and function of who signed."""

    def parts(self) -> Iterator[Slot | Unit]:
        """Give the name, then the function."""
        yield Slot("name", self.signature.name)
        if self.signature.function:
            yield Slot("function", self.signature.function)
