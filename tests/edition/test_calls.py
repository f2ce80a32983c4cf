"""The side of punctuation on which each language calls its notes."""

from __future__ import annotations

import pytest

from masthead.edition.edition import Call, Content, plain_text
from masthead.project import Project
from tests.edition.papers import resolve, write_paper


def show(content: Content) -> str:
    return "".join(
        f"<{inline.mark}>" if isinstance(inline, Call) else plain_text((inline,))
        for inline in content
    )


@pytest.mark.parametrize(
    ("code", "written", "printed"),
    [
        ("en", "Words[^a]. More", "Words.<1> More"),
        ("en", "Words.[^a] More", "Words.<1> More"),
        ("en", "Words[^a], more", "Words,<1> more"),
        ("en", "“Words[^a]” more", "“Words”<1> more"),
        ("en", "“Words[^a].” More", "“Words.”<1> More"),
        ("en", "(words[^a]) more", "(words<1>) more"),
        ("en", "State[^a]’s word", "State<1>’s word"),
        ("en", "Words[^a][^b].", "Words.<1><2>"),
        ("en", "Words[^a] more[^b].", "Words<1> more.<2>"),
        ("en", "*Words*[^a].", "Words.<1>"),
        ("en", "*Words[^a]*.", "Words.<1>"),
        ("en", "**Words[^a]** more", "Words<1> more"),
        ("zh", "文字[^a]。更多", "文字。<1>更多"),
        ("zh", "文字。[^a]更多", "文字。<1>更多"),
        ("zh", "“文字”[^a]，更多", "“文字”，<1>更多"),
        ("zh", "声明[^a]和宣言[^b]的", "声明<1>和宣言<2>的"),
        ("zh", "《条约[^a]》规定", "《条约<1>》规定"),
        ("fr", "Mot.[^a] Suite", "Mot<1>. Suite"),
        ("fr", "Mot[^a]. Suite", "Mot<1>. Suite"),
        ("fr", "Mot ;[^a] suite", "Mot<1>~; suite"),
        ("fr", "« Mot »[^a].", "«~Mot~»<1>."),
        ("fr", "Mots, etc.[^a] qui suivent", "Mots, etc.<1> qui suivent"),
        ("fr", "Mots, etc.[^a] Suite", "Mots, etc<1>. Suite"),
        ("fr", "Mot.[^a][^b]", "Mot<1><2>."),
        ("es", "Palabra,[^a] sigue", "Palabra<1>, sigue"),
        ("es", "¿Palabra?[^a]", "¿Palabra<1>?"),
        ("ru", "Слово,[^a] дальше", "Слово<1>, дальше"),
        ("ru", "ст.[^a] далее", "ст.<1> далее"),
        ("ar", "كلمة.[^a]", "كلمة<(1)>."),
        ("ar", "كلمة[^a]، ثم", "كلمة<(1)>، ثم"),
    ],
)
def test_calls_come_to_stand_on_their_side(
    project: Project, code: str, written: str, printed: str
) -> None:
    notes = f"a: {{{code}: Note}}\n"
    notes += f"b: {{{code}: Note}}\n" if "[^b]" in written else ""
    source = write_paper(
        f"- paragraph: {{{code}: '{written}'}}", codes=code, notes=notes, original=code
    )
    paragraph = resolve(project, source, code).body[0]
    assert show(paragraph.content).replace("\u00a0", "~") == printed


def test_marks_run_through_text_and_annexes_and_asterisks_by_themselves(project: Project) -> None:
    source = write_paper(
        """
        - paragraph: {en: "One[^one]"}
          subparagraphs: [{en: "Two[^two]"}]
        - annex: {title: {en: "Three[^three]"}, text: [{paragraph: {en: "Four[^four]"}}]}
        """,
        notes="""
        four: {en: "4"}
        byline: {en: byline}
        title: {en: title}
        one: {en: "1"}
        two: {en: "2"}
        three: {en: "3"}
        """,
        title="{en: 'Title[^title]'}",
        byline="{en: 'Byline[^byline]'}",
    )
    edition = resolve(project, source)
    marks = [
        (note.series, note.mark, note.id, plain_text(note.paragraphs[0])) for note in edition.notes
    ]
    assert marks == [
        ("masthead", "*", "s1", "title"),
        ("masthead", "**", "s2", "byline"),
        ("text", "1", "n1", "1"),
        ("text", "2", "n2", "2"),
        ("text", "3", "n3", "3"),
        ("text", "4", "n4", "4"),
    ]


def test_asterisks_on_the_symbol_use_up_the_first_marks(project: Project) -> None:
    source = write_paper(symbol="A/80/1*", title="{en: 'Title[^note]'}", notes="note: {en: Note}")
    assert [note.mark for note in resolve(project, source).notes] == ["**"]


def test_marks_of_the_masthead_follow_the_printed_page(project: Project) -> None:
    """However the source is ordered: agenda, basis of adoption, title, byline, then the text."""
    source = write_paper(
        '- paragraph: {en: "Words[^t]."}',
        symbol="A/RES/73/8",
        series="general-assembly-resolutions",
        session="73",
        title="{en: 'Title[^c]'}",
        byline="{en: 'Byline[^d]'}",
        adoption="{date: 2018-11-01, basis: {en: 'on a report[^b]'}}",
        agenda="{item: 7, title: {en: 'Item[^a]'}}",
        notes="".join(f"{key}: {{en: Note {key}.}}\n" for key in "tdcba"),
    )
    edition = resolve(project, source)
    marks = [(note.mark, plain_text(note.paragraphs[0])) for note in edition.notes]
    assert marks == [
        ("*", "Note a."), ("**", "Note b."), ("***", "Note c."), ("****", "Note d."),
        ("1", "Note t."),
    ]  # fmt: skip
    assert show(edition.adoption[1]) == "[on a report<**>]"
