"""Two versions of a paper as a person has them compared: files and revisions."""

from __future__ import annotations

import json
import subprocess
import zipfile

import pytest

from tests.commands.conftest import STEM, Desk

PAPER = f"source/{STEM}.yaml"


def git(desk: Desk, *arguments: str) -> None:
    subprocess.run(
        ["git", "-c", "user.name=a", "-c", "user.email=a@b", "-C", desk.root, *arguments],
        check=True, capture_output=True,
    )  # fmt: skip


def edit(desk: Desk, text: str) -> None:
    source = desk.source.read_text("utf-8")
    before, colon, after = source.partition("\ntext:\n")
    assert colon
    unit = "- paragraph:\n    en: {0}\n    zh: {0}\n"
    desk.source.write_text(f"{before}{colon}{unit.format(text)}{after}", "utf-8")


@pytest.fixture
def kept(desk: Desk) -> Desk:
    """A paper in git at a tag, and a paragraph that was added since, and is not in git."""
    git(desk, "init", "-q")
    git(desk, "add", "source")
    git(desk, "commit", "-qm", "one")
    git(desk, "tag", "draft-1")
    edit(desk, "An <added> paragraph.")
    return desk


def test_a_paper_and_its_revisions(kept):
    said = kept.type("compare", PAPER)
    assert f"HEAD:{PAPER} → {PAPER}: 1 inserted" in said
    assert "{+An <added> paragraph.+}" in said
    assert kept.type("compare", f"HEAD:{PAPER}") == said
    assert kept.type("compare", "draft-1", STEM) == said.replace("HEAD:", "draft-1:")
    assert "1 deleted" in kept.type("compare", PAPER, f"HEAD:{PAPER}")
    assert "nothing changed" in kept.type("compare", PAPER, PAPER)
    assert f"HEAD:{PAPER}" in kept.type("compare", "HEAD:NPT/CONF.2026/PC.II/WP.7", PAPER)

    told = json.loads(kept.type("compare", PAPER, "--format", "json", "--lang", "zh"))
    assert told["languages"] == ["zh"]
    (change,) = told["changes"]
    assert change["words"]["zh"]["text"] == [
        {"change": "inserted", "text": "An <added> paragraph."}
    ]
    assert change["file"] == PAPER
    assert kept.source.read_text("utf-8").split("\n")[change["line"] - 1].startswith("- paragraph")
    assert r"**An \<added\> paragraph.**" in kept.type("compare", PAPER, "--format", "markdown")


def test_a_copy_under_another_name_is_compared(kept):
    copy = kept.root / "before.yaml"
    copy.write_bytes(kept.source.read_bytes())
    edit(kept, "Another paragraph.")
    assert "before.yaml → " in (said := kept.type("compare", "before.yaml", PAPER))
    assert "{+Another paragraph.+}" in said


def test_what_cannot_be_compared_is_told_in_a_line(kept):
    (kept.root / "elsewhere.txt").write_text("x")
    new = kept.root / "source" / "A_80_1.yaml"
    new.write_bytes(kept.source.read_bytes())
    for typed, told in (
        ((f"nowhere:{PAPER}", PAPER), "nowhere is no revision that git knows here"),
        (("HEAD:source/A_80_2.yaml", PAPER), "source/A_80_2.yaml is not in git at HEAD"),
        (("source/A_80_1.yaml",), "source/A_80_1.yaml is not in git at HEAD"),
        (("HEAD:../x.yaml", PAPER), "leads outside the project"),
        (("v9", PAPER), "there is no paper v9, and git knows no such revision here"),
        (("draft-1", "HEAD"), "HEAD is a revision: say of which paper, HEAD:FILE"),
        (("--lang", "fr", PAPER), "--lang fr: "),
        (("elsewhere.txt", PAPER), "is no paper"),
    ):
        said = kept.type("compare", *typed, expect=2)
        assert told in said
        assert said.count("\n") == 1


def test_a_paper_that_does_not_read_at_a_revision(kept):
    right = kept.source.read_bytes()
    kept.source.write_text("symbol: [")
    git(kept, "commit", "-qam", "broken")
    kept.source.write_bytes(right)
    assert f"HEAD:{PAPER}:1:" in kept.type("compare", PAPER, expect=1)
    assert "1 inserted" in kept.type("compare", "HEAD~1", PAPER)


def test_a_folder_outside_version_control(desk):
    assert "not a git repository" in desk.type("compare", PAPER, expect=2)


def test_an_issued_file_is_compared_with_its_source(kept):
    git(kept, "checkout", "-q", "source")
    kept.type("build", "--format", "docx", "--lang", "en", "--jobs", "1")
    issued = f"output/{STEM}-EN.docx"
    before = {path: path.read_bytes() for path in kept.root.rglob("*.yaml")}
    said = kept.type("compare", issued, PAPER)
    assert f"{issued} → {PAPER}: nothing changed\n" in said
    assert f"zh is only in {PAPER}, and was not compared" in said

    edit(kept, "An <added> paragraph.")
    assert "{+An <added> paragraph.+}" in kept.type("compare", issued, PAPER)
    assert "[-An <added> paragraph.-]" in kept.type("compare", PAPER, issued)
    assert "say with which paper to compare it" in kept.type("compare", issued, expect=2)
    assert set(kept.root.rglob("*.yaml")) == before.keys()
    (kept.root / "broken.docx").write_bytes(b"PK no")
    assert kept.type("compare", "broken.docx", PAPER, expect=1).startswith("broken.docx:1:1: error")


def test_papers_that_were_touched(kept):
    broken = kept.root / "source" / "NPT_CONF.2026_PC.II_WP.8.yaml"
    gone = broken.with_name("A_80_1.yaml")
    for path in (broken, gone):
        path.write_text("symbol: [")
    git(kept, "add", "source")
    git(kept, "commit", "-qm", "two")
    gone.unlink()
    assert "error" in kept.type("compare", "--changed-since", "draft-1", expect=1)
    broken.write_text(kept.source.read_text().replace("WP.7", "WP.8"))
    said = kept.type("compare", "--changed-since", "HEAD")
    assert "source/A_80_1.yaml is gone since HEAD\n" in said
    assert (
        f"{broken.name} had errors at HEAD, and is not compared: HEAD:source/{broken.name}:" in said
    )
    written = kept.type("compare", "--changed-since", "HEAD", "--format", "html")
    assert "source/A_80_1.yaml is gone since HEAD\n" in written  # that was not said beside files
    one = kept.type("compare", "--changed-since", "draft-1", STEM)
    assert one == kept.type("compare", "draft-1", PAPER)
    told = json.loads(kept.type("compare", "--changed-since", "draft-1", "--format", "json"))
    assert [one.get("said", one.get("counts")) for one in told] == [
        {"inserted": 1}, "is new since draft-1",
    ]  # fmt: skip

    renamed = kept.source.with_name("NPT_CONF.2026_PC.II_WP.9.yaml")
    git(kept, "mv", PAPER, f"source/{renamed.name}")
    renamed.write_text(renamed.read_text().replace("PC.II/WP.7", "PC.II/WP.9"))
    said = kept.type("compare", "--changed-since", "HEAD")
    assert f"HEAD:{PAPER} → source/{renamed.name}: 1 changed" in said
    assert "symbol: [-NPT/CONF.2026/PC.II/WP.7-] {+NPT/CONF.2026/PC.II/WP.9+}" in said
    git(kept, "add", "source")
    git(kept, "commit", "-qm", "three")
    assert kept.type("compare", "--changed-since", "HEAD") == "no paper was touched since HEAD\n"


def test_a_corrigendum_is_written_beside_what_is_there_and_builds(kept):
    git(kept, "checkout", "-q", "source")
    source = kept.source.read_text("utf-8")
    kept.source.write_text(source.replace("First heading", "Another heading"), "utf-8")
    first = kept.source.with_name(f"{STEM}_Corr.1.yaml")
    first.write_text("symbol: [")
    made = f"source/{STEM}_Corr.2.yaml"
    assert kept.type("compare", PAPER, "--corrigendum") == f"{made}\n"
    assert first.read_text() == "symbol: ["
    said = kept.type("build", made, "--format", "text", "--jobs", "1")
    assert "1 file: 1 made" in said
    text = (kept.root / "output" / f"{STEM}_Corr.2-EN.txt").read_text("utf-8")
    assert "For First read Another" in text
    told = "there is nothing to correct"
    assert told in kept.type("compare", PAPER, PAPER, "--corrigendum", expect=2)


def test_changes_as_files_beside_what_is_said(kept):
    said = kept.type("compare", PAPER, "--format", "json,HTML", "--lang", "en", "--output", "there")
    name = f"there/{STEM}-EN-changes.html"
    assert name in said
    assert "<ins" in (kept.root / name).read_text("utf-8")
    assert kept.type("compare", PAPER, "--format", "html", "--lang", "zh").endswith(
        f"output/{STEM}-ZH-changes.html\n"
    )
    for typed, told in (
        (("--format", "text,json"), "say it in one way: text or json"),
        (("--format", "docs"), "'docs' is none of text, markdown, json"),
        (("--format", "html", "--output", "source"), "not into it"),
        (("--format", "docx", "--author", "A\tname"), "a name has no control characters"),
        (("--changed-since", "HEAD", "--corrigendum"), "--corrigendum is for one paper"),
    ):
        assert told in kept.type("compare", PAPER, *typed, expect=2)


def test_changes_tracked_in_word_are_the_same_at_every_time(kept):
    typed = ("compare", PAPER, "--format", "docx", "--lang", "en", "--author", "A delegation")
    assert kept.type(*typed) == f"output/{STEM}-EN-changes.docx\n"
    made = kept.root / f"output/{STEM}-EN-changes.docx"
    before = made.read_bytes()
    assert zipfile.ZipFile(made).read("word/document.xml").count(b'w:author="A delegation"') > 1
    kept.type(*typed)
    assert made.read_bytes() == before


def test_a_picture_is_known_by_what_it_is(desk):
    """Another one under the same name is a change, and the same one under another name is none."""
    drawing = (
        '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><path d="M0 0h{}"/></svg>'
    )
    figure = "- figure:\n    image: {}\n    alt: {{en: A line, zh: 线}}\n    numbered: false\n"
    source = desk.source.read_text("utf-8")
    for name in ("one.svg", "two.svg"):
        desk.source.with_name(name).write_text(drawing.format(5))
    desk.source.write_text(source.replace("\ntext:\n", "\ntext:\n" + figure.format("one.svg")))
    git(desk, "init", "-q")
    git(desk, "add", "source")
    git(desk, "commit", "-qm", "one")
    desk.source.write_text(desk.source.read_text("utf-8").replace("one.svg", "two.svg"))
    assert "nothing changed" in desk.type("compare", PAPER)
    desk.source.with_name("two.svg").write_text(drawing.format(7))
    said = desk.type("compare", PAPER, "--format", "text,html", "--lang", "en")
    assert "picture: [-one.svg-] {+two.svg+}" in said
    page = (desk.root / "output" / f"{STEM}-EN-changes.html").read_text("utf-8")
    assert 'class="picture deleted"' in page
    assert 'class="picture inserted"' in page
