"""Figures in Chinese: digits with 万 and 亿, numerals with measure words, 年月日, 第, 分之."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from masthead.check.figures.figure import (
    DATE,
    DECADE,
    FRACTION,
    NUMBER,
    Figure,
    write_date,
    write_number,
)  # fmt: skip
from masthead.check.figures.labels import read_labels
from masthead.check.figures.western import cover, read_numbers
from masthead.check.pattern import Pattern, hide
from masthead.language.language import Language

_DIGITS = {digit: value for value, digit in enumerate("〇一二三四五六七八九")} | {
    "零": 0, "○": 0, "两": 2,
}  # fmt: skip
_UNITS = {"十": 10, "百": 100, "千": 1000}
_HAN = "〇○零一二三四五六七八九十百千万亿两"
_SMALL = "[一二三四五六七八九十]{1,3}"
_MEASURES = frozenset(
    "个项名位人国方年月日天周季届次回轮期条款段章节部编卷份件种类级层点篇幅张枚架艘辆台套座所家批组支"
    "倍成度米吨里克元岁秒分刻课席票句行页字处代世阶步颗机区州省县市岛柱边面"
)
"""Characters after which a numeral counts something."""
_NAMED = frozenset("届条款段章节部编卷次阶期轮号附委")
"""Characters after which an ordinal numbers a part of something, so that even 第一 must agree."""
_POINTING = frozenset("这那该述有各每前后")
_VAGUE_BEFORE = frozenset("数几上好若近成")
_VAGUE_AFTER = frozenset("余多几来数")

_DATE = Pattern(
    rf"(?:(?P<year>\d{{4}}|[一二][〇○零一二三四五六七八九]{{3}})年)?(?P<month>\d{{1,2}}|{_SMALL})月(?!球|份)"
    rf"(?:(?P<days>(?:\d{{1,2}}|{_SMALL})[日号]?(?:[至和、到及-](?:\d{{1,2}}|{_SMALL})[日号]?){{0,9}})(?<=[日号]))?",
    "月",
)
_DAY = Pattern(rf"\d{{1,2}}|{_SMALL}")
_BETWEEN = Pattern(r"[至和、到及—–-]*")
_DECADE = Pattern(
    rf"(?:(?P<year>\d{{3}}0)|(?P<century>\d{{2}}|{_SMALL})世纪(?P<ten>\d0|[二三四五六七八九]十))年代",
    "年代",
)
_PERCENT = Pattern(
    rf"百分之(?P<whole>[{_HAN}]{{1,24}}|\d{{1,24}}(?:\.\d+)?)(?:点(?P<decimals>[{_HAN}]{{1,24}}))?",
    "百分之",
)
_PER = Pattern(r"(?:百万|十亿|万|千)分之(\d+(?:\.\d+)?)", "分之")
_PART = Pattern(rf"([{_HAN}]{{1,24}}|\d{{1,24}})分之([{_HAN}]{{1,24}}|\d{{1,24}})", "分之")
_SCALED = Pattern("百万|千万|百亿|千亿|万亿|亿|万|千(?![米克瓦卡吨字])|百")
_SCALES = {
    "百": 10**2, "千": 10**3, "万": 10**4, "百万": 10**6, "千万": 10**7, "亿": 10**8,
    "百亿": 10**10, "千亿": 10**11, "万亿": 10**12,
}  # fmt: skip
_NUMERAL = Pattern(rf"第?[{_HAN}]{{1,24}}", *_HAN)
_LIST = Pattern(r"[、和至及](?:第)?[一二三四五六七八九十]{1,3}")
_IDIOM = Pattern(
    "千钧一发|万分|十分|一[切般定直致样些起旦再向贯律概度同一]|统一|唯一|之一|进一步|万一|万无一失|百姓|"
    "千方百计|四面八方|五湖四海|三番五次|一五一十|七上八下|红十字|十字|千古|万岁|万国|百科|百分点|"
    "千百万|二氧化|两用|不二|第一[时手线步]|三角|四川|八一|五一|九一一|单一|逐一|专一|千万不|亿万|百万富|一体|再三|接二连三",
    *"千万十一百二两三四五七八九",
)
_LOOSE = Pattern("双(?=[方边重向])|两(?=者)|一半|半(?!岛|导)|三边", "双", "两", "半", "三边")
_LOOSE_VALUES = {"双": (NUMBER, "2"), "两": (NUMBER, "2"), "三": (NUMBER, "3"),
                 "半": (FRACTION, "1/2"), "一": (FRACTION, "1/2")}  # fmt: skip
_FULL_WIDTH = str.maketrans("０１２３４５６７８９", "0123456789")


def read_chinese(text: str, language: Language) -> list[Figure]:
    """Read every figure of a Chinese text."""
    plain = text.translate(_FULL_WIDTH)
    figures = list(read_labels(plain, language.code))
    plain = cover(plain, figures)
    for read in (
        _read_decades, _read_dates, _read_parts, _read_digits, _read_loose,
        _read_numerals,
    ):  # fmt: skip
        found = list(read(plain))
        figures += found
        plain = cover(plain, found)
    return figures


def read_numeral(written: str) -> int:
    """Read a Chinese numeral: 十一, 二十, 一百零五, 两千, 三万五千, 二〇二四."""
    if not any(unit in written for unit in "十百千万亿"):
        return int("".join(str(_DIGITS[digit]) for digit in written))
    total = section = digit = 0
    for character in written:
        if character in _DIGITS:
            digit = _DIGITS[character]
        elif character in _UNITS:
            section += (digit or 1) * _UNITS[character]
            digit = 0
        else:
            scale = 10**4 if character == "万" else 10**8
            total = (total + section + digit or 1) * scale
            section = digit = 0
    return total + section + digit


def _read(written: str) -> int:
    return int(written) if written.isascii() else read_numeral(written)


def _read_decades(text: str) -> Iterator[Figure]:
    """Read 1970年代, and 20世纪70年代, which is the same."""
    for match in _DECADE.find(text):
        if match["year"]:
            year = int(match["year"])
        else:
            year = (_read(match["century"]) - 1) * 100 + _read(match["ten"])
        yield Figure(DECADE, f"{year}s", *match.span())


def _read_dates(text: str) -> Iterator[Figure]:
    """Read dates; a month without a year has that of the month to which it is joined."""
    year: int | None = None
    end = -1
    for match in _DATE.find(text):
        month = _read(match["month"])
        if not 1 <= month <= 12:
            continue
        if match["year"]:
            year = _read(match["year"])
        elif end < 0 or _BETWEEN.fullmatch(text[end : match.start()]) is None:
            year = None
        days = [_read(found[0]) for found in _DAY.find(match["days"] or "")]
        for day in days or (None,):
            yield Figure(DATE, write_date(year, month, day), *match.span())
        end = match.end()


def _read_parts(text: str) -> Iterator[Figure]:
    """Read 百分之五十, which is a number, and 三分之二, which is a fraction."""
    for match in _PERCENT.find(text):
        whole, decimals = match["whole"], match["decimals"] or ""
        value = Decimal(whole if whole[0].isascii() else read_numeral(whole))
        digits = "".join(str(_DIGITS.get(digit, 0)) for digit in decimals)
        value += Decimal(f"0.{digits or 0}")
        yield Figure(NUMBER, write_number(value), *match.span(), worded=not whole[0].isascii())
    for match in _PER.find(text):
        yield Figure(NUMBER, write_number(Decimal(match[1])), *match.span())
    text = hide(text, [match.span() for match in _PER.find(text)])
    for match in _PART.find(text):
        if not match[0].startswith("百分"):
            fraction = f"{_read(match[2])}/{_read(match[1])}"
            yield Figure(FRACTION, fraction, *match.span(), worded=True)


def _read_digits(text: str) -> Iterator[Figure]:
    """Read digits, multiplied by what follows: 150万, 1.2亿."""
    for figure in read_numbers(text):
        match = _SCALED.match(text, figure.end)
        if match is None or figure.kind != NUMBER:
            yield figure
            continue
        value = write_number(Decimal(figure.value) * _SCALES[match[0]])
        yield Figure(NUMBER, value, figure.start, match.end())


def _read_loose(text: str) -> Iterator[Figure]:
    """Read words that may answer to a number of the other language, and ask for none."""
    for match in _LOOSE.find(text):
        kind, value = _LOOSE_VALUES[match[0][0]]
        yield Figure(kind, value, *match.span(), needed=False, worded=True)


def _read_numerals(text: str) -> Iterator[Figure]:
    """Read numerals in characters. They ask where they number or measure something."""
    text = hide(text, [match.span() for match in _IDIOM.find(text)])
    named = False
    for match in reversed(list(_NUMERAL.find(text))):
        written = match[0].removeprefix("第")
        if not written or written in ("万", "亿", "千", "百"):
            continue
        before, after = text[match.start() - 1 : match.start()], text[match.end() : match.end() + 1]
        value = read_numeral(written)
        if match[0].startswith("第"):
            # 第一和第二部分: what the second one numbers, the first one numbers too.
            named = after in _NAMED or (named and _LIST.match(text, match.end()) is not None)
            needed = value >= 2 or named
        else:
            vague = before in _VAGUE_BEFORE or after in _VAGUE_AFTER
            needed = value >= 2 and (after in _MEASURES or value > 10) and not vague
            # 两 is said where others say both, or nothing; 这三届 of what was named before.
            needed = needed and written != "两" and before not in _POINTING
        yield Figure(NUMBER, str(value), *match.span(), needed=needed, worded=True)
