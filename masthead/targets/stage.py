"""How far a text is agreed upon, as a build is to show it: official, a draft, or a clean draft.

An official build has nothing open. A draft shows all of it, with every alternative; a clean one has
the chosen alternatives alone, and is told what is still open.
"""

from __future__ import annotations

from typing import Literal

from msgspec.structs import replace

from masthead.diagnostic import Diagnostic, Severity
from masthead.read.problems import OPEN

Stage = Literal["official", "draft", "clean"]

_WEIGHTS = {
    "official": Severity.ERROR,
    "draft": Severity.INFO,
    "clean": Severity.WARNING,
}


def weigh_open(found: Diagnostic, stage: Stage) -> Diagnostic:
    """Let a finding of what is open weigh what it does at a stage; others stay as they are."""
    return replace(found, severity=_WEIGHTS[stage]) if found.code == OPEN.code else found
