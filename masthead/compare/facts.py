"""Facts: what a unit or a paper says besides its texts and the units in it."""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum
from typing import Any

from masthead.paper import Paper, Unit
from masthead.paper.model import HIDDEN, Model
from masthead.syntax.text import Text

_NO_FACTS = frozenset({*HIDDEN, "id", "allow"})
"""What is not printed: ids lead to units, and what is allowed is between author and checker."""


def list_facts(model: Unit | Paper) -> dict[str, str]:
    """List facts by the path of keys that leads to them: ``level``, ``job.dates.en``."""
    return dict(_list_model(model, ""))


def _list_model(model: Model, above: str) -> Iterator[tuple[str, str]]:
    for name, field in type(model).model_fields.items():
        if name not in _NO_FACTS:
            yield from _list_value(getattr(model, name), f"{above}{field.alias or name}")


def _list_value(value: Any, path: str) -> Iterator[tuple[str, str]]:
    if value is None or isinstance(value, Unit | Text):
        return
    if isinstance(value, Model):
        yield from _list_model(value, f"{path}.")
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from _list_value(inner, f"{path}.{key}")
    elif isinstance(value, list | tuple):
        for at, inner in enumerate(value, start=1):
            yield from _list_value(inner, f"{path}.{at}")
    else:
        yield path, str(value.value if isinstance(value, Enum) else value)
