"""Reports: the line with its caret for people, JSON, SARIF and annotations for programs."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from masthead.check.papers import Checked
from masthead.check.report import FORMATS, choose_writer
from masthead.check.report.lines import Lines, measure, show_safely
from masthead.check.report.text import MOST, WIDTH, show_line
from masthead.check.rule import Finding
from masthead.diagnostic import Diagnostic, Diagnostics, Place, Severity
from masthead.project import Project

ERROR = Diagnostic(
    Severity.ERROR, "R012", "a colon: in text", "put it in a block", Place("a.yaml", 1, 3), 5
)
FINDING = Finding(
    Severity.WARNING, "C020", "'3' in 'en', '四' in 'zh'", "100% must, agree",
    Place("a.yaml", 2, 5), 2, Place("b,c.yaml", 1, 1),
)  # fmt: skip
NOTE = Diagnostic(Severity.INFO, "R081", "not known\nyet", "", Place("none.yaml", 9, 9))


@pytest.fixture
def lines(tmp_path: Path) -> Lines:
    (tmp_path / "a.yaml").write_text("one two\n中文和三项原则\n", encoding="utf-8-sig")
    (tmp_path / "b,c.yaml").write_bytes(b"first\r\nsecond\r")
    return Lines(Project(tmp_path))


CHECKED = Checked(Diagnostics([NOTE, FINDING, ERROR]), 2, {"a.yaml": 3}, ["a.accepted.json"])


def report(form: str, lines: Lines) -> str:
    return choose_writer(form)(CHECKED, lines)


def test_text(lines: Lines) -> None:
    assert report("text", lines) == (
        "a.yaml:1:3: error[R012] a colon: in text (put it in a block)\n"
        "     1 | one two\n"
        "       |   ^^^^^\n"
        "a.yaml:2:5: warning[C020] '3' in 'en', '四' in 'zh' (100% must, agree)\n"
        "     2 | 中文和三项原则\n"
        "       |         ^^^^\n"
        "     1 | first\n"
        "       | ^\n"
        "none.yaml:9:9: info[R081] not known\ufffdyet\n"
        "a.yaml: 3 mended\n"
        "a.accepted.json: written\n"
        "2 papers: 1 error, 1 warning, 1 info\n"
    )


def repeat(code: str, count: int, file: str = "a.yaml") -> list[Diagnostic]:
    return [
        Diagnostic(Severity.WARNING, code, f"again {number}", "", Place(file, 1, number))
        for number in range(1, count + 1)
    ]


def test_what_repeats_itself_is_cut_short_in_text_alone(lines: Lines) -> None:
    many = [*repeat("S101", MOST + 7), *repeat("S102", MOST), *repeat("S101", MOST + 1, "c.yaml")]
    checked = Checked(Diagnostics(many), 2)
    text = choose_writer("text")(checked, lines)
    assert text.count("warning[S101]") == 2 * MOST
    assert text.count("warning[S102]") == MOST
    assert "a.yaml: 7 more of S101 (--all shows them)\nc.yaml:1:1:" in text
    assert "c.yaml: 1 more of S101 (--all shows them)\n2 papers: 68 warnings\n" in text
    assert "more of S102" not in text
    whole = choose_writer("text", whole=True)(checked, lines)
    assert whole.count("warning[") == len(many)
    assert "more of" not in whole
    for form in set(FORMATS) - {"text"}:
        written = choose_writer(form)(checked, lines)
        assert written.count("again ") == len(many)
        assert written == choose_writer(form, whole=True)(checked, lines)


def test_excerpts_wrap_nowhere_in_a_narrow_terminal(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    words = "      中文和三项原则 one two three four five six seven eight nine ten eleven twelve"
    (tmp_path / "a.yaml").write_text(f"{words}\n", encoding="utf-8")
    lines = Lines(Project(tmp_path))
    for columns in (20, 40, 60, 80):
        monkeypatch.setenv("COLUMNS", str(columns))
        for column in (1, 7, 14, 30, len(words)):
            found = Diagnostic(Severity.ERROR, "R012", "it", "", Place("a.yaml", 1, column), 3)
            text = choose_writer("text")(Checked(Diagnostics([found]), 1), lines)
            excerpt, carets = text.splitlines()[1:3]
            assert max(measure(excerpt), measure(carets)) <= max(columns, 32)
            at = measure(carets.partition("^")[0])
            seen = "".join(c * measure(c) for c in excerpt)[at]
            assert seen == words[column - 1]


def test_raw_escape_character_in_annotations(tmp_path: Path) -> None:
    found = Diagnostic(Severity.ERROR, "R012", "\033[31m\r\n100%", "\x07", Place("a\033.yaml"))
    checked = Checked(Diagnostics([found]), 1, {"a\033.yaml": 1})
    text = choose_writer("github")(checked, Lines(Project(tmp_path)))
    assert "::\ufffd[31m%0D%0A100%25 (\ufffd)\n" in text
    assert all(kept.isprintable() or kept == "\n" for kept in text)
    assert "\033" not in choose_writer("text")(checked, Lines(Project(tmp_path)))


def test_json(lines: Lines) -> None:
    kept = json.loads(report("json", lines))
    assert {key: kept[key] for key in ("version", "papers", "counts", "mended", "accepted")} == {
        "version": 1, "papers": 2, "counts": {"error": 1, "warning": 1, "info": 1},
        "mended": {"a.yaml": 3}, "accepted": ["a.accepted.json"],
    }  # fmt: skip
    assert kept["findings"][1] == {
        "code": "C020", "severity": "warning", "message": "'3' in 'en', '四' in 'zh'",
        "hint": "100% must, agree", "file": "a.yaml", "line": 2, "column": 5, "length": 2,
        "fixable": False, "also": {"file": "b,c.yaml", "line": 1, "column": 1},
    }  # fmt: skip


def test_sarif(lines: Lines) -> None:
    kept = json.loads(report("sarif", lines))
    assert (kept["version"], kept["$schema"]) == (
        "2.1.0",
        "https://json.schemastore.org/sarif-2.1.0.json",
    )
    (run,) = kept["runs"]
    rules = run["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == sorted({rule["id"] for rule in rules})
    levels = [result["level"] for result in run["results"]]
    assert levels == ["error", "warning", "note"]
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        assert result["message"]["text"]
    second = run["results"][1]
    assert second["locations"][0]["physicalLocation"] == {
        "artifactLocation": {"uri": "a.yaml"},
        "region": {"startLine": 2, "startColumn": 5, "endColumn": 7},
    }
    related = second["relatedLocations"][0]["physicalLocation"]["artifactLocation"]
    assert related == {"uri": "b%2Cc.yaml"}
    assert run["columnKind"] == "unicodeCodePoints"


def test_github(lines: Lines) -> None:
    assert report("github", lines).splitlines()[:3] == [
        "::error file=a.yaml,line=1,col=3,endColumn=8,title=R012::a colon: in text "
        "(put it in a block)",
        "::warning file=a.yaml,line=2,col=5,endColumn=7,title=C020::'3' in 'en', '四' in 'zh' "
        "(100%25 must, agree)",
        "::notice file=none.yaml,line=9,col=9,title=R081::not known%0Ayet",
    ]


def test_every_format_has_a_writer() -> None:
    assert FORMATS == ("text", "json", "sarif", "github")
    for form in FORMATS:
        assert callable(choose_writer(form))


# Columns ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "width"),
    [("abc", 3), ("中文", 4), ("，“”", 4), ("a\u0301", 1), ("\u200b", 0), ("ｆ", 2), ("مرحبا", 5)],
)
def test_width_of_characters(text: str, width: int) -> None:
    assert measure(text) == width


@pytest.mark.parametrize("position", [0, 3, 40, 200, 399])
@pytest.mark.parametrize("character", ["a", "中"])
def test_long_lines_are_cut_round_the_caret(tmp_path: Path, character: str, position: int) -> None:
    line = character * 400
    line = line[:position] + "X" + line[position + 1 :]
    (tmp_path / "a.yaml").write_text(line + "\n", encoding="utf-8")
    shown, carets = show_line(Place("a.yaml", 1, position + 1), 1, Lines(Project(tmp_path)))
    assert measure(shown) <= WIDTH + 16
    assert measure(shown[: shown.index("X")]) == measure(carets[: carets.index("^")])
    assert shown.startswith("     1 | …") is (position * measure(character) > 60)
    assert shown.endswith("…") is (position < 300)


def test_place_beyond_the_file_or_the_line(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("short\n", encoding="utf-8")
    lines = Lines(Project(tmp_path))
    assert show_line(Place("a.yaml", 7, 1), 3, lines) == []
    assert show_line(Place("a.yaml", 1, 99), 3, lines) == ["     1 | short", "       |      ^"]


def test_what_a_terminal_must_not_get_is_shown() -> None:
    assert show_safely("a\x1b[31m\u202e\tb") == "a\ufffd[31m· b"
