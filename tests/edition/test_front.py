"""The front of a paper: agenda items with their titles, subtitle, notes chosen by a key."""

from __future__ import annotations

import pytest

from masthead.edition.edition import Call, Edition, plain_text
from masthead.language.language import list_languages, load_language
from masthead.project import Project
from tests.edition.papers import find_faults, resolve, write_paper

ALL = "ar zh en fr ru es"
REISSUED = {
    "ar": "أعيد إصدارها لأسباب فنية في 16 حزيران/يونيه 2011.",
    "zh": "由于技术原因于2011年6月16日重新印发。",
    "en": "Reissued for technical reasons on 16 June 2011.",
    "fr": "Nouveau tirage pour raisons techniques (16 juin 2011).",
    "ru": "Переиздано по техническим причинам 16 июня 2011 года.",
    "es": "Publicado nuevamente por razones técnicas el 16 de junio de 2011.",
}


def show_notes(edition: Edition) -> list[tuple[str, str]]:
    return [
        (note.mark, plain_text(note.paragraphs[0]).replace("\u00a0", " ")) for note in edition.notes
    ]


@pytest.mark.parametrize("code", REISSUED)
def test_the_note_on_a_reissue_has_its_date_in_every_language(project: Project, code: str) -> None:
    source = write_paper(codes=code, original=code, date="2011-06-14", reissued="2011-06-16")
    edition = resolve(project, source, code)
    assert show_notes(edition) == [("*", REISSUED[code])]
    assert edition.masthead.symbol_note == (Call("c-s1", "s1", "*"),)
    assert edition.masthead.symbol_small == "/80/XX"


def test_an_asterisk_that_is_typed_at_the_symbol_is_that_of_its_note(project: Project) -> None:
    source = write_paper(
        symbol="A/65/L.78*", date="2011-06-14", reissued="2011-06-16", job="11-37476",
        title="{en: 'Words[^a]'}", notes="a: {en: Note}",
    )  # fmt: skip
    edition = resolve(project, source)
    assert (edition.masthead.symbol_small, edition.masthead.symbol) == ("/65/L.78", "A/65/L.78")
    assert [mark for mark, _ in show_notes(edition)] == ["*", "**"]
    assert edition.job
    assert (edition.job.line, edition.job.barcode) == ("11-37476* (E)", "1137476")


def test_a_second_reissue_has_two_asterisks_and_words_of_its_own(project: Project) -> None:
    source = write_paper(symbol="A/65/L.78**", date="2011-06-14", symbol_note="{en: Once more.}")
    edition = resolve(project, source)
    assert show_notes(edition) == [("**", "Once more.")]
    assert edition.masthead.symbol_small == "/65/L.78"


def test_several_agenda_items_have_a_title_each(project: Project) -> None:
    agenda = "{items: [{item: 13, title: {en: 'One[^a]'}}, {item: 71 (b), title: {en: Two}}]}"
    edition = resolve(project, write_paper(agenda=agenda, notes="a: {en: Note}"))
    lines = [(line.kind, plain_text(line.content)) for line in edition.masthead.sessions[1:]]
    assert lines == [
        ("agenda-item", "Agenda items\u00a013 and 71\u00a0(b)"),
        ("agenda-title", "One"),
        ("agenda-title", "Two"),
    ]
    assert show_notes(edition) == [("*", "Note")]


def test_notes_are_marked_in_the_order_of_the_page(project: Project) -> None:
    source = write_paper(
        reissued="2025-09-02",
        agenda="{items: [{item: 1, title: {en: 'One[^a]'}}, {item: 2, title: {en: 'Two[^b]'}}]}",
        title="{en: 'Title[^c]'}",
        subtitle="{en: 'Subtitle[^d]'}",
        byline="{en: 'Byline[^e]'}",
        notes="".join(f"{key}: {{en: {key}}}\n" for key in "edcba"),
    )
    edition = resolve(project, source)
    assert [text for _, text in show_notes(edition)[1:]] == list("abcde")
    assert plain_text(edition.subtitle) == "Subtitle"


def test_every_language_words_the_same_standing_notes(project: Project) -> None:
    worded = {code: load_language(project, code).standing_notes for code in list_languages(project)}
    assert {frozenset(words) for words in worded.values()} == {frozenset(worded["en"])}
    for code, words in worded.items():
        notes = "".join(f"{key}: {{standard: {key}}}\n" for key in words)
        title = "Words" + "".join(f"[^{key}]" for key in words)
        source = write_paper(codes=code, original=code, title=f"{{{code}: '{title}'}}", notes=notes)
        edition = resolve(project, source, code)
        assert [text for _, text in show_notes(edition)] == list(words.values())


def test_a_series_words_a_note_in_its_own_way(project: Project, tmp_path) -> None:  # type: ignore[no-untyped-def]
    (tmp_path / "series").mkdir()
    (tmp_path / "series" / "own.yaml").write_text(
        "name: {en: Own, fr: Propre}\nsymbol: 'A/.+'\nstations: [new-york]\norganization: true\n"
        "emblem: false\ndistribution: true\nbody: {en: [Own], fr: [Propre]}\n"
        "standing_notes: {late: {en: Late.}, secret: {en: Not for all.}}\n"
    )
    own = Project(tmp_path)
    notes = "late: {standard: late}\nsecret: {standard: secret}"
    titles = ", ".join(f"{code}: 'Words[^late][^secret]'" for code in ("en", "fr"))
    source = write_paper(codes="en fr", series="own", title=f"{{{titles}}}", notes=notes)
    (fault,) = find_faults(own, source)
    assert "[R151] the standard note 'secret' has no words in 'fr'" in fault
    english = source.replace("fr: {}", "fr: {status: pending}")
    shown = show_notes(resolve(own, english.replace("standard: secret", "standard: late")))
    assert [text for _, text in shown] == ["Late.", "Late."]


@pytest.mark.parametrize(
    ("code", "heading", "wanted"),
    [
        ("en", "Working methods", "<Working methods.> Words."),
        ("en", "What next?", "<What next?> Words."),
        ("fr", "Méthodes de travail", "<Méthodes de travail.> Words."),
        ("zh", "工作方法", "<<工作方法。>>Words."),
        ("ar", "أساليب العمل", "<أساليب العمل.> Words."),
    ],
)
def test_a_run_in_heading_is_emphasized_and_ended(
    project: Project, code: str, heading: str, wanted: str
) -> None:
    unit = f"- paragraph: {{{code}: Words.}}\n  run_in: {{{code}: '{heading}'}}"
    content = resolve(project, write_paper(unit, codes=code, original=code), code).body[0].content
    look, *rest = content
    marks = {"emphasis": ("<", ">"), "strong": ("<<", ">>")}[look.kind]
    shown = marks[0] + plain_text(look.content) + marks[1] + plain_text(tuple(rest))
    assert shown == wanted


def test_a_note_called_in_a_run_in_heading_comes_first(project: Project) -> None:
    unit = "- paragraph: {en: 'Words[^b].'}\n  run_in: {en: 'Methods[^a]'}"
    edition = resolve(project, write_paper(unit, notes="b: {en: B}\na: {en: A}"))
    assert show_notes(edition) == [("1", "A"), ("2", "B")]
    assert [inline.kind for inline in edition.body[0].content[:3]] == ["emphasis", "call", "words"]


@pytest.mark.parametrize(
    ("code", "line", "note"),
    [
        ("en", "Items 137 and 138 of the preliminary list", "A/80/50."),
        ("fr", "Points 137 et 138 de la liste préliminaire", "A/80/50."),
        ("es", "Temas 137 y 138 de la lista preliminar", "A/80/50."),
        ("ru", "Пункты 137 и 138 первоначального перечня", "A/80/50."),
        ("zh", "暂定项目表项目137和138", "A/80/50。"),
        ("ar", "البندان 137 و 138 من القائمة الأولية", "A/80/50."),
    ],
)
def test_a_note_says_in_which_document_the_items_are(
    project: Project, code: str, line: str, note: str
) -> None:
    agenda = "{item: [137, 138], preliminary: true, document: A/80/50}"
    source = write_paper(
        codes=code, original=code, agenda=agenda, reissued="2025-09-02",
        title=f"{{{code}: 'Words[^a]'}}", notes=f"a: {{{code}: Note}}",
    )  # fmt: skip
    edition = resolve(project, source, code)
    items = edition.masthead.sessions[1].content
    assert plain_text(items).replace("\u00a0", " ") == line
    assert items[-1] == Call("c-s2", "s2", "**")
    assert show_notes(edition)[1:] == [("**", note), ("***", "Note")]


def test_a_language_that_does_not_name_the_preliminary_list_is_told(project: Project) -> None:
    language = load_language(project, "en")
    session = language.session.model_copy(update={"preliminary_item": ""})
    changed = language.model_copy(update={"session": session})
    project = Project(project.root)
    project.remember(("language", "en", None), lambda: changed)
    project.remember(("language", "en", "new-york"), lambda: changed)
    (fault,) = find_faults(project, write_paper(agenda="{item: 1, preliminary: true}"))
    assert "language/en.yaml does not name an item of the preliminary list" in fault
