"""Reading a paper: from a file to a checked :class:`Paper`, with all problems at once."""

from __future__ import annotations

from functools import partial
from itertools import islice
from pathlib import Path

from msgspec import Struct
from pydantic import ValidationError

from masthead.diagnostic import Diagnostics, PaperError, Place
from masthead.language.language import list_languages
from masthead.paper import Paper
from masthead.project import Project
from masthead.read import problems
from masthead.read.again import Readings
from masthead.read.agenda import check_agenda
from masthead.read.alternatives import check_alternatives
from masthead.read.charts import check_charts
from masthead.read.contents import check_contents
from masthead.read.corrections import find_corrected
from masthead.read.facts import check_facts
from masthead.read.faults import explain_fault, is_beside
from masthead.read.kinds import check_kind, settle_units
from masthead.read.letters import check_letter, check_title
from masthead.read.links import check_links
from masthead.read.lists import check_lists
from masthead.read.nesting import check_nesting
from masthead.read.numbers import check_numbers
from masthead.read.pictures import check_pictures
from masthead.read.rows import fill_rows
from masthead.read.tables import check_tables
from masthead.read.versions import check_versions
from masthead.syntax.problems import MORE_FAULTS
from masthead.syntax.yaml import MAX_BYTES, decode_source, load_yaml

MAX_FAULTS = 500


class Reading(Struct, frozen=True):
    """What came of reading a file: the paper, unless it is too broken, and every finding."""

    paper: Paper | None
    diagnostics: Diagnostics

    def require(self) -> Paper:
        """Give the paper. Raises PaperError when there are errors."""
        if self.paper is None or self.diagnostics.errors:
            raise PaperError(self.diagnostics)
        return self.paper


def read_paper(project: Project, path: Path, *, any_name: bool = False) -> Reading:
    """Read the paper in a file. Never raises for what is in the file: see the diagnostics.

    ``any_name``: the file need not be named after its symbol, as a copy that somebody kept.
    """
    try:
        data = read_data(project, path)
    except PaperError as error:
        return Reading(None, Diagnostics(error.diagnostics))
    return read_source(project, data, project.name(path), "" if any_name else path.name)


def read_data(project: Project, path: Path) -> bytes:
    """Read a paper's file, and no more of it than a paper may have.

    Raises PaperError where it is no plain file, or a link in the project that leads out of it.
    """
    place = Place(project.name(path))
    try:
        if not path.is_file() and path.exists():
            reason = "a folder" if path.is_dir() else "not a regular file"
            raise PaperError([problems.UNREADABLE.at(place, reason=reason)])
        if project.leads_out(path):
            reason = "a link that leads outside the project"
            raise PaperError([problems.UNREADABLE.at(place, reason=reason)])
        with path.open("rb") as file:
            return file.read(MAX_BYTES + 1)  # one more than is allowed, and never a whole disk
    except RuntimeError:
        raise PaperError([problems.UNREADABLE.at(place, reason="a link to itself")]) from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise PaperError([problems.UNREADABLE.at(place, reason=reason)]) from None


def read_source(
    project: Project, data: bytes, name: str, filename: str = "", kept: Readings | None = None
) -> Reading:
    """Read a paper from its bytes. ``filename``, when given, must be the symbol's stem.

    ``kept``: what is kept of papers that are read again and again. Their units must not be changed.

    Where it cannot be read for characters that only look like those of YAML, they are reported with
    what is wrong besides.
    """
    reading = _read(project, data, name, filename, kept)
    if reading.paper is not None:
        return reading
    from masthead.syntax.lookalikes import find_lookalikes

    try:
        text = decode_source(data, name)
    except PaperError:
        return reading
    lines = {found.place.line for found in reading.diagnostics}
    found, text = find_lookalikes(text, name, lines)
    if not found:
        return reading
    again = _read(project, text.encode(), name, filename)
    return Reading(None, Diagnostics([*found, *again.diagnostics]))


def _read(
    project: Project, data: bytes, name: str, filename: str, kept: Readings | None = None
) -> Reading:
    diagnostics = Diagnostics()
    try:
        tree = load_yaml(data, name) if kept is None else kept.load(data, name)
    except PaperError as error:
        return Reading(None, Diagnostics(error.diagnostics))
    if tree is None:
        return Reading(None, Diagnostics([problems.EMPTY.at(Place(name))]))
    languages = list_languages(project)
    written = tree.get("versions") if isinstance(tree, dict) else None
    versions = tuple(written) if isinstance(written, dict) else ()
    context = {
        "diagnostics": diagnostics, "languages": frozenset(languages), "versions": versions,
    }  # fmt: skip
    if fill_rows(project, tree, name, versions, diagnostics) and kept is not None:
        kept.forget(name)
    check_title(project, tree, diagnostics)
    try:
        paper = Paper.model_validate(tree, context=context)
    except ValidationError as error:
        diagnostics.extend(
            explain_fault(dict(fault), tree, name, languages)
            for fault in islice(error.errors(include_url=False), MAX_FAULTS)
            if not is_beside(dict(fault))
        )
        if error.error_count() > MAX_FAULTS:
            diagnostics.add(MORE_FAULTS.at(diagnostics.sorted()[-1].place))
        return Reading(None, diagnostics)
    made = None if kept is None else kept.list_made(name)
    paper = paper.model_copy(update={"file": name, "made": made})
    settle_units(project, paper)
    check_facts(project, paper, tree, filename, languages, diagnostics)
    check_letter(paper, diagnostics)
    check_versions(paper, tree, languages, diagnostics)
    check_numbers(paper, languages, diagnostics)
    check_lists(paper, diagnostics)
    check_links(paper, languages, diagnostics)
    check_kind(project, paper, diagnostics)
    paper = find_corrected(project, paper, partial(_read_other, project), diagnostics)
    check_agenda(paper, diagnostics)
    check_alternatives(paper, diagnostics)
    check_nesting(paper, diagnostics)
    check_contents(paper, diagnostics)
    check_tables(paper, diagnostics)
    check_pictures(project, paper, diagnostics)
    check_charts(paper, diagnostics)
    return Reading(paper, diagnostics)


def _read_other(project: Project, path: Path) -> Paper | None:
    """Read another paper of the project, and record that it was read; None if it has errors."""
    name = project.name(path)
    try:
        data = project.read_file(name, MAX_BYTES)
    except OSError:
        return None
    reading = read_source(project, data, name, path.name)
    return None if reading.diagnostics.errors else reading.paper
