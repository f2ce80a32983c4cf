"""Official files become papers that read without an error, each text under its language."""

from __future__ import annotations

from pathlib import Path

import pytest

from masthead.paper import Paragraph, walk_units
from masthead.project import Project
from masthead.read.reader import read_source
from tests.check.official.akoma import read_resolutions
from tests.check.official.measure import make_sources, measure

NAMESPACE = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
FILE = """\
<akomaNtoso xmlns="{namespace}"><statement name="resolution"><meta><identification source="#x">
<FRBRWork><FRBRdate date="2025-11-03" name="adoption"/></FRBRWork>
<FRBRExpression><FRBRlanguage language="{language}"/></FRBRExpression></identification></meta>
<coverPage><p><docNumber>A/RES/80/999</docNumber></p><p><docDate date="2025-11-05"/></p>
<p><docTitle>-</docTitle></p><p><docProponent>[{basis}]</docProponent></p></coverPage>
<preface><p><docNumber>80/999.</docNumber><docTitle>{title}</docTitle></p></preface>
<preamble><formula name="enactingFormula"><p> <span class="italic">{body}</span>,</p></formula>
</preamble>
<mainBody>
<paragraph class="H23"><num>\tI.</num><subheading>\tI.\t{title}</subheading></paragraph>
<paragraph><num>\t1.</num><content><p>\t{first}\u200e:<authorialNote marker="1"><p>\t{note}</p>
</authorialNote></p></content></paragraph>
<paragraph><content><p>\t{a}\t{member};</p></content></paragraph>
<paragraph><content><p>\t{i}\t{member}.</p></content></paragraph>
</mainBody><conclusions><p>-</p></conclusions></statement></akomaNtoso>
"""
WORDS = {
    "eng": {
        "basis": "on a report", "title": "Test texts", "body": "The body", "first": "Asks for:",
        "note": "See the list.", "a": "(a)", "i": "(i)", "member": "One [thing]",
    },
    "fra": {
        "basis": "sur un rapport", "title": "Textes d’essai", "body": "L’organe",
        "first": "Demande", "note": "Voir la liste.", "a": "a)", "i": "i)", "member": "Une [chose]",
    },
}  # fmt: skip


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for language, words in WORDS.items():
        kept = tmp_path / language / "80_999.xml"
        kept.parent.mkdir()
        text = FILE.format(namespace=NAMESPACE, language=language, **words)
        kept.write_text(text, encoding="utf-8")
    return tmp_path


def test_versions_of_one_shape_become_one_paper(folder: Path, project: Project) -> None:
    (source,) = make_sources(folder)
    reading = read_source(project, source.data, "A_RES_80_999.yaml")
    paper = reading.require()
    assert list(reading.diagnostics) == []
    assert list(paper.versions) == ["en", "fr"]
    assert [type(unit).__name__ for unit in walk_units(paper.text)] == [
        "Paragraph", "Heading", "Paragraph", "Subparagraph", "Subparagraph",
    ]  # fmt: skip
    opening, heading, numbered = paper.text
    assert heading.text["fr"].raw == "Textes d’essai"
    assert isinstance(opening, Paragraph)
    assert isinstance(numbered, Paragraph)
    assert (opening.numbered, numbered.numbered) == (False, None)
    assert numbered.subparagraphs[0].subparagraphs[0].text["en"].raw == r"One \[thing\]."
    assert paper.notes["n1"].text["fr"].raw == "Voir la liste."
    for number, code in source.languages.items():
        assert {"fr": "list", "en": "liste"}[code] not in source.lines[number - 1].split()


def test_a_version_with_other_blocks_stands_alone(folder: Path) -> None:
    french = folder / "fra" / "80_999.xml"
    text = french.read_text(encoding="utf-8")
    french.write_text(text.replace("</mainBody>", "<paragraph><content><p>Fin.</p></content>"
                                   "</paragraph></mainBody>"), encoding="utf-8")  # fmt: skip
    assert [[kept.code for kept in source.versions] for source in make_sources(folder)] == [
        ["en"], ["fr"],
    ]  # fmt: skip


def test_findings_are_counted_under_their_language(folder: Path) -> None:
    english = folder / "eng" / "80_999.xml"
    text = english.read_text(encoding="utf-8").replace("See the list.", "See  the the list.")
    english.write_text(text, encoding="utf-8")
    measured = measure(folder)
    assert measured.papers == 1
    assert measured.paragraphs == {"en": 4, "fr": 4}
    assert measured.rules["S011"] == {"en": 1}


def test_a_language_of_no_version_is_refused(tmp_path: Path) -> None:
    words = {"namespace": NAMESPACE, "language": "deu", **WORDS["eng"]}
    (tmp_path / "x.xml").write_text(FILE.format(**words), encoding="utf-8")
    with pytest.raises(ValueError, match="language deu"):
        list(read_resolutions(tmp_path / "x.xml"))
