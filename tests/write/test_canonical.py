"""The canonical source of one language version builds the same edition again."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from masthead.check.checker import check_paper
from masthead.edition.edition import Edition
from masthead.edition.resolve import resolve_edition
from masthead.project import Project
from masthead.read.reader import read_paper, read_source
from masthead.syntax.text import Origin, Text
from masthead.write.tree import Branch
from masthead.write.yaml import _Dumper, dump_tree
from tests.edition.papers import read_paper as read_written
from tests.edition.papers import resolve, write_paper

PAPERS = sorted(
    [
        *(Path(__file__).parents[2] / "source").glob("*.yaml"),
        *(Path(__file__).parents[2] / "source" / "samples").glob("*.yaml"),
    ]
)


def build_again(project: Project, edition: Edition) -> Edition:
    paper = read_source(project, edition.canonical.encode(), "canonical.yaml").require()
    return resolve_edition(project, paper, edition.language.code)


@pytest.mark.parametrize("path", PAPERS, ids=lambda path: path.stem)
def test_every_paper_comes_back_from_its_canonical_source(
    project: Project, tmp_path: Path, path: Path
) -> None:
    """With the files that travel with it; only the folders in which they stood are not there."""
    paper = read_paper(project, path).require()
    away = Project(tmp_path)
    for code in paper.built_versions:
        edition = resolve_edition(project, paper, code)
        for file, name in edition.files:
            (tmp_path / name).write_bytes(project.read_file(file))
        again = build_again(away, edition)
        assert repr(again) == tell_without_folders(replace(edition, siblings=()))


def tell_without_folders(edition: Edition) -> str:
    told = repr(edition)
    for file, name in edition.files:
        told = told.replace(repr(file), repr(name))
    return told


def test_facts_of_every_kind_come_back(project: Project) -> None:
    source = write_paper(
        """
        - {heading: {en: Head, fr: Titre}, level: 1, numbered: true, id: head}
        - {paragraph: {en: "See [@head]", fr: "Voir [@head]"}, numbered: false}
        """,
        codes="en fr",
        symbol="A/RES/80/5",
        series="general-assembly-resolutions",
        session="80",
        station="new-york",
        distribution="limited",
        adoption="{date: 2025-11-01, basis: {en: by vote, fr: par vote}}",
        agenda="{item: [7, 8 (b)], provisional: true, title: {en: Item, fr: Point}}",
        meeting="{start: 2025-11-01, end: 2025-11-02}",
        job="{number: 25-01234, dates: {fr: ['160525', '200525']}}",
        numbering="typed",
        submitted_by="[{en: State, fr: État}]",
        byline="{en: By, fr: Par}",
    )
    edition = resolve(project, source, "fr")
    assert build_again(project, edition) == replace(edition, siblings=())
    assert "State" not in edition.canonical
    assert "en:" not in edition.canonical.replace("from: en", "")


def test_a_change_in_one_language_leaves_the_others_canonical_source_alone(
    project: Project,
) -> None:
    before = write_paper("- paragraph: {en: Words, fr: Mots}", codes="en fr")
    after = before.replace("Mots", "D’autres mots")
    assert resolve(project, before, "en") == resolve(project, after, "en")
    assert resolve(project, before, "fr").canonical != resolve(project, after, "fr").canonical


def test_what_is_allowed_stays_allowed(project: Project) -> None:
    """The source that a PDF carries builds it again: its errors are allowed there, too."""
    source = write_paper(
        """
        - paragraph: {en: "We recognise it.[^n]", fr: "Nous le reconnaissons[^n]."}
          allow: {S101: quoted}
        - paragraph: {en: "This includes:", fr: "En font partie :"}
          subparagraphs:
          - {en: "What we recognise;", fr: "Ce qui est ;", allow: {S101: quoted}}
          - {en: "All else.", fr: "Tout le reste."}
        """,
        codes="en fr",
        notes="n: {en: They recognise it., fr: Ils le reconnaissent., allow: {S101: quoted}}",
        extra="allow: {S101: quoted}",
        title="{en: To recognise, fr: Reconnaître}",
    )
    edition = resolve(project, source)
    again = read_source(project, edition.canonical.encode(), "canonical.yaml").require()
    assert check_paper(project, again).errors == ()
    assert check_paper(project, read_written(project, source)).errors == ()
    bare = edition.canonical.replace("S101", "S102")
    found = check_paper(project, read_written(project, bare))
    assert sum(kept.code == "S101" for kept in found) == 4


@given(st.lists(st.text("ab .:#-'\n \t\u2028\x85é核", max_size=12), min_size=1, max_size=4))
def test_prose_is_written_as_pyyaml_writes_it(texts: list[str]) -> None:
    class Plain(_Dumper):
        analyze_scalar = yaml.SafeDumper.analyze_scalar
        write_literal = yaml.SafeDumper.write_literal

    origin = Origin("x.yaml", 1, 1)
    tree = Branch({"text": [{"paragraph": {"en": Text(one, origin, ())}} for one in texts]})
    plain = yaml.dump(tree, Dumper=Plain, allow_unicode=True, sort_keys=False, width=2**20)
    assert dump_tree(tree) == plain
