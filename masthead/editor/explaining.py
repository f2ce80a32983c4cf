"""Explaining what stands at a place: a unit's name in each language, a note, a rule, a key."""

from __future__ import annotations

import re
from collections.abc import Iterator

from masthead.diagnostic import Diagnostic
from masthead.editor.keys import describe_key
from masthead.editor.marks import Mark, find_mark
from masthead.editor.nesting import find_path
from masthead.editor.stretches import Stretch, find_unit
from masthead.editor.writing import Writing
from masthead.language.language import Language
from masthead.paper import Note, Unit

_KEY = re.compile(r"^\s*(?:- +)*([a-z_]+):")


def explain_place(writing: Writing, line: int, column: int) -> str:
    """Explain what stands at a place of the source, in Markdown; empty where nothing is to be said.

    What is wrong there comes first, then the name that stands there, the unit that begins there,
    the key. Lines and columns count from 1.
    """
    parts = [_explain_finding(found) for found in _find_findings(writing, line, column)]
    mark = find_mark(writing.lines, line, column)
    if mark is not None:
        parts.append(_explain_mark(writing, mark))
    elif key := _find_key(writing, line, column):
        around = find_unit(writing.stretches, line)
        if around and around[-1].first == line:
            parts.append(_explain_unit(writing, around[-1]))
        path = *find_path(writing.lines, line, key.start(1)), key[1]
        parts.append(describe_key(writing.project, around, path))
    return "\n\n".join(part for part in parts if part)


def _find_key(writing: Writing, line: int, column: int) -> re.Match[str] | None:
    """Find the key on which a place is."""
    key = _KEY.match(writing.lines[line - 1]) if 1 <= line <= len(writing.lines) else None
    return key if key and key.start(1) < column <= key.end(1) + 1 else None


def _find_findings(writing: Writing, line: int, column: int) -> Iterator[Diagnostic]:
    for found in writing.findings:
        place = found.place
        if (
            place.file == writing.name
            and place.line == line
            and place.column <= column <= place.column + max(found.length, 1)
        ):
            yield found


def _explain_finding(found: Diagnostic) -> str:
    """Say what a rule wants, and why."""
    from masthead.check.rule import RULES

    rule = RULES.get(found.code)
    if rule is None:
        return ""
    good = "".join(f"\n- Good: {escape_markdown(example)}" for example in rule.good[:2])
    bad = "".join(f"\n- Bad: {escape_markdown(example)}" for example in rule.bad[:2])
    said = [f"**{found.code}** {rule.summary}", rule.reason, (good + bad).lstrip("\n")]
    return "\n\n".join(part for part in (*said, f"*Source: {rule.source}*") if part)


def _explain_mark(writing: Writing, mark: Mark) -> str:
    if mark.kind == "note":
        return _explain_note(writing, mark)
    lines = []
    for language in writing.languages:
        numbering = writing.number(language)
        if mark.name in numbering.by_id:
            lines.append((language, _name(numbering.by_id[mark.name][0], writing, language)))
    return _list_by_language(lines)


def _explain_note(writing: Writing, mark: Mark) -> str:
    """Give a note's mark and its text in each language."""
    note = find_note(writing, mark)
    if note is None:
        return ""
    lines = []
    for language in writing.languages:
        marks = writing.mark(language)
        call = marks.letters.get(id(note)) or marks.calls.get(mark.name)
        texts = [
            slot.texts[language.code] for slot in note.contents() if language.code in slot.texts
        ]
        words = " ".join(" ".join(text.raw.split()) for text in texts)
        lines.append((language, f"{call.mark if call else '–'} {words}"))
    return _list_by_language(lines)


def find_note(writing: Writing, mark: Mark) -> Unit | None:
    """Find the note that is named: of the table around, or of the paper."""
    for stretch in reversed(find_unit(writing.stretches, mark.line)):
        own = stretch.unit.own_notes()
        if mark.name in own:
            return own[mark.name]
    return writing.paper.notes.get(mark.name) if writing.paper else None


def _explain_unit(writing: Writing, stretch: Stretch) -> str:
    if isinstance(stretch.unit, Note):
        return ""
    names = [(one, writing.label(stretch.unit, one)) for one in writing.languages]
    return _list_by_language(names)


def _name(unit: Unit, writing: Writing, language: Language) -> str:
    """Say what a reference to a unit prints."""
    from masthead.edition.references import name_unit

    numbered = writing.number(language).of(unit)
    return name_unit(unit, numbered, language, None)


def _list_by_language(lines: list[tuple[Language, str]]) -> str:
    """List what is said in each language; nothing where there is nothing in any."""
    if not any(said for _, said in lines):
        return ""
    return "\n".join(f"- {language.code}: {escape_markdown(said)}" for language, said in lines)


def escape_markdown(text: str) -> str:
    """Take the meaning of Markdown's marks away."""
    return re.sub(r"([\\`*_{}\[\]<>#|~])", r"\\\1", text)
