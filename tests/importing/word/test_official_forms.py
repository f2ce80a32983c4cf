"""Letters, signatures, enclosures, corrigenda, votes and made notes are read by their words."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from masthead.importing.importer import Imported, import_drafts
from masthead.importing.word.reader import read_bytes
from masthead.paper import Annex, Correction, Paragraph, Signature, Vote
from masthead.project import Project
from tests.importing.word.test_recognition import STYLES
from tests.wordfile.making import make_word, paragraph, run, table

LETTER = (
    "Letter dated 3 May 2024 from the Permanent Representative of Chile to the United Nations "
    "addressed to the Secretary-General"
)
FOOT = table(("24-07890 (E)    030524    060524", "*2407890*"))


@pytest.fixture
def elsewhere(tmp_path: Path) -> Project:
    (tmp_path / "source").mkdir()
    return Project(tmp_path)


def bring_in(project: Project, symbol: str, body: str, **xml: object) -> Imported:
    head = table(("United Nations", symbol), ("General Assembly", "6 May 2024"))
    section = '<w:sectPr><w:footerReference w:type="first" r:id="footer1"/></w:sectPr>'
    xml.setdefault("styles", STYLES)
    data = make_word(head + body + (section if "footer1" in xml else ""), **xml)  # type: ignore[arg-type]
    return import_drafts(project, [read_bytes(project, data, "a.docx", "en")])


def test_a_letter_says_who_writes_to_whom_and_its_enclosure_is_in_its_annex(
    elsewhere: Project,
) -> None:
    annex = LETTER[0].lower() + LETTER[1:]
    body = (
        paragraph(f"\t\t{LETTER}", "TitleHCH") + paragraph("\tI have the honour to write.")
        + paragraph(runs=run("(") + run("Signed", "<w:i/>") + run(") Ana Example"))
        + paragraph("Ambassador") + paragraph("Permanent Representative")
        + paragraph(f"Annex to the {annex}", "HCh") + paragraph("\t\tWhat is annexed", "H1")
        + paragraph("[Original: Spanish]") + paragraph("1.\tFirst.")
        + paragraph("Enclosure", "HCh") + paragraph("\t\tWhat is enclosed", "H1")
        + paragraph("\tEnclosed.")
    )  # fmt: skip
    imported = bring_in(elsewhere, "A/79/100", body, footer1=FOOT)
    paper = imported.reading.require()
    letter = paper.communication
    assert letter is not None
    assert (letter.form, letter.date) == ("letter", datetime.date(2024, 5, 3))
    assert letter.from_["en"].raw == "the Permanent Representative of Chile to the United Nations"
    assert (letter.to["en"].raw, paper.title, paper.kind) == ("the Secretary-General", {}, None)
    job = paper.job
    assert not isinstance(job, str)
    assert job is not None
    assert (job.number, job.dates) == ("24-07890", {"en": ["030524", "060524"]})
    text, signature, outer = paper.text
    assert isinstance(text, Paragraph)
    assert not text.counted
    assert isinstance(signature, Signature)
    assert signature.signature.name["en"].raw == "Ana Example"
    assert signature.signature.function["en"].raw == "Ambassador\\\nPermanent Representative"
    assert isinstance(outer, Annex)
    assert (outer.annex.title["en"].raw, outer.annex.original) == ("What is annexed", "es")
    inner = outer.annex.text[-1]
    assert isinstance(inner, Annex)
    assert inner.annex.title["en"].raw == "What is enclosed"
    assert "numbered" not in imported.source.partition("\nannex:")[0].partition("- annex")[0]


def test_a_title_of_a_letter_that_calls_a_note_stays_a_title(elsewhere: Project) -> None:
    body = paragraph(f"{LETTER}*", "TitleHCH") + paragraph("\t*\tA note.") + paragraph("\tText.")
    paper = bring_in(elsewhere, "A/79/100", body).reading.require()
    assert paper.communication is None
    assert paper.title["en"].raw == f"{LETTER}[^n1]"


def test_a_name_that_is_signed_in_the_middle_of_a_text_is_text(elsewhere: Project) -> None:
    body = paragraph("A title", "TitleHCH") + paragraph("1.\tFirst.")
    body += paragraph("(Signed) Ana Example") + paragraph("2.\tSecond.")
    paper = bring_in(elsewhere, "A/79/100", body).reading.require()
    assert [type(unit) for unit in paper.text] == [Paragraph] * 3
    assert paper.text[1].contents()
    assert "(Signed) Ana Example" in next(iter(paper.text[1].contents())).texts["en"].raw


def test_a_corrigendum_says_what_is_to_be_read_where(elsewhere: Project) -> None:
    body = (
        paragraph("A title", "TitleHCH") + paragraph("Corrigendum", "H23")
        + paragraph(runs=run("Paragraph 5, second line", "<w:b/>"))
        + paragraph(runs=run("\tFor", "<w:i/>") + run(" five ") + run("read", "<w:i/>")
                    + run(" six"))
        + paragraph(runs=run("Table 2", "<w:b/>"))
        + paragraph("\tReplace the existing text with the following:") + paragraph("\tAnew.")
        + paragraph(runs=run("Paragraph 7", "<w:b/>")) + paragraph("\tDelete the last word")
    )  # fmt: skip
    paper = bring_in(elsewhere, "A/79/100/Corr.1", body).reading.require()
    found = [one.correction for one in paper.text if isinstance(one, Correction)]
    assert len(found) == len(paper.text) == 3
    assert [one.at["en"].raw for one in found] == [
        "Paragraph 5, second line", "Table 2", "Paragraph 7",
    ]  # fmt: skip
    assert (found[0].old["en"].raw, found[0].new["en"].raw) == ("five", "six")
    assert found[1].text is not None
    assert next(iter(found[1].text[0].contents())).texts["en"].raw == "Anew."
    assert (found[2].old["en"].raw, found[2].new) == ("the last word", {})


def test_a_resolution_says_who_voted_how(elsewhere: Project) -> None:
    vote = "[Adopted by a recorded vote of 2 to 1, with 3 abstentions. The voting was as follows:"
    body = (
        paragraph("Resolution adopted by the General Assembly on 3 May 2024", "H1")
        + paragraph("79/100.\tA title", "TitleHCH") + paragraph("\tThe General Assembly,")
        + paragraph("\tRecalling it,") + paragraph("\t1.\tDecides;") + paragraph("\t2.\tRequests.")
        + paragraph(vote) + paragraph("In favour:") + paragraph("Benin, Chile")
        + paragraph("Against: Peru") + paragraph("Abstaining: 3]")
    )  # fmt: skip
    paper = bring_in(elsewhere, "A/RES/79/100", body).reading.require()
    last = paper.text[-1]
    assert isinstance(last, Vote)
    assert last.vote is not None
    assert last.vote.for_.text["en"].raw == "Benin, Chile"
    assert [one.number for one in last.vote.all] == [2, 1, 3]


def test_words_that_papers_make_by_themselves_are_named(elsewhere: Project) -> None:
    late = (
        "The present report was submitted after the deadline in order to reflect the most "
        "recent developments."
    )
    call = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    notes = f'<w:footnote w:id="2">{paragraph(late)}</w:footnote>'
    body = paragraph(runs=run("A title") + call, style="TitleHCH")
    body += paragraph(runs=run("Gender parity.", "<w:i/>") + run(" It is to be reached."))
    paper = bring_in(elsewhere, "A/79/100", body, footnotes=notes).reading.require()
    assert paper.notes["n1"].standard == "late"
    first = paper.text[0]
    assert isinstance(first, Paragraph)
    assert (first.run_in["en"].raw, first.text["en"].raw) == (
        "Gender parity", "It is to be reached.",
    )  # fmt: skip
