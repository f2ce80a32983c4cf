"""Names of files that a paper needs besides its own: pictures, data."""

from __future__ import annotations

from typing import Annotated, Self

from pydantic import PlainValidator, WithJsonSchema
from pydantic_core import PydanticCustomError

from masthead.diagnostic import Place
from masthead.paper.model import Code
from masthead.syntax.yaml import LocatedText


class FileName(str):
    """The name of a file, from the folder of the paper on, and where it is written."""

    __slots__ = ("place",)
    place: Place

    def __new__(cls, name: str, place: Place = Place("")) -> Self:  # noqa: B008 - never changes
        """Take a name as it is written."""
        made = super().__new__(cls, name)
        made.place = place
        return made

    def __reduce__(self) -> tuple[type[FileName], tuple[str, Place]]:
        """Let the place travel with the name."""
        return FileName, (str(self), self.place)


def read_name(value: object) -> FileName:
    """Read the name of a file, with its place."""
    if isinstance(value, FileName):  # of a paper that is made in code
        return value
    if not isinstance(value, str) or not value.strip():
        raise PydanticCustomError("file_name", "the name of a file")
    return FileName(value, value.origin.place() if isinstance(value, LocatedText) else Place(""))


File = Annotated[FileName, PlainValidator(read_name), WithJsonSchema({"type": "string"})]
"""The name of a file, from the folder of the paper on."""


def _read_files(value: object) -> FileName | dict[Code, FileName]:
    """Read one name for all languages, or one for each."""
    if isinstance(value, dict):
        return {code: read_name(name) for code, name in value.items()}
    return read_name(value)


Files = Annotated[
    FileName | dict[Code, FileName],
    PlainValidator(_read_files),
    WithJsonSchema({
        "anyOf": [
            {"type": "string"},
            {"type": "object", "additionalProperties": {"type": "string"}},
        ]
    }),
]  # fmt: skip
"""A file for all languages, or one for each."""
