"""What a check found in papers that are as they were is taken from the cache."""

from __future__ import annotations

import errno
import json
from pathlib import Path

import pytest

from masthead.check import papers
from masthead.check.checker import EVERYTHING
from masthead.check.rule import Finding
from masthead.commands.check import MANY
from masthead.diagnostic import Place
from masthead.project import Project
from masthead.targets.findings import KeptFindings
from tests.check.papers import write_paper

TEXTS = {"en": "All States recognise it (twice.", "zh": "所有国家承认这两点，一共三次。"}


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A project with some papers in which there is something to find, and a cache of its own."""
    monkeypatch.setenv("MASTHEAD_CACHE", str(tmp_path / "cache"))
    root = tmp_path / "house"
    (root / "source").mkdir(parents=True)
    for number in range(1, MANY + 1):
        text = write_paper(TEXTS).replace("WP.5", f"WP.{number}")
        (root / "source" / f"NPT_CONF.2026_PC.II_WP.{number}.yaml").write_text(text, "utf-8")
    return root


@pytest.fixture
def check(folder, monkeypatch):
    """Check the papers as a new process does: what was found, and the papers that were read."""
    read = []
    take = papers.read_paper
    monkeypatch.setattr(
        papers, "read_paper", lambda project, path: read.append(path.name) or take(project, path)
    )

    def run(*, remembers=True):
        read.clear()
        project = Project(folder)
        memory = KeptFindings(project) if remembers else None
        paths = sorted((folder / "source").glob("*.yaml"))
        checked = papers.check_papers(
            project, paths, EVERYTHING, fix=False, accept=False, memory=memory
        )
        if memory:
            memory.finish()
        return list(checked.diagnostics), list(read)

    return run


def test_papers_that_are_as_they_were_are_not_read(folder, check):
    plain, read = check(remembers=False)
    assert len(read) == MANY
    assert {"S101", "S010", "C020"} <= {one.code for one in plain}
    assert (plain, read) == check()
    again, read = check()
    assert again == plain
    assert read == []
    assert [type(one) for one in again] == [type(one) for one in plain]
    also = [one.also for one in plain if isinstance(one, Finding)]
    assert also == [one.also for one in again if isinstance(one, Finding)]
    assert any(isinstance(place, Place) for place in also)


def test_only_what_was_changed_is_read(folder, check):
    check()
    path = folder / "source" / "NPT_CONF.2026_PC.II_WP.2.yaml"
    path.write_text(path.read_text("utf-8").replace("recognise", "recognize"), "utf-8")
    found, read = check()
    assert read == [path.name]
    assert sum(one.code == "S101" for one in found) == MANY - 1
    accepted = path.with_suffix(".accepted.json")
    accepted.write_text("[]", "utf-8")
    assert check()[1] == [path.name]
    accepted.unlink()
    assert check()[1] == []


def test_a_file_that_could_not_be_read_is_read_once_it_can(folder, check, monkeypatch):
    path = folder / "source" / "NPT_CONF.2026_PC.II_WP.2.accepted.json"
    path.write_text("[]", "utf-8")

    read = Path.read_bytes

    def refuse(file):
        if file == path:
            raise PermissionError(errno.EACCES, "Permission denied")
        return read(file)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "read_bytes", refuse)
        check()
    assert check()[1] == ["NPT_CONF.2026_PC.II_WP.2.yaml"]


def test_papers_with_errors_are_always_read(folder, check):
    """What else stands in their folder is in the advice."""
    path = folder / "source" / "NPT_CONF.2026_PC.II_WP.2.yaml"
    path.write_text(path.read_text("utf-8").replace("date:", "dat:"), "utf-8")
    found, read = check()
    assert len(read) == MANY
    assert check() == (found, [path.name])


def test_what_rules_read_besides_counts(folder, check):
    found, _ = check()
    (folder / "language").mkdir()
    strict = folder / "language" / "check.yaml"
    strict.write_text("strict: [X9]\n", "utf-8")
    again, read = check()
    assert len(read) == MANY
    assert again == found
    assert check() == (found, [])
    strict.write_text("strict: [S1]\n", "utf-8")
    stricter, read = check()
    assert len(read) == MANY
    assert stricter != found


@pytest.mark.parametrize("damage", [b"", b"x\n{}", None])
def test_what_is_damaged_is_found_anew(folder, tmp_path, check, damage):
    found, _ = check()
    for entry in (tmp_path / "cache" / "actions").rglob("*"):
        if entry.is_file():
            check_sum, _, body = entry.read_bytes().partition(b"\n")
            kept = json.loads(body)
            kept["traces"][0]["result"] = {"found": [[True, 7, []]]}
            other = json.dumps(kept).encode()
            entry.write_bytes(check_sum + b"\n" + other if damage is None else damage)
    assert check()[0] == found
    assert check() == (found, [])


def test_without_a_cache_everything_is_read(folder, tmp_path, check):
    (tmp_path / "cache").write_text("a file where the folder would be")
    found, read = check()
    assert len(read) == MANY
    assert (found, read) == check()
