"""Two versions of a paper as files: a marked Edition in each language, in each format."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from masthead.compare.matching import Matching
from masthead.compare.versions import Side, mark_versions
from masthead.compare.whereabouts import Whereabouts
from masthead.diagnostic import ToolError
from masthead.edition.edition import Edition
from masthead.edition.marks import OLD
from masthead.files import write_file
from masthead.importing.versions import Version
from masthead.language.language import load_language
from masthead.paper import Code
from masthead.project import Project


class Marked(NamedTuple):
    """A marked Edition, and where in it each node is, by its id: "Paragraph 12 (h)"."""

    edition: Edition
    names: dict[str, str]


def _write_html(project: Project, marked: Marked) -> bytes:
    from masthead.render.html.compared import render_compared

    return render_compared(project, marked.edition, marked.names)


def _write_pdf(project: Project, marked: Marked) -> bytes:
    from masthead.render.pdf import render_pdf

    return render_pdf(project, marked.edition).data


WRITERS: dict[str, Callable[[Project, Marked], bytes]] = {"html": _write_html, "pdf": _write_pdf}
"""How a marked Edition is written in each format, by its name and ending."""


def mark_paper(
    project: Project, versions: tuple[Version, Version], matching: Matching, code: Code
) -> Marked:
    """Make the marked Edition of two versions in a language. Raises PaperError."""
    old, new = versions
    sides = Side(old.project, old.said), Side(new.project, new.said)
    edition = mark_versions(project, matching, code, sides)
    before, after = (
        Whereabouts(paper, load_language(project, code, paper.station)).list_names()
        for paper in (old.paper, new.paper)
    )
    return Marked(edition, {**{OLD + name: said for name, said in before.items()}, **after})


def write_compared(
    project: Project, versions: tuple[Version, Version], matching: Matching,
    formats: Sequence[str], output: Path,
) -> Iterator[Path]:  # fmt: skip
    """Write the changes of a paper in each language and format, and give each file as it is there.

    Raises PaperError, RenderError, ToolError.
    """
    for code in matching.codes:
        marked = mark_paper(project, versions, matching, code)
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
