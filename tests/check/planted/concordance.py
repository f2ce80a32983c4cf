"""Faults of concordance: what one language says and the other does not."""

from __future__ import annotations

import itertools
import random
import re

from tests.check.planted.fault import Planted, Unit, change, kind, substitute

_CALL = r"\[\^[a-z-]+\]"
_MONTHS = ("January", "March", "May", "July", "September", "November")


@kind
def drop_a_note_call(lines: list[str], units: list[Unit], chance: random.Random) -> Planted | None:
    """Take a call away in one language."""
    return substitute(lines, units, chance, chance.choice(("en", "zh")), _CALL, lambda _: "")


@kind
def move_a_note_call(lines: list[str], units: list[Unit], chance: random.Random) -> Planted | None:
    """Put a call at the end of another unit, in one language."""
    code = chance.choice(("en", "zh"))
    dropped = substitute(lines, units, chance, code, _CALL, lambda _: "")
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

    return substitute(lines, units, chance, code, pattern, other, both=True)


@kind
def change_a_number_in_words(
    lines: list[str], units: list[Unit], chance: random.Random
) -> Planted | None:
    """Change three, 第一, Five, first session …"""
    if chance.random() < 0.5:
        words = {"three": "four", "Five": "Six", "first session": "third session", "20": "7"}
        pattern = r"\b(?:three|Five|first session)\b|(?<=Group of )20"
        return substitute(
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
    return substitute(
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

        return substitute(lines, units, chance, "en", pattern, month, both=True)
    return substitute(
        lines, units, chance, "zh", r"\d+(?=[月日])",
        lambda match: str(int(match[0]) % 12 + 1), both=True,
    )  # fmt: skip


@kind
def change_a_symbol(lines: list[str], units: list[Unit], chance: random.Random) -> Planted | None:
    """Change a digit or a numeral of a document symbol in one language."""
    code = chance.choice(("en", "zh"))
    pattern = r"(?<=NPT/CONF\.)20\d\d|(?<=WP\.)\d|(?<=2000/)28"
    return substitute(
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
    return substitute(lines, units, chance, code, pattern, lambda _: "", both=True)


@kind
def cut_a_text_short(lines: list[str], units: list[Unit], chance: random.Random) -> Planted | None:
    """Delete the second half of a text of some length, and keep its last mark."""
    code = chance.choice(("en", "zh"))
    least = 120 if code == "en" else 40
    unit = chance.choice([unit for unit in units if len(lines[getattr(unit, code)]) > least])
    number = getattr(unit, code)
    line = lines[number]
    half = line[: len(line) * 4 // 10].rstrip(" ,，；;.。") + line[-1]
    return change(lines, number, half, unit.zh if code == "en" else unit.en)


@kind
def leave_a_text_untranslated(
    lines: list[str], units: list[Unit], chance: random.Random
) -> Planted | None:
    """Put the text of the other language in its place."""
    unit = chance.choice(units)
    here, there = chance.choice(((unit.en, unit.zh), (unit.zh, unit.en)))
    return change(lines, here, lines[there], there)


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
    return substitute(lines, units, chance, code, pattern, lambda match: terms[match[0]], both=True)


@kind
def emphasize_in_one_language(
    lines: list[str], units: list[Unit], chance: random.Random
) -> Planted | None:
    """Emphasize words in one language only."""
    code = chance.choice(("en", "zh"))
    pattern = r"\b[a-z]{6,}\b" if code == "en" else r"[\u4e00-\u9fff]{4}"
    return substitute(lines, units, chance, code, pattern, lambda match: f"*{match[0]}*", both=True)


@kind
def drop_parentheses_or_quotes(
    lines: list[str], units: list[Unit], chance: random.Random
) -> Planted | None:
    """Take a pair of parentheses or quotation marks away in one language."""
    code = chance.choice(("en", "zh"))
    pattern = r"\(([^()]+)\)|“([^“”]+)”"
    return substitute(
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
    return substitute(lines, units, chance, code, pattern, lambda match: marks[match[0]], both=True)
