"""Characters that were copied from elsewhere, and what --fix makes of them."""

from __future__ import annotations

import pytest

from masthead.check.checker import Choice
from masthead.check.lookalikes import find_decomposed, find_lookalikes, find_persian
from masthead.check.papers import mend_source
from masthead.project import Project
from tests.check.papers import find_findings, write_paper

PASTED = {
    "radicals of a dictionary": ("zh", "工作组的⼀些⼈员⼗分努⼒。", "工作组的一些人员十分努力。"),
    "simplified radicals of a PDF": ("zh", "⻔⼝的⻋很⻓。", "门口的车很长。"),
    "half-width marks": ("zh", "何塞･加西亚发了言｡", "何塞·加西亚发了言。"),
    "a bullet in a name": ("zh", "何塞•加西亚和让・雅克。", "何塞·加西亚和让·雅克。"),
    "doubles of Han": ("zh", "\uf90a属和\uf9e4由。", "金属和理由。"),
    "Arabic in the forms of a page": ("ar", "ﺍﻷﻣﻢ ﺍﻟﻤﺘﺤﺪﺓ.", "الأمم المتحدة."),
    "ligatures of Arabic": ("ar", "إﱃ اﻟﻠﺠﻨﺔ.", "إلى اللجنة."),
    "the label heh": ("ar", "الفقرة (ﻫ) أدناه.", "الفقرة (هـ) أدناه."),
    "letters of Persian": ("ar", "هیئة في کل مکان.", "هيئة في كل مكان."),
    "digits of Persian": ("ar", "في عام ۲۰۲۴.", "في عام 2024."),
    "digits of Persian among Arabic ones": ("ar", "٥ و۶.", "٥ و٦."),
    "a hamza of its own": ("ar", "مسا\u0654لة مو\u0654تمر هيى\u0654ة.", "مسألة مؤتمر هيئة."),
    "ligatures of Latin": ("en", "The ﬁrst oﬃce.", "The first office."),
    "full-width letters": ("en", "The ＵＮ in ２０２４.", "The UN in 2024."),
    "decomposed accents": ("fr", "La re\u0301union de Gene\u0300ve.", "La réunion de Genève."),
    "decomposed Cyrillic": ("ru", "Свои\u0306 слои\u0306 ее\u0308.", "Свой слой её."),
    "Roman numerals in one character": ("es", "Los anexos Ⅱ y Ⅻ.", "Los anexos II y XII."),
    "units in one character": ("en", "On 5 ㎢ and 3 ㎏.", "On 5 km² and 3 kg."),
    "bold of social media": ("en", "A 𝗯𝗼𝗹𝗱 word.", "A bold word."),
    "a ring for degrees": ("zh", "升温1.5˚C。", "升温1.5°C。"),
    "an accent for an apostrophe": ("fr", "L´accord et l`eau.", "L’accord et l’eau."),
    "the hyphen of typesetters": ("en", "Non‐use.", "Non-use."),
}
RULES = Choice(("S020", "S021", "S610"))


@pytest.mark.parametrize(("code", "pasted", "meant"), PASTED.values(), ids=PASTED)
def test_pasted_compatibility_characters_unnoticed(
    project: Project, code: str, pasted: str, meant: str
) -> None:
    source = write_paper({code: pasted})
    assert find_findings(project, source, *RULES.select)
    mended, count = mend_source(project, source.encode(), "paper.yaml", RULES)
    assert count
    assert mended.decode() == source.replace(pasted, meant)
    assert find_findings(project, mended.decode(), *RULES.select) == []


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "m² and CO₂, ½, № 5, ™, …, 5 °C, 𝑥 = 3, naïve, ﷺ, ①"),
        ("ru", "№ 5, Росси\u0301я, йод"),
        ("zh", "，。；：？！（）《》〈〉——……㈠第①项℃～\ufa0e"),
        ("ar", "شُّكر، هـ، گروه، پ، ﴾آية﴿"),
        ("fr", "l’eau, n° 5, cœur, « œuvre »"),
    ],
)
def test_characters_of_their_own_are_left_alone(project: Project, code: str, text: str) -> None:
    assert find_findings(project, write_paper({code: text}), *RULES.select) == []


def test_arabic_back_to_front_is_named_and_not_replaced() -> None:
    backwards = "ﺓﺪﺤﺘﻤﻟﺍ ﻢﻣﻷﺍ"
    found = list(find_lookalikes(backwards))
    assert found
    assert all(kept.wanted is None for kept in found)


@pytest.mark.parametrize("text", ["العربی", "مستشفی،", "ے", "ه\u06d5"])
def test_what_a_letter_of_persian_stands_for_may_not_be_sure(text: str) -> None:
    assert [kept.wanted for kept in find_persian(text)] == [None]


@pytest.mark.parametrize("text", ["Universit´e", "⺀"])
def test_what_is_not_sure_is_named_without_a_remedy(text: str) -> None:
    assert [kept.wanted for kept in find_lookalikes(text)] == [None]


def test_order_of_marks_is_left_as_it_was_typed() -> None:
    assert list(find_decomposed("ش\u0651\u064f")) == []


def test_replacement_that_would_be_markup_is_escaped(project: Project) -> None:
    source = write_paper({"en": "a\uff21 and \ufe61 and \ufe68"})
    mended, _ = mend_source(project, source.encode(), "paper.yaml", RULES)
    assert "aA and \\* and \\\\" in mended.decode()
