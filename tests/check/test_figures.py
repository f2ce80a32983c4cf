"""Numbers, dates and labels are read alike from every language, in digits and in words."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from masthead.check.figures.chinese import read_numeral
from masthead.check.figures.figure import Figure, compare_figures, write_number
from masthead.check.figures.read import READERS, read_figures
from masthead.language.language import load_language
from masthead.language.numerals import write_han
from masthead.project import Project
from tests.check.papers import find_findings, write_paper

ROOT = Path(__file__).parents[2]
SAME = """
three principles | 三项原则
two thirds of States | 三分之二的国家
a two-thirds majority | 三分之二多数
one third of them | 三分之一
a third of the text | 三分之一的案文
three quarters | 四分之三
half of the States | 半数国家
50 per cent | 百分之五十
50 per cent | 50%
0.5 per cent | 百分之零点五
the 2023–2026 review cycle | 2023-2026年审议周期
on 15 and 16 November 2022 | 2022年11月15日和16日
22 July–2 August 2024 | 2024年7月22日至8月2日
from 22 July to 2 August 2024 | 2024年7月22日至8月2日
4–15 November 2019 | 2019年11月4日至15日
July and August 2024 | 2024年7月和8月
in January 2022 | 2022年1月
since May 2024 | 2024年5月以来
in October | 10月
16 May | 5月16日
1 January 2025 | 2025年1月1日
It may be | 可以
May it please the Committee | 请
Parts I and II | 第一和第二部分
articles I and II | 第一条和第二条
articles I, II and VI | 第一、第二和第六条
article VI | 第六条
Chapter VII | 第七章
Committee I | 第一委员会
Main Committee II | 第二主要委员会
1.5 million people | 150万人
two million | 200万
10 billion | 100亿
12,500 warheads | 12500枚弹头
12,500 warheads | 1.25万枚弹头
10,000 | 一万
150 kg | 150千克
the twenty-first century | 二十一世纪
the 21st century | 21世纪
in the 1970s | 20世纪70年代
in the 1970s | 1970年代
in the 1990s | 二十世纪九十年代
the first session | 第一届会议
seventy-third session | 第七十三届会议
the second part | 第二部分
the Second World War | 第二次世界大战
the tenth anniversary | 十周年
Group of 20 | 二十国集团
the G20 | 二十国集团
Group of Seven | 七国集团
the five nuclear-weapon States | 五个核武器国家
two hundred and fifty States | 250个国家
one hundred and ninety-one States parties | 191个缔约国
three parties | 三方
third parties | 第三方
a third State | 第三国
both States | 两国
the two countries | 两国
bilateral talks | 双边会谈
for decades | 数十年来
for more than 30 years | 三十多年来
a decade | 十年
ten years | 十年
sixty years ago | 六十年前
twice a year | 每年两次
a dozen | 十二个
thirteen steps | 十三个步骤
13 steps | 13个步骤
64-point action plan | 64点行动计划
Hundreds of thousands | 数十万
millions of people | 数百万人
resolution 1540 (2004) | 第1540(2004)号决议
paragraph 12 (h) | 第12段(h)
paragraph 12 (h) (ii) | 第12段(h)(二)
at 3 p.m. | 下午3时
at 10.30 a.m. | 上午10时30分
F-16 aircraft | F-16飞机
COVID-19 | 大流行病
close call | 千钧一发
on the one hand | 一方面
one of the States | 国家之一
first use | 首次使用
no-first-use | 不首先使用
must first be improved | 必须先改善
at its 5th meeting, on 3 May 2024 | 在2024年5月3日第5次会议上
A 2010 plan with 64 actions | 2010年的计划有64项行动
the 1995, 2000 and 2010 Review Conferences | 1995年、2000年和2010年审议大会
"""
DIFFERENT = """
three principles | 四项原则
in 2000 | 2001年
article VI | 第五条
the first session | 第二届会议
the second session | 第一届会议
two thirds | 三分之一
on 15 and 16 November 2022 | 2022年11月15日和17日
3 January 2022 | 2022年2月3日
15 November | 11月15日和16日
paragraph 12 (h) | 第12段(g)
paragraph 12 (h) (ii) | 第12段(h)(三)
1.5 million | 15万
Parts I and II | 第一和第三部分
50 per cent | 百分之十五
Group of 20 | 七国集团
five States | 六个国家
2023–2026 | 2023-2027年
the twenty-first century | 二十世纪
F-16 aircraft | F-35飞机
"""
OTHERS = """
fr | 4–15 November 2019 | 4-15 novembre 2019
fr | 22 July–2 August 2024 | 22 juillet-2 août 2024
fr | 1 May 2024 | 1er mai 2024
fr | 1.5 | 1,5
fr | 12,500 | 12 500
fr | three principles | trois principes
es | 5–9 May 2003 | 5 a 9 de mayo de 2003
es | 22 July–2 August 2024 | 22 de julio a 2 de agosto de 2024
es | 16 May 2024 | 16 de mayo de 2024
ru | 4–15 November 2019 | 4–15 ноября 2019 года
ru | 22 July–2 August 2024 | 22 июля — 2 августа 2024 года
ar | 22 July–2 August 2024 | 22 تموز/يوليه - 2 آب/أغسطس 2024
ar | in 2024 | في عام ٢٠٢٤
"""


def split(table: str) -> list[list[str]]:
    return [[cell.strip() for cell in line.split(" | ")] for line in table.strip().splitlines()]


def compare(
    project: Project, english: str, other: str, code: str = "zh"
) -> list[tuple[Figure | None, Figure | None]]:
    here = read_figures(english, load_language(project, "en"))
    there = read_figures(other, load_language(project, code))
    return list(compare_figures(here, there, words=code in READERS))


@pytest.mark.parametrize(("english", "chinese"), split(SAME))
def test_the_same_figures(project: Project, english: str, chinese: str) -> None:
    assert compare(project, english, chinese) == []


@pytest.mark.parametrize(("english", "chinese"), split(DIFFERENT))
def test_different_figures(project: Project, english: str, chinese: str) -> None:
    assert compare(project, english, chinese) != []


@pytest.mark.parametrize(("code", "english", "other"), split(OTHERS))
def test_other_languages(project: Project, code: str, english: str, other: str) -> None:
    assert compare(project, english, other, code) == []


def test_other_languages_that_differ(project: Project) -> None:
    assert compare(project, "4–15 November 2019", "4-16 novembre 2019", "fr")
    assert compare(project, "in 2024", "في عام ٢٠٢٥", "ar")


def test_figures_know_where_they_stand(project: Project) -> None:
    text = "From 22 July to 2 August 2024, five of 20 States"
    figures = read_figures(text, load_language(project, "en"))
    shown = [text[figure.start : figure.end] for figure in figures]
    assert shown == ["22 July", "2 August 2024", "five", "20"]


def test_a_difference_names_both_sides(project: Project) -> None:
    ((here, there),) = compare(project, "three principles", "四项原则")
    assert here is not None
    assert there is not None
    assert (here.value, there.value) == ("3", "4")


@given(st.integers(1, 9999))
def test_chinese_numerals_are_read_as_written(number: int) -> None:
    assert read_numeral(write_han(number)) == number


@pytest.mark.parametrize(
    ("written", "number"),
    [("两千", 2000), ("三万五千", 35_000), ("二〇二四", 2024), ("一亿", 10**8), ("十", 10)],
)
def test_other_chinese_numerals(written: str, number: int) -> None:
    assert read_numeral(written) == number


@settings(deadline=None)
@given(st.text(alphabet="一二三十百千万亿第分之年月日个0123456789.,/ \u00a0-–—(h)", max_size=30))
def test_anything_is_read(text: str) -> None:
    project = Project(ROOT)
    for code in ("zh", "en", "fr", "ar"):
        for figure in read_figures(text, load_language(project, code)):
            assert 0 <= figure.start < figure.end <= len(text)


@pytest.mark.parametrize("character", list("0123456789〇一十百千万亿第"))
def test_endless_numbers_are_read(project: Project, character: str) -> None:
    for text in (character * 20_000, f"第{character * 5000}段", f"百分之{character * 5000}"):
        for code in ("zh", "en", "fr"):
            read_figures(text, load_language(project, code))


def test_numbers_are_written_one_way() -> None:
    assert [write_number(Decimal(kept)) for kept in ("1.50", "100", "1E+6", "0.0")] == [
        "1.5", "100", "1000000", "0",
    ]  # fmt: skip


LABELS = [
    ("paragraph 4 (b) (ii)", {"fr": "paragraphe 4 b) ii)", "es": "párrafo 4 b) ii)",
                              "ru": "пункт 4 b) ii)", "ar": "الفقرة 4 (ب) ’2‘",
                              "zh": "第4段(b)㈡"}),
    ("(a) one; (b) two; and (c) three", {"fr": "a) un ; b) deux ; et c) trois",
                                         "ru": "а) один; б) два; и в) три",
                                         "ar": "(أ) واحد؛ (ب) اثنان؛ (ج) ثلاثة",
                                         "zh": "(a) 一；(b) 二；(c) 三"}),
    ("(i) one; (ii) two; and (iii) three", {"fr": "i) un ; ii) deux ; et iii) trois",
                                            "zh": "㈠ 一；㈡ 二；㈢ 三",
                                            "ar": "’1‘ واحد؛ ’2‘ اثنان؛ ’3‘ ثلاثة"}),
    ("Article 73 e of it", {"fr": "l’alinéa e de l’Article 73", "ar": "المادة 73 (ه) منه"}),
    ("subparagraphs (d) and (e)", {"ar": "الفقرتان (د) و (هـ)", "ru": "подпункты d) и е)"}),
]  # fmt: skip


@pytest.mark.parametrize(
    ("english", "code", "text"),
    [(english, code, text) for english, texts in LABELS for code, text in texts.items()],
)
def test_labels_are_the_same_in_every_language(
    project: Project, english: str, code: str, text: str
) -> None:
    assert find_findings(project, write_paper({"en": english, code: text}), "C023") == []


@pytest.mark.parametrize(
    ("english", "code", "text"),
    [
        ("paragraph 4 (b)", "fr", "paragraphe 4 c)"), ("paragraph 4 (b)", "ar", "الفقرة 4 (ج)"),
        ("paragraph 4 (b) (ii)", "zh", "第4段(b)㈢"), ("paragraph 4 (b)", "ru", "пункт 4 с)"),
    ],
)  # fmt: skip
def test_labels_that_differ_are_found(project: Project, english: str, code: str, text: str) -> None:
    assert find_findings(project, write_paper({"en": english, code: text}), "C023")


NUMBERS = [
    ("an amount of 1,512,900 dollars", "es", "un importe de 1.512.900 dólares"),
    ("an amount of 1,512,900 dollars", "fr", "un montant de 1 512 900 dollars"),
    ("an amount of 1,512,900 dollars", "ar", "مبلغ قدره 1 512 900 دولار"),
    ("in annex II and section IV", "fr", "à l’annexe II et à la section IV"),
    ("in annex II and section IV", "ru", "в приложении II и разделе четвертом"),
    ("the 10-year review of the post-2015 plan", "fr", "l’examen décennal du plan d’après-2015"),
    ("COVID‑19 and grade P‑3", "ru", "COVID-19 и класс С-3"),
    ("from 9 a.m. to 1 p.m. and from 3 to 6 p.m.",
     "es", "de 9.00 a 13.00 horas y de 15.00 a 18.00 horas"),
    ("from 9 a.m. to 1 p.m. and from 3 to 6 p.m.",
     "ar", "من الساعة 09:00 إلى 13:00 ومن 15:00 إلى 18:00"),
    ("on 28 September and 22 December 2018",
     "es", "el 28 de septiembre y el 22 de diciembre de 2018"),
    ("in March 2015 and December 2005", "ru", "в марте 2015 года и в декабре 2005 года"),
    ("20 December 2018", "ar", "20 كانون الأوّل/ ديسمبر 2018"),
    ("rule 5.6 and rule 3.1", "ar", "البند 5-6 والبند 3-1"),
    ("the interest that society shows", "ar", "ما يوليه المجتمع من اهتمام"),
    ("three States of 12", "fr", "trois États sur 12"),
    ("405 parts per million of carbon dioxide", "zh", "二氧化碳为百万分之405"),
]  # fmt: skip


@pytest.mark.parametrize(("english", "code", "text"), NUMBERS)
def test_numbers_are_read_as_each_language_writes_them(
    project: Project, english: str, code: str, text: str
) -> None:
    source = write_paper({"en": english, code: text})
    assert find_findings(project, source, "C020", "C021") == []


@pytest.mark.parametrize(
    ("english", "code", "text"),
    [
        ("an amount of 1,512,900 dollars", "es", "un importe de 1.521.900 dólares"),
        ("volume 1834 of it", "fr", "le volume 1843"), ("12 of 15 States", "ru", "12 из 16 стран"),
        ("in March 2015", "ru", "в мае 2015 года"), ("on 3 May 2020", "ar", "في 3 أيار/مايو 2021"),
    ],
)  # fmt: skip
def test_numbers_that_differ_are_found(
    project: Project, english: str, code: str, text: str
) -> None:
    source = write_paper({"en": english, code: text})
    assert find_findings(project, source, "C020", "C021")
