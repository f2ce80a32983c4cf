"""The linter of Word files finds every fault that is planted, and says where."""

from __future__ import annotations

import io
import zipfile

import pytest

from masthead.edition.edition import Edition
from masthead.render.archive import MOST_MEMBERS, MOST_TEXT, read_archive, write_archive
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
    ("T114", STORY, CALL.format(6), CALL.format(99)),
    ("T115", STORY, CALL.format(5), ""),
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


# What other programs write, and is right --------------------------------------------------------


def rewrite(data: bytes, *changes: tuple[str, str, str], **names: str) -> bytes:
    """Change parts of a file, and their names (old with _ for / and new)."""
    members = {name: part.decode("utf-8") for name, part in read_archive(data).items()}
    for name, old, new in changes:
        assert old in members[name], old
        members[name] = members[name].replace(old, new)
    return write_archive({names.get(name, name): part.encode() for name, part in members.items()})


def find(data: bytes) -> set[str]:
    return {found.code for found in lint_docx(data)}


def test_targets_may_be_named_from_the_top(built: Built) -> None:
    rels = "word/_rels/document.xml.rels"
    data = built["paper-en"][1]
    assert find(rewrite(data, (rels, 'Target="styles.xml"', 'Target="/word/styles.xml"'))) == set()
    wrong = rewrite(data, (rels, 'Target="styles.xml"', 'Target="/styles.xml"'))
    assert "T111" in find(wrong)


def test_references_that_are_empty_on_purpose_are_none(built: Built) -> None:
    smart = '<w:p><w:pPr><w:pStyle w:val="SingleTxt2"/></w:pPr><w:r><w:t>x</w:t></w:r>'
    relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    shown = f'{smart}<w:hyperlink xmlns:q="{relation}" q:id=""/></w:p></w:body>'
    assert find(rewrite(built["paper-en"][1], (STORY, "</w:body>", shown))) == set()


def write_field(kind: str, text: str = "") -> str:
    style = '<w:pPr><w:pStyle w:val="SingleTxt2"/></w:pPr>'
    mark = f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'
    return f"<w:p>{style}{mark}<w:r><w:t>x{text}</w:t></w:r></w:p>"


@pytest.mark.parametrize(
    ("kinds", "codes"),
    [
        (("separate", "end"), set()),
        (("separate", "nested", "end"), set()),
        (("separate",), {"T121"}),
        (("end", "end"), {"T121"}),
    ],
)
def test_fields_go_on_over_paragraphs_and_hold_others(
    built: Built, kinds: tuple[str, ...], codes: set[str]
) -> None:
    begin = (
        '<w:p><w:pPr><w:pStyle w:val="SingleTxt2"/></w:pPr><w:r><w:fldChar '
        'w:fldCharType="begin"/></w:r><w:r><w:instrText>TOC</w:instrText></w:r>{}</w:p>'
    )
    inner = begin.format('<w:r><w:fldChar w:fldCharType="end"/></w:r><w:r><w:t>y</w:t></w:r>')
    parts = [inner if kind == "nested" else write_field(kind) for kind in kinds]
    story = begin.format("") + "".join(parts) + "</w:body>"
    assert find(rewrite(built["paper-en"][1], (STORY, "</w:body>", story))) == codes


def test_the_main_part_may_have_another_name(built: Built) -> None:
    data = rewrite(
        built["paper-en"][1],
        ("_rels/.rels", "word/document.xml", "word/document2.xml"),
        ("[Content_Types].xml", "/word/document.xml", "/word/document2.xml"),
        **{
            "word/document.xml": "word/document2.xml",
            "word/_rels/document.xml.rels": "word/_rels/document2.xml.rels",
        },
    )
    assert find(data) == set()


# What is small as a file and large as a document -------------------------------------------------


@pytest.mark.parametrize(
    ("members", "said"),
    [
        ({STORY: b" " * (MOST_TEXT * 2**20 + 1)}, "document.xml has 32 MB, more than 32"),
        ({f"{number}.png": b"" for number in range(MOST_MEMBERS + 1)}, "10001 parts"),
        ({f"{n}.xml": b" " * (MOST_TEXT * 2**20) for n in range(17)}, "it has 544 MB"),
    ],
)
def test_a_file_that_unpacks_to_more_than_any_document_is_refused(
    members: dict[str, bytes], said: str
) -> None:
    (found,) = lint_docx(write_archive(members), "x.docx")
    assert found.code == "T110"
    assert said in found.message
