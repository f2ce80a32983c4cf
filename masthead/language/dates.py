"""Dates and date ranges, in the text's way and in the masthead's."""

from __future__ import annotations

import datetime

from masthead.language.language import Language


def write_date(language: Language, date: datetime.date) -> str:
    """Write a date as the language's text has it: ``16 May 2024``, 2024年5月16日."""
    words = language.dates
    return words.date.format(**_parts(date, words.months, words.day_one))


def write_masthead_date(language: Language, date: datetime.date) -> str:
    """Write a date as the distribution block has it, which is English in most languages."""
    words = language.masthead
    return words.date.format(**_parts(date, words.months, words.day_one))


def write_range(language: Language, start: datetime.date, end: datetime.date) -> str:
    """Write a range of dates as briefly as it can be; one day is a plain date."""
    words = language.dates
    if start == end:
        return write_date(language, start)
    if start.year != end.year:
        pattern = words.across_years
    elif start.month != end.month:
        pattern = words.same_year
    else:
        pattern = words.same_month
    first, last = (_parts(date, words.months, words.day_one) for date in (start, end))
    return pattern.format(
        **{f"start_{key}": value for key, value in first.items()},
        **{f"end_{key}": value for key, value in last.items()},
        month=last["month"], year=last["year"],
    )  # fmt: skip


def _parts(date: datetime.date, months: tuple[str, ...], day_one: str) -> dict[str, str]:
    day = day_one.format(day=1) if date.day == 1 else str(date.day)
    return {"day": day, "month": months[date.month - 1], "year": str(date.year)}
