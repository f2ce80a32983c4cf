"""What the models of a paper share: strict, unchanging, and aware of where they stand."""

from enum import Enum
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, ValidationInfo, model_validator
from pydantic.json_schema import SkipJsonSchema

from masthead.diagnostic import Place
from masthead.syntax.names import FORM
from masthead.syntax.yaml import LocatedDict

Code = str
"""A language code, such as ``zh``: the name of a file of the language room."""

Identifier = Annotated[str, Field(pattern=f"^{FORM}$")]
"""Something to refer to."""

HIDDEN = frozenset({"place", "places", "file", "counted", "corrected", "is_section", "made"})
"""Fields of models that are not written: they are found."""


class Form(Enum):
    """How a field is written, where its value alone does not say it: one of its annotations."""

    ALWAYS = "also where it says only what is so without it"
    BY_LANGUAGE = "a key for each language, though its values are no texts"
    EMPTY = "also where it has no text in the languages that are written"


def hide_fields(written: dict[str, Any], *fields: str) -> dict[str, Any]:
    """Rename keys that are fields of a model but not of the format: unknown keys, like others."""
    hidden = {*HIDDEN, *fields}
    return {f"{key} " if key in hidden else key: value for key, value in written.items()}


class Model(BaseModel):
    """What all models share: unknown keys are errors, nothing is coerced, nothing changes.

    Their validators are built when a paper is first read, and those of what stands in others never.
    """

    model_config = ConfigDict(
        extra="forbid", frozen=True, strict=True, arbitrary_types_allowed=True, defer_build=True,
    )  # fmt: skip

    def shorten(self, written: dict[str, Any]) -> Any:
        """Give the form in which a person would write this, from its keys and their values."""
        return written


class Located(Model):
    """A model that knows where in its file it begins."""

    place: Annotated[Place, Field(exclude=True), SkipJsonSchema()] = Place("")

    @model_validator(mode="before")
    @classmethod
    def _locate(cls, value: object, info: ValidationInfo) -> object:
        if not isinstance(value, LocatedDict):
            return value
        return {**hide_fields(value), "place": value.place}
