"""The Chinese of the paper's source against the text it was made from.

`seed.zh.txt` is the Chinese text as it was handed over. The repairs of docs/transcription.md are
done to it here once more, by machine; what comes out must be the Chinese of the source, character
for character.
"""

import re
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from tests.paper.units import BY_PLACE, CALL, PAPER, SECOND_LEVEL, SOURCE, UNITS

SEED = Path(__file__).parent / "seed.zh.txt"

HAN = "[\u3400-\u9fff]"

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
        "submitted_by": [
            {"en": "New Zealand", "zh": "新西兰"},
            {"en": "Brazil", "zh": "巴西"},
            {"en": "Egypt", "zh": "埃及"},
            {"en": "Ireland", "zh": "爱尔兰"},
            {"en": "Mexico", "zh": "墨西哥"},
            {"en": "South Africa", "zh": "南非"},
        ],
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
