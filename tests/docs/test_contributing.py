"""What contributors are told: hooks, forms, changelog and workflow are what they are said to be."""

from __future__ import annotations

import re
import tomllib
from typing import Any

import pytest
import yaml

from masthead import __version__
from tests.conftest import ROOT

FORMS = sorted((ROOT / ".github" / "ISSUE_TEMPLATE").glob("[!c]*.yml"))


def read_yaml(name: str) -> Any:
    return yaml.safe_load((ROOT / name).read_text("utf-8"))


def test_the_hooks_of_contributors_are_what_lint_looks_for() -> None:
    (repository,) = read_yaml(".pre-commit-config.yaml")["repos"]
    typed = [hook["entry"] for hook in repository["hooks"]]
    makefile = (ROOT / "Makefile").read_text("utf-8")
    recipe = re.search(r"^lint:.*\n((?:\t.*\n)+)", makefile, re.MULTILINE)
    assert recipe
    looked_for = recipe[1].replace("$(VENV)", ".venv/bin/python").replace("\t@", "").splitlines()
    for command in looked_for:
        words = [word for word in command.split() if not word.startswith("--")]
        assert any(entry.split()[: len(words)] == words for entry in typed), command


@pytest.mark.parametrize("form", FORMS, ids=lambda path: path.name)
def test_a_form_has_what_the_site_asks_of_it(form) -> None:
    read = yaml.safe_load(form.read_text("utf-8"))
    assert {"name", "description", "body"} <= set(read)
    ids = [field["id"] for field in read["body"]]
    assert len(ids) == len(set(ids))
    for field in read["body"]:
        assert field["type"] in ("dropdown", "input", "textarea")
        assert field["attributes"]["label"]


def test_the_changelog_knows_the_version() -> None:
    text = (ROOT / "CHANGELOG.md").read_text("utf-8")
    versions = re.findall(r"^## \[(.+)\]", text, re.MULTILINE)
    assert versions[0] == "Unreleased"
    assert versions[1] == __version__
    kinds = set(re.findall(r"^### (.+)", text, re.MULTILINE))
    assert kinds <= {"Added", "Changed", "Deprecated", "Removed", "Fixed", "Security"}


def test_every_python_that_is_promised_is_tested() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    promised = [
        name.rpartition(" ")[2] for name in project["classifiers"] if re.search(r":: 3\.\d+$", name)
    ]
    matrix = read_yaml(".github/workflows/build.yml")["jobs"]["test"]["strategy"]["matrix"]
    assert matrix["python"] == promised
    assert project["requires-python"] == f">={promised[0]}"
