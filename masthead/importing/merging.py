"""Merging texts: what was edited goes into a text as its author wrote it.

Three texts are compared: the author's, what came back of it unchanged, and what came back edited.
Where the first two differ, the author has a form of its own (a reference for the words it makes),
which stays unless just that was edited.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

from masthead.importing.texts import rename_calls
from masthead.syntax.text import Text, have_same_words
from masthead.write.fold import fold_text
from masthead.write.markup import make_text, read_markup

_TOKEN = re.compile(
    r"\[[^\[\]\n]*\]\([^()\s]*\)|\[[\^@][^\]\s]*\]|\[\[|\]\]|\\\n|\n\n|\s+|\w+|.", re.DOTALL
)


class _Change(NamedTuple):
    """A stretch of the middle text, and what stands for it on one side."""

    start: int
    end: int
    tokens: list[str]


def merge_text(author: Text, before: Text, after: Text) -> Text:
    """Merge what was edited between ``before`` and ``after`` into the author's text."""
    if have_same_words(before, after):
        return author
    try:
        ours, middle, theirs = (_split(text) for text in (author, before, after))
        merged = "".join(_merge(ours, middle, theirs))
        text = read_markup(merged)
        made = make_text(text.paragraphs)
    except ValueError:
        made = after
    longest = max(map(len, author.raw.split("\n")))
    return fold_text(made, max(longest, 40)) if "\n" in author.raw.strip() else made


def rename_text(text: Text, keys: Mapping[str, str]) -> Text:
    """Call the notes of a text by other keys; those of a table keep theirs."""
    called = {call.key: keys.get(call.key, call.key) for call in text.calls}
    return make_text([rename_calls(content, called) for content in text.paragraphs])


def _split(text: Text) -> list[str]:
    return _TOKEN.findall(make_text(text.paragraphs).raw)


def _merge(ours: list[str], middle: list[str], theirs: list[str]) -> Iterator[str]:
    own, edited = _list_changes(middle, ours), _list_changes(middle, theirs)
    place = 0
    while own or edited:
        start = min(changes[0].start for changes in (own, edited) if changes)
        end, has_edit = start, False
        mine: list[_Change] = []
        their: list[_Change] = []
        while True:  # all changes that touch each other
            if own and own[0].start <= end:
                mine.append(own.pop(0))
                end = max(end, mine[-1].end)
            elif edited and edited[0].start <= end:
                their.append(edited.pop(0))
                end, has_edit = max(end, their[-1].end), True
            else:
                break
        yield from middle[place:start]
        yield from _apply(middle, start, end, their if has_edit else mine)
        place = end
    yield from middle[place:]


def _list_changes(before: Sequence[str], after: Sequence[str]) -> list[_Change]:
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    return [
        _Change(start, end, list(after[first:last]))
        for kind, start, end, first, last in matcher.get_opcodes()
        if kind != "equal"
    ]


def _apply(middle: list[str], start: int, end: int, changes: list[_Change]) -> Iterator[str]:
    place = start
    for change in changes:
        yield from middle[place : change.start]
        yield from change.tokens
        place = change.end
    yield from middle[place:end]
