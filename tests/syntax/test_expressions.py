"""Regular expressions in data files: none that could take for ever."""

from __future__ import annotations

import re

import pytest

from masthead.diagnostic import PaperError, Place
from masthead.language.language import list_languages, load_language
from masthead.project import Project
from masthead.series.series import load_series
from masthead.syntax.expressions import check_expression
from tests.counting import count_calls

SLOW = [
    "(A+)+$", "(a|aa)+$", "(?:ab|ab)*x", "(?:a?){30}a{30}", "(?:(?:a*)b)*", "(?>a+)+b",
    "((a+)(?(1)b|c))*", r"A/(?:\d+-)*x", ".*.*.*.*.*x", "a?" * 30 + "a" * 30, "(?=(a*)*)x",
    "(?!(?:a|a)+b)x", "(?:x|(a+)+)y",
]  # fmt: skip
NONE = ["(", "(?P<x", "a{1,99999999999}", r"\1(a)", "(?P<a>x)(?P<a>y)", "*", "[z-a]"]


@pytest.mark.parametrize("pattern", SLOW)
def test_what_could_take_for_ever_is_refused(pattern):
    with pytest.raises(ValueError, match=r"more than one way|too many ways"):
        check_expression(pattern, 150)


@pytest.mark.parametrize("pattern", NONE)
def test_what_is_no_expression_is_refused(pattern):
    with pytest.raises(ValueError, match="is no regular expression: "):
        check_expression(pattern, 150)


@pytest.mark.parametrize(
    "pattern",
    [
        r"CD/.+", r"[A-Z]+/.+", r"(?:[A-Z]{2}/){1,4}.+", r"(?=a+)+x", "a*+b", r"A/(\d+)/.*L\..+",
        r"S/(?:(?P<year>\d{4})/.+|.+)",
    ],
)  # fmt: skip
def test_what_is_quick_is_taken(pattern):
    assert check_expression(pattern, 150) == pattern
    assert re.fullmatch(pattern, "a" * 149 + "!") is None


def test_what_is_looked_for_in_long_texts_has_to_be_shorter():
    assert check_expression(r"\d{1,4}(?P<blank> )(?=km)", 200_000, anywhere=True)
    with pytest.raises(ValueError, match="too many ways"):
        check_expression(r"\d+(?P<blank> )(?=km)", 200_000, anywhere=True)


def test_all_that_is_shipped_is_taken(project):
    for name in project.names("series", ".yaml"):
        load_series(project, name, Place("x"))
    for code in list_languages(project):
        load_language(project, code)


@pytest.mark.parametrize(
    ("file", "written", "said"),
    [
        ("series/slow.yaml", "symbol: '(A+)+$'", "series/slow.yaml:2:1: error[R023] '(A+)+$' is"),
        ("series/slow.yaml", "symbol: '('", "series/slow.yaml:2:1: error[R023] '(' is no regular"),
    ],
)
def test_a_series_with_such_a_pattern_is_told_with_its_line(tmp_path, file, written, said):
    shipped = (Project(tmp_path).find("series", "conference-on-disarmament.yaml")).read_text()
    path = tmp_path / file
    path.parent.mkdir()
    path.write_text("# mine\n" + written + "\n" + re.sub(r"(?m)^(#|symbol:).*\n", "", shipped))
    with pytest.raises(PaperError) as caught:
        load_series(Project(tmp_path), "slow", Place("x"))
    assert said in str(caught.value)


@pytest.mark.parametrize(
    ("joint", "said"),
    [
        ("[mine, general-assembly]", "mine is made of itself"),
        ("[other, general-assembly]", "is made of itself"),
        ("[general-assembly-security-council, human-rights-council]", "is a joint series itself"),
    ],
)
def test_a_joint_series_is_made_of_two_others(tmp_path, joint, said):
    (tmp_path / "series").mkdir()
    (tmp_path / "series" / "mine.yaml").write_text(f"name: {{en: Mine}}\njoint: {joint}\n")
    (tmp_path / "series" / "other.yaml").write_text(
        "name: {en: Other}\njoint: [mine, general-assembly]\n"
    )
    with pytest.raises(PaperError, match=said):
        load_series(Project(tmp_path), "mine", Place("x"))


def test_checking_an_expression_is_little_work():
    pattern = "(?:" * 50 + "a" + ")" * 50 + "|".join("ab" for _ in range(300))
    assert count_calls(lambda: check_expression(pattern, 150)) < 100_000
