"""Faults found while an edition is set or written.

An Edition knows no lines of a file, so a fault names the node; the build says where it stands.
"""

from __future__ import annotations

from msgspec import Struct, field

from masthead.diagnostic import MastheadError, Problem


class RenderFault(Struct, frozen=True):
    """A problem at a node (``p12-8``, ``title``), with the fields of its wording."""

    problem: Problem
    node: str
    fields: dict[str, object] = field(default_factory=dict)


class RenderError(MastheadError):
    """An edition cannot be set or written as it is; something is wrong in the paper."""

    exit_code = 1

    def __init__(self, *faults: RenderFault) -> None:
        self.faults = faults
        super().__init__(
            "; ".join(fault.problem.message.format(**fault.fields) for fault in faults)
        )

    def __reduce__(self) -> tuple[type[RenderError], tuple[RenderFault, ...]]:
        """Let the error travel back from a worker process."""
        return type(self), self.faults
