"""Fingerprints cover what decides the bytes, and nothing else."""

from __future__ import annotations

import ast
import datetime
import subprocess
import sys
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest
from msgspec import Struct
from msgspec.structs import replace

from masthead.edition.resolve import resolve_edition
from masthead.read.reader import read_source
from masthead.signature import Hashes
from masthead.targets.fingerprint import (
    PACKAGE,
    Code,
    Tools,
    digest_tree,
    find_room,
    list_distributions,
)
from masthead.targets.formats import ASIDE, BUILT_IN, PRINT

FORMATS = {one.name: one for one in (*BUILT_IN, PRINT)}
ROOT = Path(__file__).parent.parent.parent
ROOMS = {
    "pdf": {"html", "pdf"},
    "docx": {"docx", "pdf"},
    "epub": {"html", "epub"},
    "html": {"html"},
}


class Leaf(Struct, frozen=True):
    one: object
    two: object


def test_equal_trees_have_equal_hashes():
    assert digest_tree(Leaf((1, "a"), {"x": 1, "y": 2})) == digest_tree(
        Leaf((1, "a"), {"y": 2, "x": 1})
    )


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (1, "1"),
        (None, "None"),
        (True, 1),
        (("ab", "c"), ("a", "bc")),
        (("a",), "a"),
        ((("a",), "b"), ("a", ("b",))),
        ("a\0s1:b", ("a", "b")),
        ({"a": None}, {}),
        (datetime.date(2024, 5, 16), "2024-05-16"),
        (1.0, 1),
    ],
)
def test_different_trees_have_different_hashes(one, other):
    assert digest_tree(Leaf(one, 0)) != digest_tree(Leaf(other, 0))
    assert digest_tree(Leaf(one, other)) != digest_tree(Leaf(other, one))


def test_what_has_no_fingerprint_is_refused():
    with pytest.raises(TypeError, match="set"):
        digest_tree(Leaf({1}, 2))


def test_an_edition_s_fingerprint_is_of_its_content(project, paper, edition_zh):
    assert digest_tree(edition_zh) == digest_tree(resolve_edition(project, paper, "zh"))
    assert digest_tree(edition_zh) != digest_tree(replace(edition_zh, draft="Draft"))
    name = paper.file.rpartition("/")[2]
    data = b"# a comment\n\n" + (project.root / paper.file).read_bytes()
    moved = read_source(project, data, "elsewhere.yaml", name).require()
    assert moved.place != paper.place
    assert digest_tree(resolve_edition(project, moved, "zh")) == digest_tree(edition_zh)


def list_imports(path):
    """The rooms under render/ that a module imports from, wherever in it."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        names = []
        if isinstance(node, ast.ImportFrom) and node.module:
            names = [node.module, *(f"{node.module}.{alias.name}" for alias in node.names)]
        elif isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        for name in names:
            parts = name.split(".")
            if parts[:2] == ["masthead", "render"] and len(parts) > 2:
                found.add(parts[2])
    return found & {"html", "pdf", "docx", "epub"}


@pytest.mark.parametrize("room", ROOMS)
def test_a_format_s_room_imports_from_no_other_room(room):
    """What a module elsewhere may change is in every fingerprint; so this one has to hold."""
    for path in (PACKAGE / "render" / room).rglob("*.py"):
        assert list_imports(path) <= ROOMS[room], path


def test_no_shared_module_is_made_of_a_format_s_room():
    for path in PACKAGE.rglob("*.py"):
        module = path.relative_to(PACKAGE).as_posix()
        if find_room(module) is None and not module.startswith(
            ("targets/", "commands/", "print/", "proof/", "check/", "importing/")
        ):
            assert list_imports(path) == set(), module


def test_the_check_of_a_build_asks_modules_of_the_pdf_alone():
    """They are in the fingerprint of a preparation, as those of the other formats are not."""
    for path in (PACKAGE / "check").rglob("*.py"):
        if path.name != "word.py":  # looks into Word files, at the command of a person
            assert list_imports(path) <= {"pdf"}, path


def test_every_module_is_in_some_fingerprint(tmp_path):
    code = Code(Hashes())
    assert len(code.files) == len(list(PACKAGE.rglob("*.py")))
    digests = {form: code.digest(form) for form in FORMATS}
    assert digests["html"] == digests["parallel"]  # of one room
    assert digests["text"] == digests["markdown"]
    assert len(set(digests.values())) == len(digests) - 2


LOADED = """
import sys
from pathlib import Path
from masthead.project import Project
from masthead.targets.make import Order, make_file
from masthead.targets.prepare import prepare_paper
root, path, form = sys.argv[1:]
prepared = prepare_paper(root, 0, path, "official", True)
editions = tuple(prepared.editions.values())
made = make_file(root, 0, Order("pdf", editions[:1])) if form == "epub" else None
before = set() if made is None else set(sys.modules)
make_file(root, 0, Order(form, editions[:1], made and made.landing))
print(*{name.partition(".")[0] for name in set(sys.modules) - before})
print(*(name for name in sys.modules if name.startswith("masthead.")))
"""


@pytest.mark.parametrize("form", ["pdf", "docx", "epub", "html"])
def test_every_library_that_a_format_loads_is_in_its_fingerprint(form, paper):
    done = subprocess.run(
        [sys.executable, "-c", LOADED, str(ROOT), str(ROOT / paper.file), form],
        cwd=ROOT, capture_output=True, text=True, check=True,
    )  # fmt: skip
    libraries, ours = done.stdout.splitlines()
    rooms = {"/".join(name.split(".")[1:depth]) for name in ours.split() for depth in (2, 3)}
    assert rooms & set(ASIDE) == set()  # whose modules are in no format's fingerprint
    known = packages_distributions()
    loaded = {
        name.lower().replace("-", "_")
        for package in libraries.split()
        for name in known.get(package, ())
    }
    typing = {"annotated_types", "typing_extensions", "typing_inspection"}
    harmless = {"masthead", "setuptools", "pycparser", "defusedxml", *typing}
    assert loaded - set(FORMATS[form].tools) - harmless == set()


def test_the_versions_of_tools_are_read_from_what_is_installed():
    from importlib.metadata import version

    tools = Tools()
    found = tools.versions("pdf")
    assert found["weasyprint"] == version("weasyprint")
    assert found["python"] == "{}.{}.{}".format(*sys.version_info)
    assert found["pango"].count(".") == 2
    assert tools.versions("docx")["pypandoc_binary"] == version("pypandoc_binary")


def test_another_version_of_a_tool_is_another_fingerprint(tmp_path):
    (tmp_path / "WeasyPrint-70.0.dist-info").mkdir()
    tools = Tools()
    before = tools.digest("pdf"), tools.digest("html")
    tools = Tools()
    tools._installed.update({"weasyprint": "71.0"})
    assert tools.digest("pdf") != before[0]
    assert tools.digest("html") == before[1]
    assert list_distributions(str(tmp_path)) == {"weasyprint": "70.0"}
