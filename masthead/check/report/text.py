"""Findings for people: place, message, remedy, and the line with a caret under what is meant."""

from __future__ import annotations

import sys

from masthead.check.papers import Checked
from masthead.check.report.lines import Lines, measure, measure_character, show_safely
from masthead.check.rule import Finding
from masthead.diagnostic import Diagnostic, Place, Severity

WIDTH = 92
"""How many columns of a line are shown: as much as stands round the finding."""
_COLOURS = {Severity.ERROR: "31", Severity.WARNING: "33", Severity.INFO: "36"}


def write_report(checked: Checked, lines: Lines) -> str:
    """Write the report: every finding in the order of the files, then a count."""
    colour = sys.stdout.isatty()
    parts = [_write_finding(found, lines, colour=colour) for found in checked.diagnostics.sorted()]
    return "\n".join([*parts, write_count(checked)]) + "\n"


def write_count(checked: Checked) -> str:
    """Say in a line how many papers there were, and how many findings."""
    counts = dict.fromkeys(Severity, 0)
    for found in checked.diagnostics:
        counts[found.severity] += 1
    said = [
        f"{count} {severity}{'s' if count != 1 and severity is not Severity.INFO else ''}"
        for severity, count in counts.items()
        if count
    ]
    papers = "1 paper" if checked.papers == 1 else f"{checked.papers} papers"
    mended = "".join(f"{file}: {count} mended\n" for file, count in checked.mended.items())
    accepted = "".join(f"{file}: written\n" for file in checked.accepted)
    return f"{mended}{accepted}{papers}: {', '.join(said) or 'nothing to say'}"


def _write_finding(found: Diagnostic, lines: Lines, *, colour: bool) -> str:
    message = show_safely(str(found))
    if len(message) > 600:
        message = f"{message[:600]}…"
    if colour:
        head = f"{found.severity}[{found.code}]"
        message = message.replace(head, f"\033[{_COLOURS[found.severity]};1m{head}\033[0m", 1)
    shown = [message, *show_line(found.place, found.length, lines)]
    if isinstance(found, Finding) and found.also is not None and found.also != found.place:
        shown += show_line(found.also, 0, lines)
    return "\n".join(shown)


def show_line(place: Place, length: int, lines: Lines) -> list[str]:
    """Show the line of a place, cut to a width, with carets under ``length`` characters."""
    line = lines.get(place.file, place.line)
    if not line.strip():
        return []
    start = min(max(place.column - 1, 0), len(line))
    end = min(start + max(length, 1), len(line))
    first, last = _cut(line, start, end)
    margin = f"{place.line:>6} | "
    opening, closing = "…" if first else "", "…" if last < len(line) else ""
    shown = f"{margin}{opening}{show_safely(line[first:last])}{closing}"
    before = " " * (measure(opening) + measure(show_safely(line[first:start])))
    carets = "^" * max(measure(show_safely(line[start : min(end, last)])), 1)
    return [shown.rstrip(), f"{'':>6} | {before}{carets}"]


def _cut(line: str, start: int, end: int) -> tuple[int, int]:
    """Find the part of a line to show: what is meant, and as much round it as there is room."""
    first = last = start
    width = 0
    while width < WIDTH and (first > 0 or last < len(line)):
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
    return (0, last) if not line[:first].strip() and first <= 12 else (first, last)
