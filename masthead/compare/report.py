"""Writing what was changed: for a terminal, for a pull request, for programs."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from msgspec import Struct

from masthead.compare.summary import Summary, Told
from masthead.compare.words import Piece
from masthead.diagnostic import make_printable
from masthead.paper import Code

_CONTEXT = 6
"""Words that are shown before and after a change."""
_MOST_RENUMBERED = 20
_MARKUP = re.compile(r"([\\`*_{}\[\]<>#~|])")


class _Form(Struct, frozen=True):
    """How headings, units, inserted and deleted words are marked."""

    title: str
    language: str
    unit: str
    line: str
    deleted: str
    inserted: str
    escape: Callable[[str], str]


def _escape_markdown(text: str) -> str:
    return _MARKUP.sub(r"\\\1", make_printable(text))


_TEXT = _Form(
    "{}", "\n{}", "  {}", "      {}", "[-{}-]", "{{+{}+}}", make_printable,
)  # fmt: skip
_MARKDOWN = _Form(
    "### {}", "\n#### {}\n", "- {}", "  - {}", "~~{}~~", "**{}**", _escape_markdown
)  # fmt: skip


def write_text(summary: Summary) -> str:
    """Write the summary as a terminal shows it: [-deleted-] and {+inserted+} words."""
    return "\n".join(_write(summary, _TEXT)) + "\n"


def write_markdown(summary: Summary) -> str:
    """Write the summary for a pull request: ~~deleted~~ and **inserted** words."""
    return "\n".join(_write(summary, _MARKDOWN)) + "\n"


def write_json(summary: Summary) -> str:
    """Write the summary for programs, with every word of what was changed."""
    return json.dumps(tell_summary(summary), ensure_ascii=False, indent=2) + "\n"


def tell_summary(summary: Summary) -> dict[str, object]:
    """Give the summary as JSON has it."""
    return {
        "old": summary.old, "new": summary.new, "languages": summary.codes,
        "not_compared": summary.only, "counts": summary.counts,
        "changes": [_list_change(change) for change in summary.changes],
        "renumbered": {
            code: [{"old": old, "new": new} for old, new in pairs]
            for code, pairs in summary.renumbered.items() if pairs
        },
    }  # fmt: skip


WRITERS: dict[str, Callable[[Summary], str]] = {
    "text": write_text, "markdown": write_markdown, "json": write_json,
}  # fmt: skip


class Remark(NamedTuple):
    """What is said of a paper that is not compared with another version."""

    name: str
    said: str


def write_all(summaries: Sequence[Summary | Remark], form: str, *, several: bool = True) -> str:
    """Write what was changed in papers; as JSON a list where there may be ``several``."""
    if form == "json" and several:
        told = [
            one._asdict() if isinstance(one, Remark) else tell_summary(one) for one in summaries
        ]
        return json.dumps(told, ensure_ascii=False, indent=2) + "\n"
    look = _MARKDOWN if form == "markdown" else _TEXT
    written = [
        "".join(look.title.format(look.escape(said)) + "\n" for said in list_left_out(one))
        if isinstance(one, Remark) else WRITERS[form](one)
        for one in summaries
    ]  # fmt: skip
    return "\n".join(written)


def list_left_out(summary: Summary | Remark) -> Iterator[str]:
    """List what was not compared: a whole paper, or languages that one of the versions has."""
    if isinstance(summary, Remark):
        yield f"{summary.name} {summary.said}"
        return
    for code, name in summary.only.items():
        yield f"{code} is only in {name}, and was not compared"


def _list_change(told: Told) -> dict[str, object]:
    place = told.place
    return {
        "what": told.what, "kind": told.kind, "old": told.old, "new": told.new,
        "file": place.file, "line": place.line,
        "words": {
            code: {
                name: [{"change": piece.change, "text": piece.text} for piece in pieces]
                for name, pieces in texts.items()
            }
            for code, texts in told.words.items()
        },
        "facts": [fact._asdict() for fact in told.facts],
        "not_followed": {
            code: [{"file": one.file, "line": one.line} for one in places]
            for code, places in told.not_followed.items()
        },
    }  # fmt: skip


def _write(summary: Summary, form: _Form) -> Iterator[str]:
    names = form.escape(summary.old), form.escape(summary.new)
    renumbered = max((len(pairs) for pairs in summary.renumbered.values()), default=0)
    counts = [f"{number} {what}" for what, number in summary.counts.items()]
    counts += [f"{renumbered} renumbered"] if renumbered else []
    yield form.title.format(f"{names[0]} → {names[1]}: {', '.join(counts) or 'nothing changed'}")
    for left_out in list_left_out(summary):
        yield form.line.format(form.escape(left_out))
    shared = [told for told in summary.changes if not told.words]
    if shared:
        yield form.language.format("all languages")
        code = "en" if "en" in summary.codes else summary.codes[0]  # as all that is said here
        for told in shared:
            yield from _write_change(told, code, form)
    for code in summary.codes:
        changes = [told for told in summary.changes if code in told.words]
        pairs = summary.renumbered[code]
        if changes or pairs:
            yield form.language.format(code)
        for told in changes:
            yield from _write_change(told, code, form)
        if pairs:
            said = "; ".join(f"{old} → {new}" for old, new in pairs[:_MOST_RENUMBERED])
            left = len(pairs) - _MOST_RENUMBERED
            said += f"; and {left} more" if left > 0 else ""
            yield form.unit.format(f"renumbered: {form.escape(said)}")
    behind = [told for told in summary.changes if told.not_followed]
    if behind:
        yield form.language.format("not changed where the original was")
    for code in summary.codes:
        for told in behind:
            for place in told.not_followed.get(code, ()):
                yield form.unit.format(f"{code}: {form.escape(f'{told.new[code]}, {place}')}")


def _write_change(told: Told, code: Code, form: _Form) -> Iterator[str]:
    old, new = told.old.get(code, ""), told.new.get(code, "")
    where = form.escape(new or old)
    if old and new and old != new:
        where += f" (was {form.escape(old)})"
    behind = f" (and not in {', '.join(told.not_followed)})" if told.not_followed else ""
    yield form.unit.format(f"{where}: {told.what}{behind}")
    for name, pieces in told.words.get(code, {}).items():
        label = "" if name in ("text", "title", "cell", "cells", told.kind) else f"{name}: "
        yield form.line.format(label + _write_pieces(pieces, form))
    for fact in told.facts:
        sides = [
            pattern.format(form.escape(said))
            for pattern, said in ((form.deleted, fact.old), (form.inserted, fact.new))
            if said
        ]
        yield form.line.format(f"{form.escape(fact.key)}: {' '.join(sides)}")


def _write_pieces(pieces: list[Piece], form: _Form) -> str:
    said = []
    for at, piece in enumerate(pieces):
        if piece.change == "kept":
            said.append(form.escape(_shorten(piece, at > 0, at < len(pieces) - 1)))
            continue
        pattern = form.deleted if piece.change == "deleted" else form.inserted
        text = _flatten(piece.text)
        inner = text.strip()
        before, after = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
        marked = pattern.format(form.escape(inner or text))
        said.append(f"{before}{marked}{after}" if inner else marked)
    return "".join(said)


def _flatten(text: str) -> str:
    return text.replace("\n\n", " ¶ ").replace("\n", " ")


def _shorten(piece: Piece, follows: bool, precedes: bool) -> str:
    """Shorten what was kept to the words beside a change."""
    texts = [_flatten(token.text) for token in piece.tokens]
    most = 2 * _CONTEXT
    if follows and precedes and len(texts) <= 2 * most:
        return "".join(texts)
    head = texts[:most] if follows else []
    tail = texts[len(texts) - most :] if precedes and len(texts) > most else texts * precedes
    if follows and precedes:
        tail = texts[-most:]
    left_out = len(texts) > len(head) + len(tail)
    return "".join([*head, *(["…"] if left_out else []), *tail])
