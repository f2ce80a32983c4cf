"""The recipes of docs/recipes.md, followed word for word: nothing of Masthead is touched."""

from __future__ import annotations

import importlib
import re
import sys

import pytest

from masthead.check.checker import check_paper
from masthead.diagnostic import PaperError, Place
from masthead.edition import numbering, references, units
from masthead.edition.resolve import resolve_edition
from masthead.kinds import UnknownKindError
from masthead.paper import UNITS
from masthead.project import Project
from masthead.read.reader import read_source
from masthead.read.schema import make_schema
from masthead.render import roles
from masthead.render.docx import story
from masthead.render.html import outline
from masthead.series.series import load_series
from masthead.write.source import write_source
from masthead.write.tree import is_same, make_tree
from tests.commands.conftest import make_desk
from tests.conftest import ROOT
from tests.render.test_kinds import WRITERS

FILES = {
    name: text
    for page in ("series.md", "recipes.md")
    for name, text in re.findall(
        r"^```\w+ (\S+\.\w+)\n(.*?)^```$",
        (ROOT / "docs" / page).read_text(encoding="utf-8"),
        re.MULTILINE | re.DOTALL,
    )
}
SERIES, KIND, MACRO = FILES

# A series ---------------------------------------------------------------------------------------


@pytest.fixture
def desk(tmp_path):
    made = make_desk(tmp_path)
    for folder in ("series", "source"):
        (made.root / folder).mkdir()
    (made.root / SERIES).write_text(FILES[SERIES], encoding="utf-8")
    return made


def test_a_series_is_one_file(desk):
    said = desk.type("new", "T/L.1", "--lang", "en,fr")
    assert said == "source/T_L.1.yaml\n"
    assert "series: trusteeship-council\n" in (desk.root / "source" / "T_L.1.yaml").read_text()
    desk.type("build", "--format", "html")
    page = (desk.root / "output" / "T_L.1-FR.html").read_text(encoding="utf-8")
    assert "Conseil de tutelle" in page


def test_an_unknown_key_of_a_series_is_told_in_one_line(desk):
    file = desk.root / SERIES
    file.write_text(file.read_text("utf-8").replace("session_line:", "sesion_line:"), "utf-8")
    line = 1 + FILES[SERIES].splitlines().index("session_line: never")
    told = (
        f"{SERIES}:{line}:1: error[R020] unknown key 'sesion_line' (did you mean 'session_line'?)"
    )
    with pytest.raises(PaperError) as raised:
        load_series(Project(desk.root), "trusteeship-council", Place("paper.yaml"))
    assert str(raised.value) == told
    source = PAPER.replace("NPT/CONF.2026/PC.II/WP.5", "T/L.1").replace(
        "npt-preparatory-committee", "trusteeship-council"
    )
    (desk.root / "source" / "T_L.1.yaml").write_text(source.replace("- epigraph:", "- paragraph:"))
    said = desk.type("check", expect=1)
    assert said.count("unknown key 'sesion_line'") == 1


# A kind of unit ---------------------------------------------------------------------------------

TABLES = (
    UNITS, numbering.NUMBERS, references.NAMES, units.BLOCKS, roles.ROLES, roles.NAMES,
    roles.STRUCTURE, story.BLOCKS,
)  # fmt: skip
PAPER = """\
symbol: NPT/CONF.2026/PC.II/WP.5
series: npt-preparatory-committee
session: 2
date: 2024-05-16
original: en
versions: {en: {}, zh: {}}
job: null
title: {en: A title, zh: 标题}
text:
- epigraph: {en: "Never *again*.[^who]", zh: "永不*再现*。[^who]"}
  id: motto
- paragraph: {en: A paragraph., zh: 一个段落。}
- annex:
    title: {en: Terms, zh: 用语}
    text:
    - epigraph: {en: Words in the annex., zh: 附件之语。}
    - paragraph: {en: Another paragraph., zh: 又一个段落。}
notes:
  who: {en: Said once., zh: 一言。}
"""


@pytest.fixture
def kind(tmp_path, monkeypatch):
    """The module of the recipe, imported; the tables are as before afterwards."""
    kept = [dict(table) for table in TABLES]
    (tmp_path / KIND).write_text(FILES[KIND], encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    yield importlib.import_module("epigraph")
    del sys.modules["epigraph"]
    for table, rows in zip(TABLES, kept, strict=True):
        table.clear()
        table.update(rows)


@pytest.fixture
def project(tmp_path):
    (tmp_path / "styles").mkdir()
    (tmp_path / "styles" / "fonts").symlink_to(ROOT / "styles" / "fonts")
    body = (ROOT / MACRO).read_text(encoding="utf-8")
    body = body.replace("{%- set block_rules", FILES[MACRO] + "\n{%- set block_rules", 1)
    body = body.replace('  "annex": annex,\n', '  "annex": annex,\n  "epigraph": epigraph,\n', 1)
    file = tmp_path / MACRO
    file.parent.mkdir(parents=True)
    file.write_text(body, encoding="utf-8")
    return Project(tmp_path)


def test_the_recipes_touch_few_files():
    assert len([name for name in FILES if name.startswith("series/")]) == 1
    assert len([name for name in FILES if not name.startswith("series/")]) <= 8


@pytest.mark.parametrize("writer", WRITERS)
def test_a_kind_of_somebody_else_s_is_printed_by_every_writer(kind, project, writer):
    paper = read_source(project, PAPER.encode(), "paper.yaml").require()
    edition = resolve_edition(project, paper, "en")
    assert [block.id for block in edition.body] == ["e1", "p1", "a1"]
    printed = " ".join(WRITERS[writer](project, edition).split())
    assert "Never again." in printed
    assert "Words in the annex." in printed
    assert printed.index("Never again.") < printed.index("A paragraph.")


def test_a_kind_of_somebody_else_s_is_read_checked_and_written(kind, project):
    paper = read_source(project, PAPER.encode(), "paper.yaml").require()
    assert check_paper(project, paper).errors == ()
    written = write_source(paper)
    assert "- epigraph:\n    en: |-\n      Never *again*.[^who]\n" in written
    assert is_same(make_tree(read_source(project, written.encode(), "w.yaml").require()),
                   make_tree(paper))  # fmt: skip
    edition = resolve_edition(project, paper, "zh")
    again = read_source(project, edition.canonical.encode(), "canonical.yaml").require()
    assert resolve_edition(project, again, "zh").body == edition.body
    (pattern,) = make_schema(project)["properties"]["text"]["items"]["patternProperties"]
    assert "|epigraph" in pattern


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ("  id: motto\n", "  idea: motto\n", "11:3: error[R020] unknown key 'idea'"),
        ("{en: Words in the annex., ", "{", "16:7: error[R032] the 'en' text is missing"),
        ("- epigraph: {en: W", "- epigraf: {en: W", "16:7: error[R024] this is no unit of text ("
         "did you mean epigraph: for epigraf:?)"),
        ("- epigraph: {en: W", "- words: {en: W", "16:7: error[R024] this is no unit of text (a "
         "unit begins with heading:, paragraph:, "),
        ("- epigraph: {en: W", "- words: {en: W", " or epigraph:)"),
    ],
)  # fmt: skip
def test_what_is_wrong_in_a_unit_of_somebody_else_s_is_told(kind, project, before, after, told):
    source = PAPER.replace(before, after, 1)
    found = read_source(project, source.encode(), "paper.yaml").diagnostics
    assert any(told in str(one) for one in found), [*map(str, found)]


def test_what_cannot_be_named_cannot_be_referred_to(kind, project):
    source = PAPER.replace("A paragraph.", '"See [@motto]."')
    paper = read_source(project, source.encode(), "paper.yaml").require()
    with pytest.raises(PaperError, match="motto"):
        resolve_edition(project, paper, "en")


@pytest.mark.parametrize(
    ("table", "told"),
    [
        (units.BLOCKS, units.BLOCKS.where),
        (story.BLOCKS, story.BLOCKS.where),
        (roles.ROLES, outline.ENTRIES.where),
    ],
)
def test_a_table_without_its_row_stops_the_build_and_says_which(kind, project, table, told):
    del table["epigraph"]
    paper = read_source(project, PAPER.encode(), "paper.yaml").require()

    def build():
        edition = resolve_edition(project, paper, "en")
        for writer in ("docx", "html", "parallel"):
            WRITERS[writer](project, edition)

    with pytest.raises(UnknownKindError, match=re.escape(told)):
        build()
