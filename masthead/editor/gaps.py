"""Gaps: what cannot be read in a source is put aside, so that everything else can.

A broken unit is taken out and another one of its kind put in its place, which says "…" in each
language: lines, and the numbers of all other units, stay what they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from masthead.diagnostic import PaperError
from masthead.paper import UNITS, Localized, Paper, Unit
from masthead.project import Project
from masthead.read.reader import Reading, read_source
from masthead.syntax.yaml import decode_source

ROUNDS = 12
"""How often something may be put aside before reading is given up."""
PENDING = "…"
_ITEM = re.compile(r"( *)- +(\S.*)?")
_KEY = re.compile(r"( *)([A-Za-z_@*][\w-]*):(?: |$)")
_VERSIONS = re.compile(r"^versions: *(?:\{(.*)\})?", re.MULTILINE)
_CODE = re.compile(r"^ +([a-z]{2}):|\b([a-z]{2}):", re.MULTILINE)


def read_around(project: Project, text: str, name: str, reading: Reading) -> Paper | None:
    """Read what can be read of a source that could not be read as a whole.

    ``reading`` is what came of reading it whole. None when nothing is left to be read.
    """
    try:
        decode_source(text.encode(), name)
    except (PaperError, UnicodeEncodeError):
        return None
    lines = text.split("\n")
    codes = _find_codes(text)
    tried: set[tuple[int, int]] = set()
    for _ in range(ROUNDS):
        if reading.paper is not None:
            return reading.paper
        faults = sorted({found.place.line for found in reading.diagnostics.errors})
        if not _put_aside(lines, faults, codes, tried):
            return None
        reading = read_source(project, "\n".join(lines).encode(), name)
    return reading.paper


def _find_codes(text: str) -> list[str]:
    """Find the languages of the versions in a text that may not be YAML."""
    found = _VERSIONS.search(text)
    if found is None:
        return ["en"]
    written = found[1]
    if written is None:
        below = text[found.end() :].split("\n")[1:]
        written = "\n".join(
            line for line in below[: _count_indented(below)] if re.match(" +[a-z]{2}:", line)
        )
    codes = [one or other for one, other in _CODE.findall(written)]
    return list(dict.fromkeys(codes)) or ["en"]


def _count_indented(lines: list[str]) -> int:
    for number, line in enumerate(lines):
        if line.strip() and not line.startswith((" ", "#")):
            return number
    return len(lines)


def _put_aside(
    lines: list[str], faults: Iterable[int], codes: list[str], tried: set[tuple[int, int]]
) -> bool:
    """Put the innermost piece around each fault aside that was not put aside before."""
    done = False
    covered = 0
    for fault in faults:
        if fault <= covered:
            continue
        for first, last in _list_suspects(lines, min(fault, len(lines)) - 1):
            if (first, last) not in tried:
                tried.add((first, last))
                _empty(lines, first, last, codes)
                covered, done = last, True
                break
    return done


def _list_suspects(lines: list[str], line: int) -> list[tuple[int, int]]:
    """List what may be at fault where a line is reported: what is around it, what ended above it.

    A bracket that is not closed is told where the next item begins.
    """
    around = _find_around(lines, line)
    if not around or around[0][0] == 0:
        return around
    above = around[0][0] - 1
    while above > 0 and not lines[above].strip():
        above -= 1
    before = [found for found in _find_around(lines, above) if found not in around]
    return [around[0], (above, above + 1), *before, *around[1:]]


def _find_around(lines: list[str], line: int) -> list[tuple[int, int]]:
    """Find what stands around a line, the innermost first: entries of lists and of mappings.

    Each is the number of its first line and of the one after its last, from 0 on.
    """
    while line > 0 and (not lines[line].strip() or lines[line].lstrip().startswith("#")):
        line -= 1
    found: list[tuple[int, int]] = []
    while line > 0 and not _begins_entry(lines[line]) and not lines[line].startswith("  "):
        # Left of everything, and nothing by itself: what stands above may be whole without it.
        found.append((line, line + 1))
        line -= 1
    wanted = len(lines[line]) - len(lines[line].lstrip(" ")) + 1
    for number in range(line, -1, -1):
        written = lines[number]
        indent = len(written) - len(written.lstrip(" "))
        if not written.strip() or indent >= wanted:
            continue
        entry = _ITEM.match(written) or _KEY.match(written)
        if entry:
            wanted = indent
            if _ITEM.match(written) or indent <= 2:
                found.append((number, _find_end(lines, number, indent)))
    return found


def _begins_entry(line: str) -> bool:
    return bool(_ITEM.match(line) or _KEY.match(line))


def _find_end(lines: list[str], first: int, indent: int) -> int:
    """Find the line after the last of an entry that begins at an indent."""
    is_item = lines[first].lstrip().startswith("- ")
    for number in range(first + 1, len(lines)):
        written = lines[number]
        stripped = written.lstrip(" ")
        if not stripped or stripped.startswith("#"):
            continue
        depth = len(written) - len(stripped)
        # An item of a list may stand right below its key.
        if depth < indent or (depth == indent and (is_item or not stripped.startswith("- "))):
            return number
    return len(lines)


def _is_of_text(kind: type[Unit]) -> bool:
    """Whether a text in each language is what stands under the key of a kind."""
    return any(
        field.alias == kind.kind and field.annotation == Localized
        for field in kind.model_fields.values()
    )


def _empty(lines: list[str], first: int, last: int, codes: list[str]) -> None:
    """Empty lines, and put a unit that is still to be written where one stood."""
    item = _ITEM.match(lines[first])
    kept = ""
    if item is not None:
        key = _KEY.match(item[2] or "")
        kind = UNITS.get(key[2]) if key else None
        texts = ", ".join(f'{code}: "{PENDING}"' for code in codes)
        if kind is not None and _is_of_text(kind):
            kept = f"{item[1]}- {kind.kind}: {{{texts}}}"
        elif key and key[2] in codes:
            kept = f"{item[1]}- {{{texts}}}"
    lines[first:last] = [kept, *[""] * (last - first - 1)]
