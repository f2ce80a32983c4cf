"""The linter of Word files finds every fault that is planted, and says where."""

from __future__ import annotations

import io
import zipfile

import pytest

from masthead.edition.edition import Edition
from masthead.render.docx.lint import lint_docx

Built = dict[str, tuple[Edition, bytes]]
STORY = "word/document.xml"
CALL = '<w:footnoteReference w:id="{}"/>'
LIST = '<w:abstractNumId w:val="{}"/>'
HEADING = '<w:pStyle w:val="Heading3"/>'
TRACKED = f'<w:p><w:pPr>{HEADING}</w:pPr><w:ins w:id="9" w:author="A"/></w:p></w:body>'
PLANTED = (
    ("T110", STORY, "</w:body>", ""),
    ("T111", "word/_rels/document.xml.rels", 'Target="styles.xml"', 'Target="stiles.xml"'),
    ("T111", STORY, 'r:id="header1"', 'r:id="header9"'),
    ("T112", STORY, '<w:pStyle w:val="Heading1"/>', '<w:pStyle w:val="Haeding1"/>'),
    ("T112", "word/styles.xml", '<w:basedOn w:val="SingleTxt"/>', '<w:basedOn w:val="Txt"/>'),
    ("T113", "word/styles.xml", '<w:numId w:val="1"/>', '<w:numId w:val="77"/>'),
    ("T113", "word/numbering.xml", LIST.format(1), LIST.format(9)),
    ("T114", STORY, CALL.format(4), CALL.format(99)),
    ("T115", STORY, CALL.format(3), ""),
    ("T116", STORY, " REF p2 ", " REF p99 "),
    ("T117", STORY, 'w:name="p2"', 'w:name="2p"'),
    ("T117", STORY, '<w:bookmarkEnd w:id="1"/>', ""),
    ("T118", STORY, '<w:pPr><w:pStyle w:val="SingleTxt2"/></w:pPr>', ""),
    ("T119", STORY, '<w:rPr><w:rStyle w:val="Strong"/>', "<w:rPr><w:b/>"),
    ("T119", STORY, HEADING, f'{HEADING}<w:jc w:val="left"/>'),
    ("T120", STORY, "<w:sectPr>", "<w:p/><w:sectPr>"),
    ("T121", "word/footer2.xml", '<w:fldChar w:fldCharType="separate"/>', ""),
    ("T122", STORY, "</w:body>", TRACKED),
)


@pytest.mark.parametrize(("code", "part", "old", "new"), PLANTED)
def test_planted_fault_is_found(built: Built, code: str, part: str, old: str, new: str) -> None:
    found = lint_docx(plant(built["specimen-en"][1], part, old, new), "output/x.docx")
    assert code in {fault.code for fault in found}
    assert all(str(fault).startswith("output/x.docx:1:1: error[T1") for fault in found)


def test_no_archive_is_said() -> None:
    (fault,) = lint_docx(b"not a zip file", "x.docx")
    assert fault.code == "T110"


def test_missing_part_is_said(built: Built) -> None:
    found = lint_docx(plant(built["specimen-en"][1], "word/footnotes.xml", None, ""))
    assert {"T111", "T114"} <= {fault.code for fault in found}


def plant(data: bytes, part: str, old: str | None, new: str) -> bytes:
    """Change one place of one part, or leave the part out."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as good, zipfile.ZipFile(made, "w") as bad:
        for name in good.namelist():
            kept = good.read(name).decode("utf-8") if name == part else good.read(name)
            if name == part:
                if old is None:
                    continue
                assert old in kept, f"{part} has no {old}"
                kept = kept.replace(old, new, 1)
            bad.writestr(name, kept)
    return made.getvalue()
