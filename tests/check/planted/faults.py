"""Faults to plant into the paper: each kind changes one text, and says at which line it did.

A kind is a function of the paper's lines and a source of chance. It gives the changed lines and
the numbers of the lines at which a finding is right: the line that was changed, and where the fault
is that two languages differ, the line of the other language just as well, since nothing but the
meaning tells which of the two is wrong.
"""

from __future__ import annotations

import itertools
import random
import re
from collections.abc import Callable, Iterator
from typing import NamedTuple


class Unit(NamedTuple):
    """Two lines of the source that say the same, as numbers of lines from 0."""

    en: int
    zh: int
    indent: int


class Planted(NamedTuple):
    """A paper with a fault in it, and the lines (from 1) at which it may be found."""

    lines: list[str]
    at: frozenset[int]


Kind = Callable[[list[str], list[Unit], random.Random], Planted | None]
KINDS: dict[str, Kind] = {}


def kind(plant: Kind) -> Kind:
    """Make a function a kind of fault, named by it."""
    KINDS[plant.__name__.replace("_", " ")] = plant
    return plant


def find_units(lines: list[str]) -> list[Unit]:
    """Find the pairs of lines that hold the same text in English and Chinese."""
    units = []
    for number, line in enumerate(lines[:-3]):
        english = re.match(r"( *)(?:- )?en: \|-$", line)
        if english and re.match(r" *zh: \|-$", lines[number + 2]):
            content = lines[number + 1]
            units.append(Unit(number + 1, number + 3, len(content) - len(content.lstrip())))
    return units


def _change(lines: list[str], number: int, new: str, *others: int) -> Planted | None:
    """Change a line; None when nothing changed."""
    if lines[number] == new:
        return None
    changed = [*lines[:number], new, *lines[number + 1 :]]
    return Planted(changed, frozenset(line + 1 for line in (number, *others)))


def _substitute(
    lines: list[str], units: list[Unit], chance: random.Random, code: str,
    pattern: str, wanted: Callable[[re.Match[str]], str], *, both: bool = False,
) -> Planted | None:  # fmt: skip
    """Change one match of a pattern, somewhere in one language."""
    places = [
        (unit, match)
        for unit in units
        for match in re.finditer(pattern, lines[getattr(unit, code)])
    ]
    if not places:
        return None
    unit, match = chance.choice(places)
    number = getattr(unit, code)
    line = lines[number]
    other = (unit.zh if code == "en" else unit.en,) if both else ()
    new = line[: match.start()] + wanted(match) + line[match.end() :]
    return _change(lines, number, new, *other)


# Concordance --------------------------------------------------------------------------------------

_CALL = r"\[\^[a-z-]+\]"
_MONTHS = ("January", "March", "May", "July", "September", "November")


@kind
def drop_a_note_call(lines: list[str], units: list[Unit], chance: random.Random) -> Planted | None:
    """Take a call away in one language."""
    return _substitute(lines, units, chance, chance.choice(("en", "zh")), _CALL, lambda _: "")


@kind
def move_a_note_call(lines: list[str], units: list[Unit], chance: random.Random) -> Planted | None:
    """Put a call at the end of another unit, in one language."""
    code = chance.choice(("en", "zh"))
    dropped = _substitute(lines, units, chance, code, _CALL, lambda _: "")
    if dropped is None:
        return None
    (gone,) = dropped.at
    call = re.search(_CALL, lines[gone - 1])
    unit = chance.choice([unit for unit in units if getattr(unit, code) + 1 != gone])
    number = getattr(unit, code)
    assert call is not None
    moved = [*dropped.lines]
    moved[number] += call[0]
    return Planted(moved, frozenset({gone, number + 1}))


@kind
def change_digits(lines: list[str], units: list[Unit], chance: random.Random) -> Planted | None:
    """Change a number that is written in digits, and no part of a symbol."""
    code = chance.choice(("en", "zh"))
    pattern = r"(?<![A-Za-z0-9./])\d+(?![A-Za-z0-9./])"

    def other(match: re.Match[str]) -> str:
        return str(int(match[0]) + chance.choice((-1, 1, 2, 10)))

    return _substitute(lines, units, chance, code, pattern, other, both=True)


@kind
def change_a_number_in_words(
    lines: list[str], units: list[Unit], chance: random.Random
) -> Planted | None:
    """Change three, 第一, Five, first session …"""
    if chance.random() < 0.5:
        words = {"three": "four", "Five": "Six", "first session": "third session", "20": "7"}
        pattern = r"\b(?:three|Five|first session)\b|(?<=Group of )20"
        return _substitute(
            lines, units, chance, "en", pattern, lambda match: words[match[0]], both=True
        )
    characters = {
        "三项": "两项",
        "五个": "四个",
        "第一届": "第二届",
        "二十国": "三十国",
        "第二部": "第三部",
    }
    pattern = "|".join(characters)
    return _substitute(
        lines, units, chance, "zh", pattern, lambda match: characters[match[0]], both=True
    )


@kind
def change_a_month_or_day(
    lines: list[str], units: list[Unit], chance: random.Random
) -> Planted | None:
    """Change the month or the day of a date."""
    if chance.random() < 0.5:
        pattern = r"\b(?:January|November)\b(?= 2022)"

        def month(match: re.Match[str]) -> str:
            return chance.choice([name for name in _MONTHS if name != match[0]])

        return _substitute(lines, units, chance, "en", pattern, month, both=True)
    return _substitute(
        lines, units, chance, "zh", r"\d+(?=[月日])",
        lambda match: str(int(match[0]) % 12 + 1), both=True,
    )  # fmt: skip


@kind
def change_a_symbol(lines: list[str], units: list[Unit], chance: random.Random) -> Planted | None:
    """Change a digit or a numeral of a document symbol in one language."""
    code = chance.choice(("en", "zh"))
    pattern = r"(?<=NPT/CONF\.)20\d\d|(?<=WP\.)\d|(?<=2000/)28"
    return _substitute(
        lines, units, chance, code, pattern,
        lambda match: str(int(match[0]) + chance.choice((1, 2, 3))), both=True,
    )  # fmt: skip


@kind
def exchange_two_texts(
    lines: list[str], units: list[Unit], chance: random.Random
) -> Planted | None:
    """Exchange the texts of two units beside each other in one language: labels swapped."""
    code = chance.choice(("en", "zh"))
    pairs = [
        (one, other)
        for one, other in itertools.pairwise(units)
        if one.indent == other.indent and other.en - one.en == 4
    ]
    one, other = chance.choice(pairs)
    first, second = getattr(one, code), getattr(other, code)
    changed = [*lines]
    changed[first], changed[second] = lines[second], lines[first]
    numbers = (one.en, one.zh, other.en, other.zh)
    return Planted(changed, frozenset(number + 1 for number in numbers))


@kind
def delete_a_sentence(lines: list[str], units: list[Unit], chance: random.Random) -> Planted | None:
    """Delete a whole sentence in one language."""
    code = chance.choice(("en", "zh"))
    pattern = r"(?<=\. )[A-Z][^.]{30,}\. ?" if code == "en" else r"(?<=。)[^。]{12,}。"
    return _substitute(lines, units, chance, code, pattern, lambda _: "", both=True)


@kind
def cut_a_text_short(lines: list[str], units: list[Unit], chance: random.Random) -> Planted | None:
    """Delete the second half of a text of some length, and keep its last mark."""
    code = chance.choice(("en", "zh"))
    least = 120 if code == "en" else 40
    unit = chance.choice([unit for unit in units if len(lines[getattr(unit, code)]) > least])
    number = getattr(unit, code)
    line = lines[number]
    half = line[: len(line) * 4 // 10].rstrip(" ,，；;.。") + line[-1]
    return _change(lines, number, half, unit.zh if code == "en" else unit.en)


@kind
def leave_a_text_untranslated(
    lines: list[str], units: list[Unit], chance: random.Random
) -> Planted | None:
    """Put the text of the other language in its place."""
    unit = chance.choice(units)
    here, there = chance.choice(((unit.en, unit.zh), (unit.zh, unit.en)))
    return _change(lines, here, lines[there], there)


@kind
def delete_a_text(lines: list[str], units: list[Unit], chance: random.Random) -> Planted | None:
    """Delete the text of one language altogether."""
    unit = chance.choice(units)
    number = chance.choice((unit.en, unit.zh))
    changed = [*lines]
    del changed[number - 1 : number + 1]
    last = number - 2
    if lines[number - 1].lstrip().startswith("- "):  # the dash of the unit stands before it
        changed[number - 1] = f"{' ' * (unit.indent - 4)}- {changed[number - 1].lstrip()}"
        last = number - 1
    begin = next(line for line in range(last, 0, -1) if changed[line].lstrip().startswith("- "))
    return Planted(changed, frozenset(range(begin + 1, number + 3)))


@kind
def replace_a_term(lines: list[str], units: list[Unit], chance: random.Random) -> Planted | None:
    """Put a wrong term in the place of one, in one language."""
    if chance.random() < 0.5:
        terms = {
            "non-nuclear-weapon States": "nuclear-weapon States",
            "negative security assurances": "positive security assurances",
            "unequivocal undertaking": "clear promise", "irreversibility": "sustainability",
            "total elimination": "gradual reduction", "arms control": "weapons inspection",
            "accountability": "responsibility", "nuclear disarmament": "nuclear deterrence",
        }  # fmt: skip
        code = "en"
    else:
        terms = {
            "无核武器国家": "核武器国家", "消极安全保证": "积极安全保证", "核裁军": "核安全",
            "问责制": "责任制", "军备控制": "军事控制", "不可逆": "不可持续",
            "人工智能": "人工情报", "明确承诺": "庄严承诺",
        }  # fmt: skip
        code = "zh"
    pattern = "|".join(map(re.escape, terms))
    return _substitute(
        lines, units, chance, code, pattern, lambda match: terms[match[0]], both=True
    )


@kind
def emphasize_in_one_language(
    lines: list[str], units: list[Unit], chance: random.Random
) -> Planted | None:
    """Emphasize words in one language only."""
    code = chance.choice(("en", "zh"))
    pattern = r"\b[a-z]{6,}\b" if code == "en" else r"[\u4e00-\u9fff]{4}"
    return _substitute(
        lines, units, chance, code, pattern, lambda match: f"*{match[0]}*", both=True
    )


@kind
def drop_parentheses_or_quotes(
    lines: list[str], units: list[Unit], chance: random.Random
) -> Planted | None:
    """Take a pair of parentheses or quotation marks away in one language."""
    code = chance.choice(("en", "zh"))
    pattern = r"\(([^()]+)\)|“([^“”]+)”"
    return _substitute(
        lines, units, chance, code, pattern, lambda match: match[1] or match[2], both=True
    )


@kind
def change_the_last_mark(
    lines: list[str], units: list[Unit], chance: random.Random
) -> Planted | None:
    """End a member of a list with a full stop, or a sentence with nothing."""
    code = chance.choice(("en", "zh"))
    marks = {";": ".", "；": "。", ".": "", "。": "", ":": ".", "：": "。"}
    pattern = r"[;.:；。：]$"
    return _substitute(
        lines, units, chance, code, pattern, lambda match: marks[match[0]], both=True
    )


# Chinese ------------------------------------------------------------------------------------------


@kind
def half_width_mark(lines: list[str], units: list[Unit], chance: random.Random) -> Planted | None:
    """Type a mark of Chinese as its half-width relative."""
    half = dict(zip("，。；：", ",.;:", strict=True))
    return _substitute(lines, units, chance, "zh", "[，。；：]", lambda match: half[match[0]])


@kind
def traditional_character(
    lines: list[str], units: list[Unit], chance: random.Random
) -> Planted | None:
    """Type a traditional character."""
    pairs = dict(
        zip("险国际为条约裁军构战发关体义务议", "險國際為條約裁軍構戰發關體義務議", strict=True)
    )
    pairs = {one: other for one, other in pairs.items() if one != other}
    return _substitute(
        lines, units, chance, "zh", f"[{''.join(pairs)}]", lambda match: pairs[match[0]]
    )


@kind
def blank_in_chinese(lines: list[str], units: list[Unit], chance: random.Random) -> Planted | None:
    """Type a blank between characters, or between characters and digits."""
    pattern = r"(?<=[\u4e00-\u9fff])(?=[\u4e00-\u9fff])"
    if chance.random() < 0.5:
        pattern = r"(?<=[\u4e00-\u9fff])(?=\d)|(?<=\d)(?=[\u4e00-\u9fff])"
    return _substitute(lines, units, chance, "zh", pattern, lambda _: " ")


@kind
def full_width_parenthesis(
    lines: list[str], units: list[Unit], chance: random.Random
) -> Planted | None:
    """Type a parenthesis full-width, or letters and digits."""
    wide = {character: chr(ord(character) + 0xFEE0) for character in "()0123456789"}
    return _substitute(lines, units, chance, "zh", r"[()]|\d", lambda match: wide[match[0]])


@kind
def strip_title_marks(lines: list[str], units: list[Unit], chance: random.Random) -> Planted | None:
    """Take 《》 from the title of a treaty, or one of the two marks."""
    pattern = "《((?:不扩散|禁止|全面)[^《》]{2,9}条约)》"
    shape = chance.choice(("{}", "《{}", "{}》"))
    return _substitute(lines, units, chance, "zh", pattern, lambda match: shape.format(match[1]))


# English ------------------------------------------------------------------------------------------


@kind
def spell_otherwise(lines: list[str], units: list[Unit], chance: random.Random) -> Planted | None:
    """Spell a word with -ise, or as in America."""
    words = {
        "programmes": "programs", "fulfilment": "fulfillment", "recognize": "recognise",
        "fulfil ": "fulfill ", "modernization": "modernisation", "characterized": "characterised",
        "standardized": "standardised", "defensive": "defensive", "spiralling": "spiralling",
    }  # fmt: skip
    words = {one: other for one, other in words.items() if one != other}
    pattern = "|".join(words)
    return _substitute(lines, units, chance, "en", pattern, lambda match: words[match[0]])


@kind
def write_figures_wrongly(
    lines: list[str], units: list[Unit], chance: random.Random
) -> Planted | None:
    """Write a date, a range or a small number in a form that is not the house's."""
    changes = {
        "3 January 2022": ("January 3, 2022", "3rd January 2022", "3 Jan. 2022"),
        "2023–2026": ("2023-2026", "2023 – 2026"),
        "three principles": ("3 principles",),
        "15 and 16 November 2022": ("15 and 16 November, 2022", "15 and 16th November 2022"),
    }
    pattern = "|".join(map(re.escape, changes))
    return _substitute(
        lines, units, chance, "en", pattern, lambda match: chance.choice(changes[match[0]])
    )


@kind
def punctuate_wrongly(lines: list[str], units: list[Unit], chance: random.Random) -> Planted | None:
    """Type a serial comma, a straight quotation mark, an em dash, two blanks, a lost blank."""
    changes = [
        (r"(?<=[a-z]), ([a-z]+) and (?=[a-z]+\b)", lambda match: f", {match[1]}, and "),
        (r"[“”]", lambda _: '"'),
        (r"’", lambda _: "'"),
        (r"(?<=[a-z]), (?=which|such|including|as)", lambda _: "—"),
        (r"(?<=[a-z,]) (?=[a-z])", lambda _: "  "),
        (r"(?<=[a-z]), (?=[a-z])", lambda _: ","),
        (r"(?<=[a-z]),", lambda _: " ,"),
    ]
    pattern, wanted = chance.choice(changes)
    return _substitute(lines, units, chance, "en", pattern, wanted)


@kind
def write_states_wrongly(
    lines: list[str], units: list[Unit], chance: random.Random
) -> Planted | None:
    """Write States parties or nuclear-weapon States in a form that is not the Treaty's."""
    changes = {
        "States parties": ("States Parties", "states parties"),
        "nuclear-weapon States": ("nuclear weapon States", "nuclear-weapon states"),
        "All States": ("All states",),
    }
    pattern = "|".join(changes)
    return _substitute(
        lines, units, chance, "en", pattern, lambda match: chance.choice(changes[match[0]])
    )


@kind
def say_a_word_twice(lines: list[str], units: list[Unit], chance: random.Random) -> Planted | None:
    """Type a word, or a particle of Chinese, twice."""
    if chance.random() < 0.6:
        pattern = r"\b(?:the|of|and|to|in|for|nuclear|weapons)\b(?= )"
        return _substitute(
            lines, units, chance, "en", pattern, lambda match: f"{match[0]} {match[0]}"
        )
    return _substitute(
        lines, units, chance, "zh", "(?<![目有])[的和在对]", lambda match: match[0] * 2
    )


@kind
def type_a_label(lines: list[str], units: list[Unit], chance: random.Random) -> Planted | None:
    """Type a label or a number before a text."""
    code = chance.choice(("en", "zh"))
    label = chance.choice(("(a) ", "1. ", "- ", "(i) ")) if code == "en" else "(一)"
    unit = chance.choice([unit for unit in units if unit.indent > 4])
    number = getattr(unit, code)
    indent = " " * unit.indent
    return _change(lines, number, f"{indent}{label}{lines[number].strip()}")


# The masthead -------------------------------------------------------------------------------------


@kind
def change_a_masthead_fact(
    lines: list[str], units: list[Unit], chance: random.Random
) -> Planted | None:
    """Change session, dates, symbol or series into something that does not agree."""
    changes = [
        ("session: 2", "session: 3"),
        ("end: 2024-08-02", "end: 2024-07-02"),
        ("start: 2024-07-22", "start: 2027-07-22"),
        ("date: 2024-05-16", "date: 2024-09-16"),
        ("symbol: NPT/CONF.2026/PC.II", "symbol: NPT/CONF.2026/PC.I"),
        ("symbol: NPT/CONF.2026/PC.II", "symbol: NPT/CONF.2026//PC.II"),
        ("city: geneva", "city: genva"),
        ("job: null", "job: 24-123"),
        ("series: npt-preparatory-committee", "series: npt-review-conference"),
        ("from: zh", "from: en"),
    ]
    old, new = chance.choice(changes)
    number = next(number for number, line in enumerate(lines) if old in line)
    at = {number + 1}
    for key in ("session:", "symbol:", "meeting:"):  # facts that disagree may be told at either
        at.add(next(line for line, text in enumerate(lines, 1) if text.startswith(key)))
    changed = [*lines]
    changed[number] = lines[number].replace(old, new)
    return Planted(changed, frozenset(at))


def plant(lines: list[str], seed: int, count: int) -> Iterator[tuple[str, Planted]]:
    """Plant ``count`` single faults, of all kinds in turn; the same for the same seed."""
    chance = random.Random(seed)  # nothing secret
    units = find_units(lines)
    names = list(KINDS)
    planted = 0
    while planted < count:
        name = names[planted % len(names)]
        fault = KINDS[name](lines, units, chance)
        if fault is not None and fault.lines != lines:
            yield name, fault
            planted += 1
