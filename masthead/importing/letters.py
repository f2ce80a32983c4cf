"""Letters that come in: who writes to whom, and when, read from a title that would be made."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from masthead.draft.draft import Draft, list_calls, say
from masthead.draft.patterns import read_pattern, write_date_form
from masthead.edition.letters import write_title
from masthead.importing.word.front import FrontReader
from masthead.language.language import Language, load_language
from masthead.paper import Paper, Paragraph, Unit
from masthead.project import Project
from masthead.syntax.text import Content
from masthead.write.markup import make_text


class Letter(NamedTuple):
    """A letter: its parties by language, as they stand inside the title."""

    form: str
    date: datetime.date
    parties: dict[str, dict[str, Content]]
    """``from`` and ``to``, each by language."""


def read_letter(project: Project, drafts: Mapping[str, Draft]) -> Letter | None:
    """Read the titles of all languages; None where they are not those of one letter."""
    read = [_read_title(project, code, draft) for code, draft in drafts.items()]
    found = [one for one in read if one is not None]
    if len(found) < len(drafts) or len({one[:2] for one in found}) != 1:
        return None
    parties: dict[str, dict[str, Content]] = {"from": {}, "to": {}}
    for code, (_, _, parts) in zip(drafts, found, strict=True):
        for name, contents in parties.items():
            contents[code] = parts[name]
    return Letter(found[0][0], found[0][1], parties)


def _read_title(
    project: Project, code: str, draft: Draft
) -> tuple[str, datetime.date, dict[str, Content]] | None:
    language = load_language(project, code)
    date = write_date_form(language)
    for name, form in language.letters.forms.items():
        parts = read_pattern(form.title, draft.facts.title, date)
        if parts is None or not all(map(say, parts.values())):
            continue
        if any(list_calls(content) for content in parts.values()):
            return None  # which has no place for them
        dates = FrontReader(project, language, draft.facts).find_dates(say(parts["date"]))
        if len(dates) == 1:
            return name, dates[0], parts
    return None


def join_titles(author: Paper, before: Paper, after: Paper, language: Language) -> list[Paper]:
    """Give what came back and what was edited with the title that it had, to be merged as a line.

    This is for a letter whose parties have words of the title in them (``addressed to``), where it
    came back parted elsewhere; any other stays as it is.
    """
    letters = [paper.communication for paper in (author, before, after)]
    ours, old, new = letters
    if ours is None or old is None or new is None:
        return [before, after]
    said = [[say(texts[language.code].content) for texts in (one.from_, one.to)]
            for one in (ours, old)]  # fmt: skip
    if said[0] == said[1]:
        return [before, after]
    joined = []
    for paper, letter in ((before, old), (after, new)):
        parties = {"from_": letter.from_, "to": letter.to}
        shown = paper.model_copy(update={"communication": old.model_copy(update=parties)})
        title = write_title(shown, language)
        kept = letter.model_copy(update={"from_": old.from_, "to": old.to})
        texts = {} if title is None else {language.code: make_text([title])}
        joined.append(paper.model_copy(update={"communication": kept, "title": texts}))
    return joined


def settle_paragraphs(units: Sequence[Unit]) -> None:
    """Say of paragraphs what is not so by itself, where those of a text have no numbers."""
    for unit in units:
        if not isinstance(unit, Paragraph):
            continue
        numbered: Any = unit.numbered
        if numbered is False:
            numbered = None
        elif unit.label is None and unit.number is None:
            numbered = True
        object.__setattr__(unit, "numbered", numbered)
        unit.count(by_default=False)
