"""What README.md promises: a paper as example, commands that exist, links that lead somewhere."""

from __future__ import annotations

import re

from masthead.commands.group import COMMANDS
from masthead.project import Project
from masthead.read.reader import read_source
from tests.conftest import ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_ten_lines_are_a_paper(project: Project) -> None:
    (example,) = re.findall(r"^```yaml\n(.*?)^```$", README, re.MULTILINE | re.DOTALL)
    assert example.count("\n") <= 10
    reading = read_source(project, example.encode(), "source/A_80_XXX.yaml", "A_80_XXX.yaml")
    assert reading.diagnostics.errors == ()
    assert reading.require().built_versions == ("en", "fr")


def test_every_command_is_in_the_table() -> None:
    table = set(re.findall(r"^\| `(\w+)", README, re.MULTILINE))
    assert table == set(COMMANDS)


def test_links_and_pictures_are_there() -> None:
    targets = re.findall(r'\]\(([^)#]+)\)|src="([^"]+)"', README)
    files = ["".join(target) for target in targets]
    assert len(files) >= 5
    assert [file for file in files if not (ROOT / file).is_file()] == []
