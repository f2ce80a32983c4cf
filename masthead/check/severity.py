"""How much each rule weighs: the one table.

An **error** is what makes a document wrong, ambiguous or impossible to set: its versions call other
notes or name other documents, a text stands under another language, a label stands twice, a
character is none. Errors stop a build. Whatever concerns wording, typing and style is a
**warning**: shown and counted, and no build stops at it unless asked to (``--strict``, or a
``language/check.yaml``). A **note** (info) says what is most often right.
"""

from typing import Annotated, TypeVar

from msgspec.structs import replace
from pydantic import Field

from masthead.check.pattern import list_words
from masthead.data import Data, load_data
from masthead.diagnostic import Diagnostic, Severity
from masthead.project import Project

FAMILIES = ("C", "M", "S", "T", "X")
"""The letters of rules: other codes are of rooms that cannot do without what they ask for."""
Found = TypeVar("Found", bound=Diagnostic)

ERRORS = list_words(
    "C002 C003 C022 C023 C040 C041 C042 M003 M006 M010 M013 S007 S026 T001 T002 T003 T008 X001 X009"
)
"""What makes a document wrong, ambiguous, or impossible to set."""

NOTES = list_words("C031 M005 S602 X007 X010")
"""What is worth a look and most often right."""


def weigh(code: str) -> Severity:
    """Say how much a rule weighs."""
    if code in ERRORS:
        return Severity.ERROR
    return Severity.INFO if code in NOTES else Severity.WARNING


class _Strictness(Data):
    """The file ``language/check.yaml``."""

    strict: tuple[Annotated[str, Field(pattern=r"^[CMSTX]\d{0,3}$")], ...] = ()


def load_strictness(project: Project) -> tuple[str, ...]:
    """Load the beginnings of codes that a project takes for errors. Raises PaperError."""
    return load_data(project, "language", "check.yaml", _Strictness).strict


def weigh_strictly(found: Found, codes: tuple[str, ...] = FAMILIES) -> Found:
    """Make what a rule warns of an error, as ``--strict`` asks; everything else weighs the same."""
    if found.severity is Severity.WARNING and found.code.startswith(codes):
        return replace(found, severity=Severity.ERROR)
    return found
