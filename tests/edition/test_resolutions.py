"""Resolutions: what opens and closes them, their parts, the lines of their adoption, votes."""

from __future__ import annotations

import pytest

from masthead.edition.edition import (
    Closing,
    Edition,
    Emphasis,
    Heading,
    LeftToRight,
    Opening,
    Paragraph,
    Reference,
    ResolutionPart,
    SectionHeading,
    Strong,
    Vote,
    Words,
    plain_text,
    walk_blocks,
)
from masthead.project import Project
from tests.edition.papers import find_faults, resolve, write_paper

ALL = ("ar", "zh", "en", "fr", "ru", "es")
FACTS = {
    "symbol": "A/RES/80/5",
    "series": "general-assembly-resolutions",
    "adoption": "{date: 2025-11-01, meeting: 22}",
}
PREAMBLE = "- preamble: {en: '*Noting* one thing,'}\n"
OPERATIVE = "- operative: {en: '*Decides* another.'}\n"
HEADING = "- heading: {en: A section}\n"
ANNEX = "- annex: {title: {en: An annex}, text: [paragraph: {en: One.}]}\n"
TYPED = "- paragraph: {en: '*The General Assembly*,'}\n  numbered: false\n- paragraph: {en: One.}\n"
PARTS = """
    - part: {text: [operative: {en: '*Decides* it.'}]}
    - part: {text: [preamble: {en: '*Noting* it,'}]}
"""


def say(edition: Edition, *kinds: type) -> list[str]:
    """Say the texts of the blocks of some kinds, spaces as plain ones."""
    return [
        plain_text(content).replace("\u00a0", " ")
        for block in walk_blocks(edition.body)
        if isinstance(block, kinds)
        for _, content in block.contents()
    ]


PREAMBLES = {
    "en": ("preambular paragraph 2", "preambular paragraph 2 (a)",
           "preambular paragraph 1 of part A"),
    "fr": ("alinéa 2 du préambule", "alinéa 2 a) du préambule",
           "alinéa 1 du préambule de la partie A"),
    "es": ("párrafo 2 del preámbulo", "párrafo 2 a) del preámbulo",
           "párrafo 1 del preámbulo de la parte A"),
    "ru": ("п. 2 преамбулы", "п. 2 a) преамбулы", "часть A, п. 1 преамбулы"),
    "zh": ("序言部分第2段", "序言部分第2(a)段", "A部分序言部分第1段"),
    "ar": ("الفقرة 2 من الديباجة", "الفقرة 2 (أ) من الديباجة", "الفقرة 1 من الديباجة من الجزء A"),
}  # fmt: skip


@pytest.mark.parametrize("code", ALL)
def test_preambular_paragraphs_are_counted_where_something_refers_to_them(
    project: Project, code: str
) -> None:
    words = "{" + ", ".join(f"{one}: '*Words* here'" for one in ALL) + "}"
    said = "{" + ", ".join(f"{one}: '*See* [@two], [@sub], [@far]'" for one in ALL) + "}"
    text = f"""
- preamble: {words}
- preamble: {words}
  id: two
  subparagraphs: [{{{", ".join(f"{one}: W" for one in ALL)}, id: sub}}]
- operative: {said}
- part: {{text: [{{preamble: {words}, id: far}}, {{operative: {words}}}]}}
- part: {{text: [operative: {words}]}}
"""
    edition = resolve(project, write_paper(text, codes=" ".join(ALL), **FACTS), code)
    references = [
        inline.text.replace("\u00a0", " ")
        for block in walk_blocks(edition.body)
        if isinstance(block, Paragraph)
        for inline in block.content
        if isinstance(inline, Reference)
    ]
    assert tuple(references) == PREAMBLES[code]


def list_ids(edition: Edition) -> list[str]:
    return [block.id for block in walk_blocks(edition.body)]


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        (PREAMBLE + OPERATIVE, "opening pp1 p1 closing"),
        (HEADING + OPERATIVE + HEADING + OPERATIVE, "opening h1 p1 h2 p2 closing"),
        ("- paragraph: {en: As follows.}\n  numbered: false\n" + HEADING + OPERATIVE,
         "u1 opening h1 p1 closing"),
        (PREAMBLE + OPERATIVE + "- vote: none\n" + ANNEX,
         "opening pp1 p1 closing v1 a1 a1-p1"),
        (TYPED, "u1 p1"),
        (PARTS, "y1 y1-opening y1-p1 y1-closing y2 y2-opening y2-pp1 y2-closing"),
    ],
)  # fmt: skip
def test_what_opens_and_closes_stands_round_the_paragraphs(
    project: Project, text: str, ids: str
) -> None:
    assert list_ids(resolve(project, write_paper(text, **FACTS))) == ids.split()


def test_an_opening_may_be_another_one_or_none(project: Project) -> None:
    own = resolve(project, write_paper(OPERATIVE, opening="{en: '*The Committee*,'}", **FACTS))
    assert say(own, Opening) == ["The Committee,"]
    none = resolve(project, write_paper(OPERATIVE, opening="false", **FACTS))
    assert say(none, Opening) == []
    decision = FACTS | {"symbol": "A/DEC/80/501"}
    assert say(resolve(project, write_paper(OPERATIVE, **decision)), Opening) == []


def test_no_comma_follows_where_the_only_paragraph_does(project: Project) -> None:
    alone = resolve(project, write_paper(OPERATIVE, **FACTS))
    assert say(alone, Opening) == ["The General Assembly"]
    more = resolve(project, write_paper(PREAMBLE + OPERATIVE, **FACTS))
    assert say(more, Opening) == ["The General Assembly,"]


def test_the_only_operative_paragraph_has_no_number(project: Project) -> None:
    def list_labels(text: str) -> list[str | None]:
        blocks = walk_blocks(resolve(project, write_paper(text, **FACTS)).body)
        return [
            block.label
            for block in blocks
            if isinstance(block, Paragraph) and block.form == "operative"
        ]

    assert list_labels(PREAMBLE + OPERATIVE) == [None]
    assert list_labels(OPERATIVE * 2) == ["1.", "2."]
    without = OPERATIVE.rstrip() + "\n  numbered: false\n"
    assert list_labels(OPERATIVE + without + OPERATIVE) == ["1.", None, "2."]


def test_every_language_has_its_lines(project: Project) -> None:
    words = "{" + ", ".join(f"{code}: '*كلمة* أخرى.'" for code in ALL) + "}"
    wanted = {
        "en": ("The General Assembly,", "22nd plenary meeting", "1 November 2025",
               "[on the report of the Third Committee (A/80/583, para. 12)]"),
        "fr": ("L’Assemblée générale,", "22e séance plénière", "1er novembre 2025",
               "[sur la base du rapport de la Troisième Commission (A/80/583, par. 12)]"),
        "es": ("La Asamblea General,", "22a sesión plenaria", "1 de noviembre de 2025",
               "[sobre la base del informe de la Tercera Comisión (A/80/583, párr. 12)]"),
        "ru": ("Генеральная Ассамблея,", "22‑е пленарное заседание", "1 ноября 2025 года",
               "[по докладу Третьего комитета (A/80/583, пункт 12)]"),
        "zh": ("大会，", "第22次全体会议", "2025年11月1日",
               "[根据第三委员会的报告(A/80/583，第12段)]"),
        "ar": ("إن الجمعية العامة،", "الجلسة العامة 22", "1 تشرين الثاني/نوفمبر 2025",
               "[بناء على تقرير اللجنة الثالثة (A/80/583، الفقرة 12)]"),
    }  # fmt: skip
    report = "committee: third, report: A/80/583, paragraph: 12"
    facts = FACTS | {"adoption": f"{{date: 2025-11-01, meeting: 22, {report}}}"}
    text = f"- preamble: {words}\n- operative: {words}\n"
    source = write_paper(text, codes=" ".join(ALL), **facts)
    for code, (opening, meeting, date, basis) in wanted.items():
        edition = resolve(project, source, code)
        assert say(edition, Opening) == [opening]
        assert say(edition, Closing) == [meeting, date]
        assert plain_text(edition.adoption[1]).replace("\u00a0", " ") == basis
        first = next(block for block in edition.body if isinstance(block, Paragraph))
        assert isinstance(first.content[0], Strong if code == "zh" else Emphasis)


@pytest.mark.parametrize(
    ("adoption", "basis"),
    [
        ("report: A/73/L.3", "[without reference to a Main Committee (A/73/L.3)]"),
        ("report: [A/75/L.127, A/75/L.127/Add.1]",
         "[without reference to a Main Committee (A/75/L.127 and A/75/L.127/Add.1)]"),
        ("committee: fourth, report: A/75/415, paragraph: 7–9",
         "[on the report of the Special Political and Decolonization Committee (Fourth Committee) "
         "(A/75/415, paras. 7–9)]"),
        ("basis: {en: by acclamation}", "[by acclamation]"),
    ],
)  # fmt: skip
def test_the_basis_is_made_of_the_record(project: Project, adoption: str, basis: str) -> None:
    facts = FACTS | {"adoption": f"{{date: 2025-11-01, {adoption}}}"}
    edition = resolve(project, write_paper(OPERATIVE, **facts))
    assert plain_text(edition.adoption[1]).replace("\u00a0", " ") == basis


@pytest.mark.parametrize(
    ("number", "written"),
    [(1, "1st"), (2, "2nd"), (3, "3rd"), (11, "11th"), (101, "101st"), (9913, "9913th")],
)
def test_meetings_are_counted_in_ordinals(project: Project, number: int, written: str) -> None:
    facts = FACTS | {"adoption": f"{{date: 2025-11-01, meeting: {number}}}"}
    edition = resolve(project, write_paper(OPERATIVE, **facts))
    assert say(edition, Closing)[0] == f"{written} plenary meeting"


def test_other_bodies_have_lines_of_their_own(project: Project) -> None:
    council = FACTS | {"symbol": "A/HRC/RES/41/3", "series": "human-rights-council"}
    edition = resolve(project, write_paper(PREAMBLE + OPERATIVE, **council))
    assert say(edition, Opening, Closing)[:2] == ["The Human Rights Council,", "22nd meeting"]
    assert edition.title_label == "41/3."
    security = FACTS | {"symbol": "S/RES/2779 (2025)", "series": "security-council"}
    edition = resolve(project, write_paper(PREAMBLE + OPERATIVE, **security))
    assert say(edition, Opening, Closing) == ["The Security Council,"]
    assert edition.adoption == ()
    assert plain_text(edition.byline).replace("\u00a0", " ") == (
        "Adopted by the Security Council at its 22nd meeting, on 1 November 2025"
    )


def test_the_title_of_a_resolution_of_the_security_council_is_made(project: Project) -> None:
    facts = FACTS | {"symbol": "S/RES/2779 (2025)", "series": "security-council"}
    source = write_paper(PREAMBLE + OPERATIVE, **facts).replace("title: {en: Words}\n", "")
    assert "title" not in source
    edition = resolve(project, source)
    assert edition.title_text == "Resolution\u00a02779\u00a0(2025)"
    plain = source.replace("S/RES/2779 (2025)", "S/2025/12").replace("adoption", "# adoption")
    assert any("'title' is missing" in fault for fault in find_faults(project, plain))


def test_parts_have_letters_and_count_by_themselves(project: Project) -> None:
    paragraph = "operative: {en: '*Decides* [@there]'}"
    text = f"""
        - part: {{title: {{en: First}}, text: [{{id: here, {paragraph}}}, {paragraph}]}}
        - part: {{text: [{{id: there, {paragraph}}}, {{operative: {{en: '*Calls* [@here]'}}}}]}}
    """
    edition = resolve(project, write_paper(text, **FACTS))
    parts = [block for block in edition.body if isinstance(block, ResolutionPart)]
    assert [(part.label, plain_text(part.content)) for part in parts] == [("A", "First"), ("B", "")]
    said = [text.replace("\u00a0", " ") for text in say(edition, Paragraph)]
    assert said[0] == "Decides paragraph 1 of part B"
    assert said[2:] == ["Decides paragraph 1", "Calls paragraph 1 of part A"]


SECTIONS = """
    - operative: {en: '*Decides* [@there], [@inner] and [@within].'}
    - {id: here, numbered: true, level: 1, heading: {en: One}}
    - {id: inner, numbered: true, level: 2, heading: {en: Below}}
    - {heading: {en: Below as well}}
    - {id: there, numbered: true, level: 1, heading: {en: Two}}
    - {label: III bis., level: 1, heading: {en: Of its own}}
    - part: {text: [{id: within, numbered: true, level: 1, heading: {en: Within}}]}
    - annex: {title: {en: An annex}, text: [{numbered: true, level: 1, heading: {en: There}}]}
"""


def list_headings(edition: Edition) -> list[tuple[bool, str | None, str]]:
    return [
        (isinstance(block, SectionHeading), block.label, plain_text(block.content))
        for block in walk_blocks(edition.body)
        if isinstance(block, Heading)
    ]


def test_sections_of_a_resolution_are_told_from_what_is_below_them(project: Project) -> None:
    edition = resolve(project, write_paper(SECTIONS, **FACTS))
    assert list_headings(edition) == [
        (True, "I", "One"), (False, "A.", "Below"), (False, None, "Below as well"),
        (True, "II", "Two"), (True, "III bis", "Of its own"), (True, "I", "Within"),
        (False, "I.", "There"),
    ]  # fmt: skip
    said = say(edition, Paragraph)[0]
    assert said == "Decides section II, section A and section I of part A."
    titles = write_paper(HEADING + OPERATIVE + "- {numbered: true, heading: {en: A}}\n", **FACTS)
    assert list_headings(resolve(project, titles)) == [
        (True, None, "A section"), (False, "A.", "A"),
    ]  # fmt: skip
    decision = write_paper(SECTIONS, **FACTS).replace("A/RES/80/5", "A/DEC/80/501")
    assert not any(section for section, _, _ in list_headings(resolve(project, decision)))


@pytest.mark.parametrize(("code", "label"), [("ar", "أولا"), ("zh", "一")])
def test_the_number_of_a_section_has_no_mark_after_it(
    project: Project, code: str, label: str
) -> None:
    heading = f"- {{numbered: true, level: 1, heading: {{{code}: 'x'}}}}\n"
    edition = resolve(project, write_paper(heading, codes=code, **FACTS), code)
    assert [label for _, label, _ in list_headings(edition)] == [label]


def test_sponsors_are_followed_by_what_the_draft_is(project: Project) -> None:
    facts = {"symbol": "A/C.3/80/L.5", "sponsors": "{en: Benin and Chile, fr: Bénin et Chili}"}
    source = write_paper(codes="en fr", **facts)
    assert plain_text(resolve(project, source).sponsors) == "Benin and Chile: draft resolution"
    decision = source.replace("series:", "kind: draft-decision\nseries:")
    assert plain_text(resolve(project, decision).sponsors) == "Benin and Chile: draft decision"
    revised = source.replace("L.5", "L.5/Rev.2")
    assert plain_text(resolve(project, revised, "fr").sponsors) == (
        "Bénin et Chili\u00a0: projet de résolution révisé"
    )


@pytest.mark.parametrize(
    ("vote", "said"),
    [
        ("none", ["[Adopted without a vote.]"]),
        ("{for: 28, against: 14, abstaining: 5}",
         ["[Adopted by a recorded vote of 28 to 14, with 5 abstentions.]"]),
        ("{for: 28, against: 14, abstaining: 1}",
         ["[Adopted by a recorded vote of 28 to 14, with 1 abstention.]"]),
        ("{for: {en: 'Benin, Chile, Denmark'}, against: 0, abstaining: {count: 1, en: Egypt}}",
         ["[Adopted by a recorded vote of 3 to 0, with 1 abstention. The voting was as follows:"]),
    ],
)  # fmt: skip
def test_a_vote_says_how_it_went(project: Project, vote: str, said: list[str]) -> None:
    edition = resolve(project, write_paper(f"{OPERATIVE}- vote: {vote}\n", **FACTS))
    assert say(edition, Vote) == said
    if "named" in vote or "Benin" in vote:
        (found,) = [block for block in edition.body if isinstance(block, Vote)]
        lists = [(voters.label, plain_text(voters.content)) for voters in found.voters]
        assert lists == [
            ("In favour:", "Benin, Chile, Denmark"), ("Against:", "–"), ("Abstaining:", "Egypt]"),
        ]  # fmt: skip


def test_the_title_runs_in_the_heads_as_far_as_two_lines_go(project: Project) -> None:
    title = "{en: " + "word " * 60 + "}"
    edition = resolve(project, write_paper(OPERATIVE, title=title, **FACTS))
    assert edition.running_title.endswith("word…")
    assert len(edition.running_title) <= 133
    assert resolve(project, write_paper()).running_title == ""


def test_a_number_with_letters_before_an_arabic_title_keeps_its_order(project: Project) -> None:
    """80/XX was read from its end, as XX/80: no digit came after the slash."""
    draft = FACTS | {"symbol": "A/RES/80/XX"}
    edition = resolve(
        project, write_paper("- operative: {ar: '*تقرر* ذلك.'}", codes="ar", **draft), "ar"
    )
    number, rest = edition.title_number
    assert number == LeftToRight((Words("80/XX"),))
    assert edition.title_label == "80/XX -" == f"80/XX{plain_text((rest,))}"
