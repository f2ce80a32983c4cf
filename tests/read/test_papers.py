"""Which papers a person means."""

from __future__ import annotations

import subprocess

import pytest

from masthead.diagnostic import ToolError, UsageError
from masthead.project import Project
from masthead.read.papers import find_papers, find_twins, keep_touched


@pytest.fixture
def project(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for name in ("A_80_1.yaml", "A_80_2.yml", "samples/A_79_9.yaml", "samples/A_80_1.yaml",
                 "paper.schema.json", ".hidden.yaml", "notes.txt"):  # fmt: skip
        path = tmp_path / "source" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("")
    return Project(tmp_path)


def names(project, *wanted):
    return [project.name(path) for path in find_papers(project, wanted)]


def test_a_paper_whose_link_leads_nowhere_is_not_left_out(project):
    (project.source / "A_80_3.yaml").symlink_to("nowhere.yaml")
    assert "source/A_80_3.yaml" in names(project)


def test_what_is_no_plain_file_is_no_paper(project):
    import os

    os.mkfifo(project.source / "A_80_4.yaml")
    assert "source/A_80_4.yaml" not in names(project)
    with pytest.raises(UsageError, match="there is no paper A/80/4"):
        names(project, "A/80/4")


def test_a_source_folder_that_is_closed(project, monkeypatch):
    def refuse(folder):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("pathlib.Path.iterdir", refuse)
    with pytest.raises(ToolError, match="source/ cannot be read: Permission denied"):
        names(project)


def test_without_a_name_every_paper_in_source_but_not_below(project):
    assert names(project) == ["source/A_80_1.yaml", "source/A_80_2.yml"]


def test_a_file_a_folder_a_symbol_a_stem(project):
    samples = ["source/samples/A_79_9.yaml", "source/samples/A_80_1.yaml"]
    assert names(project, "source/samples") == samples
    assert names(project, "source/A_80_2.yml") == ["source/A_80_2.yml"]
    assert names(project, "A/80/2") == ["source/A_80_2.yml"]
    assert names(project, "A/79/9") == samples[:1]
    assert names(project, "A_79_9") == samples[:1]
    assert names(project, "A/80/1") == ["source/A_80_1.yaml"]  # source/ itself goes first


def test_a_path_is_looked_for_from_the_working_folder_first(project, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path / "source" / "samples")
    assert names(project, "A_80_1.yaml") == ["source/samples/A_80_1.yaml"]
    assert names(project, "source/A_80_1.yaml") == ["source/A_80_1.yaml"]


def test_each_paper_once_in_the_order_asked_for(project):
    assert names(project, "A/80/2", "source", "A/80/1") == [
        "source/A_80_2.yml",
        "source/A_80_1.yaml",
    ]


@pytest.mark.parametrize(
    ("wanted", "said"),
    [
        ("A/80/3", r"there is no paper A/80/3 \(did you mean source/A_80_"),
        ("source/A_80_1.yml", "there is no file source/A_80_1.yml"),
        ("source/notes.txt", r"does not end in \.yaml"),
        ("", "no symbol"),
        ("a\0b", "no symbol"),
        ("x" * 5000, "there is no paper"),
    ],
)
def test_what_is_none_of_them(project, wanted, said):
    with pytest.raises(UsageError, match=said):
        find_papers(project, [wanted])


def test_a_folder_without_papers_and_a_project_without_source(project, tmp_path):
    (tmp_path / "empty").mkdir()
    with pytest.raises(UsageError, match="no paper in"):
        find_papers(project, [str(tmp_path / "empty")])
    with pytest.raises(UsageError, match="masthead new SYMBOL"):
        find_papers(Project(tmp_path / "empty"), [])


def test_twins_name_each_other(project):
    papers = find_papers(project, ["source", "source/samples"])
    twins = find_twins(project, papers)
    assert sorted(project.name(path) for path in twins) == [
        "source/A_80_1.yaml",
        "source/samples/A_80_1.yaml",
    ]
    assert "source/samples/A_80_1.yaml has the same symbol" in str(twins[papers[0]])


def git(folder, *arguments):
    subprocess.run(
        ["git", "-c", "user.name=a", "-c", "user.email=a@b", "-C", folder, *arguments],
        check=True, capture_output=True,
    )  # fmt: skip


def test_papers_touched_since_a_revision(project, tmp_path):
    papers = find_papers(project, ["source", "source/samples"])
    git(tmp_path, "init", "-q")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "-qm", "one")
    assert keep_touched(project, papers, "HEAD") == []
    papers[0].write_text("changed")
    (project.source / "A_80_5.yaml").write_text("new")
    papers = find_papers(project, ["source", "source/samples"])
    touched = [project.name(path) for path in keep_touched(project, papers, "HEAD")]
    assert touched == ["source/A_80_1.yaml", "source/A_80_5.yaml"]
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "-qm", "two")
    assert keep_touched(project, papers, "HEAD") == []
    assert len(keep_touched(project, papers, "HEAD~1")) == 2


@pytest.mark.parametrize("revision", ["nothing-of-that-name", "--output=x", ""])
def test_what_is_no_revision(project, tmp_path, revision):
    git(tmp_path, "init", "-q")
    git(tmp_path, "commit", "-qm", "one", "--allow-empty")
    with pytest.raises(UsageError, match="no revision"):
        keep_touched(project, [], revision)
    assert not (tmp_path / "x").exists()


def test_what_is_no_repository(project, monkeypatch):
    with pytest.raises(UsageError, match="not a git repository"):
        keep_touched(project, [], "HEAD")
    monkeypatch.setenv("PATH", "/nowhere")
    with pytest.raises(ToolError, match="git cannot be started"):
        keep_touched(project, [], "HEAD")
