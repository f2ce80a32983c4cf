"""Into a paper that is there: the texts of the languages that came in go to its units.

The paper keeps its structure, its other languages, its comments and its order.
"""

from __future__ import annotations

from pathlib import Path

from masthead.diagnostic import Diagnostic, Diagnostics, PaperError, Place, UsageError
from masthead.importing import problems
from masthead.importing.home import merge_edits
from masthead.importing.translated import add_language
from masthead.importing.words import Imported
from masthead.project import Project
from masthead.read.reader import read_data, read_source
from masthead.write.over import write_over

_OF_PAPER = {problems.IN_DATA.code, problems.NO_PLACE.code}
"""What is found at a place of the paper that is there, and not of the one that came in."""


def put_into(project: Project, path: Path, imported: Imported) -> bytes:
    """Put the languages of an import into the paper of a file, and give its new bytes.

    Raises PaperError where they do not fit, UsageError where there is no such paper.
    """
    if not path.is_file():
        raise UsageError(f"{project.name(path)} is not there: without --into a paper is written")
    data, name = read_data(project, path), project.name(path)
    reading = read_source(project, data, name)
    said = imported.said or imported.paper
    if reading.paper is None:
        raise PaperError(reading.diagnostics)
    old = reading.paper
    if old.symbol != said.symbol:
        first = f"{name} has the symbol {old.symbol}"
        raise PaperError([
            problems.OTHER_WORK.at(
                Place(imported.work.drafts[imported.work.lead].file),
                work=said.symbol, other=name, first=first,
            )
        ])  # fmt: skip
    drafts = imported.work.drafts
    told: list[Diagnostic] = []
    if len(drafts) == 1 and all(one.is_word and one.code in old.built_versions
                                for one in drafts.values()):  # fmt: skip
        new = merge_edits(project, old, imported)
    else:
        new = old.model_copy(deep=True)
        for code in drafts:
            told += add_language(project, new, said, code)
    written = write_over(data, old, new)
    imported.name, imported.source = name, written.decode("utf-8-sig")
    imported.reading = read_source(project, written, name)
    imported.diagnostics = Diagnostics(
        found
        for found in imported.diagnostics
        if not found.place.file.startswith("source/") or found.code in _OF_PAPER
    )
    imported.diagnostics.extend(told)
    return written
