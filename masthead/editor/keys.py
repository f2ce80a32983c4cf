"""The keys of the source format: which may stand where, and what each is for."""

from __future__ import annotations

from collections.abc import Sequence

from masthead.editor.nesting import list_properties
from masthead.editor.stretches import Stretch
from masthead.paper import UNITS, Paper, Unit
from masthead.project import Project
from masthead.read.schema import read_docstrings


def list_keys(model: type[Unit | Paper]) -> dict[str, str]:
    """List the keys that may stand in a unit, or in the paper itself, each with what it is for."""
    docstrings = read_docstrings(model)
    return {
        field.alias or name: docstrings.get(name, "")
        for name, field in model.model_fields.items()
        if not field.exclude and name != "place"
    }


def list_kinds() -> dict[str, str]:
    """List the keys with which a unit begins, each with what kind of unit it is."""
    return {key: _read_first_line(kind) for key, kind in UNITS.items()}


def _read_first_line(kind: type[Unit]) -> str:
    return (kind.__doc__ or "").strip().partition("\n")[0]


def describe_key(project: Project, around: Sequence[Stretch], path: Sequence[str]) -> str:
    """Say what a key is for, at the end of the way that leads to it, in the unit around it."""
    *_, key = path
    if len(path) == 1:
        return list_keys(Paper).get(key, "")
    own = list_keys(type(around[-1].unit)).get(key, "") if around else ""
    return own or list_properties(project, path[:-1]).get(key, "")
