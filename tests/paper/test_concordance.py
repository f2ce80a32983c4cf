"""The two languages of the paper's source against each other, and the English by itself."""

import re
from collections import Counter

import pytest

from tests.paper.units import CALL, UNITS, Unit

# The two languages side by side ----------------------------------------------------------------

SYMBOL = re.compile(r"NPT(?:/(?:[A-Z]+\.[A-Z0-9]+|\d+))+")
MONTHS = {"January": "1", "November": "11"}

# Every figure of the paper, by place; a unit that is not here has none, in either language.
FIGURES = {
    "2": [2000],
    "12": [2023, 2026],
    "12 (h) (一)": [1, 11, 20, 2022, 2022],
    "note reaffirmed": [2026],
    "note joint-statement": [1, 3, 2022],
    "note bali-declaration": [11, 15, 16, 20, 2022],
}

# Every document symbol, likewise.
SYMBOLS = {
    "note reaffirmed": ["NPT/CONF.2026/PC.I/WP.5"],
    "note parts-i-and-ii": ["NPT/CONF.2000/28"],
}


def find_figures(text: str) -> list[int]:
    text = SYMBOL.sub("", text).replace("二十国集团", "20")
    month = re.compile(rf"\b({'|'.join(MONTHS)})(?= \d{{4}}\b)")
    text = month.sub(lambda match: MONTHS[match[1]], text)
    return sorted(int(figure) for figure in re.findall(r"[0-9]+", text))


def test_figures_agree() -> None:
    for language in (1, 2):
        figures = {unit.place: find_figures(unit[language]) for unit in UNITS}
        assert {place: found for place, found in figures.items() if found} == FIGURES


def test_document_symbols_agree() -> None:
    for language in (1, 2):
        symbols = {unit.place: SYMBOL.findall(unit[language]) for unit in UNITS}
        assert {place: found for place, found in symbols.items() if found} == SYMBOLS


@pytest.mark.parametrize(
    ("place", "zh", "en"),
    [
        ("2", "2000年", "in 2000"),
        ("6", "三项原则", "three principles"),
        ("12", "2023-2026年审议周期", "2023–2026 review cycle"),
        ("12 (h) (一)", "2022年1月核武器国家联合声明", "nuclear-weapon States of January 2022"),
        ("12 (h) (一)", "2022年11月二十国集团领导人宣言", "Group of 20 Leaders’ Declaration of"),
        ("12 (h) (一)", "2022年11月二十国集团领导人宣言", "Declaration of November 2022"),
        ("note reaffirmed", "2026年审议大会", "2026 Review Conference"),
        ("note reaffirmed", "第一届会议", "first session"),
        ("note parts-i-and-ii", "28(第一和第二部分)", "28 (Parts I and II)"),
        ("note joint-statement", "2022年1月3日", "3 January 2022"),
        ("note joint-statement", "五个核武器国家", "Five Nuclear-Weapon States"),
        ("note bali-declaration", "2022年11月15日和16日", "15 and 16 November 2022"),
    ],
)
def test_numbers_and_dates_stand_in_the_form_of_their_language(
    place: str, zh: str, en: str
) -> None:
    assert {unit.place for unit in UNITS if zh in unit.zh} == {place}
    assert {unit.place for unit in UNITS if en in unit.en} == {place}


def test_parentheses_and_quotations_agree() -> None:
    marks = "()“”"
    chinese = {unit.place: [c for c in unit.zh if c in marks] for unit in UNITS}
    english = {unit.place: [c for c in unit.en if c in marks] for unit in UNITS}
    assert english == chinese
    assert Counter(c for found in english.values() for c in found) == {
        "(": 2,
        ")": 2,
        "“": 4,
        "”": 4,
    }


ENDS = {"。": ".", "；": ";", "：": ":"}


def list_sentence_ends(unit: Unit) -> tuple[list[str], list[str]]:
    zh, en = CALL.sub("", unit.zh), CALL.sub("", unit.en)
    return [ENDS[mark] for mark in zh if mark in ENDS], re.findall(r"[.;:](?= |$)", en)


def test_sentences_agree() -> None:
    """The translation goes sentence by sentence, so none can be lost without being missed."""
    ends = {unit.place: list_sentence_ends(unit) for unit in UNITS}
    assert {place: pair for place, pair in ends.items() if pair[0] != pair[1]} == {}
    assert sum(len(zh) for zh, _ in ends.values()) == 47 + 38 + 4


# Where the Chinese has the term, the English has its partner, and the other way round.
TERMS = [
    ("(?<!无)核武器国家", "(?<!non-)[Nn]uclear-[Ww]eapon States"),
    ("无核武器国家", "[Nn]on-nuclear-weapon States"),
    ("无核武器区", "nuclear-weapon-free zone"),
    ("无核武器世界", "world without nuclear weapons"),
    ("明确承诺彻底消除|彻底消除各国核武库的明确承诺", "unequivocal undertaking"),
    ("消极安全保证", "negative security assurances"),
    ("高度戒备状态", "high-alert status"),
    ("不首先使用", "no-first-use"),
    ("解除待命状态", "de-alerting"),
    ("不再瞄准目标", "detargeting"),
    ("问责制", "accountability"),
    ("不可逆性|不可逆转这三项", "irreversibility"),
    ("可核查和不可逆转这三项", "verifiability"),
    ("扩大的核安全保证", "extended nuclear security guarantees"),
    ("建立信任措施", "confidence-building measure"),
    ("具有法律约束力", "legally binding"),
    ("裁军谈判会议", "Conference on Disarmament"),
    ("缔约国(?!2026)", "States parties"),
    ("《不扩散核武器条约》|不扩散核武器条约缔约国", "Treaty on the Non-Proliferation"),
    ("《不扩散条约》", "the Non-Proliferation Treaty"),
    ("《全面禁止核试验条约》", "the Comprehensive Nuclear-Test-Ban Treaty"),
    ("《禁止核武器条约》", "the Treaty on the Prohibition of Nuclear Weapons"),
]


@pytest.mark.parametrize(("zh", "en"), TERMS)
def test_terms_agree(zh: str, en: str) -> None:
    in_chinese = [unit.place for unit in UNITS if re.search(zh, unit.zh)]
    in_english = [unit.place for unit in UNITS if re.search(en, unit.en)]
    assert in_english == in_chinese != []


# The English text ------------------------------------------------------------------------------

ENGLISH = "\n".join(unit.en for unit in UNITS)


@pytest.mark.parametrize(
    ("wrong", "pattern"),
    [
        ("em dash, ellipsis, no-break space", "[—…\u00a0\u202f]"),
        ("percent sign", "%|[Pp]ercent"),
        ("straight quotation mark or apostrophe", "[\"']"),
        ("hyphen or spaced dash in a range", r"[0-9]-[0-9]|[0-9] – [0-9]"),
        ("hyphen or unspaced dash at an aside", r" - |[A-Za-z]–|–[A-Za-z]"),
        ("Chinese in the English", "[\u3400-\u9fff\u3000-\u303f\uff00-\uffef]"),
        ("stray blank", r"  | [,.;:)\]]|[(\[] "),
        ("nuclear-weapon State without its hyphen", r"(?i)nuclear weapons? States?"),
        ("lower-case State, or States Parties", r"\bstates?\b|States Parties"),
        (
            "-ise for -ize",
            r"(?i)\b\w*(?:author|categor|character|emphas|final|general|jeopard|maxim|minim|"
            r"modern|neutral|normal|operational|organ|prior|real|recogn|stabil|standard|summar|"
            r"util)is(?:e[ds]?|ing|ations?)\b",
        ),
        ("American spelling", r"(?i)\b(?:program|defense|center|fulfill)s?\b"),
    ],
)
def test_english_is_free_of(wrong: str, pattern: str) -> None:
    assert re.findall(pattern, ENGLISH) == [], wrong


def test_english_has_no_serial_comma() -> None:
    """A comma before "and" or "or" only where it closes a clause or an insertion."""
    assert re.findall(r"(\S+ \S+), (?:and|or) (\S+)", ENGLISH) == [
        ("treaty regimes", "the"),
        ("and Europe", "rising"),
        ("given voluntarily", "the"),
        ("security environment", "it"),
        ("accountability under", "the"),
        ("will exist", "any"),
        ("possession of", "conduct"),
        ("be reaffirmed", "the"),
        ("nuclear danger", "in"),
        ("transparency measure", "in"),
        ("complement them", "are"),
        ("Celestial Bodies", "the"),
    ]


def test_english_units_begin_with_a_capital() -> None:
    assert [unit.place for unit in UNITS if not unit.en[0].isupper()] == []
