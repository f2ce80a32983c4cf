"""Regular expressions in data files: refused where they could take for ever.

A text that nearly matches makes an expression try every way in which its repeats can share it out.
Those ways are counted here before any text is matched. They cannot be where what is repeated may be
matched in more than one way itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from math import prod
from re import _constants, _parser  # type: ignore[attr-defined]
from typing import Any

MOST_WAYS = 100_000_000
"""What takes seconds at the very worst."""
_ONE_WAY = (_constants.ASSERT, _constants.ASSERT_NOT, _constants.ATOMIC_GROUP)
"""What is matched in its first way or not at all, however the rest goes."""
_REPEATS = (_constants.MAX_REPEAT, _constants.MIN_REPEAT)


def check_expression(pattern: str, longest: int, *, anywhere: bool = False) -> str:
    """Check an expression for texts of ``longest`` characters, and give it.

    It matches them whole, or is looked for ``anywhere`` in them. Raises ValueError with what is
    wrong with it.
    """
    try:
        ways = _count_ways(_parser.parse(pattern), longest) * (longest if anywhere else 1)
    except (re.error, RecursionError, OverflowError) as error:
        raise ValueError(f"{pattern!r} is no regular expression: {error}") from None
    if ways > MOST_WAYS:
        raise ValueError(
            f"{pattern!r} can match in too many ways, and would take for ever: "
            "leave out some of its +, * and ?"
        )
    return pattern


def _count_ways(tree: Iterable[Any], longest: int) -> int:
    """Count the ways in which a text can be shared out. Raises re.error where none can tell."""
    ways = most_inside = 1
    for kind, argument in tree:
        if kind in _REPEATS:
            least, most, inner = argument
            if most > 1 and (_holds(inner, _constants.BRANCH) or _varies(inner)):
                raise re.error("what is repeated may be matched in more than one way")
            ways *= (min(most, longest) - min(least, longest) + 1) * _count_ways(inner, longest)
        elif kind is _constants.BRANCH:
            ways *= sum(_count_ways(branch, longest) for branch in argument[1])
        else:
            inside = prod(_count_ways(inner, longest) for inner in _list_inner(argument))
            most_inside = max(most_inside, ways * inside)
            if kind not in _ONE_WAY:
                ways *= inside
    return max(ways, most_inside)


def _varies(tree: Any) -> bool:
    least, most = tree.getwidth()
    return bool(least != most)


def _holds(tree: Any, wanted: Any) -> bool:
    return any(
        kind is wanted or any(_holds(inner, wanted) for inner in _list_inner(argument))
        for kind, argument in tree
    )


def _list_inner(argument: Any) -> list[Any]:
    """List the expressions inside an argument: of a group, a branch, an assertion, a condition."""
    if isinstance(argument, _parser.SubPattern):
        return [argument]
    if isinstance(argument, tuple | list):
        return [inner for part in argument for inner in _list_inner(part)]
    return []
