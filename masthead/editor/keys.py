"""The keys of the source format: which may stand where, and what each is for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from masthead.editor.stretches import Stretch
from masthead.paper import UNITS, Paper, Unit
from masthead.project import Project
from masthead.read.schema import make_schema, read_docstrings


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


def describe_key(project: Project, around: Sequence[Stretch], key: str, *, top: bool) -> str:
    """Say what a key is for, in the paper itself (``top``) or in the unit around it."""
    if top:
        return list_keys(Paper).get(key, "")
    if around:
        unit = type(around[-1].unit)
        return list_keys(unit).get(key, "") or _describe_language(project, key)
    return ""


def _describe_language(project: Project, key: str) -> str:
    from masthead.language.language import list_languages, load_language

    return load_language(project, key).name if key in list_languages(project) else ""


def list_values(project: Project, key: str) -> dict[str, str]:
    """List the values that a key of the paper may have, where they are known beforehand."""
    schema = project.remember("editor-schema", lambda: make_schema(project))
    described: Mapping[str, Any] = schema["properties"].get(key, {})
    for place in (described, *described.get("anyOf", ())):
        if "enum" in place:
            names = place.get("enumDescriptions", [""] * len(place["enum"]))
            return dict(zip(map(str, place["enum"]), names, strict=True))
    return {}
