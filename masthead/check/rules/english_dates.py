"""English dates, ranges, times, and words that count from today."""

from __future__ import annotations

import re
from collections.abc import Iterator

from masthead.check.passage import Passage
from masthead.check.pattern import Pattern, list_words
from masthead.check.rule import Hit, rule
from masthead.patterns import compile_later

NUMBERS = "UN Editorial Manual, numbers, dates and time"
ENGLISH = ("en",)
MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_SHORT = "Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec"
_FULL = {month[:3]: month for month in MONTHS.split("|")}
_NAMES = MONTHS.split("|")
_SHORT_NAMES = _SHORT.split("|")

_AMERICAN = Pattern(
    rf"\b(?P<month>{MONTHS}|(?:{_SHORT})\b\.?) (?P<day>\d{{1,2}})(?:st|nd|rd|th)?"
    r"(?:(?P<comma>,) ?|(?= \d{4}| ?[.;)]|$) ?|(?<=\. \d)(?!\d)|(?<=\. \d\d)(?!\d))"
    r"(?P<year>\d{4}\b)?",
    *_NAMES,
    *_SHORT_NAMES,
)
_ENDS = re.compile(r" ?\d{4}\b|[,.;:)]|\Z")
_ORDINAL = Pattern(
    rf"\b(\d{{1,2}})(?:st|nd|rd|th) (?:of )?({MONTHS})\b", "st ", "nd ", "rd ", "th "
)
_COMMA = Pattern(rf"\b(\d{{1,2}} (?:{MONTHS})), (\d{{4}})\b", ", 1", ", 2")
_SHORTENED = Pattern(
    rf"\b(\d{{1,2}}) ({_SHORT})(?:\.|(?= \d{{4}}))(?! ?[a-z])",
    *(f" {month}" for month in _SHORT_NAMES),
)
_IN_DIGITS = Pattern(
    r"(?<![\d/.-])(?:\d{1,2}[/.]\d{1,2}[/.](?:19|20)\d\d|(?:19|20)\d\d-\d\d-\d\d)(?![\d/.-])"
)


@rule(
    "S111",
    "{found!r} is not the form of a date",
    "{hint}",
    source=NUMBERS,
    languages=ENGLISH,
    mends=True,
)
def write_dates_in_full(passage: Passage) -> Iterator[Hit]:
    """Dates are day, month and year: no comma, no ordinal, no abbreviation.

    05/06/2024 is a day in May to some readers and in June to others.

    Good: 16 May 2024
    Bad: May 16, 2024
    Bad: 16th May 2024
    Bad: 16 May, 2024
    Bad: 16 Sept. 2024
    Bad: On Jan. 5 they met
    Bad: 16/05/2024
    """
    text = passage.words
    for match in _AMERICAN.find(text):
        if (
            text[: match.start()].rstrip()[-2:].strip().isdigit()
            or not 1 <= int(match["day"]) <= 31
        ):
            continue
        if not match["year"] and not match["comma"] and _is_verb(text, match.start()):
            continue
        named = not match["year"] and re.match(r",? [A-Z]", text[match.end("day") :])
        end = match.end() if match["year"] else match.end("day")
        month = _FULL[match["month"][:3]]
        wanted = f"{match['day']} {month}" + (f" {match['year']}" if match["year"] else "")
        yield passage.hit(match.start(), end, None if named else wanted, hint=wanted)
    for match in _ORDINAL.find(text):
        wanted = f"{match[1]} {match[2]}"
        sure = " of " not in match[0] or _ENDS.match(text, match.end())  # the 3rd of May group
        yield passage.hit(*match.span(), wanted if sure else None, hint=wanted)
    for match in _COMMA.find(text):
        wanted = f"{match[1]} {match[2]}"
        yield passage.hit(*match.span(), wanted, hint=wanted)
    for match in _SHORTENED.find(text):
        wanted = f"{match[1]} {_FULL[match[2][:3]]}"
        yield passage.hit(*match.span(), wanted, hint=wanted)
    for match in _IN_DIGITS.find(text):
        yield passage.hit(*match.span(), hint="16 May 2024")


def _is_verb(text: str, start: int) -> bool:
    """Whether "May" or "March" is no month here: "May 3 States…" begins a sentence."""
    return text.startswith(("May", "March"), start)


_FUNCTION_WORDS = list_words(
    "in the from between during for of by since until over articles paragraphs chapters parts"
)
_RANGE = Pattern(
    r"(?<![\w/.,-])(\d{1,4}(?:,\d{3})*|[IVX]+)(?: ?- ?| – )(\d{1,4}(?:,\d{3})*|[IVX]+)"
    r"(?![\w/-]|[.,]\d)",
    "-", " – ",
)  # fmt: skip
_LOWER_THING = compile_later(
    r"(?:recommendations?|resolutions?|decisions?|code|box|room|rule|tel|fax|telephone|no\.|numbers?"
    r"|standards?|model|flight|serial|building|extension)\.?:?\Z"
)
"""Things whose numbers have hyphens of their own."""
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
_RANGE_OF_DATES = Pattern(
    rf"\b(\d{{1,2}} (?:{MONTHS})(?: \d{{4}})?)(?: ?- ?| – )(\d{{1,2}} (?:{MONTHS}))", "-", " – "
)


@rule(
    "S112",
    "{found!r}: the dash of a range",
    "write {wanted}, with an en dash and no spaces",
    source=NUMBERS,
    languages=ENGLISH,
    mends=True,
)
def join_ranges_with_a_dash(passage: Passage) -> Iterator[Hit]:
    """Ranges have an en dash without spaces.

    A hyphen joins two words, a dash says from one to the other.

    Good: 2023–2026, 22 July–2 August 2024, articles I–III
    Bad: 2023-2026
    Bad: 2 – 4 per cent
    Bad: 22 July - 2 August 2024
    """
    text = passage.words
    for match in _RANGE_OF_DATES.find(text):
        yield passage.hit(*match.span(), f"{match[1]}–{match[2]}")
    for match in _RANGE.find(text):
        both = (match[1], match[2])
        if any(part.isdigit() for part in both) and not all(part[0].isdigit() for part in both):
            continue
        if not any(part.isdigit() or len(part) > 1 for part in both):
            continue
        before = text[: match.start()].rstrip().rpartition(" ")[2]
        if before[:1].isupper() and before.lower() not in _FUNCTION_WORDS:
            continue  # Decision 16-16, ISO 3166-1
        if _LOWER_THING.search(before) or not _is_rising(*both):
            continue
        following = text[match.end() : match.end() + 12].strip()
        if following.startswith("="):
            continue
        if (
            re.match(rf"(?:{MONTHS})", following)
            and "–" in text[max(match.start() - 20, 0) : match.start()]
        ):
            continue
        wanted = f"{match[1]}–{match[2]}"
        sure = all(_YEAR.fullmatch(part) for part in both) and not before[:1].isupper()
        yield passage.hit(*match.span(), wanted if sure else None, wanted=wanted)


def _is_rising(one: str, other: str) -> bool:
    """Whether the second number is larger, or an end of it: 1995-98."""
    if not one[0].isdigit():
        return True
    first, second = (int(part.replace(",", "")) for part in (one, other))
    return first < second or (len(one) == 4 and len(other) == 2)


_TIME = Pattern(
    r"\b(\d{1,2})(?:[:.](\d\d))? ?([AaPp])\.?[Mm]\b\.?|\b(\d{1,2}):(\d\d)\b(?! ?[AaPp]\.?[Mm])",
    "m", "M", ":",
)  # fmt: skip


_AT = compile_later(r"\b(?:at|from|to|until|till|by|before|after|between|and|of|–) \Z")


@rule(
    "S118",
    "{found!r} is not the form of a time",
    "write {wanted}",
    source=NUMBERS,
    languages=ENGLISH,
    mends=True,
)
def write_times_with_points(passage: Passage) -> Iterator[Hit]:
    """Times are 3 p.m. and 10.30 a.m.

    Hours and minutes are divided by a point, and noon is divided from midnight.

    Good: at 10.30 a.m. and 3 p.m.
    Bad: at 3pm
    Bad: at 10:30 a.m.
    Bad: at 15:00
    """
    text = passage.words
    for match in _TIME.find(text):
        if match[4]:
            if not _AT.search(text, 0, match.start()):
                continue  # a ratio, a verse
            hour, minute, half = int(match[4]), match[5], "p" if int(match[4]) >= 12 else "a"
            hour = hour - 12 if hour > 12 else hour
        else:
            hour, minute, half = int(match[1]), match[2] or "", match[3].lower()
        if not 0 < hour <= 12 or not 0 <= int(minute or 0) < 60:
            continue
        shown = f"{hour}.{minute}" if minute and minute != "00" else f"{hour}"
        wanted = f"{shown} {half}.m."
        if match[0] != wanted:
            sure = not match[4] and match[3].islower()
            yield passage.hit(*match.span(), wanted if sure else None, wanted=wanted)


_DECADE = Pattern(r"\b((?:1[89]|20)\d0)[’'`]s\b", "’s", "'s", "`s")


@rule("S119", "{found!r}", "write {wanted}", source=NUMBERS, languages=ENGLISH, mends=True)
def write_decades_without_apostrophe(passage: Passage) -> Iterator[Hit]:
    """Decades have no apostrophe.

    1990’s is something that belongs to 1990.

    Good: in the 1990s
    Bad: in the 1990’s
    """
    for match in _DECADE.find(passage.words):
        before = passage.words[: match.start()]
        wanted = f"{match[1]}s"
        # the budget of 1990, or the decade: the word before says which
        sure = before.endswith(("the ", "early ", "late ", "mid-"))
        yield passage.hit(*match.span(), wanted if sure else None, wanted=wanted)


_RELATIVE = Pattern(
    r"\b(?:(?:[Ll]ast|[Tt]his|[Nn]ext) (?:year|month|week|autumn|spring|summer|winter)|"
    r"[Yy]esterday|[Tt]omorrow)\b",
    "year", "month", "week", "autumn", "spring", "summer", "winter", "esterday", "omorrow",
)  # fmt: skip


@rule(
    "S120",
    "{found!r} changes its meaning with the day of reading",
    "give the date",
    source=NUMBERS,
    languages=ENGLISH,
)
def name_the_year(passage: Passage) -> Iterator[Hit]:
    """Years, months and days are named, and not counted from today.

    Documents are read years after they were written.

    Good: in 2023
    Bad: last year
    """
    for match in _RELATIVE.find(passage.words):
        before = passage.prose[: match.start()].rstrip().lower()
        if not before.endswith(("the", "of the", "per")):
            yield passage.hit(*match.span())
