"""Adopting: what an imported file says in plain words, and the paper by references and links.

A file that was built of a paper has the words of its references, and the addresses of the symbols
in it as links. Neither is a change.
"""

from __future__ import annotations

from collections.abc import Sequence
from difflib import SequenceMatcher
from functools import partial

from masthead.compare.matching import Matching
from masthead.compare.words import Name, Token, split_plain, split_text
from masthead.edition.counting import Numbered
from masthead.edition.numbering import Numbering, number_units
from masthead.edition.references import write_reference
from masthead.language.language import Language, load_language
from masthead.paper import Code, Paper, Unit, walk_units
from masthead.project import Project
from masthead.syntax.text import Content, CrossReference, Emphasis, Inline, Link, Plain, Strong
from masthead.write.markup import make_text

_Key = tuple[str | Content, tuple[type[Inline], ...]]
"""What a token says, or what it is, and the marks around it."""


def adopt_references(project: Project, matching: Matching, came: Paper) -> None:
    """Have the texts of an imported paper refer and link as the other version does.

    ``came`` is one of the papers that were matched; it is changed. A reference is one where the
    file has the words that it has in that version.
    """
    is_old = came is matching.old
    known = matching.new if is_old else matching.old
    if known.original not in came.versions:  # a file alone does not say of what it is a translation
        object.__setattr__(came, "original", known.original)
    pairs = [
        (match.old[0], match.new[0]) if is_old else (match.new[0], match.old[0])
        for match in matching.matches
        if match.old and match.new
    ]
    named = {unit.id for unit in walk_units(came.text)}
    for ours, theirs in pairs:
        if theirs.id and ours.id is None and theirs.id not in named:
            object.__setattr__(ours, "id", theirs.id)
    for code in matching.codes:
        language = load_language(project, code, known.station)
        numbering = number_units(came, language)
        for ours, theirs in pairs:
            here = numbering.units.get(id(ours))
            name = partial(_refer, numbering, language, here)
            _adopt_unit(ours, theirs, code, name)


def _refer(numbering: Numbering, language: Language, here: Numbered | None, identifier: str) -> str:
    """Say what a reference says in its place."""
    annex, part = (here.annex, here.part) if here else (None, None)
    reference = write_reference(identifier, numbering, language, annex, part)
    return reference.text if reference else f"[@{identifier}]"


def _adopt_unit(ours: Unit, theirs: Unit, code: Code, name: Name) -> None:
    texts = {slot.name: slot.texts for slot in theirs.contents()}
    for slot in ours.contents():
        known = texts.get(slot.name, {})
        if code not in slot.texts or code not in known or slot.texts[code].raw == known[code].raw:
            continue
        came = split_text(slot.texts[code])
        adopted = adopt_tokens(came, split_text(known[code], {}, name))
        if adopted != came:
            slot.texts[code] = make_text(_list_paragraphs(adopted))


def _list_paragraphs(tokens: Sequence[Token]) -> list[Content]:
    paragraphs: list[list[Inline]] = [[]]
    for token in tokens:
        if token.content:
            paragraphs[-1] += token.content
        else:
            paragraphs.append([])
    return [tuple(content) for content in paragraphs]


def adopt_tokens(came: Sequence[Token], known: Sequence[Token]) -> list[Token]:
    """Give tokens of an imported file as those of the paper that say the same there."""
    if all(one == other for one, other in zip(came, known, strict=False)):
        return list(came)
    spread: list[tuple[_Key, int]] = [
        (key, place) for place, token in enumerate(known) for key in _spread(token)
    ]
    ours = [_key(token) for token in came]
    matcher = SequenceMatcher(None, ours, [key for key, _ in spread], autojunk=False)
    adopted: dict[int, Token] = {}
    whole: dict[int, list[int]] = {}
    for start, first, length in matcher.get_matching_blocks():
        for step in range(length):
            whole.setdefault(spread[first + step][1], []).append(start + step)
    gone: set[int] = set()
    for place, places in whole.items():
        side_by_side = places == list(range(places[0], places[0] + len(places)))
        if side_by_side and len(places) == len(_spread(known[place])):
            adopted[places[0]] = known[place]
            gone.update(places[1:])
    return [adopted.get(at, token) for at, token in enumerate(came) if at not in gone]


def _spread(token: Token) -> list[_Key]:
    """Say what a token is in a file without references: several words."""
    inline, marks = _unwrap(token.content)
    if isinstance(inline, CrossReference):
        return [(_say(text), marks) for text in split_plain(token.text)]
    return [_key(token)]


def _key(token: Token) -> _Key:
    inline, marks = _unwrap(token.content)
    if inline is None or isinstance(inline, Plain | CrossReference):
        return _say(token.text), marks
    return token.content, ()


def _unwrap(content: Content) -> tuple[Inline | None, tuple[type[Inline], ...]]:
    """Give the one piece in a token, and the kinds of marks around it, without links."""
    marks: list[type[Inline]] = []
    while len(content) == 1 and isinstance(inline := content[0], Emphasis | Strong | Link):
        if not isinstance(inline, Link):
            marks.append(type(inline))
        content = inline.content
    return (content[0] if len(content) == 1 else None), tuple(marks)


def _say(text: str) -> str:
    return text.replace("\u00a0", " ")
