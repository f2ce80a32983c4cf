"""The page about printing and the command speak of the same options, papers and codes."""

from __future__ import annotations

import re

from masthead.commands.print import command
from masthead.diagnostic import Problem
from masthead.print import problems
from masthead.print.papers import Papers
from tests.conftest import ROOT

PAGE = (ROOT / "docs" / "printing.md").read_text()
COMMON = {"--lang", "--output", "--jobs", "--draft", "--clean", "--no-cache"}
"""Options that a build has, too; its page explains them."""


def test_every_option_is_explained_and_none_is_invented() -> None:
    options = {name for parameter in command.params for name in parameter.opts if "--" in name}
    written = set(re.findall(r"(?<![\w-])--[a-z][a-z-]*", PAGE))
    assert written - options == set()
    assert options - written <= COMMON


def test_every_paper_is_named(papers: Papers) -> None:
    for name in papers.papers:
        assert f"`{name}`" in PAGE or f"--paper {name}`" in PAGE


def test_codes_are_those_of_the_table() -> None:
    table = [one for one in vars(problems).values() if isinstance(one, Problem)]
    codes = [one.code for one in table]
    assert len(codes) == len(set(codes))
    assert set(re.findall(r"P0\d\d", PAGE)) <= set(codes)
    assert [one.code for one in table if not one.hint] == []


def test_limits_are_those_of_the_data(papers: Papers) -> None:
    assert f"below {papers.limits.scale:.0%}".replace("%", " %") in PAGE
    assert f"more than {papers.limits.creep / 72 * 25.4:.0f} mm" in PAGE
    assert f"paper has {papers.thickness:g} mm" in PAGE
    assert f"adds {papers.bleed:g} mm" in PAGE
