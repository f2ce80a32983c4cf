"""What went wrong once with files that came home: each edit, and what the source must be then."""

from __future__ import annotations

import copy
from pathlib import Path

import pytest
import yaml

from masthead.edition.resolve import resolve_edition
from masthead.importing.importer import import_drafts
from masthead.importing.word.reader import read_bytes
from masthead.project import Project
from masthead.read.reader import read_source
from masthead.render.docx import render_docx
from tests.importing.word.desk import Desk, W, make
from tests.importing.word.home import (
    DRAFT,
    HEAD,
    REPORT,
    bring,
    check,
    delete,
    insert_after,
    replace,
    split,
)
from tests.importing.word.homecoming import make_place, settle


@pytest.fixture
def place(tmp_path: Path) -> Project:
    return make_place(tmp_path)


def test_a_comment_above_a_paragraph_that_is_deleted_stays(place: Project) -> None:
    text = "- paragraph: {en: The first words., fr: Les premiers.}\n"
    other = "- paragraph: {en: The second ones., fr: Les autres.}\n"
    source = f"{REPORT}# of all\n{text}# of it\n{other}"
    assert bring(place, source, delete("first words")) == (
        f"{REPORT}# of all\n# of it\n{other}",
        [],
    )
    assert bring(place, source, delete("second ones")) == (f"{REPORT}# of all\n{text}# of it\n", [])


def test_a_paragraph_that_ends_a_section_takes_no_head_with_it(place: Project) -> None:
    """A section ends in the end of its last paragraph; the head that has the date goes by it."""
    text = "- paragraph: {en: Words before it., fr: Avant lui.}\n"
    rest = """\
- table:
    landscape: true
    columns: [{en: Head, fr: Tete}, {en: Other, fr: Autre}]
    rows: [[{en: Cell, fr: Case}, 5]]
- paragraph: {en: Words after it., fr: Apres lui.}
"""
    edit = delete("Words before")
    came, told = bring(place, f"{REPORT}{text}{rest}", edit, tracked=True)
    assert (yaml.safe_load(came), told) == (yaml.safe_load(f"{REPORT}{rest}"), [])


def test_the_only_operative_paragraph_that_is_split_is_numbered_by_the_paper(
    place: Project,
) -> None:
    source = DRAFT + (
        "- preamble: {en: '*The Assembly*,', fr: '*L’Assemblée*,'}\n"
        "- operative: {en: '*Decides* this and that', fr: '*Décide*'}\n"
    )
    came, told = bring(place, source, split("this and that", len("this ")))
    assert told == []
    assert "numbered" not in came
    assert came.count("- operative:") == 2


def test_the_opening_of_a_resolution_is_no_edit_when_what_it_opens_is_deleted(
    place: Project,
) -> None:
    heading = "- heading: {en: A heading, fr: Un titre}\n"
    source = f"{DRAFT}{heading}- operative: {{en: '*Decides* on it', fr: '*Décide*'}}\n"
    assert bring(place, source, delete(" on it")) == (DRAFT + heading, [])


def test_what_stands_after_an_annex_is_edited_there(place: Project) -> None:
    source = REPORT.replace("date:", "kind: corrigendum\ndate:") + (
        "- annex:\n"
        "    title: {en: An annex, fr: Une annexe}\n"
        "    text:\n"
        "    - paragraph: {en: Words of the annex., fr: Ceux de l’annexe.}\n"
        "- correction:\n"
        "    at: {en: 'Paragraph 5, line 2', fr: 'Paragraphe 5'}\n"
        "    text:\n"
        "    - {en: Words of a correction., fr: Ceux d’une correction.}\n"
    )
    for old, new in (
        ("of a correction", "of another correction"),
        ("of the annex", "of this annex"),
    ):
        check(place, source, replace(old, new), source.replace(old, new))


def test_brackets_of_alternatives_stay_outside_of_an_item_that_is_split(place: Project) -> None:
    item = "    - {en: last item there, fr: deux}\n"
    source = REPORT + (
        "- alternatives:\n"
        "  - {en: One thing., fr: Une chose.}\n"
        "  - paragraph: {en: Another thing., fr: Une autre.}\n"
        "    list:\n"
        f"    - {{en: first item here, fr: un}}\n{item}"
    )
    wanted = source.replace(item, "    - {en: last item, fr: deux}\n    - {en: there}\n")
    check(place, source, split("last item there", len("last item ")), wanted)


def test_a_paragraph_with_a_long_reference_in_brackets_is_edited(place: Project) -> None:
    long = "A heading that is so long that a reference to it has more words than most others have"
    source = REPORT + (
        f"- heading: {{en: {long}, fr: Un titre}}\n"
        "  id: long\n"
        "- paragraph: {en: 'See [@long] for more words.', fr: 'Voir [@long].'}\n"
        "  bracketed: true\n"
        "  run_in: {en: Run in, fr: En ligne}\n"
    )
    check(place, source, replace("for more", "for other"), source.replace("for more", "for other"))


def test_a_subparagraph_of_two_paragraphs_is_not_taken_for_two(place: Project) -> None:
    source = REPORT + (
        "- paragraph: {en: Of three things, fr: De trois}\n"
        "  subparagraphs:\n"
        '  - {en: "One of them;\\n\\nIts second part;", fr: "Un ;\\n\\nEt la suite ;"}\n'
        "  - {en: Another one;, fr: Deux ;}\n"
        "  - {en: What comes at the end., fr: La fin., numbered: false}\n"
    )
    check(place, source, replace("at the end", "last"), source.replace("at the end", "last"))


@pytest.mark.parametrize("tracked", [False, True])
def test_what_is_inserted_before_a_subparagraph_without_a_number_has_none(
    place: Project, *, tracked: bool
) -> None:
    ours = "  - {en: What goes on here., fr: La suite., numbered: false}\n"
    source = REPORT + (
        "- paragraph: {en: Of three things, fr: De trois}\n"
        "  subparagraphs:\n"
        '  - {en: "One of them;\\n\\nIts second part;", fr: "Un ;\\n\\nEt la suite ;"}\n'
        f"{ours}"
        "  - {en: Another one., fr: Deux.}\n"
    )

    def edit(desk: Desk) -> None:
        paragraph = desk.find("What goes on")
        assert paragraph is not None
        desk.insert_before(paragraph, "New words.")

    came, told = bring(place, source, edit, tracked=tracked)
    new = "  - {en: New words., numbered: false}\n"
    assert told == []
    assert settle(yaml.safe_load(came)) == settle(yaml.safe_load(source.replace(ours, new + ours)))


ENDED = REPORT + (
    "- paragraph: {en: Of two things, fr: De deux}\n"
    "  subparagraphs:\n"
    '  - {en: "One of them;\\n\\nIts second part;", fr: "Un ;\\n\\nEt la suite ;"}\n'
    "  - {en: Another one;, fr: Deux ;}\n"
    "  - {en: What comes at the end., fr: La fin., numbered: false}\n"
)


@pytest.mark.parametrize("tracked", [False, True])
@pytest.mark.parametrize(
    ("following", "within"),
    [
        ("", True),
        ("- heading: {en: A heading here, fr: Un titre}\n", True),
        ("- paragraph: {en: The last words., fr: Les derniers.}\n", True),
        ("- paragraph: {en: Without one., fr: Sans.}\n  numbered: false\n", False),
    ],
)
def test_what_is_inserted_after_a_last_subparagraph_without_a_number_is_one_like_it(
    place: Project, following: str, *, within: bool, tracked: bool
) -> None:
    came, told = bring(place, ENDED + following, insert_after("at the end"), tracked=tracked)
    new = "  - {en: New words., numbered: false}\n"
    if not within:  # it looks like what stands after it, too
        new = "- paragraph: {en: New words.}\n  numbered: false\n"
    assert told == []
    assert settle(yaml.safe_load(came)) == settle(yaml.safe_load(ENDED + new + following))


def test_a_heading_that_libreoffice_gave_the_style_of_a_deleted_paragraph_stays_one(
    place: Project,
) -> None:
    gone = "- paragraph: {en: The second words., fr: Les autres.}\n"
    source = (
        f"{REPORT}- paragraph: {{en: The first words., fr: Les premiers.}}\n{gone}"
        "- heading: {en: A heading here, fr: Un titre}\n"
        "- paragraph: {en: The last words., fr: Les derniers.}\n"
    )

    def edit(desk: Desk) -> None:
        paragraph, heading = desk.find("second words"), desk.find("heading here")
        assert paragraph is not None
        assert heading is not None
        properties, style = heading.find(f"{W}pPr"), paragraph.find(f"{W}pPr/{W}pStyle")
        assert properties is not None
        assert style is not None
        properties[:] = [copy.deepcopy(style), make("numPr", make("numId", val="0"))]
        desk.delete(paragraph)

    assert bring(place, source, edit, tracked=True) == (source.replace(gone, ""), [])
    assert bring(place, source, edit, tracked=True, how="reject") == (source, [])


def test_contents_of_libreoffice_list_from_where_headings_begin(place: Project) -> None:
    source = (
        f"{REPORT}- contents: {{levels: 2, tables: false}}\n"
        "- heading: {en: A heading here, fr: Un titre}\n"
        "- paragraph: {en: The last words., fr: Les derniers.}\n"
    )

    def edit(desk: Desk) -> None:
        (code,) = [each for each in desk.document.iter(f"{W}instrText") if "\\o" in str(each.text)]
        assert '"2-3"' in str(code.text)
        code.text = str(code.text).replace('"2-3"', '"1-3"')

    assert bring(place, source, edit) == (source, [])


def test_which_stage_of_a_draft_came_is_told_by_its_words(place: Project) -> None:
    source = REPORT + (
        "- alternatives:\n"
        "  - {en: 'One thing.', fr: Une chose., chosen: true}\n"
        "  - {en: 'Another thing.[^a]', fr: 'Une autre.[^a]'}\n"
        "- paragraph: {en: 'The last words.[^b]', fr: 'Les derniers.[^b]'}\n"
        "notes:\n"
        "  a: {en: A note of it., fr: Une note.}\n"
        "  b: {en: Another note., fr: Une autre note.}\n"
    )

    def edit(desk: Desk) -> None:
        paragraph = desk.find("One thing")
        assert paragraph is not None
        found = desk.find_run(paragraph, "One thing")
        assert found is not None
        desk.add_note(found[0], found[1] + len("One"), "A new note.")

    wanted = source.replace("One thing", "One[^n1] thing") + "  n1: {en: A new note.}\n"
    check(place, source, edit, wanted)


def test_contents_before_a_preamble_do_not_hide_it(place: Project) -> None:
    source = DRAFT + (
        "- contents: {levels: 1, tables: false}\n"
        "- preamble: {en: '*Recalling* this,', fr: '*Rappelant* cela,'}\n"
        "- operative: {en: '*Decides* on it;', fr: '*Décide* ;'}\n"
        "- operative: {en: '*Decides* on that.', fr: '*Décide*.'}\n"
        "- annex:\n"
        "    title: {en: An annex, fr: Une annexe}\n"
        "    text:\n"
        "    - paragraph: {en: Words of the annex., fr: Ceux de l’annexe.}\n"
    )
    paper = read_source(place, source.encode(), "source/paper.yaml").require()
    data = render_docx(place, resolve_edition(place, paper, "en"))
    imported = import_drafts(place, [read_bytes(place, data, "a.docx", "en")], sources=False)
    kinds = [unit.kind for unit in imported.paper.text]
    assert kinds == ["contents", "preamble", "operative", "operative", "annex"]


def test_a_prefix_stays_when_the_last_numbered_paragraph_is_deleted(place: Project) -> None:
    head = REPORT.replace("date:", "numbering: {prefix: 6}\ndate:")
    heading = "- heading: {en: A heading here, fr: Un titre}\n"
    source = f"{head}{heading}- paragraph: {{en: The only words., fr: Les seuls mots.}}\n"
    assert bring(place, source, delete("only words")) == (head + heading, [])


@pytest.mark.parametrize(("look", "new"), [("i", "*words*"), ("b", "**words**")])
def test_words_in_brackets_that_begin_or_end_with_emphasis_are_emphasized(
    place: Project, look: str, new: str
) -> None:
    source = REPORT + (
        "- paragraph: {en: '*One* with words and **the end**', fr: Un}\n"
        "  bracketed: true\n"
        "  run_in: {en: Run in, fr: En ligne}\n"
    )

    def edit(desk: Desk) -> None:
        paragraph = desk.find("with words")
        assert paragraph is not None
        found = desk.find_run(paragraph, "words")
        assert found is not None
        desk.restyle(found[0], found[1], found[1] + len("words"), look)

    check(place, source, edit, source.replace("words", new))


@pytest.mark.parametrize("way", ["together", "to members"])
def test_words_of_a_letter_that_are_or_begin_as_those_of_its_title_are_edited(
    place: Project, way: str
) -> None:
    letter = HEAD.format(symbol="A/80/901", series="general-assembly").replace(
        "title: {en: A title of it, fr: Un titre}\n",
        "communication:\n"
        "  form: letter\n"
        "  date: 2025-08-01\n"
        f"  from: {{en: those whose papers are addressed {way} here, fr: le groupe}}\n"
        "  to: {en: the Secretary-General, fr: au Secrétaire général}\n",
    )
    source = f"{letter}text:\n- paragraph: {{en: The first words., fr: Les premiers.}}\n"
    check(place, source, replace(f"{way} here", f"{way} now"), source.replace("here", "now"))
