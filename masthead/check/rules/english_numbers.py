"""English numbers: figures and words, dates, ranges, percentages, times, units."""

from __future__ import annotations

import re
from collections.abc import Iterator

from masthead.check.figures.western import has_digits
from masthead.check.passage import Passage
from masthead.check.pattern import HIDDEN, Pattern
from masthead.check.rule import Hit, rule
from masthead.check.rules.english_dates import ENGLISH, MONTHS, NUMBERS
from masthead.patterns import compile_later

_WORDS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")

_PERCENT = Pattern(r"(?<=\d) ?%|\b[Pp]ercent\b(?!age|ile)", "%", "ercent")


@rule(
    "S110",
    "{found!r}",
    "write per cent, in two words; the sign is for tables",
    source=NUMBERS,
    languages=ENGLISH,
    mends=True,
)
def write_per_cent(passage: Passage) -> Iterator[Hit]:
    """Per cent is two words, and the sign is for tables and figures.

    One of several spellings was chosen for all documents.

    Good: 50 per cent, a percentage
    Bad: 50 percent
    Bad: 50%
    """
    for match in _PERCENT.find(passage.words):
        yield passage.hit(*match.span(), "per cent" if match[0][0] in "Pp" else " per cent")


_FROM = Pattern(r"\b(?P<word>[Ff]rom|[Bb]etween) (?P<one>\d[\d,.]*)–(?P<two>\d[\d,.]*\d|\d)", "–")


@rule(
    "S113",
    "{found!r}: a word and a dash",
    "write {wanted}",
    source=NUMBERS,
    languages=ENGLISH,
)
def say_ranges_in_one_way(passage: Passage) -> Iterator[Hit]:
    """After from or between, a range is in words: from 2 to 4, between 2 and 4.

    The dash says from and to already.

    Good: from 2 to 4 per cent
    Bad: from 2–4 per cent
    Bad: between 2010–2015
    """
    for match in _FROM.find(passage.words):
        joint = "and" if match["word"].lower() == "between" else "to"
        wanted = f"{match['word']} {match['one']} {joint} {match['two']}"
        yield passage.hit(*match.span(), wanted=wanted)


_DIGIT = Pattern(
    r"(?<![\w.,/:–()\u2212+$€£§#°-])([1-9])(?![\w/–%°:(-]|[.,]\d|\ue000)"
    r"(?= [a-z]|[,;)](?: |$))"
)
_THINGS = (
    r"paras?\.?|paragraphs?|articles?|items?|sections?|sects?\.?|chapters?|chap\.|annex(?:es)?|parts?"
    r"|nos?\.|numbers?|tables?|figures?|notes?|pages?|pp?\.|vol\.|volumes?|phases?|pillars?|clusters?"
    r"|options?|steps?|actions?|targets?|goals?|rules?|schedules?|appendix|committees?|groups?"
    r"|resolution|decision|recommendation|protocols?|category|type|class|tier|level|version|aged?"
    r"|workstreams?|tracks?|streams?|programmes?|subprogrammes?|components?|outputs?|outcomes?|objectives?"
    r"|priorit(?:y|ies)|elements?|measures?|modules?|scenarios?|models?|cases?|zones?|areas?|box(?:es)?"
    r"|rooms?|lots?|units?|grades?|steps?|questions?|indicators?|principles?|codes?|buildings?|floors?"
    r"|gates?|lines?|days?|weeks?|rounds?|appendices|columns?|rows?|cells?|points?|equations?"
)
_NUMBERED = compile_later(
    rf"(?:(?i:{_THINGS})|(?!(?:The|These|Those|All|Its|Our|Their|Only|About|Over)$)[A-Z][A-Za-z]*"
    r"|and|or|to|,)$"
)
"""What stands before the number of a thing, which is a figure however small it is."""
_SUM = compile_later(r"[=+×÷<>≤≥±](?:\s|\Z)|(?<=\d)\s[-–−]\Z")
"""What stands in a sum."""
_UNITS = (
    r"per cent|million|billion|trillion|p\.m\.|a\.m\.|[kKMG]?(?:m|g|t|W|Hz|B)|[cm]m|ha|tons?"
    r"|met(?:re|er)s?|hectares?|kilo\w+|years? old|degrees|hours?|minutes?"
)
_MEASURED = compile_later(rf" ?(?:{_UNITS}|(?:and|or|to|–|out of|in|by) \d|(?:{MONTHS}))")


@rule(
    "S114",
    "{found!r}: a number under 10",
    "write {wanted}",
    source=NUMBERS,
    languages=ENGLISH,
)
def write_small_numbers_in_words(passage: Passage) -> Iterator[Hit]:
    """Numbers under 10 are in words, but for dates, percentages, units, and numbers of things.

    A lone figure stops the eye.

    Good: three principles, 3 per cent, paragraph 3, article 6, 3 May, 5 and 12 States
    Good: by 120 votes to 5, with 7 abstentions; 10 - 3 = 7; 9 mm; workstream 1
    Bad: the 3 principles of transparency
    Bad: all 5 nuclear-weapon States
    """
    text = passage.words
    for match in _DIGIT.find(text):
        before, after = text[: match.start()].rstrip(), text[match.end() :]
        if _MEASURED.match(after) or _is_beside_larger(text, *match.span()):
            continue
        if _SUM.search(before) or _SUM.match(after.lstrip()):
            continue
        last = before.rpartition(" ")[2]
        if (
            before
            and _NUMBERED.search(last)
            and not (last in ("and", "or", "to") and _has_word(before))
        ):
            continue
        yield passage.hit(*match.span(), wanted=_WORDS[int(match[1])])


def _has_word(before: str) -> bool:
    """Whether what stands before "and" is a word, and not the first number of a list."""
    previous = before.split()[-2:-1]
    return bool(previous) and not any(character.isdigit() for character in previous[0])


_ENDS = (". ", "; ", "\n")
_AROUND = 400
"""How far a sentence is looked at in both directions."""
_LARGER = compile_later(rf"(?<![\w/.,–-])\d{{2,}}(?![\w/–-])(?! (?:{MONTHS}|per cent)| ?%)")
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")


def _is_beside_larger(text: str, start: int, end: int) -> bool:
    """Whether a sentence has figures from 10 on: numbers of one kind are written alike in it."""
    first, last = max(start - _AROUND, 0), min(end + _AROUND, len(text))
    before = max(text.rfind(mark, first, start) for mark in _ENDS)
    after = min(found if (found := text.find(mark, end, last)) >= 0 else last for mark in _ENDS)
    numbers = _LARGER.findall(text[max(before, first) : after])
    return any(not _YEAR.fullmatch(number) for number in numbers)


_LARGE = Pattern(
    r"\b(?:(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)"
    r"(?:-(?:one|two|three|four|five|six|seven|eight|nine))?"
    r"|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen)\b"
    r"(?!-\w| (?:hundred|thousand|million|billion))",
    "ten", "eleven", "twelve", "teen", "twenty", "thirty", "forty", "fifty", "sixty", "seventy",
    "eighty", "ninety",
)  # fmt: skip


@rule(
    "S115",
    "{found!r}: a number from 10 on",
    "write it in figures",
    source=NUMBERS,
    languages=ENGLISH,
)
def write_large_numbers_in_figures(passage: Passage) -> Iterator[Hit]:
    """Numbers from 10 on are in figures, but at the beginning of a sentence.

    Good practice for one number is good for all: readers compare them.

    Good: 12 States, Twelve States
    Bad: the twelve States
    Bad: in forty-five paragraphs
    """
    text = passage.words
    for match in _LARGE.find(text):
        before = text[: match.start()].rstrip(" “‘(")
        if before and not before.endswith((".", "!", "?", ":", "\n")):
            yield passage.hit(*match.span())


_THOUSANDS = Pattern(r"(?<![\w.,/:–()#-])(\d{5,6}|[3-9]\d{3})(?![\w/–:-]|[.,]\d)")


@rule(
    "S116",
    "{found!r}: thousands are not marked",
    "write {wanted}",
    source=NUMBERS,
    languages=ENGLISH,
)
def mark_thousands(passage: Passage) -> Iterator[Hit]:
    """Thousands are marked with a comma.

    Five digits in a row are counted, six are miscounted.

    Good: 12,500 warheads, in 2024
    Bad: 12500 warheads
    """
    text = passage.words
    if not re.search(r"\d{4}", text):
        return
    for match in _THOUSANDS.find(text):
        last = text[: match.start()].rstrip().rpartition(" ")[2]
        if not _NUMBERED.search(last):
            yield passage.hit(*match.span(), wanted=f"{int(match[1]):,}")


_ABBREVIATED = compile_later(
    r"\b(?:[Nn]os?|vols?|arts?|paras?|chaps?|sects?|pp?|figs?|Conf|Res|Dec|Rev|Add|[A-Z])\. \Z"
)
"""What ends no sentence."""
_STARTS = Pattern(r"(?:\A|(?<=[.!?] ))(?P<number>\d[\d,.]*)(?= [a-z])")


@rule(
    "S117",
    "a sentence begins with {found!r}",
    "write the number in words, or turn the sentence round",
    source=NUMBERS,
    languages=ENGLISH,
)
def begin_sentences_with_words(passage: Passage) -> Iterator[Hit]:
    """No sentence begins with a figure.

    A figure has no capital that would show where the sentence begins.

    Good: Fifteen States took part.
    Bad: 15 States took part. 12 spoke.
    """
    if passage.subject.kind in ("state",):
        return
    text = passage.words
    for match in _STARTS.find(text):
        if _ABBREVIATED.search(text, 0, match.start()):
            continue
        if not re.match(rf" (?:{MONTHS})", text[match.end() :]):
            yield passage.hit(*match.span("number"))
    begin = _BEGIN.search(text)
    if begin is not None and not re.match(rf" (?:{MONTHS})", text[begin.end() :]):
        yield passage.hit(*begin.span())


_BEGIN = Pattern(r"\A\d[\d,.]*(?= [A-Z])")

_UNIT = Pattern(r"(?<![\w.,-])(\d[\d.,]*)(km|kg|kt|Mt|MW|GW|kW|cm|mm|ha|m|t)\b(?!/)")


@rule(
    "S121", "no space in {found!r}", "write {wanted}", source=NUMBERS, languages=ENGLISH, mends=True
)
def put_a_blank_before_units(passage: Passage) -> Iterator[Hit]:
    """Between a number and its unit stands a space.

    Layout keeps the two on one line.

    Good: 5 km, 15 kt
    Bad: 5km
    """
    if not has_digits(passage.words):
        return
    for match in _UNIT.find(passage.words):
        wanted = f"{match[1]} {match[2]}"
        sure = match[2] not in ("m", "t")  # of money, a million
        yield passage.hit(*match.span(), wanted if sure else None, wanted=wanted)


_CITED = Pattern(r"\b(paras?\.|paragraphs?|articles?) (\d+)\(([a-z]{1,4})\)", "(")


@rule(
    "S122",
    "no space in {found!r}",
    "write {wanted}",
    source="UN Editorial Manual, references to paragraphs",
    languages=ENGLISH,
    mends=True,
)
def put_a_blank_before_labels(passage: Passage) -> Iterator[Hit]:
    """Between the number of a paragraph and its letter stands a space.

    So it is printed in all documents.

    Good: paragraph 12 (a)
    Bad: paragraph 12(a)
    """
    for match in _CITED.find(passage.words):
        yield passage.hit(*match.span(), f"{match[1]} {match[2]} ({match[3]})")


_PAGES = Pattern(r"\b(?:pp?\. ?\d+|pages? \d+)", "p. ", "pp.", "p.", "page")


@rule(
    "S123",
    "{found!r}: a page is cited",
    "cite the paragraph",
    source="UN Editorial Manual, references to paragraphs",
    languages=ENGLISH,
)
def cite_paragraphs(passage: Passage) -> Iterator[Hit]:
    """Documents of the United Nations are cited by paragraph, and not by page.

    Pages differ between the language versions, paragraphs do not.

    Good: A/RES/70/1, para. 54
    Bad: A/RES/70/1, p. 12
    """
    for match in _PAGES.find(passage.words) if passage.symbols else ():
        if HIDDEN in passage.words[max(match.start() - 24, 0) : match.start()]:
            yield passage.hit(*match.span())


_MILLIONS = Pattern(
    r"(?<![\w.,])([$€£]?\d[\d.,]*) ?(bn|mn|[mMkK]n?)\b(?![.²³/])", "m", "M", "bn", "k", "K"
)
_MULTIPLES = {"b": "billion", "m": "million", "k": "thousand"}


@rule(
    "S124",
    "{found!r}: an abbreviated number",
    "write {wanted}",
    source=NUMBERS,
    languages=ENGLISH,
)
def write_millions_in_words(passage: Passage) -> Iterator[Hit]:
    """Millions and billions are written out: 1.5 million.

    1.5m is a length.

    Good: $1.5 million
    Bad: $1.5m
    Bad: 3bn
    """
    if not has_digits(passage.words):
        return
    for match in _MILLIONS.find(passage.words):
        money = match[1][0] in "$€£"
        if match[2] in ("m", "k") and not money:
            continue
        multiple = _MULTIPLES[match[2][0].lower()]
        yield passage.hit(*match.span(), wanted=f"{match[1]} {multiple}")
