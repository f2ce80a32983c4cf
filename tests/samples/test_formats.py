"""Every sample says the same in its three formats, and has the same structure in each language."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

from masthead.edition.edition import Edition, plain_text, walk_blocks
from masthead.project import Project
from masthead.symbol import is_pending
from tests.oracle import read_sequence
from tests.paper.formats import UNITS, list_expected, read_docx, read_epub, read_pdf, squeeze, tell
from tests.render.pdf.pointing import read_links
from tests.render.pdf.reading import open_pdf, read_tags
from tests.samples.conftest import EDITIONS, KINDS, VERSIONS, Made


def keep_blanks(text: str) -> str:
    """Keep blanks, of whichever kind; where a line may break is none."""
    return text.replace("\u00a0", " ").replace("\u200b", "").strip()


@pytest.mark.parametrize("name", EDITIONS)
@pytest.mark.parametrize("kind", ["pdf", "docx", "epub"])
def test_labels_and_texts_are_those_of_the_edition(
    project: Project, made: dict[str, Made], name: str, kind: str
) -> None:
    files = made[name]
    edition = files.edition
    if kind == "pdf":
        told = read_pdf(files.pdf, len(edition.adoption) + bool(edition.sponsors))
    elif kind == "docx":
        told = read_docx(project, edition, files.docx)
    else:
        told = read_epub(files.epub)
    status = squeeze(plain_text(edition.status))
    expected = list_expected(edition)
    assert [unit for unit in told.units if unit != status] == expected.units
    assert told.notes == expected.notes


@pytest.mark.parametrize("name", EDITIONS)
def test_links_cover_their_glyphs(made: dict[str, Made], name: str) -> None:
    links = read_links(made[name].pdf)
    assert len(links) >= (1 if name.rpartition("-")[0] in KINDS else 4)
    assert [link for link in links if link.uncovered or not link.glyphs] == []


@pytest.mark.parametrize("stem", VERSIONS)
def test_structure_is_the_same_in_every_language(samples: dict[str, Edition], stem: str) -> None:
    found = []
    for code in VERSIONS[stem]:
        edition = samples[f"{stem}-{code}"]
        nodes = list(walk_blocks(edition.body))
        found.append(
            (
                [(type(node), node.id, getattr(node, "number", None)) for node in nodes],
                [(note.id, note.series, note.number) for note in edition.notes],
            )
        )
    assert all(one == found[0] for one in found)


def test_arabic_comes_out_of_the_pdf_in_the_order_of_the_text(
    made: dict[str, Made], tmp_path: Path
) -> None:
    """As a program extracts it that knows no structure: letters unit by unit, symbols whole."""

    def keep_letters(text: str) -> str:
        return re.sub(r"[^\u0621-\u064a]", "", text)

    files = made["A_80_XX-ar"]
    path = tmp_path / "ar.pdf"
    path.write_bytes(files.pdf)
    done = subprocess.run(["pdftotext", path, "-"], capture_output=True, text=True, check=True)
    letters = keep_letters(done.stdout)
    for label, text in read_sequence(files.edition):
        assert keep_letters(text) in letters, (label, text)
    for symbol in ("A/80/6 (Sect. 3", "NPT/CONF.2026/PC.I/WP.5", "A/RES/70/1", "A/80/XX"):
        assert symbol in done.stdout.replace("\u00a0", " ")


def test_arabic_is_read_aloud_as_it_was_written(made: dict[str, Made]) -> None:
    """Blanks included: the structure tree says what the glyphs, drawn from the left, do not."""
    files = made["A_80_XX-ar"]
    with open_pdf(files.pdf) as pdf:
        tags = read_tags(pdf).walk()
        told = {keep_blanks(tell(tag)) for tag in tags if tag.role in UNITS}
    for block in walk_blocks(files.edition.body):
        text = keep_blanks(plain_text(block.content))
        said = {text, f"{block.label} {text}", f"{block.label}{text}"}
        assert said & told, (block.label, text)


def test_samples_say_that_they_are_samples(samples: dict[str, Edition]) -> None:
    words = {
        "ar": "نموذجية", "zh": "样例", "en": "ample", "fr": "Document type", "ru": "Образец",
        "es": "muestra",
    }  # fmt: skip
    for name, edition in samples.items():
        code = edition.language.code
        said = plain_text(edition.notes[0].paragraphs[0])
        assert words[code] in f"{edition.title_text} {said}", name  # the title of a letter is made
        assert is_pending(edition.masthead.symbol)
        assert edition.notes[0].series == (
            "text" if "\ncommunication:" in edition.canonical else "masthead"
        )
        assert bool(edition.status) == (code != "en"), "a translation says what it is"
