"""Merging texts: what was edited goes into a text as its author wrote it.

Three texts are compared: the author's, what came back of it unchanged, and what came back edited.
Where the first two differ, the author has a form of its own (a reference for the words it makes),
which stays unless just that was edited.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from difflib import SequenceMatcher
from itertools import takewhile
from typing import NamedTuple

from masthead.importing.texts import rename_calls
from masthead.syntax.text import Text, have_same_words, read_plain
from masthead.write.fold import fold_text
from masthead.write.markup import make_text, read_markup

_TOKEN = re.compile(
    r"\[[^\[\]\n]*\]\([^()\s]*\)|\[[\^@][^\]\s]*\]|\[\[|\]\]|\\\n|\n\n|\s+"
    r"|[^\W\u3400-\u9fff]+|.", re.DOTALL,
)  # fmt: skip
"""Markup, space, words; each Chinese character is one."""

_LABEL = re.compile(r"\S{1,10}\s+")
_ALIKE = 8
"""Characters by which a text is told that a label stands before."""
_MOST_REFERENCE = 80
"""Words of a reference, at most: it may be a whole heading; in Chinese, characters."""


class _Change(NamedTuple):
    """A stretch of the middle text, and what stands for it on one side."""

    start: int
    end: int
    tokens: list[str]

    def overlaps(self, start: int, end: int) -> bool:
        """Whether it concerns a stretch: what only stands beside it, an insertion, does not."""
        return self.start < end and (start < self.end or start < self.start)


def merge_text(author: Text, before: Text, after: Text) -> Text:
    """Merge what was edited between ``before`` and ``after`` into the author's text."""
    if have_same_words(before, after):
        return author
    try:
        ours, middle, theirs = (_split(text) for text in (author, before, after))
        merged = "".join(_merge(ours, middle, theirs))
        text = read_markup(merged)
        made = make_text(text.paragraphs)
        if not _keeps_words(author, before, after, made):
            made = after
    except ValueError:
        made = after
    return fold_like(author, made)


def merge_contained(authors: Sequence[Text], before: Text, after: Text) -> list[Text] | None:
    """Merge what was edited in a text that holds several of the author's.

    Gives the author's texts; None where something was edited between them.
    """
    whole, edited = _split(before), _split(after)
    changes = list(_list_changes(whole, edited))
    made: list[Text] = []
    for text in authors:
        tokens = _split(text)
        found = _find_part(tokens, whole, 0)
        if found is None:
            return None
        start, end = found
        opened, closed = (list(takewhile("*".__eq__, each)) for each in (tokens, tokens[::-1]))
        if whole[max(start - len(opened), 0) : start] == opened:
            start -= len(opened)
        if whole[end : end + len(closed)] == closed:
            end += len(closed)
        inside = [change for change in changes if start <= change.start and change.end <= end]
        changes = [change for change in changes if change not in inside]
        old, new = whole[start:end], list(_apply(whole, start, end, inside))
        try:
            kept = (_read(each, opened, closed) for each in (old, new))
            made.append(merge_text(text, *kept) if inside else text)
        except ValueError:
            return None
    return None if changes else made


def holds(whole: Text, part: Text) -> bool:
    """Whether a text holds another one, and more."""
    tokens = _split(whole)
    found = _find_part(_split(part), tokens, 0)
    return found is not None and any(
        _says(token) for token in (*tokens[: found[0]], *tokens[found[1] :])
    )


def find_end(parts: Sequence[Text], whole: Text) -> str:
    """Find what stands in a text after the ones that it holds."""
    tokens, end = _split(whole), 0
    for part in parts:
        found = _find_part(_split(part), tokens, end)
        if found is None:
            return ""
        end = found[1]
    return "".join(tokens[end:]).strip("*") if end else ""


def find_held(whole: Text, parts: Sequence[Text]) -> list[int]:
    """Find which of some texts another one holds, one after the other."""
    tokens, end = _split(whole), 0
    held = []
    for number, part in enumerate(parts):
        if (found := _find_part(_split(part), tokens, end)) is not None:
            end = found[1]
            held.append(number)
    return held


def _find_part(part: Sequence[str], whole: Sequence[str], start: int) -> tuple[int, int] | None:
    """Find where the tokens of a text stand in those of another one; its references are words."""
    places = [at for at in range(start, len(whole)) if _says(whole[at])]
    said = [_bare_call(whole[at]) for at in places]
    stretches: list[list[str]] = [[]]
    for token in filter(_says, part):
        if token.startswith("[@"):
            stretches.append([])
        else:
            stretches[-1].append(_bare_call(token))
    stretches = list(filter(None, stretches))
    if not stretches:
        return None
    first, end = -1, 0
    for stretch in stretches:
        most = end + _MOST_REFERENCE if first >= 0 else len(said)
        found = next((at for at in range(end, min(most, len(said) - len(stretch)) + 1)
                      if said[at : at + len(stretch)] == stretch), -1)  # fmt: skip
        if found < 0:
            return None
        first = found if first < 0 else first
        end = found + len(stretch)
    return places[first], places[end - 1] + 1


def _bare_call(token: str) -> str:
    """Leave out which note is called, and how a link looks: what came back has its own."""
    return "[^]" if token.startswith("[^") else token.replace("*", "") if len(token) > 1 else token


def _says(token: str) -> bool:
    """Whether a token says something, and is no space or emphasis."""
    return bool(token.strip("* \n\t"))


def _read(tokens: Sequence[str], opened: Sequence[str], closed: Sequence[str]) -> Text:
    """Read tokens; emphasis that is open at an end is closed as its author's, or left out.

    Raises ValueError.
    """
    for first, last in ((), ()), (opened, ()), ((), closed), (opened, closed):
        with suppress(ValueError):
            return read_markup("".join((*first, *tokens, *last)).strip())
    return read_markup("".join(token for token in tokens if token != "*").strip())


def drop_label(before: Text, author: Text, new: Text) -> Text | None:
    """Leave out a label with which a new text begins, where one before it began what came back.

    None where the author's text begins as what came back of it does.
    """
    label = _LABEL.match(before.raw)
    mine = _LABEL.match(new.raw)
    if label is None or mine is None or author.raw.startswith(label[0]):
        return None
    if before.raw[label.end() :][:_ALIKE] != author.raw[:_ALIKE]:
        return None
    shapes = [re.sub(r"\w", "0", match[0]) for match in (label, mine)]
    return read_markup(new.raw[mine.end() :]) if shapes[0] == shapes[1] else None


def drop_calls(text: Text, key: str) -> Text:
    """Leave out the calls of a note; lines are broken as they were."""
    try:
        return read_markup(text.raw.replace(f"[^{key}]", ""))
    except ValueError:
        kept = {call.key: call.key for call in text.calls if call.key != key}
        return make_text([rename_calls(content, kept) for content in text.paragraphs])


def fold_like(author: Text, made: Text) -> Text:
    """Break lines as the author does: not at all, or before the end of the longest one."""
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
        first = min((changes[0] for changes in (own, edited) if changes), key=_order)
        start, end, has_edit = first.start, first.end, False
        mine: list[_Change] = []
        their: list[_Change] = []
        while True:  # all changes that overlap
            if own and (own[0] is first or own[0].overlaps(start, end)):
                mine.append(own.pop(0))
                end = max(end, mine[-1].end)
            elif edited and (edited[0] is first or edited[0].overlaps(start, end)):
                their.append(edited.pop(0))
                end, has_edit = max(end, their[-1].end), True
            else:
                break
        yield from middle[place:start]
        yield from _apply(middle, start, end, their if has_edit else mine)
        place = end
    yield from middle[place:]


def _order(change: _Change) -> tuple[int, int]:
    return change.start, change.end


def _keeps_words(author: Text, before: Text, after: Text, merged: Text) -> bool:
    """Whether a merged text has the words that it must have, if the author's are those read."""
    ours, old, new, made = (_say(text) for text in (author, before, after, merged))
    return ours != old or made == new


def _say(text: Text) -> str:
    return " ".join(" ".join(map(read_plain, text.paragraphs)).split())


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
