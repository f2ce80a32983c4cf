"""Into a paper that is there: the texts of the languages that came in go to its units.

The paper keeps its structure, its other languages, its comments and its order; what is there and
what comes in must be built alike.
"""

from __future__ import annotations

from itertools import zip_longest
from pathlib import Path

from masthead.diagnostic import Diagnostics, PaperError, Place, UsageError
from masthead.importing import problems
from masthead.importing.home import merge_edits
from masthead.importing.texts import TextMaker, rename_calls
from masthead.importing.words import Imported
from masthead.paper import Entry, Note, Paper, Version, walk_texts
from masthead.project import Project
from masthead.read.reader import read_data, read_source
from masthead.syntax.text import Text
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
    if len(drafts) == 1 and all(one.is_word and one.code in old.built_versions
                                for one in drafts.values()):  # fmt: skip
        new = merge_edits(project, old, imported)
    else:
        new = old.model_copy(deep=True)
        for code in drafts:
            _add_language(new, said, code)
    written = write_over(data, old, new)
    imported.name, imported.source = name, written.decode("utf-8-sig")
    imported.reading = read_source(project, written, name)
    imported.diagnostics = Diagnostics(
        found
        for found in imported.diagnostics
        if not found.place.file.startswith("source/") or found.code in _OF_PAPER
    )
    return written


def _add_language(new: Paper, came: Paper, code: str) -> None:
    """Add the texts of one language to a paper. Raises PaperError where there is no place."""
    ours = [entry for entry in walk_texts(new) if entry.kind != Note.kind]
    theirs = [entry for entry in walk_texts(came) if entry.kind != Note.kind]
    maker = TextMaker()
    keys: dict[str, str] = {}
    for one, other in zip_longest(ours, theirs):
        if one is None or other is None or _name(one) != _name(other):
            place = one.place if one is not None else new.place
            raise PaperError([
                problems.STRUCTURE.at(
                    place, ours=_say(one), theirs=_say(other),
                    text=_show(other),
                )
            ])  # fmt: skip
        text = other.texts.get(code)
        if text is None:
            continue
        called = [call.key for kept in one.texts.values() for call in kept.calls]
        wanted = list(dict.fromkeys(called))
        mine = [call.key for call in text.calls]
        if len(wanted) != len(mine):
            wanted = [key for key in wanted
                      if key not in new.notes or not new.notes[key].may_lack(code)]  # fmt: skip
        if len(wanted) != len(mine):
            raise PaperError([
                problems.OTHER_CALLS.at(one.place, code=code, ours=len(wanted), theirs=len(mine))
            ])  # fmt: skip
        common = dict(zip(mine, wanted, strict=True))
        keys |= common
        renamed = [rename_calls(content, common) for content in text.paragraphs]
        one.texts[code] = maker.make_paragraphs(renamed)
    for key, shared in keys.items():
        kept: Text | None = came.notes[key].text.get(code)
        if kept is not None and shared in new.notes:
            new.notes[shared].text[code] = kept
    if code not in new.versions:
        new.versions[code] = Version()


def _name(entry: Entry) -> tuple[str, str]:
    return entry.kind, entry.slot.name


def _say(entry: Entry | None) -> str:
    return "nothing" if entry is None else f"{entry.kind} ({entry.slot.name})"


def _show(entry: Entry | None) -> str:
    text = next(iter(entry.texts.values())).raw if entry and entry.texts else ""
    return text if len(text) <= 60 else f"{text[:60]}…"
