"""Numbers that an author gives: before all numbers of a paper, or to a unit; labels of its own."""

import re
from typing import Annotated, Any, Literal

from pydantic import (
    BeforeValidator,
    Field,
    GetJsonSchemaHandler,
    PlainValidator,
    WithJsonSchema,
    model_validator,
)
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import PydanticCustomError, core_schema

from masthead.paper.model import Code, Form, Model

_PREFIX = r"^[0-9A-Z]{1,4}$"
MOST_LABEL = 20

Number = Annotated[int | None, Field(ge=1, le=9999)]
"""The number of a unit, from which the following ones are counted on."""


def _check_prefix(value: object) -> object:
    number = type(value) is int and 1 <= value <= 9999
    if not number and not (isinstance(value, str) and re.fullmatch(_PREFIX, value)):
        raise PydanticCustomError("prefix", "a number such as 6, or one with a letter such as 29A")
    return value


Prefix = Annotated[int | str | None, BeforeValidator(_check_prefix)]
"""What stands before numbers: 6 makes 6.14."""


class Numbers(Model):
    """How a paper is numbered; ``automatic`` or ``typed`` alone say how Word does it."""

    prefix: Prefix = None
    """Before the numbers of paragraphs, tables and figures: 6 makes 6.14, table 6.3, figure 6.I."""
    word: Literal["automatic", "typed"] = "automatic"
    """How Word numbers the paragraphs."""

    @model_validator(mode="before")
    @classmethod
    def _read_word(cls, value: object) -> object:
        return {"word": value} if isinstance(value, str) else value

    def shorten(self, written: dict[str, Any]) -> Any:
        """Write how Word numbers alone, where nothing else is said."""
        return written["word"] if written.keys() == {"word"} else written

    @classmethod
    def __get_pydantic_json_schema__(
        cls, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        """Describe both ways of writing it."""
        made = handler(schema)
        whole = handler.resolve_ref_schema(made)
        return {"anyOf": [dict(whole["properties"]["word"]), made]}


def _read_label(value: object) -> object:
    texts = list(value.values()) if isinstance(value, dict) else [value]
    for text in texts:
        if not isinstance(text, str) or not 1 <= len(text.strip()) <= MOST_LABEL or "\n" in text:
            raise PydanticCustomError(
                "label",
                f"a label in quotes, {MOST_LABEL} characters at most, or one a language",
            )
    if isinstance(value, dict):
        return {str(code): str(text).strip() for code, text in value.items()}
    return str(value).strip()


Label = Annotated[
    str | dict[Code, str] | None,
    PlainValidator(_read_label),
    WithJsonSchema({
        "anyOf": [
            {"type": "string", "maxLength": MOST_LABEL},
            {"type": "object", "additionalProperties": {"type": "string"}},
        ]
    }),
    Form.BY_LANGUAGE,
]  # fmt: skip
"""A label of a unit's own, the same in every language or one for each."""


def _read_printed(value: object) -> object:
    fits = isinstance(value, dict) and all(
        isinstance(text, str) and len(text.strip()) <= MOST_LABEL and "\n" not in text
        for text in value.values()
    )
    if not isinstance(value, dict) or not fits:
        raise PydanticCustomError(
            "printed", f"a label in quotes for a language, {MOST_LABEL} characters at most"
        )
    return {str(code): str(text).strip() for code, text in value.items()}


Printed = Annotated[
    dict[Code, str],
    PlainValidator(_read_printed),
    WithJsonSchema({
        "type": "object", "additionalProperties": {"type": "string", "maxLength": MOST_LABEL},
    }),
    Form.BY_LANGUAGE,
]  # fmt: skip
"""The label as a version prints it, where it was published with another one, or (empty) with none.

The unit is counted as in the other versions.
"""


def pick_label(label: str | dict[Code, str] | None, code: Code) -> str | None:
    """Pick the label for a language; that of another where a draft has none yet."""
    if isinstance(label, dict):
        return label.get(code) or next(iter(label.values()), None)
    return label
