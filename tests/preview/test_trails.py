"""From what is printed to where it was written, in papers of which half is made and not written."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from masthead.preview.desk import Desk, Shown
from masthead.preview.trails import Trail, find_in
from masthead.project import Project
from tests.conftest import ROOT

SAMPLES = ROOT / "source" / "samples"
DRAFT, TABLES, LETTERS, LISTS, DECISION = (
    "A_C.2_80_L.XX", "A_C.5_80_XX", "A_80_XX-S_2025_XX", "A_C.2_80_XX", "A_HRC_DEC_57_XX",
)  # fmt: skip


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """The samples, on a desk."""
    folder = tmp_path_factory.mktemp("trails")
    shutil.copytree(SAMPLES, folder / "source")
    return Desk(Project(folder), ())


def show(desk: Desk, sample: str, code: str) -> tuple[Shown, Trail]:
    """Take a sample onto the desk."""
    shown = desk.show(f"source/{sample}.yaml")
    return shown, shown.trail(code)


def read_from(shown: Shown, trail: Trail, node: str, printed: str, word: str) -> str:
    """Read what stands in the source where a word leads that is printed in a node."""
    before = [letter for letter in printed[: printed.index(word)] if letter.isalnum()]
    words = "".join(letter for letter in printed if letter.isalnum())
    place = trail.locate_in(node, len(before), words, len(before))
    assert place is not None
    lines = (shown.project.root / place.file).read_text(encoding="utf-8").split("\n")
    return lines[place.line - 1][place.column - 1 :]


@pytest.mark.parametrize("word", ["First", "Second", "Encourages", "named"])
def test_the_name_of_an_alternative_shifts_nothing(desk: Desk, word: str) -> None:
    shown, trail = show(desk, DRAFT, "en")
    printed = "Alternative 1 (First State, Second State): Encourages proposers to be named;"
    source = shown.path.read_text(encoding="utf-8")
    assert word in source
    assert read_from(shown, trail, "p2-en", printed, word).startswith(word)


def test_what_is_made_leads_to_its_unit(desk: Desk) -> None:
    shown, trail = show(desk, TABLES, "en")
    assert "of the Charter" in read_from(shown, trail, "t1-en-caption", "Table 1", "Table")
    shown, trail = show(desk, DECISION, "en")
    said = "Adopted by a recorded vote of 3 to 1, with no abstentions. The voting was as follows"
    assert "vote" in read_from(shown, trail, "v1-en", said, "recorded")
    assert "vote" in read_from(shown, trail, "v1-w3-en", "Abstaining: None", "None")
    assert trail.locate_in("notes", 0, "Notes", 0) is None


def test_a_number_in_a_table_leads_to_itself(desk: Desk) -> None:
    """And not to the words of the next row."""
    shown, trail = show(desk, TABLES, "en")
    assert read_from(shown, trail, "t1-r5-c4-en", "22", "22") == "22"


def test_rows_from_a_file_lead_to_this_file(desk: Desk) -> None:
    shown, trail = show(desk, TABLES, "zh")
    place = trail.locate_in("t2-r1-c1-zh", 0, "安全理事会", 0)
    assert place is not None
    assert place.file == "source/tables/seats.csv"
    assert read_from(shown, trail, "t2-r1-c1-zh", "安全理事会", "安全").startswith("安全理事会")


def test_the_title_of_a_letter_leads_to_its_parties(desk: Desk) -> None:
    shown, trail = show(desk, LETTERS, "en")
    title = (
        "Identical letters dated 3 September 2025 from the Permanent Representative of (State) to "
        "the United Nations addressed to the Secretary-General"
    )
    assert read_from(shown, trail, "title", title, "Permanent").startswith("Permanent Rep")
    assert read_from(shown, trail, "title", title, "Secretary").startswith("Secretary-General")


def test_a_further_paragraph_of_a_quotation_leads_to_itself(desk: Desk) -> None:
    shown, trail = show(desk, LISTS, "zh")
    quoted = "这里是第二段"
    source = shown.path.read_text(encoding="utf-8")
    text = source[: source.index(quoted)].rsplit("zh: |-", 1)[1] + source[source.index(quoted) :]
    printed = text[: text.index(quoted) + len(quoted)]
    assert read_from(shown, trail, "q1-zh", printed, quoted).startswith(quoted)


@pytest.mark.parametrize("backwards", [False, True])
def test_a_short_heading_between_labels_leads_to_itself(backwards: bool) -> None:
    letters = "页次排在最后一行末尾短标题标题编号在每个上级标题下重新开始"
    page = "6.3 页次排在最后一行末尾。2. 短标题 6.4 标题编号在每个上级标题下重新开始。"
    printed = page[::-1] if backwards else page
    for letter in "短标":
        at = printed.index(letter) if letter == "短" else printed.index("短") + (-1) ** backwards
        assert find_in(letters, printed, at) == letters.index("短") + "短标".index(letter)


def test_nodes_that_are_not_there_lead_nowhere(desk: Desk) -> None:
    _, trail = show(desk, DRAFT, "en")
    for node in ("", "-", "p999", "en", "x" * 5000, "-".join("abc" * 2000)):
        assert trail.locate_in(node, 0) is None


def test_an_editor_opens_no_file_of_which_nothing_was_found(tmp_path: Path) -> None:
    from masthead.preview.app import Asked, Preview, open_line
    from masthead.preview.desk import UnknownError

    (tmp_path / "source").mkdir()
    shutil.copy(SAMPLES / f"{DRAFT}.yaml", tmp_path / "source")
    preview = Preview(Desk(Project(tmp_path), ()), None, None, ())  # type: ignore[arg-type]
    for file in ("/etc/passwd", "../x", "source", "masthead.yaml"):
        asked = Asked(
            {}, (), {"paper": f"source/{DRAFT}.yaml", "file": file, "line": 1, "column": 1}
        )
        with pytest.raises(UnknownError):
            open_line(preview, asked)
