"""Faults of Chinese: marks, characters and blanks as an editor would not type them."""

from __future__ import annotations

import random

from tests.check.planted.fault import Planted, Unit, kind, substitute


@kind
def half_width_mark(lines: list[str], units: list[Unit], chance: random.Random) -> Planted | None:
    """Type a mark of Chinese as its half-width relative."""
    half = dict(zip("，。；：", ",.;:", strict=True))
    return substitute(lines, units, chance, "zh", "[，。；：]", lambda match: half[match[0]])


@kind
def traditional_character(
    lines: list[str], units: list[Unit], chance: random.Random
) -> Planted | None:
    """Type a traditional character."""
    pairs = dict(
        zip("险国际为条约裁军构战发关体义务议", "險國際為條約裁軍構戰發關體義務議", strict=True)
    )
    pairs = {one: other for one, other in pairs.items() if one != other}
    return substitute(
        lines, units, chance, "zh", f"[{''.join(pairs)}]", lambda match: pairs[match[0]]
    )


@kind
def blank_in_chinese(lines: list[str], units: list[Unit], chance: random.Random) -> Planted | None:
    """Type a blank between characters, or between characters and digits."""
    pattern = r"(?<=[\u4e00-\u9fff])(?=[\u4e00-\u9fff])"
    if chance.random() < 0.5:
        pattern = r"(?<=[\u4e00-\u9fff])(?=\d)|(?<=\d)(?=[\u4e00-\u9fff])"
    return substitute(lines, units, chance, "zh", pattern, lambda _: " ")


@kind
def full_width_parenthesis(
    lines: list[str], units: list[Unit], chance: random.Random
) -> Planted | None:
    """Type a parenthesis full-width, or letters and digits."""
    wide = {character: chr(ord(character) + 0xFEE0) for character in "()0123456789"}
    return substitute(lines, units, chance, "zh", r"[()]|\d", lambda match: wide[match[0]])


@kind
def strip_title_marks(lines: list[str], units: list[Unit], chance: random.Random) -> Planted | None:
    """Take 《》 from the title of a treaty, or one of the two marks."""
    pattern = "《((?:不扩散|禁止|全面)[^《》]{2,9}条约)》"
    shape = chance.choice(("{}", "《{}", "{}》"))
    return substitute(lines, units, chance, "zh", pattern, lambda match: shape.format(match[1]))
