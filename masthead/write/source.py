"""A paper's source, written as a person would: all languages, and ready to be gone on with."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from types import MappingProxyType

from masthead.paper.paper import Paper
from masthead.write.tree import Branch, make_tree
from masthead.write.yaml import write_entry, write_item

HEAD = "# yaml-language-server: $schema=paper.schema.json"
"""Tells editors where the schema is."""
_APART = ("title", "text", "notes")
"""The keys with an empty line before them."""


def write_source(
    paper: Paper,
    codes: Collection[str] | None = None,
    files: Mapping[str, str] = MappingProxyType({}),
) -> str:
    """Write a paper that has no file yet, in some of its languages or in all.

    It need not have been read: places are not used. ``files``: files that the paper names, and
    what they are called instead.
    """
    return "".join(f"{line}\n" for line in _write_lines(make_tree(paper, codes, files)))


def _write_lines(tree: Branch) -> Iterator[str]:
    yield HEAD
    yield ""
    for key, value in tree.items():
        if key in _APART:
            yield ""
        if key == "text":
            yield "text:"
            for number, unit in enumerate(value):
                if number:
                    yield ""
                yield from write_item(unit, 0)
        else:
            yield from write_entry(key, value, 0)
