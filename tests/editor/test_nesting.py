"""Keys and values that may stand deeper in a source than the units that were read."""

from __future__ import annotations

from pathlib import Path

import pytest

from masthead.editor.explaining import explain_place
from masthead.editor.nesting import find_path
from masthead.editor.offers import offer_at
from masthead.editor.writing import Writing
from masthead.project import Project
from tests.conftest import ROOT

HEAD = """symbol: A/80/XX
series: general-assembly
versions: {en: {}, fr: {}}
"""
HERE = "¦"
"""Where the cursor is."""


@pytest.fixture(scope="module")
def project() -> Project:
    """The project itself."""
    return Project(ROOT)


def offer(project: Project, text: str) -> dict[str, str]:
    """Offer what may be written where the cursor is: with what it is for."""
    at = text.index(HERE)
    before = text[:at]
    writing = Writing(project, Path(ROOT / "source" / "A_80_XX.yaml"), text.replace(HERE, "", 1))
    line, column = before.count("\n") + 1, at - (before.rfind("\n") + 1) + 1
    return {one.text: one.detail for one in offer_at(writing, line, column)}


@pytest.mark.parametrize(
    ("written", "wanted", "unwanted"),
    [
        ("agenda:\n  ¦", {"item", "title", "document"}, {"en"}),
        ("agenda:\n  item: 7\n  ¦\n", {"title"}, {"item", "en"}),
        ("agenda:\n  title:\n    ¦", {"en", "fr"}, {"item"}),
        ("title:\n  ¦\n  fr: Titre\n", {"en"}, {"fr"}),
        ("text:\n- table:\n    ¦", {"title", "columns", "rows", "notes"}, {"en", "table"}),
        (
            "text:\n- table:\n    columns:\n    - en: One\n      ¦",
            {"align", "width"},
            {"en", "rows"},
        ),
        ("text:\n- table:\n    columns:\n    - ¦", {"en", "fr", "group"}, {"rows"}),
        ("text:\n  - box:\n      title:\n        en: Box\n      ¦", {"text"}, {"title", "en"}),
        ("text:\n- box:\n    text:\n    - ¦", {"paragraph", "list"}, {"en", "title"}),
        ("nothing:\n  that:\n    ¦", set(), {"en", "item"}),
    ],
)
def test_keys_are_offered_where_they_may_stand(
    project: Project, written: str, wanted: set[str], unwanted: set[str]
) -> None:
    offered = offer(project, HEAD + written).keys()
    assert wanted <= offered
    assert not unwanted & offered


def test_languages_are_those_of_the_paper(project: Project) -> None:
    """In the order of its versions, once they can be read."""
    sample = (ROOT / "source" / "samples" / "A_C.2_80_L.XX.yaml").read_text(encoding="utf-8")
    text = sample.replace("\ntext:\n", "\nsubtitle:\n  ¦\ntext:\n", 1)
    assert list(offer(project, text)) == ["en", "fr", "ar", "zh"]


def test_all_languages_may_become_versions(project: Project) -> None:
    text = HEAD.replace("{en: {}, fr: {}}", "\n  en: {}\n  ¦\n")
    offered = offer(project, text)
    assert offered["ru"] == "Русский"
    assert "en" not in offered
    assert "status" in offer(project, text.replace("¦", "fr:\n    ¦"))


@pytest.mark.parametrize(
    ("written", "wanted"),
    [
        ("versions:\n  en:\n    status: ¦", {"official", "pending"}),
        ("text:\n- heading: {en: A}\n  numbered: ¦", {"true", "false"}),
        ("text:\n- table:\n    columns:\n    - en: One\n      align: ¦", {"start", "end"}),
    ],
)
def test_values_are_offered_where_they_are_few(
    project: Project, written: str, wanted: set[str]
) -> None:
    assert wanted <= offer(project, HEAD + written).keys()


def test_a_key_inside_a_unit_is_explained(project: Project) -> None:
    text = f"{HEAD}text:\n- table:\n    columns:\n    - en: One\n      align: end\n"
    writing = Writing(project, Path(ROOT / "source" / "A_80_XX.yaml"), text)
    assert "set" in explain_place(writing, 8, 8)


def test_the_way_to_a_place_is_read_from_indents() -> None:
    lines = ["a:", "- b:", "    c: x", "", "# d:", "    e:", "    - - f: y", "      -"]
    assert find_path(lines, 1, 0) == ()
    assert find_path(lines, 3, 4) == ("a", "-", "b")
    assert find_path(lines, 8, 8) == ("a", "-", "b", "e", "-", "-")
    assert find_path(["x", "  {", "-", ":"], 4, 2) == ()


def test_a_deep_text_is_read_once() -> None:
    lines = [f"{' ' * depth}k{depth}:" for depth in range(2000)]
    assert len(find_path(lines, len(lines) + 1, 2000)) == 2000
