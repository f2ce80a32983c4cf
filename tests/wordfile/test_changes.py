"""Tracked changes are refused with a list, accepted or rejected; what remains is one text."""

from __future__ import annotations

import pytest

from masthead.diagnostic import PaperError
from masthead.wordfile.model import Paragraph
from masthead.wordfile.reader import read_word
from tests.wordfile.making import make_word, paragraph, run, table

WHO = 'w:id="1" w:author="An editor"'


def came(inner: str) -> str:
    return f"<w:ins {WHO}>{inner}</w:ins>"


def gone(text: str) -> str:
    return f"<w:del {WHO}><w:r><w:delText>{text}</w:delText></w:r></w:del>"


BODY = (
    paragraph(runs=run("The ") + gone("old") + came(run("new")) + run(" text"))
    + paragraph(runs=run("Joined"), properties=f"<w:rPr><w:del {WHO}/></w:rPr>")
    + paragraph(" here")
    + paragraph(runs=came(run("Added")), properties=f"<w:rPr><w:ins {WHO}/></w:rPr>")
    + paragraph("Last")
    + table(("a", "b")).replace("<w:tr>", f"<w:tr><w:trPr><w:ins {WHO}/></w:trPr>")
    + paragraph(runs=run("bold", f"<w:b/><w:rPrChange {WHO}><w:rPr/></w:rPrChange>"))
)


def read(changes: str) -> list[str]:
    file = read_word(make_word(BODY), "a.docx", changes)  # type: ignore[arg-type]
    return [kept.text for kept in file.paragraphs()]


def test_accepted_the_new_text_stands() -> None:
    assert read("accept") == ["The new text", "Joined here", "Added", "Last", "a", "b", "bold"]


def test_rejected_the_old_text_stands() -> None:
    assert read("reject") == ["The old text", "Joined", " here", "Last", "bold"]


@pytest.mark.parametrize(("changes", "bold"), [("accept", True), ("reject", False)])
def test_looks_are_those_after_or_before(changes: str, bold: bool) -> None:
    file = read_word(make_word(BODY), "a.docx", changes)  # type: ignore[arg-type]
    last = file.blocks[-1]
    assert isinstance(last, Paragraph)
    assert last.pieces[0].look.bold is bold  # type: ignore[union-attr]


def test_refused_each_change_is_listed_in_one_line() -> None:
    with pytest.raises(PaperError) as caught:
        read("refuse")
    said = str(caught.value)
    assert "W008" in said
    for change in (
        "deleted 'old' by An editor",
        "inserted 'new'",
        "(the end of a paragraph)",
        "(a row)",
    ):
        assert change in said
    assert "--changes accept" in said
    assert "\n" not in said
