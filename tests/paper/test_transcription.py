"""The paper's source against the text it was made from, and its two languages against each other.

`seed.zh.txt` is the Chinese text as it was handed over. The repairs of docs/transcription.md are
done to it here once more, by machine; what comes out must be the Chinese of the source, character
for character. Nothing of the package is used, so the comparison leans on nothing it should prove.
"""

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import yaml

HERE = Path(__file__).parent
SOURCE = HERE.parents[1] / "source" / "NPT_CONF.2026_PC.II_WP.XX.yaml"
SEED = HERE / "seed.zh.txt"

PAPER: dict[str, Any] = yaml.safe_load(SOURCE.read_text(encoding="utf-8"))

HAN = "[\u3400-\u9fff]"
FIRST_LEVEL = "abcdefghijklmn"
SECOND_LEVEL = "一二三四五六七八九"
CALL = re.compile(r"\[\^([a-z-]+)\]")

# What stands before the title in the seed: the series prints it, the paper does not hold it.
MASTHEAD = [
    "不扩散核武器条约缔约国",
    "2026 年审议大会",
    "筹备委员会",
    "16 May 2024",
    "Chinese",
    "Original: English",
    "第二届会议",
    "2024 年 7 月 22 日至 8 月 2 日\uff0c日内瓦",
]

# The mark in the seed, and the note of the source that stands for it.
NOTES = {"*": "reaffirmed", "¹": "parts-i-and-ii", "²": "joint-statement", "³": "bali-declaration"}

# How many blanks between Han and Latin letters or digits the seed has, by place.
BLANKS = {
    "2": 2,
    "12": 2,
    "12 (h) (一)": 8,
    "note reaffirmed": 4,
    "note parts-i-and-ii": 1,
    "note joint-statement": 5,
    "note bali-declaration": 7,
}


class Unit(NamedTuple):
    """One unit of the paper in reading order: its place ("12 (h) (一)", "title") and its texts."""

    place: str
    zh: str
    en: str


# Reading the source ----------------------------------------------------------------------------


def read_subparagraphs(nodes: list[Any], parent: str, labels: tuple[str, ...]) -> Iterator[Unit]:
    if not nodes:
        return
    assert len(nodes) <= len(labels[0]), f"more subparagraphs under {parent} than labels known"
    for label, node in zip(labels[0], nodes, strict=False):
        assert set(node) <= {"id", "en", "zh", "subparagraphs"}, node
        place = f"{parent} ({label})"
        yield Unit(place, node["zh"], node["en"])
        yield from read_subparagraphs(node.get("subparagraphs", []), place, labels[1:])


def read_units(paper: dict[str, Any]) -> Iterator[Unit]:
    """Every unit in the order of the seed, with the numbers and labels that its place gives it."""
    for place in ("title", "byline"):
        yield Unit(place, paper[place]["zh"], paper[place]["en"])
    number = headings = 0
    for node in paper["text"]:
        if "heading" in node:
            assert set(node) == {"heading"}, node
            headings += 1
            yield Unit(f"heading {headings}", node["heading"]["zh"], node["heading"]["en"])
        else:
            assert set(node) <= {"paragraph", "subparagraphs"}, node
            number += 1
            yield Unit(str(number), node["paragraph"]["zh"], node["paragraph"]["en"])
            nodes = node.get("subparagraphs", [])
            yield from read_subparagraphs(nodes, str(number), (FIRST_LEVEL, SECOND_LEVEL))
    for key, note in paper["notes"].items():
        yield Unit(f"note {key}", note["zh"], note["en"])


UNITS = list(read_units(PAPER))
BY_PLACE = {unit.place: unit for unit in UNITS}


# Repairing the seed ----------------------------------------------------------------------------


def drop_masthead(lines: list[str]) -> list[str]:
    assert lines[: len(MASTHEAD)] == MASTHEAD
    return lines[len(MASTHEAD) :]


def join_title_and_byline(lines: list[str]) -> list[str]:
    title, title_rest, byline, byline_rest, *body = lines
    assert (title[-2:], title_rest[:3]) == ("导致", "核风险")
    assert (byline[-3:], byline_rest[:3]) == ("南非)", "提交的")
    return [title + title_rest, byline + byline_rest, *body]


def lift_notes(lines: list[str]) -> tuple[list[str], dict[str, str]]:
    """Take the four notes out of the running text, and put a call where each mark stood."""
    starts = {f"{mark} ": key for mark, key in NOTES.items()}
    notes = {starts[line[:2]]: line[2:] for line in lines if line[:2] in starts}
    body = [line for line in lines if line[:2] not in starts]
    assert len(lines) - len(body) == len(notes) == 4
    text = "\n".join(body)
    for mark, key in NOTES.items():
        assert text.count(mark) == 1
        blank = "" if mark == "*" else " "  # the byline's mark ends its line
        assert text.count(mark + blank) == 1
        text = text.replace(mark + blank, f"[^{key}]")
    return text.split("\n"), notes


def restore_labels(lines: list[str]) -> list[str]:
    """Seven dashes of paragraph 1 are (a) to (g) again; eight dashes before (二) to (九) go."""
    labelled = re.compile(r"- (\([二三四五六七八九]\) )")
    kept = [labelled.sub(r"\1", line) for line in lines]
    assert sum(new != old for new, old in zip(kept, lines, strict=True)) == 8
    lost = iter("abcdefg")
    restored = [re.sub("^- ", lambda _: f"({next(lost)}) ", line) for line in kept]
    assert list(lost) == []
    return restored


def name_places(lines: list[str]) -> dict[str, str]:
    """Take number or label off each line, and name the line by it: "12 (h) (一)"."""
    places = {"title": lines[0], "byline": lines[1]}
    number = letter = ""
    headings = 0
    for line in lines[2:]:
        if match := re.match(r"(\d+)\. ", line):
            number = place = match[1]
        elif match := re.match(r"\(([a-n])\) ", line):
            letter = match[1]
            place = f"{number} ({letter})"
        elif match := re.match(rf"\(([{SECOND_LEVEL}])\) ", line):
            place = f"{number} ({letter}) ({match[1]})"
        else:
            headings += 1
            place = f"heading {headings}"
        assert place not in places, place
        places[place] = line[match.end() :] if match else line
    return places


def close_blanks(text: str) -> tuple[str, int]:
    """Remove the blanks that stood for the gap between Han and Latin letters or digits."""
    return re.subn(rf"(?<={HAN}) (?=[A-Za-z0-9])|(?<=[A-Za-z0-9]) (?={HAN})", "", text)


def repair(seed: str) -> dict[str, str]:
    """The seed's text by place, with every repair of docs/transcription.md done."""
    lines = [line for line in seed.split("\n") if line]
    lines = join_title_and_byline(drop_masthead(lines))
    lines, notes = lift_notes(lines)
    texts = name_places(restore_labels(lines))
    texts |= {f"note {key}": text for key, text in notes.items()}
    closed = {place: close_blanks(text) for place, text in texts.items()}
    assert {place: count for place, (_, count) in closed.items() if count} == BLANKS
    texts = {place: text for place, (text, _) in closed.items()}
    assert "".join(texts.values()).count("險") == texts["11"].count("險") == 1
    return texts | {"11": texts["11"].replace("險", "险")}


REPAIRED = repair(SEED.read_text(encoding="utf-8"))


# The Chinese text -------------------------------------------------------------------------------


def test_places_and_their_order_are_the_seeds() -> None:
    assert [unit.place for unit in UNITS] == list(REPAIRED)


def test_chinese_text_is_the_seeds_character_by_character() -> None:
    assert {unit.place: unit.zh for unit in UNITS} == REPAIRED
    assert "".join(unit.zh for unit in UNITS) == "".join(REPAIRED.values())


def test_every_blank_of_the_seed_is_accounted_for() -> None:
    seed = SEED.read_text(encoding="utf-8")
    masthead = sum(line.count(" ") for line in MASTHEAD)
    numbers = len(re.findall(r"^\d+\. ", seed, re.M))
    labels = len(re.findall(r"^(?:- )?\([a-z一二三四五六七八九]\) ", seed, re.M))
    dashes = len(re.findall(r"^- ", seed, re.M))
    note_marks = len(re.findall(r"^[*¹²³] ", seed, re.M))
    after_calls = len(re.findall(r"(?<=.)[¹²³] ", seed))
    parts = (masthead, numbers, labels, dashes, note_marks, after_calls)
    assert parts == (13, 12, 35, 15, 4, 3)
    assert sum(BLANKS.values()) == 29
    assert seed.count(" ") == sum(parts) + 29


def test_chinese_holds_no_blank_no_variant_and_no_full_width_parenthesis() -> None:
    text = "".join(unit.zh for unit in UNITS)
    assert re.findall(r"\s|[險\uff08\uff09]", text) == []
    assert (text.count("("), text.count(")")) == (2, 2)  # the byline and note 1


# The shape of the paper ------------------------------------------------------------------------


def test_facts_of_the_masthead() -> None:
    words = ("title", "byline", "text", "notes")
    facts = {key: value for key, value in PAPER.items() if key not in words}
    assert facts == {
        "symbol": "NPT/CONF.2026/PC.II/WP.XX",
        "series": "npt-preparatory-committee",
        "session": 2,
        "meeting": {"city": "geneva", "start": date(2024, 7, 22), "end": date(2024, 8, 2)},
        "date": date(2024, 5, 16),
        "original": "en",
        "versions": {"zh": {}, "en": {"status": "unofficial-translation", "from": "zh"}},
        "job": None,
        "agenda": None,
    }
    assert list(PAPER) == [*facts, *words]
    assert SOURCE.stem == PAPER["symbol"].replace("/", "_")


def test_number_of_units() -> None:
    kinds = Counter(re.sub(r"\S+", "#", unit.place) for unit in UNITS if unit.place[0].isdigit())
    assert kinds == {"#": 12, "# #": 14 + 11 + 8, "# # #": 9}
    assert sum(unit.place.startswith("heading") for unit in UNITS) == 6
    assert list(PAPER["notes"]) == list(NOTES.values())


def test_every_unit_is_one_line_of_english_above_one_line_of_chinese() -> None:
    lines = [line.strip() for line in SOURCE.read_text(encoding="utf-8").split("\n")]
    for unit in UNITS:
        at = lines.index(unit.en)
        around = [lines[at - 1].removeprefix("- "), *lines[at : at + 3]]
        assert around == ["en: |-", unit.en, "zh: |-", unit.zh], unit.place


@pytest.mark.parametrize(
    ("key", "place", "zh", "en"),
    [
        ("reaffirmed", "byline", "提交的工作文件¤", "Mexico, New Zealand and South Africa)¤"),
        ("parts-i-and-ii", "12 (a)", "彻底消除其核武库。¤现在", "their nuclear arsenals.¤ It is"),
        ("joint-statement", "12 (h) (一)", "联合声明¤和2022年", "of January 2022¤ and the"),
        ("bali-declaration", "12 (h) (一)", "宣言¤的基础上", "of November 2022,¤ high-level"),
    ],
)
def test_note_is_called_once_at_its_place(key: str, place: str, zh: str, en: str) -> None:
    call = f"[^{key}]"
    for language, around in (("zh", zh), ("en", en)):
        holders = {unit.place: getattr(unit, language).count(call) for unit in UNITS}
        assert {name: count for name, count in holders.items() if count} == {place: 1}
        assert around.replace("¤", call) in getattr(BY_PLACE[place], language)


def test_only_markup_is_the_note_call() -> None:
    text = "".join(unit.zh + unit.en for unit in UNITS)
    assert Counter(CALL.findall(text)) == dict.fromkeys(NOTES.values(), 2)
    assert re.findall(r"[\[\]*\\@_]", CALL.sub("", text)) == []


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
        ("Chinese in the English", f"{HAN}|[\u3000-\u303f\uff00-\uffef]"),
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
