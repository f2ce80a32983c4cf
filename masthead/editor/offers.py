"""Offers: what may be written on at a place: notes, ids, keys, series, languages, terms."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Literal, NamedTuple

from masthead.editor.explaining import find_note
from masthead.editor.keys import list_keys, list_kinds
from masthead.editor.marks import Mark
from masthead.editor.nesting import ITEM, find_path, list_choices, list_properties
from masthead.editor.stretches import Stretch, find_unit
from masthead.editor.writing import Writing
from masthead.language.language import list_languages
from masthead.paper import Paper, Unit

_IN_CALL = re.compile(r"\[\^([a-z0-9-]*)$")
_IN_REFERENCE = re.compile(r"\[@([a-z0-9-]*)$")
_IN_KEY = re.compile(r"^( *)([a-z_]*)$")
_IN_ITEM = re.compile(r"^( *)- +([a-z_]*)$")
_IN_VALUE = re.compile(r"^( *(?:- +)*)([a-z_]+): +([\w-]*)$")
_IN_WORDS = re.compile(r"[^\W\d_][\w’'-]*$")
_KEY = re.compile(r"([\w-]+):")
_LANGUAGE = re.compile(r"^( *)(?:- +)?([a-z]{2}):")
_MOST_TERMS = 30
_FEWEST_LETTERS = 3


class Offer(NamedTuple):
    """Something that may be written: instead of the last ``typed`` characters."""

    kind: Literal["note", "id", "key", "value", "term"]
    text: str
    typed: int
    detail: str = ""


def offer_at(writing: Writing, line: int, column: int) -> list[Offer]:
    """Offer what may be written at a place. Lines and columns count from 1."""
    if not 1 <= line <= len(writing.lines):
        return []
    before = writing.lines[line - 1][: column - 1]
    if match := _IN_CALL.search(before):
        return list(_offer_notes(writing, line, match[1]))
    if match := _IN_REFERENCE.search(before):
        return list(_offer_ids(writing, match[1]))
    if match := _IN_VALUE.match(before):
        path = *_find_path(writing, line, match.end(1)), match[2]
        values = list_choices(writing.project, path)
        if values or not match[1]:
            return [Offer("value", name, len(match[3]), detail) for name, detail in values.items()]
    if match := _IN_ITEM.match(before):
        own = _offer_nested(writing, line, match.start(2), match[2])
        kinds = list_kinds()
        is_unit = not own or any(offer.text in kinds for offer in own)
        return _offer_keys(kinds, match[2]) if is_unit else own
    if match := _IN_KEY.match(before):
        if not match[1]:
            keys = list_keys(Paper)
            return _offer_keys(keys, match[2], written=_list_written(writing, 0))
        found = _offer_in_unit(writing, line, len(match[1]), match[2])
        if found:
            return found
    return list(_offer_terms(writing, line, before))


def _offer_notes(writing: Writing, line: int, typed: str) -> Iterator[Offer]:
    """Offer the notes that can be called: of the table around, and of the paper."""
    if writing.paper is None or not writing.languages:
        return
    code = writing.languages[0].code
    keys = [
        *(key for one in find_unit(writing.stretches, line) for key in one.unit.own_notes()),
        *writing.paper.notes,
    ]
    for key in dict.fromkeys(keys):
        note = find_note(writing, Mark("note", key, line, 1, defines=False))
        texts = [slot.texts.get(code) for slot in note.contents()] if note else []
        words = " ".join(text.raw for text in texts if text)
        yield Offer("note", key, len(typed), _shorten(words))


def _offer_ids(writing: Writing, typed: str) -> Iterator[Offer]:
    """Offer the units that can be referred to, with what the reference would print."""
    from masthead.edition.references import name_unit

    if not writing.languages:
        return
    language = writing.languages[0]
    numbering = writing.number(language)
    for name, (unit, numbered) in numbering.by_id.items():
        if unit.id == name and (said := name_unit(unit, numbered, language, None)):
            yield Offer("id", name, len(typed), said)


def _offer_keys(keys: dict[str, str], typed: str, written: Iterable[str] = ()) -> list[Offer]:
    there = set(written)
    return [Offer("key", key, len(typed), said) for key, said in keys.items() if key not in there]


def _offer_in_unit(writing: Writing, line: int, indent: int, typed: str) -> list[Offer]:
    """Offer the keys of the unit around, or of what stands in it."""
    around = find_unit(writing.stretches, line) or find_unit(writing.stretches, line - 1)
    for stretch in reversed(around):
        if indent == stretch.column - 1:
            return _offer_keys(list_keys(type(stretch.unit)), typed, _list_in(writing, stretch))
        if indent > stretch.column - 1:
            break
    return _offer_nested(writing, line, indent, typed)


def _offer_nested(writing: Writing, line: int, indent: int, typed: str) -> list[Offer]:
    """Offer the keys that may stand so far indented, for all that is said above."""
    path = _find_path(writing, line, indent)
    if not path:
        return []
    keys = list_properties(writing.project, path)
    names = {language.code: language.name for language in writing.languages}
    known = set(list_languages(writing.project))
    offered = {
        key: names.get(key, said) if key in known else said
        for key, said in keys.items()
        if key not in known or key in names or not names or path == ("versions",)
    }
    in_order = sorted(offered, key=lambda key: list(names).index(key) if key in names else -1)
    beside = _list_beside(writing, line, indent)
    return _offer_keys({key: offered[key] for key in in_order}, typed, beside)


def _find_path(writing: Writing, line: int, indent: int) -> tuple[str, ...]:
    """Find the way to a place in a line; a dash before it in the same line is a step, too."""
    before = writing.lines[line - 1][:indent]
    dash = before.rfind("-")
    if dash < 0:
        return find_path(writing.lines, line, indent)
    return *find_path(writing.lines, line, dash + 1), ITEM


def _list_beside(writing: Writing, line: int, indent: int) -> Iterator[str]:
    """List the keys that stand beside one in the same mapping, above it and below."""
    for numbers in range(line - 1, 0, -1), range(line + 1, len(writing.lines) + 1):
        for number in numbers:
            written = writing.lines[number - 1]
            depth = len(written) - len(written.lstrip(" "))
            key = re.match(r"[ -]*", written)
            if key and key.end() == indent and (name := _KEY.match(written[indent:])):
                yield name[1]
            if written.strip() and depth < indent:
                break


def _list_written(writing: Writing, indent: int) -> Iterator[str]:
    for line in writing.lines:
        match = re.match(rf" {{{indent}}}([a-z_]+):", line)
        if match:
            yield match[1]


def _list_in(writing: Writing, stretch: Stretch) -> Iterator[str]:
    """List the keys that a unit has already."""
    for line in writing.lines[stretch.first - 1 : stretch.last]:
        match = re.match(r"[ -]*", line)
        if match and match.end() == stretch.column - 1:
            key = re.match(r"([a-z_]+):", line[match.end() :])
            if key:
                yield key[1]


def _offer_terms(writing: Writing, line: int, before: str) -> Iterator[Offer]:
    """Offer terms of the glossary: first those that the same text has in another language."""
    typed = _IN_WORDS.search(before)
    code = find_language(writing, line)
    if typed is None or code is None:
        return
    from masthead.check.terms import load_terms

    terms = load_terms(writing.project)
    here = find_unit(writing.stretches, line)
    wanted = set(_find_terms_there(writing, here[-1].unit, code)) if here else set()
    start = typed[0].lower()
    offered: dict[str, bool] = {}
    for form, numbers, _ in terms.list_forms(code):
        answers = bool(wanted & numbers)
        if form.startswith(start) and (answers or len(start) >= _FEWEST_LETTERS):
            offered[form] = answers
    for form in sorted(offered, key=lambda one: (not offered[one], one))[:_MOST_TERMS]:
        detail = "the same term as in the other language" if offered[form] else "glossary"
        yield Offer("term", typed[0] + form[len(start) :], len(start), detail)


def _find_terms_there(writing: Writing, unit: Unit, code: str) -> Iterator[int]:
    """Find the terms that the other languages of a unit have, by their numbers."""
    from masthead.check.terms import load_terms

    terms = load_terms(writing.project)
    for slot in unit.contents():
        for other, text in slot.texts.items():
            if other != code:
                for mention in terms.find(other, text.raw):
                    yield from mention.terms


def find_language(writing: Writing, line: int) -> str | None:
    """Find the language of the text in a line: the nearest key above that is one."""
    codes = {language.code for language in writing.languages}
    indent = None
    for number in range(line, 0, -1):
        written = writing.lines[number - 1]
        if not written.strip():
            continue
        match = _LANGUAGE.match(written)
        own = len(written) - len(written.lstrip(" "))
        if match and match[2] in codes and (indent is None or own < indent):
            return match[2]
        if written[:1] not in (" ", "-"):
            return None
        indent = own if indent is None else min(indent, own)
    return None


def _shorten(words: str) -> str:
    joined = " ".join(words.split())
    return joined if len(joined) <= 80 else joined[:79] + "…"
