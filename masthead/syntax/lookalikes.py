"""Characters that only look like those of YAML: no-break spaces, full-width colons, curled quotes.

YAML takes them for text, and blames a line below, or a key that nobody sees in the file. So a file
that cannot be read is looked at once more: what is found is named, put right, and the file is read
again, so that the other faults are found in the same run.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator
from typing import NamedTuple

from masthead.diagnostic import Diagnostic, Place
from masthead.syntax import problems
from masthead.syntax.unseen import BIDI_CONTROLS, IGNORABLE, is_unseen


class _Stray(NamedTuple):
    """Characters of a line, what YAML wants there in words, and what stands there once it is so."""

    start: int
    end: int
    wanted: str
    new: str


_SPACES = "\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
_SPACE = "plain spaces"
_SIGNS = "plain digits and signs"
_COLONS = "：﹕∶︓꞉"
_HYPHENS = "‐‑‒–—―−－﹣•·"
_QUOTES = "“”„«»＂‘’‚＇"
_UNSEEN = f"[{BIDI_CONTROLS}{IGNORABLE}]"
_KEY = r"[\"']?[^\W\d_][\w-]*[\"']?"
_LEAD = re.compile(rf"[ \t{_SPACES}]*")
_DASH = re.compile(rf"(?P<mark>[-{_HYPHENS}])(?P<space>[ {_SPACES}]+)")
_KEYED = re.compile(
    rf"(?P<key>[^\s\W\d][^\s:{_COLONS}]{{0,40}}|{_UNSEEN}[^\s:{_COLONS}]{{0,40}})"
    rf"(?P<mark>:(?=[ {_SPACES}]|$)|[{_COLONS}])(?P<space>[ {_SPACES}]*)"
)
_FLOW_COLON = re.compile(rf"(?<=[{{,，｛ ])(?:{_KEY})(?P<mark>[{_COLONS}])")
_FLOW_COMMA = re.compile(rf"[，﹐‚](?=\s*{_KEY}[:{_COLONS}])")
_FLOW_BRACE = re.compile(r"[｛｝［］]")
_QUOTED = re.compile(rf"(?:(?<=[:,\[{{-] )|(?<=[{{\[]))[{_QUOTES}][^{_QUOTES}]*[{_QUOTES}]")
_FACT = re.compile(rf"[0-9０-９{_HYPHENS}{_SPACES}/／()（）-]+$")
_BLOCK = re.compile(rf"(?:[:{_COLONS}]|^\s*-)\s*[|>｜＞][-+0-9]*\s*(?:#.*)?$")
_LETTERS = str.maketrans("аеорсухіјѕԁһɡοναικρτυχ", "aeopcyxijsdhgovaikptux")
"""Letters of other scripts in a key, and those that they look like."""
_CONFLICT = re.compile(r"(?:<{7}|\|{7}|>{7})(?: |$)|={7}$")


def find_lookalikes(
    text: str, name: str, lines_at_fault: Collection[int] = ()
) -> tuple[list[Diagnostic], str]:
    """Find what only looks like YAML: the diagnostics, and the text with it put right.

    ``lines_at_fault`` are the lines, from 1, in which something else was found: there values are
    looked at, too, which elsewhere may be as they are. The text keeps its number of lines.
    """
    lines = text.split("\n")
    found = list(_resolve_conflicts(lines, name))
    if not text.isascii():
        for number, is_structure, block in list(_follow(lines)):
            line = lines[number]
            strays = list(_look_at_lead(line, None if is_structure else block))
            if is_structure:
                strays += _look_at_key(line)
                if number + 1 in lines_at_fault:
                    strays += _look_at_value(line)
            lines[number] = _put_right(line, strays)
            for stray in _join(strays):
                place = Place(name, number + 1, stray.start + 1)
                hint = f"type {stray.wanted}" if stray.new else "delete it"
                found.append(
                    problems.LOOKALIKE.at(
                        place, stray.end - stray.start, character=_name(line[stray.start]),
                        wanted=stray.wanted, hint=hint,
                    )
                )  # fmt: skip
    return found, "\n".join(lines)


def _resolve_conflicts(lines: list[str], name: str) -> Iterator[Diagnostic]:
    """Report the marks of merge conflicts, and keep what stands above ``=======``."""
    opened: int | None = None
    dropping = False
    for number, line in enumerate(lines):
        mark = line[:1] if _CONFLICT.match(line) else ""
        if mark == "<" or (mark == ">" and opened is None):
            opened = number
            yield problems.CONFLICT.at(Place(name, number + 1, 1), len(line.rstrip()))
        if mark in ("|", "=") and opened is not None:
            dropping = True
        if (mark and opened is not None) or dropping:
            lines[number] = ""
        if mark == ">":
            opened, dropping = None, False


def _follow(lines: list[str]) -> Iterator[tuple[int, bool, int]]:
    """Go through the lines that hold something: number, whether it is structure or in a block.

    The third is the indentation that the lines of a block have to pass.
    """
    block = -1
    for number, line in enumerate(lines):
        if not line.strip():
            continue
        lead = _LEAD.match(line)
        indent = lead.end() if lead else 0
        if block >= 0 and indent > block:
            yield number, False, block
            continue
        block = -1
        yield number, True, block
        if _BLOCK.search(line):
            block = indent
            while dash := _DASH.match(line, block):
                block = dash.end()


def _look_at_lead(line: str, block: int | None) -> Iterator[_Stray]:
    """Look at the spaces in front of a line; behind a block's own they are text."""
    lead = _LEAD.match(line)
    for position in range(lead.end() if lead else 0):
        if line[position] not in " \t" and (block is None or position <= block):
            new = "  " if line[position] == "\u3000" else " "
            yield _Stray(position, position + 1, _SPACE, new)


def _look_at_key(line: str) -> Iterator[_Stray]:
    """Look at the hyphens, the key and the colon with which a line begins."""
    lead = _LEAD.match(line)
    position = lead.end() if lead else 0
    while dash := _DASH.match(line, position):
        if dash["mark"] != "-":
            if not _KEYED.match(line, dash.end()):
                return
            yield _Stray(position, position + 1, "a hyphen", "-")
        yield from _look_at_spaces(dash)
        position = dash.end()
    keyed = _KEYED.match(line, position)
    if keyed is None:
        return
    for offset, character in enumerate(keyed["key"], start=position):
        plain = unicodedata.normalize("NFKC", character).translate(_LETTERS)
        if is_unseen(character):
            yield _Stray(offset, offset + 1, "nothing", "")
        elif not character.isascii() and plain.isascii():
            yield _Stray(offset, offset + 1, f"the letter {plain}", plain)
    if keyed["mark"] != ":":
        new = ": " if not keyed["space"] and keyed.end() < len(line) else ":"
        yield _Stray(*keyed.span("mark"), "a colon and a space", new)
    yield from _look_at_spaces(keyed)


def _look_at_spaces(match: re.Match[str]) -> Iterator[_Stray]:
    for position in range(*match.span("space")):
        if match.string[position] != " ":
            yield _Stray(position, position + 1, _SPACE, " ")


def _look_at_value(line: str) -> Iterator[_Stray]:
    """Look at a value in which something is wrong: at quotes, at signs between braces, at figures.

    In prose all of them are right.
    """
    for match in _FLOW_COLON.finditer(line):
        new = ":" if line[match.end() : match.end() + 1] == " " else ": "
        yield _Stray(match.start("mark"), match.end("mark"), "a colon and a space", new)
    for match in _FLOW_COMMA.finditer(line):
        yield _Stray(*match.span(), "a comma and a space", ", ")
    for match in _FLOW_BRACE.finditer(line):
        plain = unicodedata.normalize("NFKC", match[0])
        yield _Stray(*match.span(), plain, plain)
    for match in _QUOTED.finditer(line):
        is_fact = _FACT.match(match[0][1:-1])
        wanted = "no quotation mark" if is_fact else 'a straight quotation mark, "'
        for position in (match.start(), match.end() - 1):
            yield _Stray(position, position + 1, wanted, "" if is_fact else '"')
    value = line.rpartition(": ")[2].rstrip(f" }}{_QUOTES}\"'").lstrip(f"{_QUOTES}\"'")
    if value and not value.isascii() and _FACT.match(value):
        for offset, character in enumerate(value, start=line.rindex(value)):
            if not character.isascii():
                plain = unicodedata.normalize("NFKC", character)
                plain = "-" if character in _HYPHENS else plain
                yield _Stray(offset, offset + 1, _SIGNS, plain)


def _join(strays: list[_Stray]) -> Iterator[_Stray]:
    """Join neighbours for which the same is wanted."""
    before: _Stray | None = None
    for stray in sorted(strays):
        if before and before.end == stray.start and before.wanted == stray.wanted:
            before = before._replace(end=stray.end, new=before.new + stray.new)
            continue
        if before:
            yield before
        before = stray
    if before:
        yield before


def _put_right(line: str, strays: list[_Stray]) -> str:
    for stray in sorted(strays, reverse=True):
        line = line[: stray.start] + stray.new + line[stray.end :]
    return line


def _name(character: str) -> str:
    code = f"U+{ord(character):04X} {unicodedata.name(character, '').lower()}".rstrip()
    return f"{character} ({code})" if character.isprintable() and character > " " else code
