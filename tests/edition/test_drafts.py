"""Drafts under negotiation: brackets, alternatives, what is put in later, what is settled."""

from __future__ import annotations

import pytest

from masthead.edition.edition import Bracket, Edition, Paragraph, Words, plain_text, walk_inlines
from masthead.edition.resolve import resolve_edition
from masthead.project import Project
from masthead.write.canonical import write_canonical
from tests.edition.papers import find_faults, read_paper, resolve, write_paper
from tests.oracle import read_part

CODES = "en fr es ru zh ar"


def every(words: str) -> str:
    """The same words in every language, as a source has them."""
    return "{" + ", ".join(f'{code}: "{words}"' for code in CODES.split()) + "}"


INSERTED = f"""
- paragraph: {every("See [@bis], [@ter] and [@sub].")}
- {{paragraph: {every("Words")}, inserted: true, id: bis}}
- paragraph: {every("Words")}
  inserted: true
  id: ter
  subparagraphs:
  - {every("Words")[:-1]}}}
  - {every("Words")[:-1]}, inserted: true, id: sub}}
  - {every("Words")[:-1]}}}
- paragraph: {every("Words")}
- annex:
    title: {every("Words")}
    text:
    - paragraph: {every("Words")}
    - {{paragraph: {every("Words")}, inserted: true}}
"""


def read_body(edition: Edition) -> list[tuple[str, str]]:
    return [line for part in edition.body for line in read_part(part)]


@pytest.mark.parametrize(
    ("code", "labels", "said"),
    [
        ("en", ["1.", "1 bis.", "1 ter.", "(a)", "(a) bis", "(b)", "2."], "1 ter (a) bis"),
        ("fr", ["1.", "1 bis.", "1 ter.", "a)", "a) bis", "b)", "2."], "1 ter a) bis"),
        ("es", ["1.", "1 bis.", "1 ter.", "a)", "a) bis", "b)", "2."], "1 ter a) bis"),
        ("ru", ["1.", "1 бис.", "1 тер.", "a)", "a) бис", "b)", "2."], "1 тер"),
        ("zh", ["1.", "1之二.", "1之三.", "(a)", "(a)之二", "(b)", "2."], "第1之三(a)之二段"),
        ("ar", ["1 -", "1 مكررا -", "1 مكررا ثانيا -", "(أ)", "(أ) مكررا", "(ب)", "2 -"], "مكررا"),
    ],
)  # fmt: skip
def test_what_is_put_in_later_has_the_number_before_it(
    project: Project, code: str, labels: list[str], said: str
) -> None:
    edition = resolve(project, write_paper(INSERTED, codes=CODES), code)
    body = read_body(edition)
    assert [label for label, _ in body][:7] == labels
    assert [label for label, _ in body][-2:] == [labels[0], labels[1]]
    assert said in body[0][1].replace("\u00a0", " ")
    numbers = [block.number for block in edition.body if isinstance(block, Paragraph)]
    assert numbers == [1, None, None, 2]
    assert len({block.id for block in edition.body}) == 5


def test_nothing_is_put_in_before_the_first_number_or_after_the_tenth(project: Project) -> None:
    first = "- {paragraph: {en: A}, inserted: true}\n- {paragraph: {en: A}, numbered: false}"
    (fault,) = find_faults(project, write_paper(first))
    assert "error[E007] an inserted paragraph, and there is none with a number" in fault
    many = "- paragraph: {en: A}\n" + "- {paragraph: {en: A}, inserted: true}\n" * 10
    (fault,) = find_faults(project, write_paper(many))
    assert "error[E001] en has no label for inserted number 10" in fault


TEXT = """
- {heading: {en: "Head [[line]]", zh: "标[[题]]"}, bracketed: true}
- paragraph: {en: "Words:", zh: "词语："}
  bracketed: true
  subparagraphs:
  - {en: "One;", zh: "一；"}
  - en: "Two:"
    zh: "二："
    bracketed: true
    list: [{en: "In it", zh: "其中"}]
- quotation: {en: "Said.", zh: "已说。"}
  bracketed: true
- paragraph: {en: "[[See [@both]]]. *One [[two]]*.", zh: "[[见[@both]]]。*一[[二]]*。"}
- alternatives:
  - by: [{en: Benin, zh: 贝宁}, {en: Chile, zh: 智利}]
    en: "Meet[^a] again."
    zh: "再次[^a]开会。"
  - {heading: {en: X, zh: X}}
  id: both
"""
NOTES = "a: {en: A, zh: A}\nb: {en: B, zh: B}"


def choose(second: str, *, chosen: str = "") -> str:
    """A text whose second alternative is another one."""
    return TEXT.replace("  - {heading: {en: X, zh: X}}", second.replace("CHOSEN", chosen))


SECOND = '  - {en: "Report.[^b]", zh: "报告。[^b]"CHOSEN}'


def test_brackets_stand_around_words_and_units(project: Project) -> None:
    source = write_paper(choose(SECOND), codes="en zh", notes=NOTES)
    edition = resolve(project, source)
    said = [plain_text(content) for block in edition.body for _, content in block.contents()]
    assert said == [
        "[Head [line]]", "[Words:", "[Said.]", "[See paragraph\u00a03]. One [two].",
        "[Alternative 1 (Benin, Chile): Meet again.]", "[Alternative 2: Report.]",
    ]  # fmt: skip
    below = [text for _, text in read_body(edition)]
    assert "In it]]" in below
    kinds = {
        (inline.text, inline.around)
        for block in edition.body for _, content in block.contents()
        for inline in walk_inlines(content) if isinstance(inline, Bracket)
    }  # fmt: skip
    assert kinds == {("[", "unit"), ("]", "unit"), ("[", "words"), ("]", "words")}
    assert "[备选案文1(贝宁、智利)：再次开会。]" in str(read_body(resolve(project, source, "zh")))


def test_a_bracket_in_the_text_is_none_of_a_draft(project: Project) -> None:
    edition = resolve(project, write_paper('- paragraph: {en: "See [a] and \\\\[[b]]."}'))
    (block,) = edition.body
    assert block.content == (Words("See [a] and [[b]]."),)


def test_a_draft_shows_all_alternatives_and_others_what_was_chosen(project: Project) -> None:
    source = write_paper(choose(SECOND, chosen=", chosen: true"), codes="en zh", notes=NOTES)
    paper = read_paper(project, source)
    draft = resolve_edition(project, paper, "en", draft=True)
    clean = resolve_edition(project, paper, "en", draft=True, clean=True)
    official = resolve_edition(project, paper, "en")
    assert [len(edition.body) for edition in (draft, clean, official)] == [6, 5, 5]
    assert (draft.draft, clean.draft, official.draft) == ("Draft", "Draft", None)
    assert clean.body == official.body
    chosen = official.body[-1]
    assert (chosen.id, chosen.label, plain_text(chosen.content)) == ("p3", "3.", "Report.")
    assert [note.key for note in official.notes] == ["b"]
    # What travels in the PDF holds nothing of what was not chosen, and builds the same again.
    assert "Meet" not in official.canonical
    again = resolve_edition(project, read_paper(project, official.canonical), "en")
    assert again.body == official.body
    assert "alternatives:" in draft.canonical
    assert write_canonical(read_paper(project, draft.canonical), "en") == draft.canonical


def test_references_lead_to_what_was_chosen(project: Project) -> None:
    text = """
    - paragraph: {en: "See [@both] and [@sub]."}
    - alternatives:
      - paragraph: {en: "One:"}
        subparagraphs: [{en: "In it.", id: sub}]
      - {en: "Two.", chosen: true}
      id: both
    """
    source = write_paper(text)
    draft = resolve(project, source, draft=True)
    assert "paragraph 2 and paragraph 2 (a)" in read_body(draft)[0][1].replace("\u00a0", " ")
    (fault,) = find_faults(project, source)
    assert "error[E008] unit 'sub' is part of an alternative that was not chosen" in fault


def test_a_resolution_opens_before_alternatives(project: Project) -> None:
    text = """
    - alternatives:
      - {preamble: {en: "*Noting* one,"}}
      - {preamble: {en: "*Noting* two,"}}
    - alternatives:
      - {operative: {en: "*Decides* one."}}
      - {operative: {en: "*Decides* two."}}
    """
    edition = resolve(project, write_paper(text, symbol="A/C.3/80/L.XX", kind="draft-resolution",
                                           extra="sponsors: {en: A State}"))  # fmt: skip
    said = [plain_text(content) for block in edition.body for _, content in block.contents()]
    assert said[0] == "The General Assembly,"
    assert said[-1] == "[Alternative 2: Decides two.]"
    assert [block.label for block in edition.body if isinstance(block, Paragraph)] == [None] * 4


def test_tables_among_alternatives_stand_between_brackets(project: Project) -> None:
    text = """
    - alternatives:
      - table: {columns: ["1"], rows: [[1]]}
      - table: {columns: ["1"], rows: [[2]]}
    """
    edition = resolve(project, write_paper(text))
    kinds = ["paragraph", "table", "paragraph"] * 2
    assert [block.kind for block in edition.body] == kinds
    assert plain_text(edition.body[0].content) == "[Alternative 1: "
    assert plain_text(edition.body[2].content) == "]"
