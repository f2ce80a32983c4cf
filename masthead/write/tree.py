"""From a Paper to the tree that is written: mappings, lists and values as the source has them.

Nothing here knows a kind of unit. A model is written by its fields, in their order, without what
says nothing; one that has a shorter form gives it itself (``Model.shorten``).
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from types import MappingProxyType
from typing import Any

from msgspec import Struct

from masthead.diagnostic import Place
from masthead.paper.data import DataName
from masthead.paper.files import FileName
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
        self.is_brief = isinstance(model, Unit) and model.brief
        """Whether its texts are words rather than prose."""
        self.begins = model.kind if isinstance(model, Unit) and model.kind in UNITS else ""
        """The key with which it begins, where it is a unit that is told by one."""


def make_tree(
    paper: Paper | Unit,
    codes: Collection[str] | None = None,
    files: Mapping[str, str] = MappingProxyType({}),
) -> Branch:
    """Make the tree of a paper or of a unit, in some of its languages or in all.

    ``files``: files that the paper names, and what they are called instead.
    """
    tree = _Writer(codes, files).write_model(paper)
    assert isinstance(tree, Branch)  # noqa: S101  # neither has a shorter form
    return tree


class _Writer(Struct, frozen=True):
    """Writes models in some languages, their files under other names."""

    codes: Collection[str] | None
    files: Mapping[str, str]

    def write_model(self, model: Model) -> Any:
        branch = Branch(model)
        for name, field in type(model).model_fields.items():
            value = getattr(model, name)
            is_default = value == field.get_default(call_default_factory=True)
            if name in HIDDEN or (is_default and Form.ALWAYS not in field.metadata):
                continue
            if Form.BY_LANGUAGE in field.metadata and self.codes and isinstance(value, dict):
                value = {code: kept for code, kept in value.items() if code in self.codes}
                if not value:
                    continue
            written = self._write_value(value)
            is_default = written == field.get_default(call_default_factory=True)
            if is_default and not {Form.ALWAYS, Form.EMPTY}.intersection(field.metadata):
                continue  # none of the languages has any of it
            branch[field.alias or name] = written
        return model.shorten(branch)

    def _write_value(self, value: Any) -> Any:
        if isinstance(value, Model):
            return self.write_model(value)
        if isinstance(value, list | tuple):
            return [self._write_value(inner) for inner in value]
        if isinstance(value, dict):
            return {
                key: self._write_value(inner)
                for key, inner in value.items()
                if self.codes is None or not self._is_left_out(key, inner, self.codes)
            }
        if isinstance(value, DataName):
            return "" if self.codes else str(value)
        return self.files.get(value, str(value)) if isinstance(value, FileName) else value

    @staticmethod
    def _is_left_out(key: str, value: Any, codes: Collection[str]) -> bool:
        """Whether a value is a text in another language, or a unit that none of these has."""
        if isinstance(value, Text):
            return key not in codes
        return isinstance(value, Unit) and all(map(value.may_lack, codes))


def is_same(one: Any, other: Any) -> bool:
    """Whether two trees say the same, however their lines are broken and wherever they stand."""
    if isinstance(one, Text) and isinstance(other, Text):
        return have_same_words(one, other)
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(is_same(one[key], other[key]) for key in one)
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(is_same, one, other))
    return type(one) is type(other) and bool(one == other)
