"""Values that are not what is wanted: what to type instead."""

from __future__ import annotations

import calendar
import datetime
import re

_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_MONTHS = 12
_WITHOUT = "without quotes: "
_SAID = {"yes": "write true", "on": "write true", "no": "write false", "off": "write false"}
"""What other programs take for true and false."""


def hint_value(kind: str, value: object) -> str:
    """Say how a value of a kind is typed, where ``value`` is of another one.

    ``kind`` is what pydantic calls the fault: ``date_type``, ``int_type``, ``bool_type`` …
    """
    text = value if isinstance(value, str) else ""
    if "date" in kind:
        return _hint_date(text)
    if kind.startswith("string"):
        return "put it in quotes" if not isinstance(value, dict | list | None) else ""
    if kind.startswith("int") and text:
        return f"{_WITHOUT}{text}" if _is_number(text) else "a number, in digits"
    if kind.startswith("bool") and text:
        return f"{_WITHOUT}{text}" if text in ("true", "false") else _SAID.get(text.lower(), "")
    return ""


def is_quoted(kind: str, value: object) -> bool:
    """Whether a value is what is wanted, and only its quotation marks make it text."""
    if not isinstance(value, str):
        return False
    if "date" in kind:
        return _hint_date(value).startswith(_WITHOUT)
    words = ("true", "false") if kind.startswith("bool") else ()
    return value in words or (kind.startswith("int") and _is_number(value))


def explain_date(text: str) -> str:
    """Say why there is no such day as ``2024-02-30``; empty where that is not what is wrong."""
    match = _ISO.fullmatch(text)
    if match is None:
        return ""
    year, month, day = map(int, match.groups())
    if year < datetime.MINYEAR:
        return f"there is no year {match[1]}"
    if not 1 <= month <= _MONTHS:
        return f"there is no month {match[2]}"
    days = calendar.monthrange(year, month)[1]
    if not 1 <= day <= days:
        return f"{calendar.month_name[month]} {year} has {days} days"
    return ""


def _hint_date(text: str) -> str:
    match = _ISO.fullmatch(text)
    if explain_date(text):
        return "check year, month and day"
    if match is None:
        return "write year, month and day as 2024-05-16"
    wanted = f"{match[1]}-{int(match[2]):02}-{int(match[3]):02}"
    return f"{_WITHOUT}{wanted}" if wanted == text else f"write it as {wanted}"


def _is_number(text: str) -> bool:
    return re.fullmatch(r"-?[0-9]+", text) is not None
