"""Findings for people: place, message, remedy, and the line with a caret under what is meant."""

from __future__ import annotations

import os
import shutil
import sys
from collections import Counter
from collections.abc import Iterable
from itertools import groupby

from masthead.check.papers import Checked
from masthead.check.report.lines import Lines, measure, measure_character, show_safely
from masthead.check.rule import Finding
from masthead.diagnostic import Diagnostic, Place, Severity
from masthead.streams import shows_colour

WIDTH = 92
"""How many columns of a line are shown: as much as stands round the finding."""
_LEAST = 20
_BESIDE = 12
"""What stands beside it: the line's number, a rule, ellipses, half a wide character."""
MOST = 20
"""How many findings of one code in one file are shown: one habit fills no more than a screen."""
_COLOURS = {Severity.ERROR: "31", Severity.WARNING: "33", Severity.INFO: "36"}


def write_report(checked: Checked, lines: Lines, *, most: int | None = MOST) -> str:
    """Write the report: the findings in the order of the files, then a count.

    Of one code in one file ``most`` are shown, or all; how many more there are is said at its end.
    With ``most``, what every draft without a number lacks is left out: its author wrote so.
    """
    colour = shows_colour()
    width = find_width()
    parts: list[str] = []
    told = list(checked.diagnostics.sorted()) if most is None else _leave_out_known(checked)
    for file, inside in groupby(told, lambda found: found.place.file):
        counts: Counter[str] = Counter()
        for found in inside:
            counts[found.code] += 1
            if most is None or counts[found.code] <= most:
                parts.append(_write_finding(found, lines, width, colour=colour))
        if most is not None:
            parts += [
                show_safely(f"{file}: {count - most} more of {code} (--all shows them)")
                for code, count in sorted(counts.items())
                if count > most
            ]
    return "\n".join([*parts, write_count(checked, told)]) + "\n"


def _leave_out_known(checked: Checked) -> list[Diagnostic]:
    """Leave out, of papers whose symbol has XX, that symbol and job number are not known yet."""
    drafts = {found.place.file for found in checked.diagnostics if found.code == _PENDING[0]}
    return [
        found for found in checked.diagnostics.sorted()
        if found.place.file not in drafts or found.code not in _PENDING
    ]  # fmt: skip


_PENDING = ("R080", "R081")


def write_count(checked: Checked, told: Iterable[Diagnostic]) -> str:
    """Say in a line how many papers there were, and how many findings."""
    counts = dict.fromkeys(Severity, 0)
    for found in told:
        counts[found.severity] += 1
    said = [
        f"{count} {severity}{'s' if count != 1 and severity is not Severity.INFO else ''}"
        for severity, count in counts.items()
        if count
    ]
    papers = "1 paper" if checked.papers == 1 else f"{checked.papers} papers"
    mended = "".join(
        f"{show_safely(file)}: {count} mended\n" for file, count in checked.mended.items()
    )
    accepted = "".join(f"{show_safely(file)}: written\n" for file in checked.accepted)
    return f"{mended}{accepted}{papers}: {', '.join(said) or 'nothing to say'}"


def _write_finding(found: Diagnostic, lines: Lines, width: int, *, colour: bool) -> str:
    message = show_safely(str(found))
    if len(message) > 600:
        message = f"{message[:600]}…"
    if colour:
        head = f"{found.severity}[{found.code}]"
        message = message.replace(head, f"\033[{_COLOURS[found.severity]};1m{head}\033[0m", 1)
    shown = [message, *show_line(found.place, found.length, lines, width)]
    if isinstance(found, Finding) and found.also is not None and found.also != found.place:
        shown += show_line(found.also, 0, lines, width)
    return "\n".join(shown)


def find_width() -> int:
    """Find how many columns of a line have room: fewer in a narrow terminal, never more."""
    if not sys.stdout.isatty() and "COLUMNS" not in os.environ:
        return WIDTH
    columns = shutil.get_terminal_size((WIDTH + _BESIDE, 24)).columns
    return min(max(columns - _BESIDE, _LEAST), WIDTH)


def show_line(place: Place, length: int, lines: Lines, width: int = WIDTH) -> list[str]:
    """Show the line of a place, cut to a width, with carets under ``length`` characters."""
    line = lines.get(place.file, place.line)
    if not line.strip():
        return []
    start = min(max(place.column - 1, 0), len(line))
    end = min(start + max(length, 1), len(line))
    first, last = _cut(line, start, end, width)
    margin = f"{place.line:>6} | "
    opening, closing = "…" if first else "", "…" if last < len(line) else ""
    shown = f"{margin}{opening}{show_safely(line[first:last])}{closing}"
    before = " " * (measure(opening) + measure(show_safely(line[first:start])))
    carets = "^" * max(measure(show_safely(line[start : min(end, last)])), 1)
    return [shown.rstrip(), f"{'':>6} | {before}{carets}"]


def _cut(line: str, start: int, end: int, room: int) -> tuple[int, int]:
    """Find the part of a line to show: what is meant, and as much round it as there is room."""
    first = last = start
    width = 0
    while width < room and (first > 0 or last < len(line)):
        if last < len(line) and (last < end or last - end <= start - first or first == 0):
            width += measure_character(line[last])
            last += 1
        elif first > 0:
            first -= 1
            width += measure_character(line[first])
        else:
            break
    while first < start and line[first] == " ":
        first += 1
    is_indent = first <= 12 and not line[:first].strip()
    fits = room == WIDTH or width + first <= room
    return (0, last) if is_indent and fits else (first, last)
