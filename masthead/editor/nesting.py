"""What may stand at a place that no unit has read yet: by the indents above it, and the schema."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from masthead.project import Project
from masthead.read.schema import make_schema

ITEM = "-"
"""A step into a list, on the way to a place."""
_ENTRY = re.compile(r"( *)((?:- +)*)(?:([\w-]+):(?: |$))?")
_MOST_STEPS = 40

Node = Mapping[str, Any]
"""A part of the schema."""


def find_path(lines: Sequence[str], line: int, indent: int) -> tuple[str, ...]:
    """Find the way from the top of a source to a key that is so far indented: keys, and items.

    ``line`` counts from 1; the lines above it decide.
    """
    path: list[str] = []
    limit, may_equal = indent, False
    for written in [*reversed(lines[: line - 1]), ""] if limit else ():
        entry = _ENTRY.match(written)
        if entry is None or not written.strip() or written.lstrip().startswith("#"):
            continue
        column = entry.end(2)
        if entry[3] and (column < limit or (may_equal and column == limit and not entry[2])):
            path.append(entry[3])
            limit, may_equal = column, False
        elif column != limit:
            continue
        for dash in reversed([at for at, sign in enumerate(entry[2], entry.end(1)) if sign == "-"]):
            path.append(ITEM)
            limit, may_equal = dash, True
        if not limit and not may_equal:
            break
    return tuple(reversed(path))


def list_properties(project: Project, path: Sequence[str]) -> dict[str, str]:
    """List the keys that may stand at the end of a way, each with what it is for."""
    found: dict[str, str] = {}
    for node in find_nodes(project, path):
        for key, inner in node.get("properties", {}).items():
            found.setdefault(key, inner.get("description", ""))
    return found


def list_choices(project: Project, path: Sequence[str]) -> dict[str, str]:
    """List the values that the key at the end of a way may have, where they are few."""
    found: dict[str, str] = {}
    for node in find_nodes(project, path):
        names = map(str, node.get("enum", ()))
        found |= zip(
            names, node.get("enumDescriptions", [""] * len(node.get("enum", ()))), strict=False
        )
        if node.get("type") == "boolean":
            found |= {"true": "", "false": ""}
    return found


def find_nodes(project: Project, path: Sequence[str]) -> list[Node]:
    """Find what the schema says of the end of a way; nothing where it knows no such way."""
    schema: Node = project.remember("editor-schema", lambda: make_schema(project))
    nodes = list(_open(schema, schema))
    for step in path[:_MOST_STEPS]:
        nodes = [
            node for one in nodes for inner in _step(one, step) for node in _open(schema, inner)
        ]
    return nodes


def _step(node: Node, step: str) -> Iterable[Node]:
    if step == ITEM:
        return [node["items"]] if isinstance(node.get("items"), Mapping) else []
    if step in node.get("properties", {}):
        return [node["properties"][step]]
    patterns = node.get("patternProperties", {}).items()
    return [inner for pattern, inner in patterns if inner and re.search(pattern, step)]


def _open(schema: Node, node: Node) -> Iterator[Node]:
    """Go through a node and everything that it may be."""
    yield node
    if "$ref" in node:
        yield from _open(schema, schema["definitions"][node["$ref"].rpartition("/")[2]])
    for inner in (*node.get("anyOf", ()), *node.get("oneOf", ()), *node.get("allOf", ())):
        yield from _open(schema, inner)
    if isinstance(node.get("then"), Mapping):
        yield from _open(schema, node["then"])
