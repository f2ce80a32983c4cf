"""What files of one work say becomes one paper: its source, and everything that did not arrive."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial

from msgspec import Struct, field

from masthead.diagnostic import Diagnostic, Diagnostics, PaperError, Place
from masthead.draft.draft import Draft, Remark, say
from masthead.edition.edition import plain_text
from masthead.importing import problems
from masthead.importing.accepted import (
    accept_findings,
    allow_notes_of_some,
    tell_notes_of_some,
)
from masthead.importing.body import LINES, BodyMaker
from masthead.importing.captions import settle_captions
from masthead.importing.edits import Edit
from masthead.importing.facts import HeadMaker
from masthead.importing.labels import Differing, compare_labels, print_labels, tell_labels
from masthead.importing.lacking import Lacking, allow_lacking, tell_lacking
from masthead.importing.letters import settle_paragraphs
from masthead.importing.losses import tell_losses
from masthead.importing.outline import Kept
from masthead.importing.pictures import Placed, name_pictures
from masthead.importing.texts import TextMaker, rename_calls
from masthead.importing.votes import add_vote
from masthead.importing.work import Work, gather_work
from masthead.language.language import load_language
from masthead.paper import Paper, Unit, walk_texts, walk_units
from masthead.paper.numbers import Numbers
from masthead.project import Project
from masthead.read.reader import Reading, read_source
from masthead.series.kinds import find_line, load_kinds
from masthead.symbol import make_stem
from masthead.write.source import write_source


class _Made(Struct):
    """What was met while a paper was made, to be told at its lines."""

    official: bool
    of_some: list[str]
    """The notes that some versions do not have."""
    lacking: list[Lacking]
    labels: list[Differing]
    left: list[Differing]
    """The labels that are not printed as they are typed."""
    late: list[str]
    """The versions that are pending."""
    kept: list[Kept]
    told: list[Diagnostic]


class Imported(Struct):
    """A paper that came in. ``source`` is what is written into its file, ``name``."""

    work: Work
    name: str
    source: str
    paper: Paper
    reading: Reading
    """What reading the source finds: errors where a language is missing."""
    placed: Placed
    """The pictures that were put beside it."""
    made: _Made
    edits: list[Edit] = field(default_factory=list)
    """What was changed in a Word file that came home."""
    said: Paper | None = None
    """What the words of the files say alone, where the paper is made of more."""
    diagnostics: Diagnostics = field(default_factory=Diagnostics)
    """What did not arrive as it stands, with its line in the source or in a file."""


def import_words(
    project: Project, drafts: Sequence[Draft], *, votes: bool = False, write: bool = True
) -> Imported:
    """Make a paper of what the language versions of one work say.

    Raises PaperError when they are not of one. The pictures are put beside it; ``placed`` takes
    them back. ``votes``: whether the paper prints the recorded vote, which the official text does
    not. ``write``: whether its source is written and read, or the paper alone is wanted: then
    :func:`write_words` can do that later.
    """
    placed = Placed(project.source)
    try:
        imported = _import(project, drafts, placed, votes)
        if write:
            write_words(project, imported)
        else:
            _tell_all(project, imported)
    except BaseException:
        placed.take_back()
        raise
    return imported


def _import(project: Project, drafts: Sequence[Draft], placed: Placed, votes: bool) -> Imported:
    work = gather_work(project, drafts)
    maker = TextMaker()
    kind = load_kinds(project).find(work.kind)
    resolution = "operative" in kind.units
    body = BodyMaker(project, work, maker, {}, {}, resolution, numbers=kind.numbered)
    body.gather_title()
    for code, draft in work.drafts.items():
        keys = body.notes.keys.get(code, {})
        for name in LINES:
            setattr(draft.facts, name, rename_calls(getattr(draft.facts, name), keys))
        draft.facts.agenda_titles = [
            rename_calls(title, keys) for title in draft.facts.agenda_titles
        ]
    stem = make_stem(work.symbol)
    body.images, files = name_pictures(work.drafts, stem)
    others = placed.place(files)
    head = HeadMaker(project, work, maker)
    paper = _make_paper(work, body, head, votes)
    official = not any(one.is_word for one in drafts)
    of_some = allow_notes_of_some(paper) if official else []
    lacking = allow_lacking(paper) if official else []
    labels = compare_labels(project, paper, body.typed, body.labels, exact=official)
    left = print_labels(labels) if official else labels
    late = _list_lacking(paper)
    for code in late:
        paper.versions[code] = paper.versions[code].model_copy(update={"status": "pending"})
    remarks = [remark for draft in drafts for remark in draft.remarks] + maker.remarks
    made = _Made(official, of_some, lacking, labels, left, late, body.kept, _tell(remarks))
    if official:
        made.told += _tell(list(_tell_line(project, work)))
    made.told += (problems.OTHER_PICTURE.at(Place(f"source/{other}")) for other in others)
    made.told += (*head.diagnostics, *body.diagnostics)
    reading = Reading(None, Diagnostics())
    return Imported(work, f"source/{stem}.yaml", "", paper, reading, placed, made)


def _tell_line(project: Project, work: Work) -> Iterator[Remark]:
    """Tell a line that the paper prints by its symbol, where an official file has none."""
    found = find_line(load_kinds(project), work.symbol)
    if found is None:
        return
    for code, draft in work.drafts.items():
        words = load_language(project, code).papers.get(found[0], "")
        said = {say(text).strip().casefold() for block in draft.walk() for text in block.texts()}
        if words and words.casefold() not in said:
            message = f"the symbol makes the line {words!r} under the title; the file has none"
            yield Remark(draft.file, 1, message)


def write_words(project: Project, imported: Imported) -> None:
    """Write the source of what files say, and read it: what that finds is told, too."""
    paper, name = imported.paper, imported.name
    imported.diagnostics = Diagnostics()
    imported.source = write_source(paper)
    imported.reading = reading = read_source(project, imported.source.encode(), name)
    if reading.paper is not None:
        imported.diagnostics.extend(tell_notes_of_some(reading.paper, imported.made.of_some))
    if reading.paper is not None and not reading.diagnostics.errors:
        accepted = accept_findings(project, paper, reading.paper)
        if accepted:
            imported.source = write_source(paper)
            imported.reading = read_source(project, imported.source.encode(), name)
            imported.diagnostics.extend(accepted)
    _tell_all(project, imported)


def _tell_all(project: Project, imported: Imported) -> None:
    """Tell everything that did not arrive, at its line in the source where that is written."""
    made, diagnostics = imported.made, imported.diagnostics
    diagnostics.extend(made.told)
    find = partial(_find_place, imported, _find_places(imported))
    diagnostics.extend(
        problems.LABEL.at(find(one.unit), typed=one.label, why=one.why) for one in made.kept
    )
    diagnostics.extend(tell_labels(made.labels, made.left, find))
    diagnostics.extend(tell_lacking(made.lacking, find))
    if made.official:
        diagnostics.extend(tell_losses(imported.paper, imported.work.drafts.values()))
    diagnostics.extend(_list_missing(imported))
    if imported.reading.paper is not None:
        place = imported.reading.paper.find_place("versions")
        diagnostics.extend(problems.PENDING.at(place, code=code) for code in made.late)


def _make_paper(work: Work, body: BodyMaker, head: HeadMaker, votes: bool) -> Paper:
    """Make the paper: its head, then its text. Raises PaperError when it has none."""
    values = head.make()
    body.openings = {
        code: (one.resolver.frame.opening if one.resolver.frame else "")
        for code, one in head.heads.items()
    }
    body.closings = {
        code: [plain_text(line) for line in one.resolver.frame.closing]
        for code, one in head.heads.items()
        if one.resolver.frame
    }
    units = body.make()
    if not units:
        raise PaperError([problems.NO_TEXT.at(Place(work.drafts[work.lead].file))])
    if votes:
        add_vote(units, work.drafts, work.lead, body.maker)
    if body.opening is not None:
        values["opening"] = body.opening
    elif body.silent:
        values["opening"] = False
    lead = {code: body.languages[code] for code in work.drafts}
    body.kept += settle_captions(units, body.captioned, lead, body.maker, body.prefix)
    if body.prefix:
        prefix = int(body.prefix) if body.prefix.isdecimal() else body.prefix
        values["numbering"] = Numbers(prefix=prefix)
    if not body.numbers:
        settle_paragraphs(units)
    if body.closes and values.get("adoption"):
        values["adoption"] = values["adoption"].model_copy(update={"meeting": None})
    return Paper(**values, text=units, notes=body.notes.notes)


def _list_lacking(paper: Paper) -> list[str]:
    """List the versions that lack a text or a call, if they are few and not the original.

    The others can be built when these are said to be pending.
    """
    called: dict[str, set[str]] = {code: set() for code in paper.versions}
    lacking: set[str] = set()
    for entry in walk_texts(paper):
        lacking |= {code for code in paper.versions.keys() - entry.texts.keys()
                    if not entry.may_lack(code)}  # fmt: skip
        for code, text in entry.texts.items():
            called[code] |= {call.key for call in text.calls}
    lacking |= {
        code for code, keys in called.items() for key, note in paper.notes.items()
        if key not in keys and not note.may_lack(code)
    }  # fmt: skip
    few = 2 * len(lacking) < len(paper.versions) and paper.original not in lacking
    return sorted(lacking) if few else []


def _tell(remarks: Sequence[Remark]) -> list[Diagnostic]:
    return [
        problems.NOT_TAKEN.at(Place(one.file, max(one.line, 1)), message=one.message)
        for one in remarks
    ]


def _find_places(imported: Imported) -> dict[int, Place]:
    """Find where the units of the paper stand in its source, by their identity."""
    if imported.reading.paper is None:
        return {}
    ours = walk_units(imported.paper.text)
    theirs = walk_units(imported.reading.paper.text)
    return {id(one): other.place for one, other in zip(ours, theirs, strict=False)}


def _find_place(imported: Imported, places: Mapping[int, Place], unit: Unit | None) -> Place:
    """Find where a unit stands in the source, or the paper itself."""
    return places.get(id(unit), Place(imported.name))


def _list_missing(imported: Imported) -> list[Diagnostic]:
    """List the units that are not in every language, with what stands in another."""
    if imported.reading.paper is None:
        return []
    wanted = list(imported.work.drafts)
    found = []
    for entry in walk_texts(imported.reading.paper):
        missing = [
            code for code in wanted
            if code not in entry.texts and not entry.may_lack(code)
        ]  # fmt: skip
        if missing and entry.texts:
            source, text = next(iter(entry.texts.items()))
            shown = text.raw if len(text.raw) <= 60 else f"{text.raw[:60]}…"
            codes = ", ".join(missing)
            found.append(problems.MISSING.at(entry.place, codes=codes, source=source, text=shown))
    return found
