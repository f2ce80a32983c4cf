"""Two versions of a paper as files: a marked Edition in each language, in each format."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from masthead.compare.matching import Matching
from masthead.compare.versions import Resolved, Side, mark_versions, resolve_versions
from masthead.compare.whereabouts import Whereabouts
from masthead.diagnostic import ToolError
from masthead.edition.edition import Edition
from masthead.edition.marks import OLD
from masthead.files import write_file
from masthead.importing.versions import Version
from masthead.language.language import load_language
from masthead.paper import Code, Paper
from masthead.project import Project
from masthead.syntax.text import read_plain


class Marked(NamedTuple):
    """A marked Edition, and where in it each node is, by its id: "Paragraph 12 (h)"."""

    edition: Edition
    names: dict[str, str]
    resolved: Resolved
    """The versions of which it is made."""
    author: str
    """Who made the changes."""


def _write_html(project: Project, marked: Marked) -> bytes:
    from masthead.render.html.compared import render_compared

    return render_compared(project, marked.edition, marked.names)


def _write_pdf(project: Project, marked: Marked) -> bytes:
    from masthead.render.pdf import render_pdf

    return render_pdf(project, marked.edition).data


def _write_docx(project: Project, marked: Marked) -> bytes:
    from masthead.render.tracked import Stamp, render_tracked

    old, new, same = marked.resolved
    return render_tracked(project, old, new, same, Stamp(marked.author, new.date))


WRITERS: dict[str, Callable[[Project, Marked], bytes]] = {
    "docx": _write_docx, "html": _write_html, "pdf": _write_pdf,
}  # fmt: skip
"""How a marked Edition is written in each format, by its name and ending."""


def mark_paper(
    project: Project, versions: tuple[Version, Version], matching: Matching, code: Code,
    author: str = "",
) -> Marked:  # fmt: skip
    """Make the marked Edition of two versions in a language. Raises PaperError."""
    old, new = versions
    sides = Side(old.project, old.said), Side(new.project, new.said)
    resolved = resolve_versions(project, matching, code, sides)
    edition = mark_versions(project, matching, code, sides, resolved)
    before, after = (
        Whereabouts(paper, load_language(project, code, paper.station)).list_names()
        for paper in (old.paper, new.paper)
    )
    names = {**{OLD + name: said for name, said in before.items()}, **after}
    return Marked(edition, names, resolved, author or _name_submitter(new.paper, resolved.new))


def _name_submitter(paper: Paper, edition: Edition) -> str:
    """Name who submitted a paper: of a draft its sponsors, and else the body that issues it."""
    submitted = edition.language.list_comma.join(edition.authors)
    sponsors = paper.sponsors.get(edition.language.code)
    return submitted or (read_plain(sponsors.content) if sponsors else edition.series_name)


def write_compared(
    project: Project, versions: tuple[Version, Version], matching: Matching,
    formats: Sequence[str], output: Path, author: str = "",
) -> Iterator[Path]:  # fmt: skip
    """Write the changes of a paper in each language and format, and give each file as it is there.

    Raises PaperError, RenderError, ToolError.
    """
    for code in matching.codes:
        marked = mark_paper(project, versions, matching, code, author)
        for name in formats:
            path = output / f"{marked.edition.filename}-changes.{name}"
            data = WRITERS[name](project, marked)
            try:
                output.mkdir(parents=True, exist_ok=True)
                write_file(path, data)
            except OSError as error:
                raise ToolError(
                    f"{project.name(path)} cannot be written: {error.strerror}"
                ) from None
            yield path
