"""A Word file of ours brings its source along; what its text says otherwise was edited since."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

from masthead.edition.resolve import resolve_edition
from masthead.importing.importer import Imported, import_drafts
from masthead.importing.into import put_into
from masthead.importing.word.reader import read_bytes
from masthead.paper import Chart, Figure, Paragraph, walk_units
from masthead.project import Project
from masthead.read.reader import read_paper, read_source
from masthead.render.docx import render_docx
from masthead.render.docx.source import PART
from masthead.symbol import make_stem
from masthead.write.canonical import write_canonical

SOURCE = """\
symbol: NPT/CONF.2026/PC.II/WP.7
series: npt-preparatory-committee
date: 2024-05-16
original: en
versions: {en: {}}
job: null
title: {en: A title}
text:
- paragraph: {en: "The first paragraph, of which paragraph [@second] says more."}
- chart:
    title: {en: A chart}
    type: bar
    columns: [{en: Year}, {en: Posts}]
    rows: [[{en: First}, 3], [{en: Second}, 5]]
    alt: {en: Three and five}
- figure:
    image: samples/figures/colours.png
    alt: {en: Colours}
    numbered: false
- paragraph: {en: The second paragraph.}
  id: second
"""


@pytest.fixture
def elsewhere(project: Project, tmp_path: Path) -> Project:
    """A project without papers."""
    (tmp_path / "source").mkdir()
    (tmp_path / "styles").mkdir()
    (tmp_path / "styles/fonts").symlink_to(project.root / "styles/fonts")
    return Project(tmp_path)


@pytest.fixture(scope="module")
def built(project: Project) -> bytes:
    paper = read_source(project, SOURCE.encode(), "source/sample.yaml").require()
    return render_docx(project, resolve_edition(project, paper, "en"))


def change(data: bytes, part: str, how: Callable[[bytes], bytes | None]) -> bytes:
    """Change a part of a Word file, or leave it out."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(made, "w") as new:
        for name in old.namelist():
            kept = old.read(name) if name != part else how(old.read(name))
            if kept is not None:
                new.writestr(name, kept)
    return made.getvalue()


def edit(data: bytes, old: str, new: str) -> bytes:
    """Edit the words of a Word file."""
    changed = change(data, "word/document.xml", lambda xml: xml.replace(old.encode(), new.encode()))
    assert changed != data
    return changed


def bring_in(project: Project, data: bytes, code: str = "en") -> Imported:
    return import_drafts(project, [read_bytes(project, data, "a.docx", code)])


def tell(imported: Imported) -> list[str]:
    return [unit.kind for unit in imported.reading.require().text]


def test_a_file_that_nobody_edited_gives_its_source_back(elsewhere: Project, built: bytes) -> None:
    imported = bring_in(elsewhere, built)
    assert tell(imported) == ["paragraph", "chart", "figure", "paragraph"]
    assert "[@second]" in imported.source
    assert list(imported.diagnostics) == []
    figure = next(one for one in imported.reading.require().text if isinstance(one, Figure))
    name = str(figure.figure.image)
    assert [path.name for path in elsewhere.source.iterdir()] == [name]
    picture = (Path("source/samples/figures/colours.png")).read_bytes()
    assert (elsewhere.source / name).read_bytes() == picture


def test_the_text_decides_where_somebody_edited_it(elsewhere: Project, built: bytes) -> None:
    imported = bring_in(elsewhere, edit(built, "The second paragraph.", "The other paragraph."))
    paper = imported.reading.require()
    last = paper.text[-1]
    assert isinstance(last, Paragraph)
    assert (last.text["en"].raw, last.id) == ("The other paragraph.", "second")
    assert any(isinstance(unit, Chart) for unit in walk_units(paper.text))
    assert [(one.what, one.kind) for one in imported.edits] == [("changed", "paragraph")]


def test_a_source_that_says_what_the_text_does_not_is_not_believed(
    elsewhere: Project, built: bytes
) -> None:
    """As somebody might write it into a file, so that it is read otherwise than it is imported."""
    false = change(
        built, PART, lambda xml: xml.replace(b"The second paragraph.", b"A hidden paragraph.")
    )
    imported = bring_in(elsewhere, false)
    assert "hidden" not in imported.source
    assert "The second paragraph." in imported.source


@pytest.mark.parametrize(
    "how",
    [
        lambda _: None,
        lambda xml: xml[:-20],
        lambda xml: xml.replace(b"text:", b"test:"),
        lambda xml: xml.replace(b"symbol:", b"&#9;symbol:"),
        lambda xml: xml.replace(b"image: colours.png", b"image: ../../colours.png"),
        lambda xml: xml.replace(b"image: colours.png", b"image: /etc/hostname"),
        lambda xml: xml.replace(b"colours.png", b"../../colours.png"),
        lambda xml: xml.replace(b'language="en"', b'language="fr"'),
        lambda xml: xml.replace(b"series: npt", b"series: unknown"),
        lambda xml: b'<source xmlns="urn:masthead:source" language="en"/>',
    ],
)
def test_a_file_whose_source_is_of_no_use_comes_in_by_its_words(
    elsewhere: Project, built: bytes, how: Callable[[bytes], bytes | None]
) -> None:
    imported = bring_in(elsewhere, change(built, PART, how))
    paper = imported.reading.require()
    assert [kind for kind in tell(imported) if kind == "paragraph"] == ["paragraph"] * 2
    assert (paper.symbol, paper.title["en"].raw) == ("NPT/CONF.2026/PC.II/WP.7", "A title")


def test_that_a_source_is_not_used_is_told(elsewhere: Project, built: bytes) -> None:
    imported = bring_in(elsewhere, change(built, PART, lambda xml: xml.replace(b"text:", b"test:")))
    assert [found.code for found in imported.diagnostics if found.code == "I031"] == ["I031"]


def test_a_paper_that_is_there_gets_the_edits_of_a_file_with_a_source(
    elsewhere: Project, project: Project, built: bytes
) -> None:
    path = elsewhere.source / "sample.yaml"
    path.write_text(SOURCE.replace("samples/figures/", "") + "# a comment\n")
    picture = (project.source / "samples/figures/colours.png").read_bytes()
    (elsewhere.source / "colours.png").write_bytes(picture)
    imported = bring_in(elsewhere, edit(built, "The second paragraph.", "The other paragraph."))
    written = put_into(elsewhere, path, imported).decode()
    lines = path.read_text().splitlines()
    assert [line for line in lines if line not in written.splitlines()] == [
        "- paragraph: {en: The second paragraph.}"
    ]
    assert "The other paragraph." in written


def test_another_picture_that_somebody_put_in_takes_the_place_of_ours(
    elsewhere: Project, project: Project, built: bytes
) -> None:
    with zipfile.ZipFile(io.BytesIO(built)) as archive:
        ours = (project.source / "samples/figures/colours.png").read_bytes()
        part = next(name for name in archive.namelist() if archive.read(name) == ours)
        chart = next(name for name in archive.namelist() if name.endswith(".png") and name != part)
        other = archive.read(chart)
    imported = bring_in(elsewhere, change(built, part, lambda _: other))
    figure = next(one for one in imported.reading.require().text if isinstance(one, Figure))
    assert (elsewhere.source / str(figure.figure.image)).read_bytes() == other
    assert tell(imported) == ["paragraph", "chart", "figure", "paragraph"]


def test_a_picture_that_a_program_wrote_anew_is_still_ours(
    elsewhere: Project, project: Project, built: bytes
) -> None:
    path = project.source / "samples/figures/colours.png"
    anew = io.BytesIO()
    with Image.open(path) as image:
        image.convert("RGB").resize((image.width * 2, image.height * 2)).save(anew, "PNG")
    with zipfile.ZipFile(io.BytesIO(built)) as archive:
        ours = path.read_bytes()
        part = next(name for name in archive.namelist() if archive.read(name) == ours)
    imported = bring_in(elsewhere, change(built, part, lambda _: anew.getvalue()))
    assert imported.edits == []
    assert tell(imported) == ["paragraph", "chart", "figure", "paragraph"]


def test_files_of_all_languages_become_the_paper_that_they_were_built_of(
    elsewhere: Project, project: Project
) -> None:
    name = "samples/A_80_XX.yaml"
    paper = read_paper(project, project.source / name).require()
    drafts = [
        read_bytes(elsewhere, render_docx(project, resolve_edition(project, paper, code)), code)
        for code in paper.built_versions
    ]
    imported = import_drafts(elsewhere, drafts)
    assert [str(found) for found in imported.diagnostics if found.code == "I031"] == []
    again = imported.reading.require()
    for code in paper.built_versions:
        one, other = write_canonical(again, code), write_canonical(paper, code)
        assert one.replace(f"{make_stem(paper.symbol)}-", "") == other
