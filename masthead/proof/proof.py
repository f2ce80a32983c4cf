"""A proof: one language version of a paper, set and laid over an official PDF."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from masthead.diagnostic import PaperError, ToolError, UsageError
from masthead.edition.places import locate_nodes
from masthead.edition.resolve import resolve_edition
from masthead.files import write_file
from masthead.proof.pictures import Overlay, lay_over
from masthead.proof.positions import compare_positions, write_pages, write_table
from masthead.proof.reading import open_document
from masthead.read.reader import read_paper
from masthead.render.fault import RenderError
from masthead.render.pdf import render_pdf
from masthead.render.pdf.fonts import refuse_other_fonts

if TYPE_CHECKING:
    from masthead.edition.edition import Edition
    from masthead.paper import Paper
    from masthead.project import Project


class Proof(Struct, frozen=True):
    """What a proof found: pictures, a table of positions, a line for each page, a remark."""

    filename: str
    overlays: tuple[Overlay, ...]
    table: str
    pages: list[str]
    remark: str

    def write(self, folder: Path) -> list[Path]:
        """Write the pictures into a folder. Raises ToolError when that cannot be done."""
        paths = []
        try:
            folder.mkdir(parents=True, exist_ok=True)
            for overlay in self.overlays:
                path = folder / f"{self.filename}-{overlay.page}.png"
                write_file(path, overlay.png)
                paths.append(path)
        except OSError as error:
            raise ToolError(f"{folder} cannot be written: {error.strerror}") from None
        return paths


def make_proof(project: Project, path: Path, against: Path, code: str | None) -> Proof:
    """Set a paper and compare it with an official PDF.

    Raises PaperError for what is wrong in the paper, UsageError when the official file cannot be
    read or the language is not told.
    """
    official = open_document(against)
    try:
        paper = read_paper(project, path).require()
        edition = resolve_edition(project, paper, code or guess_language(paper, against))
        data = _set(project, paper, edition)
        import pypdfium2

        ours = pypdfium2.PdfDocument(data)
        try:
            pages = min(len(ours), len(official))
            compared = compare_positions(ours, official)
            return Proof(
                edition.filename,
                tuple(lay_over(ours[at], official[at], at + 1) for at in range(pages)),
                write_table(compared),
                write_pages(compared),
                _remark(ours, official),
            )
        finally:
            ours.close()
    finally:
        official.close()


def guess_language(paper: Paper, against: Path) -> str:
    """Guess the language from the official file's name, which ends in it (``-ZH``, ``_E``)."""
    built = paper.built_versions
    if len(built) == 1:
        return built[0]
    ending = against.stem.replace("_", "-").rpartition("-")[2].lower()
    if ending in built:
        return ending
    letters = {"a": "ar", "c": "zh", "e": "en", "f": "fr", "r": "ru", "s": "es"}
    if letters.get(ending) in built:
        return letters[ending]
    raise UsageError(f"say which language {against.name} is in: --lang {' or '.join(built)}")


def _set(project: Project, paper: Paper, edition: Edition) -> bytes:
    refuse_other_fonts(project)
    try:
        return render_pdf(project, edition).data
    except RenderError as error:
        places = locate_nodes(paper, edition.language)
        raise PaperError(
            fault.problem.at(places.get(fault.node, paper.place), 0, **fault.fields)
            for fault in error.faults
        ) from None


def _remark(ours: object, official: object) -> str:
    """Say where the two files are not of one size."""
    remarks = []
    counts = len(ours), len(official)  # type: ignore[arg-type]
    if counts[0] != counts[1]:
        remarks.append(f"we have {counts[0]} pages, the official file has {counts[1]}")
    sizes = [tuple(round(side, 1) for side in one[0].get_size()) for one in (ours, official)]  # type: ignore[index]
    if sizes[0] != sizes[1]:
        wide = [" × ".join(f"{side:g}" for side in size) for size in sizes]
        remarks.append(f"our sheet is {wide[0]} pt, the official one {wide[1]} pt")
    return "; ".join(remarks)
