"""Random papers as a whole."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from typing import Any

import yaml
from hypothesis import strategies as st

from masthead.edition.edition import Edition
from masthead.edition.resolve import resolve_edition
from masthead.project import Project
from masthead.read.reader import read_source
from tests.strategies.bodies import units
from tests.strategies.kinds import agendas, contents, corrections, letters, resolutions
from tests.strategies.texts import CODES, Story, dates, localized, note_texts, texts


@st.composite
def fronts(draw: Callable[..., Any], story: Story) -> dict[str, Any]:
    """Draw what stands above the title: a note to the symbol, agenda items with their titles."""
    front: dict[str, Any] = {}
    note = draw(st.sampled_from(("", "reissued", "symbol_note")))
    if note == "reissued":
        front[note] = datetime.date(2100, 1, 1)
    elif note:
        front[note] = {code: draw(texts([], [])) for code in CODES}
    items = draw(st.lists(st.integers(1, 99), max_size=3, unique=True))
    titled = [{"item": item, "title": draw(localized(story))} for item in items]
    if items:
        front["agenda"] = titled[0] if len(titled) == 1 else {"items": titled}
    if items and draw(st.booleans()):
        front["agenda"] |= {"preliminary": draw(st.booleans()), "document": "A/80/50"}
    return front


@st.composite
def papers(draw: Callable[..., Any]) -> str:
    """Draw the source of a paper, valid, in English and Chinese."""
    story = Story()
    source: dict[str, Any] = {
        "symbol": "NPT/CONF.2026/PC.II/WP.7",
        "series": "npt-preparatory-committee",
        "session": 2,
        "date": draw(dates),
        "original": draw(st.sampled_from(CODES)),
        "versions": {code: {} for code in CODES},
        "job": draw(st.sampled_from((None, "24-01234"))),
        "notes_at": draw(st.sampled_from(("page", "page", "end"))),
        "numbering": draw(
            st.sampled_from(
                ("automatic", "typed", {"prefix": 6}, {"prefix": "29A", "word": "typed"})
            )
        ),
    }
    source |= draw(fronts(story))
    kinds = ("plain", "plain", "letter", "agenda", "corrigendum", "resolution")
    kind = draw(st.sampled_from(kinds))
    if kind == "letter":
        draw(letters(story, source))
    elif kind == "resolution":
        draw(resolutions(story, source))
    else:
        source["title"] = draw(localized(story))
        for key in ("subtitle", "byline"):
            if draw(st.booleans()):
                source[key] = draw(localized(story))
        source["text"] = draw(units(story, annexes=True))
    if kind in ("agenda", "corrigendum"):
        source["kind"] = kind
        source["text"] += draw((agendas if kind == "agenda" else corrections)(story))
    bodies = [unit["annex"]["text"] for unit in source["text"] if "annex" in unit]
    for body in (source["text"], *bodies):
        if draw(st.booleans()):
            signed = next((at for at, unit in enumerate(body) if "signature" in unit), len(body))
            place = draw(st.integers(0, signed))
            body[place:place] = draw(contents(body))
    if story.notes:
        source["notes"] = {
            key: {code: draw(note_texts(story)) for code in CODES}
            if draw(st.integers(0, 4))
            else {"standard": draw(st.sampled_from(("late", "unedited")))}
            for key in story.notes
        }
    return str(yaml.safe_dump(source, allow_unicode=True, sort_keys=False, width=2**20))


def resolve_source(project: Project, source: str, code: str, *, draft: bool = False) -> Edition:
    """Read a paper and resolve one of its language versions."""
    reading = read_source(project, source.encode(), "source/random.yaml")
    return resolve_edition(project, reading.require(), code, draft=draft)
