"""Random edits of a paper's source, as people make them: words, units, rows, notes, facts."""

from __future__ import annotations

import copy
import random
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import yaml
from hypothesis import assume

from masthead.diagnostic import PaperError
from masthead.edition.resolve import resolve_head
from masthead.paper import Paper
from masthead.project import Project
from masthead.read.reader import read_source
from tests.strategies import CODES

LANGUAGES = ("en", "fr", "es", "ru", "ar", "zh")
FACTS: dict[str, Callable[[random.Random], Any]] = {
    "symbol": lambda rng: f"NPT/CONF.2026/PC.II/WP.{rng.randint(8, 99)}",
    "session": lambda rng: rng.randint(1, 3),
    "date": lambda rng: f"2024-05-{rng.randint(10, 28)}",
    "notes_at": lambda rng: rng.choice(("page", "end")),
    "numbering": lambda rng: rng.choice(("automatic", "typed", {"prefix": 6})),
}
WORDS = {code: f"z{code}" for code in LANGUAGES} | {"zh": "新"}

Source = dict[str, Any]


def translate(source: str, codes: tuple[str, str]) -> Source:
    """Read a random paper, and call its two languages otherwise."""
    names = dict(zip(CODES, codes, strict=True))

    def rename(value: Any) -> Any:
        if isinstance(value, dict):
            return {names.get(key, key): rename(inner) for key, inner in value.items()}
        return [rename(inner) for inner in value] if isinstance(value, list) else value

    made: Source = rename(yaml.safe_load(source))
    made["original"] = names[made["original"]]
    return made


def dump(source: Source) -> str:
    return str(yaml.safe_dump(source, allow_unicode=True, sort_keys=False, width=2**20))


def try_read(project: Project, source: Source) -> Paper | None:
    """Read a paper; nothing where it is not valid, or a language has no label for a part of it."""
    reading = read_source(project, dump(source).encode(), "source/random.yaml")
    if reading.diagnostics.errors:
        return None
    paper = reading.require()
    try:
        for code in paper.versions:
            resolve_head(project, paper, code)
    except PaperError:
        return None
    return paper


def draw_pair(
    project: Project, source: str, codes: tuple[str, str], seed: int, count: int
) -> tuple[Paper, Paper]:
    """Make two versions of a random paper; in its own languages if these cannot say it."""
    written = translate(source, codes)
    if try_read(project, written) is None:
        written = translate(source, (CODES[0], CODES[1]))
    edited = edit(project, written, random.Random(seed), count)
    old, new = (try_read(project, one) for one in (written, edited))
    # Some papers no language can say: a reference leads into an alternative that was not chosen.
    assume(old is not None and new is not None)
    assert old is not None
    assert new is not None
    return old, new


def edit(
    project: Project, source: Source, rng: random.Random, count: int,
    edits: Sequence[Callable[[Source, random.Random], None]] = (),
) -> Source:  # fmt: skip
    """Make edits after which the paper is still valid; fewer if many would spoil it."""
    made = source
    for _ in range(3 * count):
        tried = copy.deepcopy(made)
        rng.choice(edits or EDITS)(tried, rng)
        if tried != made and try_read(project, tried) is not None:
            made = tried
            count -= 1
        if not count:
            break
    return made


def edit_words(source: Source, rng: random.Random) -> None:
    texts = list(_find_texts(source))
    if not texts:
        return
    text = rng.choice(texts)
    for code in rng.sample(sorted(text.keys() & WORDS.keys()), rng.randint(1, 2) % 3 or 1):
        words = str(text[code]).split(" ")
        at = rng.randrange(len(words) + 1)
        match rng.randrange(3):
            case 0:
                words.insert(at, WORDS[code])
            case 1:
                words[at : at + rng.randint(1, 3)] = []
            case _:
                words[at : at + 1] = [f"{WORDS[code]}{rng.randint(1, 99)}"]
        text[code] = " ".join(words) or WORDS[code]


def edit_all_words(source: Source, rng: random.Random) -> None:
    texts = list(_find_texts(source))
    if texts:
        text = rng.choice(texts)
        text.update(
            {code: f"{WORDS[code]} {rng.randint(1, 99)}" for code in text.keys() & WORDS.keys()}
        )


def delete_item(source: Source, rng: random.Random) -> None:
    lists = [kept for kept in _find_lists(source) if kept]
    if lists:
        chosen = rng.choice(lists)
        del chosen[rng.randrange(len(chosen))]


def insert_item(source: Source, rng: random.Random) -> None:
    lists = [kept for kept in _find_lists(source) if kept]
    if lists:
        chosen = rng.choice(lists)
        made = copy.deepcopy(rng.choice(chosen))
        _drop_ids(made)
        texts = list(_find_texts(made))
        for text in texts:
            text.update(
                {code: f"{WORDS[code]} {text[code]}" for code in text.keys() & WORDS.keys()}
            )
        chosen.insert(rng.randrange(len(chosen) + 1), made)


def move_item(source: Source, rng: random.Random) -> None:
    lists = [kept for kept in _find_lists(source) if len(kept) > 1]
    if lists:
        chosen = rng.choice(lists)
        moved = chosen.pop(rng.randrange(len(chosen)))
        chosen.insert(rng.randrange(len(chosen) + 1), moved)


def divide(source: Source, rng: random.Random) -> None:
    """Divide a paragraph in two at a space; its second half keeps what stands in it."""
    found = [
        (units, at)
        for units in _find_lists(source)
        for at, unit in enumerate(units)
        if isinstance(unit.get("paragraph"), dict)
    ]
    if found:
        units, at = rng.choice(found)
        text = units[at]["paragraph"]
        first = {}
        for code in text.keys() & WORDS.keys():
            head, space, tail = str(text[code]).partition(" ")
            first[code], text[code] = (head, tail) if space else (head, WORDS[code])
        if first:
            units.insert(at, {"paragraph": first})


def join(source: Source, rng: random.Random) -> None:
    """Join a paragraph with the one after it."""
    found = [
        (units, at)
        for units in _find_lists(source)
        for at in range(len(units) - 1)
        if all(isinstance(unit.get("paragraph"), dict) for unit in units[at : at + 2])
    ]
    if found:
        units, at = rng.choice(found)
        first, second = (unit["paragraph"] for unit in units[at : at + 2])
        for code in first.keys() & second.keys() & WORDS.keys():
            second[code] = f"{first[code]} {second[code]}"
        del units[at]


def edit_fact(source: Source, rng: random.Random) -> None:
    key = rng.choice(sorted(FACTS))
    source[key] = FACTS[key](rng)


def edit_level(source: Source, rng: random.Random) -> None:
    headings = [
        unit
        for units in _find_lists(source)
        for unit in units
        if isinstance(unit.get("level"), int)
    ]
    if headings:
        rng.choice(headings)["level"] = rng.randint(1, 5)


EDITS: list[Callable[[Source, random.Random], None]] = [
    *[edit_words] * 8, edit_all_words, delete_item, delete_item, insert_item, insert_item,
    move_item, divide, join, edit_fact, edit_level,
]  # fmt: skip


def _find_texts(value: Any) -> Iterator[dict[str, Any]]:
    """Find texts with their language versions."""
    if isinstance(value, dict):
        if len(value.keys() & WORDS.keys()) > 1 and all(
            isinstance(value[code], str) for code in value.keys() & WORDS
        ):
            yield value
        for inner in value.values():
            yield from _find_texts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _find_texts(inner)


def _find_lists(value: Any) -> Iterator[list[dict[str, Any]]]:
    """Find lists of units, rows, items."""
    if isinstance(value, dict):
        for inner in value.values():
            yield from _find_lists(inner)
    elif isinstance(value, list):
        if value and all(isinstance(inner, dict) for inner in value):
            yield value
        for inner in value:
            yield from _find_lists(inner)


def _drop_ids(value: Any) -> None:
    if isinstance(value, dict):
        value.pop("id", None)
        for inner in value.values():
            _drop_ids(inner)
    elif isinstance(value, list):
        for inner in value:
            _drop_ids(inner)
