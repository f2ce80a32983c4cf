"""A text in each language of its paper."""

from __future__ import annotations

from typing import Annotated

from pydantic import PlainValidator, ValidationInfo, WithJsonSchema
from pydantic_core import PydanticCustomError

from masthead.paper.model import Code
from masthead.syntax.inline import parse_text
from masthead.syntax.problems import COMMENT_IN_TEXT
from masthead.syntax.text import Text
from masthead.syntax.yaml import LocatedText


def read_text(value: object, info: ValidationInfo) -> Text:
    """Read a unit's markup; its faults go to the diagnostics of the validation context."""
    if isinstance(value, Text):  # of a paper that is made in code
        return value
    if not isinstance(value, LocatedText):
        raise PydanticCustomError("text_type", "text is wanted")
    text, faults = parse_text(value, value.origin)
    if info.context is not None:
        info.context["diagnostics"].extend(faults)
        if value.comment is not None:
            info.context["diagnostics"].add(COMMENT_IN_TEXT.at(value.comment))
    return text


MARKUP = (
    "*emphasis*, **strong**, [^note], [text](https://…), [@id], m^2^, CO~2~, [[words of a draft "
    "that are not agreed upon]]; a backslash takes a mark's meaning away; at a line's end it "
    "breaks the line. Numbers, labels and marks are never typed."
)
"""What a text may hold, in a sentence: for the schema that editors use."""

Prose = Annotated[
    Text,
    PlainValidator(read_text),
    WithJsonSchema({"type": "string", "description": MARKUP}),
]
Localized = dict[Code, Prose]
"""The same text in each language: code to text."""
