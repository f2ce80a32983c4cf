"""Facts: what a unit or a paper says besides its texts and the units in it."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from enum import Enum
from typing import Any

from masthead.paper import Code, Paper, Unit
from masthead.paper.model import HIDDEN, Form, Model
from masthead.syntax.text import Text

_NO_FACTS = frozenset({*HIDDEN, "id", "allow"})
"""What is not printed: ids lead to units, and what is allowed is between author and checker."""


def list_facts(model: Unit | Paper, codes: Collection[Code] = ()) -> dict[str, str]:
    """List facts by the path of keys that leads to them: ``level``, ``job.dates.en``.

    Of what is said of language versions, that of other ones than ``codes`` is left out.
    """
    return dict(_list_model(model, "", codes))


def _list_model(model: Model, above: str, codes: Collection[Code]) -> Iterator[tuple[str, str]]:
    for name, field in type(model).model_fields.items():
        if name in _NO_FACTS:
            continue
        value = getattr(model, name)
        if codes and isinstance(value, dict) and Form.BY_LANGUAGE in field.metadata:
            value = {code: kept for code, kept in value.items() if code in codes}
        yield from _list_value(value, f"{above}{field.alias or name}", codes)


def _list_value(value: Any, path: str, codes: Collection[Code]) -> Iterator[tuple[str, str]]:
    if value is None or isinstance(value, Unit | Text):
        return
    if isinstance(value, Model):
        yield from _list_model(value, f"{path}.", codes)
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from _list_value(inner, f"{path}.{key}", codes)
    elif isinstance(value, list | tuple):
        for at, inner in enumerate(value, start=1):
            yield from _list_value(inner, f"{path}.{at}", codes)
    elif isinstance(value, bool):
        yield path, str(value).lower()  # as it is written
    elif value == "":
        yield path, '""'
    else:
        yield path, str(value.value if isinstance(value, Enum) else value)
