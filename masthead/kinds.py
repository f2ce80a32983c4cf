"""Kinds: what a part of a paper is (a heading, a note's call), and what is done with each of them.

A kind is named once, by its class (``kind``). Whoever treats kinds differently has one table with a
rule for each. A kind without a rule stops the work: what is passed over in silence is lost.
"""

from __future__ import annotations

from collections.abc import Container, Mapping
from typing import Never, NoReturn, TypeVar

from masthead.diagnostic import ToolError

Rule = TypeVar("Rule")


class UnknownKindError(ToolError):
    """A table of rules, which is in the file ``where``, has none for a kind."""

    def __init__(self, where: str, kind: str) -> None:
        super().__init__(where, kind)  # both, so that it can travel back from a worker process
        self.where = where
        self.kind = kind

    def __str__(self) -> str:
        return f"{self.where} has no rule for the kind {self.kind!r}: add one there"


class Rules(dict[str, Rule]):
    """A table of rules by the names of kinds; ``where`` is the file to which a row is added.

    ``otherwise`` is the rule for those of the ``known`` kinds that need none of their own.
    """

    def __init__(
        self,
        where: str,
        rules: Mapping[str, Rule],
        *,
        otherwise: Rule | None = None,
        known: Container[str] = (),
    ) -> None:
        super().__init__(rules)
        self.where = where
        self.otherwise = otherwise
        self.known = known

    def of(self, part: object) -> Rule:
        """Give the rule for a part. Raises UnknownKindError when there is none."""
        kind = name_kind(part)
        if kind in self:
            return self[kind]
        if self.otherwise is None or kind not in self.known:
            raise UnknownKindError(self.where, kind)
        return self.otherwise


def refuse(where: str, part: Never) -> NoReturn:
    """End a match that has a case for every kind, as mypy sees. Raises UnknownKindError."""
    raise UnknownKindError(where, name_kind(part))


def name_kind(part: object) -> str:
    """Name the kind of a part; what is no part of anything is named by its class."""
    kind = getattr(part, "kind", None)
    return kind if isinstance(kind, str) else type(part).__name__
