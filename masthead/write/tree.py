"""From a Paper to the tree that is written: mappings, lists and values as the source has them.

Nothing here knows a kind of unit. A model is written by its fields, in their order, without what
says nothing; one that has a shorter form gives it itself (``Model.shorten``).
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from masthead.diagnostic import Place
from masthead.paper.model import HIDDEN, Form, Model
from masthead.paper.paper import Paper
from masthead.paper.unit import UNITS, Unit
from masthead.syntax.text import Text, have_same_words


class Branch(dict[str, Any]):
    """A mapping that is written for a model. Its texts are :class:`Text`, as they were read."""

    def __init__(self, model: Model) -> None:
        super().__init__()
        place = getattr(model, "place", None)
        self.place: Place | None = place if place and place.file else None
        """Where it was read, if it was."""
        self.is_unit = isinstance(model, Unit)
        self.begins = model.kind if isinstance(model, Unit) and model.kind in UNITS else ""
        """The key with which it begins, where it is a unit that is told by one."""


def make_tree(paper: Paper, codes: Collection[str] | None = None) -> Branch:
    """Make the tree of a paper, in some of its languages or in all."""
    tree = _write_model(paper, codes)
    assert isinstance(tree, Branch)  # noqa: S101  # a paper has no shorter form
    return tree


def _write_model(model: Model, codes: Collection[str] | None) -> Any:
    branch = Branch(model)
    for name, field in type(model).model_fields.items():
        value = getattr(model, name)
        is_default = value == field.get_default(call_default_factory=True)
        if name in HIDDEN or (is_default and Form.ALWAYS not in field.metadata):
            continue
        if Form.BY_LANGUAGE in field.metadata and codes is not None:
            value = {code: kept for code, kept in value.items() if code in codes}
            if not value:
                continue
        branch[field.alias or name] = _write_value(value, codes)
    return model.shorten(branch)


def _write_value(value: Any, codes: Collection[str] | None) -> Any:
    if isinstance(value, Model):
        return _write_model(value, codes)
    if isinstance(value, list | tuple):
        return [_write_value(inner, codes) for inner in value]
    if isinstance(value, dict):
        return {
            key: _write_value(inner, codes)
            for key, inner in value.items()
            if codes is None or key in codes or not isinstance(inner, Text)
        }
    return value


def is_same(one: Any, other: Any) -> bool:
    """Whether two trees say the same, however their lines are broken and wherever they stand."""
    if isinstance(one, Text) and isinstance(other, Text):
        return have_same_words(one, other)
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(is_same(one[key], other[key]) for key in one)
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(is_same, one, other))
    return type(one) is type(other) and bool(one == other)
