"""Data files that were checked are not checked again, unless anything is another."""

from __future__ import annotations

import os
import pickle
import sys
from importlib.machinery import ModuleSpec

import pytest

from masthead import checkeddata, data
from masthead.data import Data, check_data
from masthead.diagnostic import PaperError


class Fruit(Data):
    """A model of a file."""

    name: str
    colours: dict[str, list[str]] | None = None


class Other(Data):
    """Another one."""

    name: str


WRITTEN = b"name: apple\ncolours: {skin: [red, green]}\n"


@pytest.fixture
def read(tmp_path, monkeypatch):
    """Keep what is checked in a folder of this test's own; which files were read."""
    spec = ModuleSpec("masthead.checkeddata", None)
    spec.cached = str(tmp_path / "kept" / "checkeddata.pyc")
    monkeypatch.setattr(checkeddata, "__spec__", spec)
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    files = []
    load = data.load_yaml
    monkeypatch.setattr(data, "load_yaml", lambda *given: files.append(given[1]) or load(*given))
    return files


def check(written=WRITTEN, model=Fruit):
    return check_data(written, "language/fruit.yaml", model)


def test_a_file_is_read_once(read):
    first = check()
    assert check() == first == Fruit(name="apple", colours={"skin": ["red", "green"]})
    assert read == ["language/fruit.yaml"]


def test_another_file_or_model_is_read(read):
    check()
    assert check(b"name: pear\n").name == "pear"
    assert type(check(b"name: pear\n", Other)) is Other
    assert check() == Fruit(name="apple", colours={"skin": ["red", "green"]})
    assert len(read) == 4


def test_what_is_wrong_is_told_each_time(read):
    for _ in range(2):
        with pytest.raises(PaperError, match=r"fruit\.yaml:1:1"):
            check(b"nmae: apple\n")
    assert len(read) == 2


def test_changed_modules_count(read, monkeypatch):
    check()
    monkeypatch.setattr(checkeddata, "_stamp_modules", lambda: "others")
    check()
    assert len(read) == 2


@pytest.mark.parametrize("damage", [b"", b"\xff\n", b"no header", None, "another object"])
def test_what_is_damaged_is_read_again(read, tmp_path, damage):
    check()
    (path,) = (tmp_path / "kept").iterdir()
    if damage == "another object":
        body = pickle.dumps(Other(name="x"))
        header = checkeddata._write_header(WRITTEN, Fruit, body)
        path.write_bytes(header.encode() + b"\n" + body)
    elif damage is None:
        path.write_bytes(path.read_bytes()[:-1])
    else:
        path.write_bytes(damage)
    assert check().name == "apple"
    assert len(read) == 2
    assert check().name == "apple"
    assert len(read) == 2


def test_where_nothing_can_be_kept_files_are_read(read, tmp_path, monkeypatch):
    (tmp_path / "kept").write_bytes(b"")
    check()
    check()
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    check()
    assert len(read) == 3


def test_the_stamp_knows_every_module(tmp_path, monkeypatch):
    package = tmp_path / "package"
    (package / "room").mkdir(parents=True)
    module = package / "room" / "module.py"
    module.write_text("x = 1\n")
    monkeypatch.setattr(checkeddata, "_PACKAGE", str(package))
    stamps = set()
    for change in (
        lambda: None,
        lambda: module.write_text("x = 12\n"),
        lambda: os.utime(module, (1, 1)),
        lambda: (package / "new.py").write_text(""),
    ):
        change()
        checkeddata._stamp_modules.cache_clear()
        stamps.add(checkeddata._stamp_modules())
    checkeddata._stamp_modules.cache_clear()
    assert len(stamps) == 4
