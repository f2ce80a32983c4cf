"""Mutations of papers: bytes, characters, lines and markup changed by chance."""

from __future__ import annotations

import random
from collections.abc import Callable

Mutation = Callable[[bytes, random.Random], bytes]
_NASTY_TEXT = (
    "\u0000", "\u202e", "\u2028", "\ud7ff", "\U0010ffff", "\ufeff", "a\u0301", "\r", "\t", ": ",
    " #", "- ", "? ", "&a ", "*a ", "!!python/object:x ", "!<t> ", "|", ">", "'", '"', "{", "}",
    "[", "]",
    ",", "%", "@", "`", "---\n", "...\n", "\\", "\\x00", "[^", "[^a]", "[@", "](", "*", "**", "***",
    "险險", "，", "百分之", "第", "〇", "分之", "万亿", "999999999999999999999", "2024-13-45",
    "null",
    "true", "~", "<<: ", "{{ }}", "${x}", "<script>", "]]>", "&amp;", "%s %d {0}", "{found!r}",
    "A/RES/70/1", "1/0", "0 million", "31 February 2024", "99/99", "0000000", "(" * 60,
)  # fmt: skip
NASTY = (b"\xff\xfe", b"\xc3", *(text.encode() for text in _NASTY_TEXT))


def change_bytes(data: bytes, chance: random.Random) -> bytes:
    """Change some bytes to others."""
    changed = bytearray(data)
    for _ in range(chance.randint(1, 8)):
        changed[chance.randrange(len(changed))] = chance.randrange(256)
    return bytes(changed)


def insert_nasty(data: bytes, chance: random.Random) -> bytes:
    """Put something nasty in, at a few places."""
    for _ in range(chance.randint(1, 4)):
        at = chance.randrange(len(data) + 1)
        data = data[:at] + chance.choice(NASTY) + data[at:]
    return data


def cut_out(data: bytes, chance: random.Random) -> bytes:
    """Cut a stretch out."""
    start = chance.randrange(len(data))
    return data[:start] + data[start + chance.randint(1, 400) :]


def repeat_stretch(data: bytes, chance: random.Random) -> bytes:
    """Repeat a stretch, a few times or very often."""
    start = chance.randrange(len(data))
    piece = data[start : start + chance.randint(1, 60)]
    return data[:start] + piece * chance.choice((2, 3, 50, 2000)) + data[start:]


def move_lines(data: bytes, chance: random.Random) -> bytes:
    """Put some lines somewhere else."""
    lines = data.split(b"\n")
    for _ in range(chance.randint(1, 3)):
        line = lines.pop(chance.randrange(len(lines)))
        lines.insert(chance.randrange(len(lines) + 1), line)
    return b"\n".join(lines)


def drop_lines(data: bytes, chance: random.Random) -> bytes:
    """Leave some lines out."""
    lines = data.split(b"\n")
    for _ in range(chance.randint(1, 4)):
        if lines:
            del lines[chance.randrange(len(lines))]
    return b"\n".join(lines)


def indent_lines(data: bytes, chance: random.Random) -> bytes:
    """Indent some lines further, or less far."""
    lines = data.split(b"\n")
    for _ in range(chance.randint(1, 4)):
        at = chance.randrange(len(lines))
        lines[at] = (
            chance.choice((b" ", b"  ", b"\t")) + lines[at]
            if chance.random() < 0.6
            else lines[at][1:]
        )
    return b"\n".join(lines)


def change_text(data: bytes, chance: random.Random) -> bytes:
    """Put nasty pieces into lines of prose only, so that the paper mostly still reads."""
    lines = data.split(b"\n")
    prose = [at for at, line in enumerate(lines) if line.startswith(b"    ") and b": " not in line]
    for _ in range(chance.randint(1, 6)):
        at = chance.choice(prose) if prose else chance.randrange(len(lines))
        text = lines[at].decode("utf-8", "replace")
        where = chance.randint(min(6, len(text)), len(text))
        piece = chance.choice(NASTY).decode("utf-8", "replace")
        lines[at] = (text[:where] + piece + text[where:]).encode()
    return b"\n".join(lines)


def blow_up_text(data: bytes, chance: random.Random) -> bytes:
    """Make one text very long."""
    lines = data.split(b"\n")
    prose = [at for at, line in enumerate(lines) if line.startswith(b"    ") and b": " not in line]
    if prose:
        at = chance.choice(prose)
        lines[at] += chance.choice(NASTY) * chance.choice((100, 3000, 20_000))
    return b"\n".join(lines)


def swap_values(data: bytes, chance: random.Random) -> bytes:
    """Give one key the value of another."""
    lines = data.split(b"\n")
    keyed = [at for at, line in enumerate(lines) if b": " in line]
    if len(keyed) > 1:
        one, other = chance.sample(keyed, 2)
        head, tail = lines[one].partition(b": ")[0], lines[other].partition(b": ")[2]
        lines[one] = head + b": " + tail
    return b"\n".join(lines)


MUTATIONS: tuple[Mutation, ...] = (
    change_bytes, insert_nasty, cut_out, repeat_stretch, move_lines, drop_lines, indent_lines,
    change_text, change_text, change_text, blow_up_text, swap_values,
)  # fmt: skip


def mutate(data: bytes, seed: int) -> bytes:
    """Mutate a paper; the same way for the same seed."""
    chance = random.Random(seed)  # nothing secret
    for _ in range(chance.randint(1, 3)):
        data = chance.choice(MUTATIONS)(data, chance)
        data = (
            data if len(data) > 60 else data + b"# cut to almost nothing, to which more may be done"
        )
    return data
