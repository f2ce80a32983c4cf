"""``masthead import``: writes a paper once, says what it understood, adds languages on request."""

from __future__ import annotations

import re
import zipfile

import pytest

from masthead.commands import works
from masthead.project import Project
from masthead.targets.executor import InProcess
from tests.commands.conftest import Desk, make_desk
from tests.importing.making import ISO, make_body, make_file, note, paragraph
from tests.wordfile.making import make_png, make_word, run, table
from tests.wordfile.making import paragraph as word_paragraph

NAME = "source/A_RES_80_999.yaml"


@pytest.fixture
def desk(tmp_path) -> Desk:
    made = make_desk(tmp_path)
    for code in ("en", "fr", "zh"):
        (made.root / f"{code}.xml").write_bytes(make_file(code))
    return made


def test_files_become_a_paper_that_builds_and_is_never_written_over(desk):
    said = desk.type("import", "en.xml", "fr.xml")
    assert f"{NAME}: A/RES/80/999, general-assembly-resolutions\n" in said
    assert "adopted 2025-11-03, meeting 30" in said
    assert re.search(r"operative paragraphs +2 +2\n", said)
    written = (desk.root / NAME).read_bytes()
    assert "is there already; it stays as it is (--into writes into it)" in desk.type(
        "import", "zh.xml", expect=2
    )
    assert (desk.root / NAME).read_bytes() == written
    assert "2 files: 2 made" in desk.type("build", "--format", "text", "--jobs", "1")
    assert "A/RES/80/999" in (desk.root / "output" / "A_RES_80_999-FR.txt").read_text()


def test_a_language_comes_into_a_paper_whose_comments_stay(desk):
    desk.type("import", "en.xml", "fr.xml")
    path = desk.root / NAME
    path.write_text("# kept\n" + path.read_text())
    desk.type("import", "zh.xml", "--into", NAME)
    text = path.read_text()
    assert text.startswith("# kept\n")
    assert text.count("*回顾*") == 2
    assert "3 files: 3 made" in desk.type("build", "--format", "text", "--jobs", "1")


def test_a_language_that_is_built_otherwise_comes_in_and_what_differs_is_told(desk):
    desk.type("import", "en.xml", "fr.xml")
    text = make_body("zh")["text"] + paragraph("3.", "词。")
    (desk.root / "zh.xml").write_bytes(make_file("zh", text=text))
    said = desk.type("import", "zh.xml", "--into", NAME)
    assert "[I015]" in said
    assert "词。" in said
    assert "*回顾* 词" in (desk.root / NAME).read_text()


def test_a_language_comes_into_a_paper_whose_notes_it_does_not_all_have(desk):
    text = paragraph("1.", f"mot 55{note('fr', 7, 'mot')}.")
    (desk.root / "fr.xml").write_bytes(make_file("fr", text=text))
    for code, label in (("en", "1."), ("zh", "1.")):
        (desk.root / f"{code}.xml").write_bytes(make_file(code, text=paragraph(label, "55.")))
    desk.type("import", "en.xml", "fr.xml")
    assert "R062: so in the official text" in (desk.root / NAME).read_text()
    assert "error" not in desk.type("import", "zh.xml", "--into", NAME)
    assert "\n  zh: {}" in (desk.root / NAME).read_text()


def test_what_is_no_file_is_told(desk):
    assert "error[I001] the file cannot be read" in desk.type("import", "de.xml", expect=1)
    assert not (desk.root / NAME).exists()
    assert "--lang is for one file" in desk.type(
        "import", "en.xml", "fr.xml", "--lang", "en", expect=2
    )


def test_a_folder_becomes_a_paper_of_each_work_and_what_is_there_stays(desk):
    for code in ("en", "fr", "zh"):
        path = desk.root / "in" / ISO[code] / "80_999.xml"
        path.parent.mkdir(parents=True)
        (desk.root / f"{code}.xml").rename(path)
    for number, symbol in ((998, "A/RES/80/998"), (997, "A/80/")):
        data = make_file("en", symbol).replace(b"80-999", f"80-{number}".encode())
        (desk.root / "in" / f"80_{number}.xml").write_bytes(data)
    (desk.root / "in" / "torn.xml").write_bytes(b"<akomaNtoso")
    (desk.root / "in" / "~$a.docx").write_bytes(b"nothing")
    (desk.root / "in" / "read me.txt").write_bytes(b"nothing")
    assert "are for one work" in desk.type("import", "in", "--into", NAME, expect=2)
    (desk.root / "empty").mkdir()
    assert "empty has no file that comes in: .xml, .docx" in desk.type("import", "empty", expect=2)
    said = desk.type("import", "in", "--dry-run", expect=1)
    assert "2 works: 2 would be written" in said
    assert not (desk.root / NAME).exists()
    said = desk.run("import", "in", "--jobs", "2", expect=1)
    assert f"{NAME}: A/RES/80/999, zh en fr\n" in said
    assert "source/A_RES_80_998.yaml: A/RES/80/998, en\n" in said
    assert "in/torn.xml:1:12: error[I00" in said
    assert "in/80_997.xml:1:1: error[I008]" in said
    assert "\n2 works: 2 written, 2 of the files of no work\n" in said
    (desk.root / "source" / "A_RES_80_998.yaml").unlink()
    (desk.root / NAME).write_text("mine")
    said = desk.type("import", "in/eng", "in/80_998.xml", "--jobs", "1")
    assert "\n2 works: 1 written, 1 there already and left alone\n" in said
    assert (desk.root / NAME).read_text() == "mine"


def test_a_file_over_which_the_reader_falls_keeps_no_other_of_its_folder_out(desk, monkeypatch):
    name = works.name_file

    def fall(project, path):
        if path.name == "fr.xml":
            raise RecursionError("too deep")
        return name(project, path)

    monkeypatch.setattr(works, "name_file", fall)
    came = works.Works(Project(desk.root), InProcess())
    came.sort([desk.root])
    (found,) = came.found
    assert (found.code, found.place.file) == ("B006", "fr.xml")
    assert "too deep" in found.message
    assert [path.name for path in came.waiting["A/RES/80/999"]] == ["en.xml", "zh.xml"]


def make_report(code: str, words: str, runs: str = "", more: str = "") -> bytes:
    """Make a Word file in no template: a title, a paragraph, a figure."""
    head = table(("United Nations", "A/80/901"), ("General Assembly", "1 May 2025"))
    title = word_paragraph(runs=run(f"{words} 1", '<w:b/><w:sz w:val="28"/>'))
    picture = (
        '<w:r><w:drawing><wp:inline><wp:docPr descr="A dot"/><a:graphic><a:graphicData '
        'uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><a:blip r:embed="dot"/>'
        "</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )
    body = word_paragraph(f"1.\t{words} 2, with A/80/7.") + word_paragraph(
        runs=runs or run("Text.")
    )
    body += word_paragraph(runs=picture) + more
    png = make_png(200, 100)
    return make_word(head + title + body, parts={"dot:media/dot.png": png})


CHANGED = run("Some ") + f'<w:ins w:author="An editor">{run("new ")}</w:ins>' + run("text.")


def test_word_files_in_two_languages_become_one_paper_with_its_picture(desk):
    (desk.root / "en.docx").write_bytes(make_report("en", "The words of the sample"))
    (desk.root / "fr.docx").write_bytes(make_report("fr", "Les mots du modèle"))
    said = desk.type("import", "en.docx", "fr.docx")
    assert "source/A_80_901.yaml: A/80/901, general-assembly\n" in said
    assert re.search(r"paragraphs +2 +2\n", said)
    picture = desk.root / "source" / "A_80_901-figure-1.png"
    assert picture.read_bytes().startswith(b"\x89PNG")
    text = (desk.root / "source" / "A_80_901.yaml").read_text()
    assert "The words of the sample 2, with A/80/7." in text
    assert "Les mots du modèle 2, with A/80/7." in text
    assert "2 files: 2 made" in desk.type("build", "--format", "text", "--jobs", "1")


def test_tracked_changes_are_refused_until_it_is_said_what_becomes_of_them(desk):
    (desk.root / "en.docx").write_bytes(make_report("en", "The words of the sample", CHANGED))
    said = desk.type("import", "en.docx", expect=1)
    assert "error[W008] the file has 1 tracked changes: inserted 'new ' by An editor" in said
    assert not (desk.root / "source" / "A_80_901.yaml").exists()
    desk.type("import", "en.docx", "--changes", "reject")
    assert "Some text." in (desk.root / "source" / "A_80_901.yaml").read_text()


def test_a_paper_that_is_there_keeps_its_pictures_and_gets_none(desk):
    (desk.root / "en.docx").write_bytes(make_report("en", "The words of the sample"))
    path = desk.root / "source" / "A_80_901.yaml"
    path.parent.mkdir(exist_ok=True)
    path.write_text("# mine\n")
    desk.type("import", "en.docx", expect=2)
    assert path.read_text() == "# mine\n"
    assert not list(path.parent.glob("A_80_901*.png"))


def test_what_a_word_file_does_not_say_is_given(desk):
    words = word_paragraph("A mission’s draft", properties='<w:outlineLvl w:val="0"/>')
    (desk.root / "draft.docx").write_bytes(make_word(words + word_paragraph("The text of it.")))
    assert "say it: --symbol A/80/400" in desk.type("import", "draft.docx", expect=1)
    given = ("--symbol", "A/80/XX", "--date", "2025-01-31")
    assert "source/A_80_XX.yaml: A/80/XX" in desk.type("import", "draft.docx", *given)


def test_a_built_file_comes_home_and_a_dry_run_writes_nothing(desk):
    (desk.root / "en.docx").write_bytes(make_report("en", "The words of the sample"))
    desk.type("import", "en.docx")
    path = desk.root / "source" / "A_80_901.yaml"
    before = path.read_text()
    desk.type("build", "--format", "docx", "--jobs", "1")
    built = desk.root / "output" / "A_80_901-EN.docx"
    edited = desk.root / "edited.docx"
    with zipfile.ZipFile(built) as archive, zipfile.ZipFile(edited, "w") as made:
        for name in archive.namelist():
            made.writestr(name, archive.read(name).replace(b"Text.", b"Edited text."))
    into = ("--into", "source/A_80_901.yaml")
    said = desk.type("import", "edited.docx", *into, "--dry-run")
    assert re.search(r"^-.*Text\.$", said, re.M)
    assert re.search(r"^\+.*Edited text\.$", said, re.M)
    assert path.read_text() == before
    assert "@@" not in desk.type("import", str(built), *into, "--dry-run")
    assert "changed paragraph: Edited text." in desk.type("import", "edited.docx", *into)
    assert path.read_text() == before.replace("Text.", "Edited text.")
