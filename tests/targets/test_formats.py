"""A format is one row: ours, and one of somebody else's that no module of ours knows."""

from __future__ import annotations

import importlib.util
import os
import sys

import pytest

from masthead.diagnostic import ToolError
from masthead.targets import formats
from masthead.targets.fingerprint import PACKAGE
from masthead.targets.formats import BUILT_IN, PRINT, ROOMS, find_format, list_formats
from tests.commands.conftest import ROOT, STEM, make_desk

# The recipe of docs/building.md, "A format of your own": two files, none of them ours.
MODULE = '''\
"""Papers as nothing but their words."""

from masthead.edition.edition import plain_text, walk_blocks
from masthead.targets.formats import Format

FORMAT = Format("words", "txt", "masthead_words:write_words", "masthead_words")


def write_words(project, edition):
    contents = (text for node in walk_blocks(edition.body) for _, text in node.contents())
    texts = [edition.title_text, *map(plain_text, contents)]
    return "".join(f"{text}\\n" for text in texts).encode()
'''
ENTRY = "[masthead.formats]\nwords = masthead_words:FORMAT\n"
METADATA = "Metadata-Version: 2.1\nName: masthead_words\nVersion: 1.0\n"


@pytest.mark.parametrize("row", [*BUILT_IN, PRINT], ids=lambda row: row.name)
def test_what_a_row_names_is_there(row):
    assert callable(row.load_renderer())
    assert importlib.util.find_spec(row.imports)
    assert all((PACKAGE / room).is_dir() for room in row.rooms)
    assert not row.pages_of or find_format(row.pages_of).heavy


def test_no_two_formats_write_the_same_file():
    names = [(row.extension, row.name if row.parallel else "") for row in BUILT_IN]
    assert len(set(names)) == len(BUILT_IN) == len(list_formats())


def test_every_folder_of_a_format_is_in_some_row():
    """A room that no row names would be in every format's fingerprint."""
    shared = {"__init__.py", "__pycache__"}
    rooms = {path.name for path in (PACKAGE / "render").iterdir() if path.is_dir()} - shared
    assert {f"render/{name}" for name in rooms} == {room for room in ROOMS if "/" in room}


def test_a_format_that_is_none():
    with pytest.raises(ValueError, match="no format doc"):
        find_format("doc")


@pytest.fixture
def packages(tmp_path):
    """A folder in which a package with a format is installed."""
    folder = tmp_path / "packages"
    (folder / "masthead_words-1.0.dist-info").mkdir(parents=True)
    (folder / "masthead_words.py").write_text(MODULE)
    (folder / "masthead_words-1.0.dist-info" / "METADATA").write_text(METADATA)
    (folder / "masthead_words-1.0.dist-info" / "entry_points.txt").write_text(ENTRY)
    return folder


@pytest.fixture
def desk(tmp_path, packages):
    made = make_desk(tmp_path)
    made.environment["PYTHONPATH"] = f"{ROOT}{os.pathsep}{packages}"
    made.type("new", "NPT/CONF.2026/PC.II/WP.7")
    return made


def test_a_format_of_somebody_else_s_is_built_kept_verified_and_built_again(desk, packages):
    typed = ("build", "--format", "words", "--format", "html", "--jobs", "2")
    assert "2 files: 2 made" in desk.type(*typed)
    words = desk.root / "output" / f"{STEM}-EN.txt"
    assert words.read_text().startswith("Title of the paper\nFirst heading\n")
    assert desk.type(*typed) == "2 files up to date\n"
    words.unlink()
    assert "1 from the cache" in desk.type(*typed)
    module = packages / "masthead_words.py"
    module.write_text(MODULE.replace("edition.title_text", "edition.title_text.upper()"))
    assert "2 files: 1 made, 1 unchanged" in desk.type(*typed)
    assert words.read_text().startswith("TITLE OF THE PAPER\n")
    assert desk.type("verify").endswith("2 of 2 files are what the source makes\n")
    words.write_text("other\n")
    said = desk.type("verify", expect=1)
    assert f"{STEM}-EN.txt differs: line 1\n" in said


def test_a_format_that_nobody_has_is_refused_with_those_that_there_are(desk):
    said = desk.type("build", "--format", "word", expect=2)
    assert "'markdown', 'words'" in " ".join(said.split())


@pytest.mark.parametrize(
    ("module", "said"),
    [
        ("FORMAT = 1", "the format words: masthead_words:FORMAT is no Format"),
        ("import nothing_of_that_name", "the format words cannot be loaded: ModuleNotFoundError"),
        (MODULE.replace('"words", "txt"', '"pdf", "pdf"'), "there is another one named pdf"),
    ],
)
def test_a_format_that_cannot_be_had_is_told(packages, monkeypatch, module, said):
    (packages / "masthead_words.py").write_text(module)
    monkeypatch.syspath_prepend(packages)
    monkeypatch.delitem(sys.modules, "masthead_words", raising=False)
    formats._list_others.cache_clear()
    with pytest.raises(ToolError, match=said):
        list_formats()
    formats._list_others.cache_clear()
