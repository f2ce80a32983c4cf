"""Files of any format that comes in, told by what they begin with, and read into drafts."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from masthead.diagnostic import Diagnostic, PaperError, Place
from masthead.draft.draft import Draft
from masthead.importing import problems
from masthead.importing.akoma.reader import read_bytes as read_akoma
from masthead.importing.akoma.reader import read_head as read_akoma_head
from masthead.importing.dressing import dress_like
from masthead.importing.word.reader import Settle
from masthead.importing.word.reader import read_bytes as read_word_file
from masthead.project import Project
from masthead.wordfile.changes import How
from masthead.wordfile.office import tell_format
from masthead.wordfile.package import MOST_FILE


def read_drafts(
    project: Project, paths: Sequence[Path], code: str | None = None, changes: How = "refuse",
    into: Path | None = None,
) -> list[Draft]:  # fmt: skip
    """Read files; ``code`` is their language where it is said, ``into`` the paper they go into.

    Raises PaperError with what is wrong in each of them.
    """
    settle = dress_like(project, into) if into is not None else None
    drafts: list[Draft] = []
    faults: list[Diagnostic] = []
    for path in paths:
        try:
            drafts.append(_read(project, path, code, changes, settle))
        except PaperError as error:
            faults += error.diagnostics
    if faults:
        raise PaperError(faults)
    return drafts


def read_head(project: Project, path: Path) -> Draft:
    """Read what a file says of its work; its text only where that says it. Raises PaperError."""
    data, name = _load(project, path)
    if _is_word(data):
        return read_word_file(project, data, name, changes="accept")
    return read_akoma_head(project, data, name)


def _read(
    project: Project, path: Path, code: str | None, changes: How, settle: Settle | None
) -> Draft:
    data, name = _load(project, path)
    if _is_word(data):
        return read_word_file(project, data, name, code, changes, settle)
    return read_akoma(project, data, name, code)


def _is_word(data: bytes) -> bool:
    return data.startswith(b"PK") or bool(tell_format(data))


def _load(project: Project, path: Path) -> tuple[bytes, str]:
    """Load a file, with the name by which it is told. Raises PaperError."""
    name = project.name(path)
    try:
        with path.open("rb") as file:
            return file.read(MOST_FILE * 2**20 + 1), name
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise PaperError([problems.UNREADABLE.at(Place(name), reason=reason)]) from None
