"""What is used of the engine beyond what it promises is in the table, and is as it was."""

from __future__ import annotations

import ast
import contextlib
import functools
import inspect
import pkgutil
import re
import textwrap
from pathlib import Path

import pytest
import weasyprint

from masthead.render.pdf.engine.leanings import CALLED, READ, REPLACED
from masthead.render.pdf.engine.replacing import replace
from tests.conftest import ROOT

ROOM = ROOT / "masthead" / "render" / "pdf"
TABLE = REPLACED | CALLED | READ
PROMISED = {
    "weasyprint.HTML", "weasyprint.CSS", "weasyprint.Attachment", "weasyprint.__version__",
    "weasyprint.text.fonts.FontConfiguration", "weasyprint.urls.URLFetcher",
    "weasyprint.urls.URLFetcherResponse", "weasyprint.urls.FatalURLFetchingError",
    "pydyf.Dictionary", "pydyf.Array", "pydyf.String", "pydyf.Stream", "pydyf.Object",
}  # fmt: skip
"""What their documentation describes."""


def read_room():
    """Read the modules of the room, each by its name in the table."""
    for path in sorted(ROOM.rglob("*.py")):
        name = ".".join(path.relative_to(ROOM).with_suffix("").parts)
        if not name.startswith("engine."):
            yield name, ast.parse(path.read_text(encoding="utf-8"))


MODULES = [pytest.param(name, tree, id=name) for name, tree in read_room()]


def list_uses(tree):
    """List what a module uses of both libraries, by dotted names."""
    imported = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("weasyprint"):
            imported |= {one.asname or one.name: f"{node.module}.{one.name}" for one in node.names}
        elif isinstance(node, ast.Import):
            imported |= {one.name: one.name for one in node.names if one.name == "pydyf"}
    modules = {name: dotted for name, dotted in imported.items() if is_module(dotted)}
    used = {dotted for name, dotted in imported.items() if name not in modules}
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            owner = node.value.id
            if owner in modules:
                used.add(f"{modules[owner]}.{node.attr}")
    return used


def is_module(dotted):
    return inspect.ismodule(pkgutil.resolve_name(dotted))


def is_listed(name, dotted):
    listed = [key for key in TABLE if dotted == key or dotted.startswith(f"{key}.")]
    return any(name in TABLE[key].users for key in listed)


@pytest.mark.parametrize(("name", "tree"), MODULES)
def test_what_a_module_uses_is_in_the_table(name, tree):
    used = list_uses(tree) - PROMISED
    layout = {one for one in used if one.endswith("line_break.Layout")}  # by its methods
    assert [one for one in used - layout if not is_listed(name, one)] == []


@pytest.mark.parametrize(("name", "tree"), MODULES)
def test_private_attributes_of_others_are_in_the_table(name, tree):
    own = {"self", "cls"}
    private = {
        node.attr
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute)
        and re.match(r"_[a-z]", node.attr)
        and not (isinstance(node.value, ast.Name) and node.value.id in own)
    }
    listed = {key.rpartition(".")[2] for key, row in TABLE.items() if name in row.users}
    assert private - listed == set()


def test_every_user_in_the_table_uses_it():
    texts = {name: ast.unparse(tree) for name, tree in read_room()}
    unused = [
        (key, user)
        for key, row in TABLE.items()
        for user in row.users
        if key.removesuffix(".__init__").rpartition(".")[2] not in texts[user]
    ]
    assert unused == []


def read_parameters(dotted):
    """Read a function's parameters as its source writes them."""
    source = textwrap.dedent(inspect.getsource(pkgutil.resolve_name(dotted)))
    return ast.unparse(ast.parse(source).body[0].args)


@pytest.mark.parametrize("dotted", [*REPLACED, *CALLED])
def test_parameters_are_as_they_were(dotted):
    assert read_parameters(dotted) == TABLE[dotted].parameters


@functools.cache
def read_library():
    """Read all of WeasyPrint's source."""
    folder = Path(weasyprint.__file__).parent
    return "".join(path.read_text(encoding="utf-8") for path in sorted(folder.rglob("*.py")))


@pytest.mark.parametrize("dotted", READ)
def test_attributes_are_there(dotted):
    owner, _, name = dotted.rpartition(".")
    if not hasattr(pkgutil.resolve_name(owner), name):
        assert re.search(rf"\.{name}(, .*)? = |'{name}', ", read_library())


def test_every_row_says_why_and_is_no_method_of_ours():
    assert all(row.why and row.users for row in TABLE.values())
    assert all(key.startswith(("weasyprint.", "pydyf.")) for key in TABLE)


def test_what_is_replaced_is_given_back_whatever_happens():
    name = "weasyprint.layout.inline.strut"
    original = pkgutil.resolve_name(name)
    with contextlib.suppress(ZeroDivisionError), replace({name: lambda _: None}):
        assert pkgutil.resolve_name(name) is None
        raise ZeroDivisionError
    assert pkgutil.resolve_name(name) is original


def test_nothing_is_replaced_that_the_table_does_not_name():
    with pytest.raises(AssertionError, match="leanings"), replace({"pydyf._to_bytes": id}):
        pass
    for name, tree in read_room():
        for node in ast.walk(tree):
            if isinstance(node, ast.Assign):
                targets = [one for one in node.targets if isinstance(one, ast.Attribute)]
                owners = {one.value.id for one in targets if isinstance(one.value, ast.Name)}
                assert not owners & {"block", "inline", "draw", "engine", "LayoutContext"}, name


def test_every_function_of_the_table_is_replaced_while_a_page_is_set(
    project, edition_zh, edition_en
):
    """And by whom the table says: a row that nobody replaces would be no row."""
    from masthead.measures import load_measures
    from masthead.render.pdf.keeping.drawings import keep_drawings
    from masthead.render.pdf.keeping.pages import Pages
    from masthead.render.pdf.setting import _teach

    before = {name: pkgutil.resolve_name(name) for name in REPLACED}
    replaced = set()
    for edition in (edition_zh, edition_en):
        measures = load_measures(project, edition.station, edition.language.code)
        with _teach(edition, measures), Pages([]).follow(), keep_drawings():
            replaced |= {one for one in REPLACED if pkgutil.resolve_name(one) is not before[one]}
    written = {"weasyprint.pdf.add_tags", "weasyprint.svg.SVG.draw_node"}
    assert replaced == set(REPLACED) - written  # which are replaced while it is written
    assert {name: pkgutil.resolve_name(name) for name in REPLACED} == before
