"""The canonical source: one language version alone, without comments, as YAML.

It travels inside the PDF and builds the same PDF again. Because it holds one language only, a
change in one language version does not touch the files of another.
"""

from __future__ import annotations

from masthead.paper.paper import Paper
from masthead.write.tree import make_tree
from masthead.write.yaml import dump_tree


def write_canonical(paper: Paper, code: str) -> str:
    """Write the source of one language version: same facts, same units, one language."""
    return dump_tree(make_tree(paper, (code,)))
