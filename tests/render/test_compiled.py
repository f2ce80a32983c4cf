"""Compiled templates: kept beside Python's compiled modules, and never relied on."""

from __future__ import annotations

import shutil
import sys

import pytest
from jinja2 import Environment

from masthead.project import Project
from masthead.render import compiled
from masthead.render.templates import load_template

NAME = "html/page.html"


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A folder for what is compiled, with nothing in it yet."""
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    monkeypatch.setattr(compiled, "__file__", str(tmp_path / "compiled.py"))
    return tmp_path / "__pycache__"


@pytest.fixture
def compile_count(monkeypatch):
    """How often Jinja2 compiled a template."""
    counted = []
    original = Environment.compile

    def count(self, *args, **options):
        counted.append(args)
        return original(self, *args, **options)

    monkeypatch.setattr(Environment, "compile", count)
    return lambda: len(counted)


def load(root):
    return load_template(Project(root), NAME)


def test_a_template_is_compiled_once(project, folder, compile_count):
    load(project.root)
    assert compile_count() == 1
    load(project.root)
    assert compile_count() == 1


def test_another_text_is_compiled_anew(project, folder, compile_count, tmp_path):
    root = tmp_path / "house"
    (root / "templates" / "html").mkdir(parents=True)
    (root / "source").mkdir()
    load(root)
    (root / "templates" / NAME).write_text("Another page")
    assert load(root).render() == "Another page"
    assert compile_count() == 2


def test_other_settings_of_the_environment_are_compiled_anew(project, folder, tmp_path):
    one, other = tmp_path / "one.py", tmp_path / "other.py"
    one.write_text("autoescape = True")
    other.write_text("autoescape = False")
    patterns = {compiled.open_compiled(str(path)).pattern for path in (one, other)}
    assert len(patterns) == 2


@pytest.mark.parametrize("damage", [b"", b"nothing", "cut", "turned"])
def test_what_is_damaged_is_compiled_anew(project, folder, compile_count, damage):
    load(project.root)
    (file,) = folder.glob("template-*")
    whole = file.read_bytes()
    file.write_bytes(
        {"cut": whole[:60], "turned": whole[:20] + whole[20:60][::-1] + whole[60:]}.get(
            damage, damage
        )
    )
    assert load(project.root) is not None
    assert compile_count() == 2
    assert file.read_bytes() == whole


def test_a_place_that_cannot_be_written_costs_time_only(project, folder, compile_count):
    load(project.root)
    shutil.rmtree(folder)
    folder.write_text("no folder")
    load(project.root)
    assert compile_count() == 2


def test_a_full_disk_costs_time_only(project, folder, compile_count, monkeypatch):
    def refuse(*_, **__):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("tempfile.NamedTemporaryFile", refuse)
    load(project.root)
    load(project.root)
    assert compile_count() == 2


def test_nothing_is_kept_where_python_keeps_nothing(project, folder, monkeypatch):
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    load(project.root)
    assert not folder.exists()
