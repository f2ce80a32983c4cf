"""Every code that ``check`` may report: those of its rules, and those of the rooms before it."""

from __future__ import annotations

import importlib
from functools import cache

from masthead.check.checker import load_rules
from masthead.diagnostic import Problem

_TABLES = (
    "masthead.read.problems", "masthead.series.problems", "masthead.edition.problems",
    "masthead.check.problems",
)  # fmt: skip


@cache
def list_problems() -> dict[str, Problem]:
    """List the problems of reading, resolving and of checking itself, by their codes."""
    found = {}
    for name in _TABLES:
        for kept in vars(importlib.import_module(name)).values():
            if isinstance(kept, Problem):
                found[kept.code] = kept
    return dict(sorted(found.items()))


@cache
def list_codes() -> tuple[str, ...]:
    """List every code."""
    return tuple(sorted({*list_problems(), *(rule.code for rule in load_rules())}))
