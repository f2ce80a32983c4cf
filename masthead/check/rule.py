"""Rules: each is one small function with a code, a reason, a source, and examples good and bad."""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any, Literal, Protocol

from msgspec import Struct

from masthead.check.severity import weigh
from masthead.diagnostic import Diagnostic, Place, Problem

if TYPE_CHECKING:
    from masthead.write.edit import Edit

Reads = Literal["passage", "pair", "paper", "layout", "spelling"]


class Allowing(Protocol):
    """What may allow findings: a text of the paper, or a unit."""

    @property
    def allow(self) -> Mapping[str, str]:
        """Code to reason."""


class Hit(Struct, frozen=True):
    """What a rule has found: where, and what fills the fields of its message."""

    place: Place
    length: int
    fields: Mapping[str, object]
    subject: Allowing | None = None
    """Text or unit it belongs to, whose ``allow`` may accept it; None for the masthead's facts."""
    also: Place | None = None
    """The other place that it is about, such as the same unit in the other language."""
    edit: Edit | None = None
    """What would mend it."""


class Finding(Diagnostic, frozen=True):
    """A diagnostic of a rule. What would mend it makes no other finding of it."""

    also: Place | None = None
    edit: Edit | None = None

    def __eq__(self, other: object) -> bool:
        """Whether both say the same."""
        return isinstance(other, Finding) and self._said == other._said

    def __hash__(self) -> int:
        return hash(self._said)

    @property
    def _said(self) -> tuple[object, ...]:
        return (self.severity, self.code, self.message, self.hint, self.place, self.length,
                self.also)  # fmt: skip


class Rule(Struct, frozen=True):
    """One rule.

    ``reads`` says what ``find`` is given: a Passage, a Pair of passages in two languages, the whole
    Inspection, or the Inspection where pages may be laid out, or words looked up.
    """

    problem: Problem
    family: str
    reads: Reads
    source: str
    languages: tuple[str, ...]
    """The languages that it reads; none: all."""
    mends: bool
    """Whether ``check --fix`` can mend what it finds."""
    find: Callable[[Any], Iterable[Hit]]

    @property
    def code(self) -> str:
        """The stable code."""
        return self.problem.code

    @property
    def summary(self) -> str:
        """What the rule wants, in a sentence: the first line of its docstring."""
        return _read_docstring(self.find)[0]

    @property
    def reason(self) -> str:
        """Why, in a sentence: the second paragraph of its docstring."""
        return _read_docstring(self.find)[1]

    @property
    def good(self) -> tuple[str, ...]:
        """Examples that the rule has nothing to say about."""
        return _read_docstring(self.find)[2]

    @property
    def bad(self) -> tuple[str, ...]:
        """Examples in which the rule finds something."""
        return _read_docstring(self.find)[3]

    def report(self, hit: Hit) -> Finding:
        """Make the diagnostic of a hit."""
        made = self.problem.at(hit.place, hit.length, **hit.fields)
        return Finding(
            made.severity, made.code, made.message, made.hint, made.place, made.length,
            hit.also, hit.edit,
        )  # fmt: skip


RULES: dict[str, Rule] = {}
"""Every rule that was imported, by its code."""


def rule(
    code: str,
    message: str,
    hint: str = "",
    *,
    source: str,
    reads: Reads = "passage",
    languages: tuple[str, ...] = (),
    mends: bool = False,
) -> Callable[[Callable[[Any], Iterable[Hit]]], Callable[[Any], Iterable[Hit]]]:
    """Make a function a rule. Its docstring says what is wanted, why, and gives examples."""

    def register(find: Callable[[Any], Iterable[Hit]]) -> Callable[[Any], Iterable[Hit]]:
        if code in RULES and RULES[code].find.__qualname__ != find.__qualname__:
            raise ValueError(f"two rules have the code {code}")
        problem = Problem(code, message, hint, weigh(code))
        family = find.__module__.rpartition(".")[2]
        RULES[code] = Rule(problem, family, reads, source, languages, mends, find)
        return find

    return register


def _read_docstring(
    find: Callable[[Any], Iterable[Hit]],
) -> tuple[str, str, tuple[str, ...], tuple[str, ...]]:
    lines = inspect.getdoc(find) or ""
    prose: list[str] = []
    good: list[str] = []
    bad: list[str] = []
    for line in lines.splitlines():
        example = re.match(r"(Good|Bad): (.+)", line)
        if example is None:
            prose.append(line)
        else:
            (good if example[1] == "Good" else bad).append(example[2])
    paragraphs = [" ".join(part.split()) for part in "\n".join(prose).split("\n\n")]
    paragraphs = [part for part in paragraphs if part] + ["", ""]
    return paragraphs[0], paragraphs[1], tuple(good), tuple(bad)
