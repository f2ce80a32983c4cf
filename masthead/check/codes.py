"""Every code that ``check`` may report: those of its rules, and those of the rooms before it."""

from __future__ import annotations

from functools import cache

from masthead.check import problems as of_checking
from masthead.check.checker import load_rules
from masthead.diagnostic import Problem
from masthead.edition import problems as of_editions
from masthead.language import problems as of_languages
from masthead.read import problems as of_papers
from masthead.series import problems as of_series
from masthead.syntax import problems as of_syntax

_TABLES = (of_syntax, of_languages, of_series, of_papers, of_editions, of_checking)


@cache
def list_problems() -> dict[str, Problem]:
    """List the problems of reading, resolving and of checking itself, by their codes."""
    found = {}
    for table in _TABLES:
        for kept in vars(table).values():
            if isinstance(kept, Problem):
                found[kept.code] = kept
    return dict(sorted(found.items()))


@cache
def list_codes() -> tuple[str, ...]:
    """List every code."""
    return tuple(sorted({*list_problems(), *(rule.code for rule in load_rules())}))
