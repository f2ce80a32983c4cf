"""Random papers of one to sixty pages, as people write them, and what they do to them."""

from __future__ import annotations

import datetime
import random
from collections.abc import Callable
from typing import Any

from tests.compare.edits import (
    delete_item,
    divide,
    edit_level,
    edit_words,
    insert_item,
    join,
    move_item,
)

Source = dict[str, Any]
_ENGLISH = (
    "The", "Preparatory", "Committee", "recalls", "the", "obligations", "under", "the", "Treaty,",
    "in", "full", "without", "delay,", "by", "consensus;", "States", "parties", "report", "on",
    "15", "measures", "(of", "64).",
)  # fmt: skip
_HAN = (
    "核武器国家未能在履行核裁军义务和承诺方面取得进展，"
    "导致核风险达到空前水平；缔约国就64项措施中的15项提出报告。"
)


def write_paper(chance: random.Random, pages: int) -> Source:
    """Write a paper of about so many pages."""
    notes: dict[str, Any] = {}
    units = [write_unit(chance, notes) for _ in range(max(2, pages * 4))]
    text: list[Any] = []
    if pages > 3 and chance.random() < 0.4:
        text += [{"contents": {"levels": 2}}, {"break": "page"}]
        text.append({"heading": write_words(chance, 3), "level": 1, "numbered": True})
    split = chance.randrange(len(units) // 2, len(units) + 1)
    text += units[:split] or [{"paragraph": write_words(chance, 20)}]
    if len(units) - split > 1:
        text.append({"annex": {"title": write_words(chance, 4), "text": units[split:]}})
    else:
        text += units[split:]
    return {
        "symbol": "NPT/CONF.2026/PC.II/WP.7",
        "series": "npt-preparatory-committee",
        "session": 2,
        "date": datetime.date(2024, 5, 16),
        "original": "en",
        "versions": {"en": {}, "zh": {}},
        "notes_at": chance.choice(("page",) * 5 + ("end",)),
        "title": write_words(chance, 6),
        "text": text,
    } | ({"notes": notes} if notes else {})


def write_words(chance: random.Random, most: int, notes: dict[str, Any] | None = None) -> Any:
    """Write a text of up to so many words in both languages, with notes here and there."""
    count = chance.randint(1, most)
    english = [chance.choice(_ENGLISH) for _ in range(count)]
    chinese = "".join(chance.choice(_HAN) for _ in range(2 * count))
    written = {"en": f"Words {' '.join(english)}", "zh": f"文{chinese}"}
    if notes is None:
        return written
    for _ in range(chance.choice((0, 0, 0, 1, 2))):
        key = f"n{len(notes)}"
        long = chance.random() < 0.05
        notes[key] = write_words(chance, 900 if long else 40)
        at = chance.randrange(len(english))
        english[at] += f"[^{key}]"
        written["zh"] += f"[^{key}]"
    return written | {"en": f"Words {' '.join(english)}"}


def write_unit(chance: random.Random, notes: dict[str, Any]) -> Any:
    """Write a unit of text."""
    kind = chance.choices(
        ("paragraph", "heading", "subparagraphs", "table", "box", "list", "quotation", "figure"),
        (60, 16, 10, 5, 2, 3, 3, 1),
    )[0]
    most = chance.choice((8, 60, 160))
    match kind:
        case "heading":
            return {"heading": write_words(chance, 6), "level": chance.randint(1, 3)}
        case "subparagraphs":
            inner = [write_words(chance, 50) for _ in range(chance.randint(1, 5))]
            return {"paragraph": write_words(chance, most, notes), "subparagraphs": inner}
        case "table":
            return {"table": write_table(chance)}
        case "box":
            return {"box": {"title": write_words(chance, 4), "text": [write_words(chance, 40)]}}
        case "list":
            return {"list": [write_words(chance, 20) for _ in range(chance.randint(1, 4))]}
        case "figure":
            picture = "samples/figures/colours.png"
            return {"figure": {"image": picture, "alt": write_words(chance, 4), "width": 20}}
        case _:
            return {kind: write_words(chance, most, notes)}


def write_table(chance: random.Random) -> Any:
    """Write a table, now and then one of more than a page."""
    rows = chance.choice((3, 8, 60))
    return {
        "title": write_words(chance, 5),
        "landscape": chance.random() < 0.2,
        "columns": [write_words(chance, 2), write_words(chance, 2)],
        "rows": [[write_words(chance, 8), chance.randint(1, 9999)] for _ in range(rows)],
    }


def add_note(source: Source, chance: random.Random) -> None:
    """Call a new note in a paragraph."""
    paragraphs = [unit["paragraph"] for unit in source["text"] if "paragraph" in unit]
    if not paragraphs:
        return
    notes = source.setdefault("notes", {})
    key = f"m{len(notes)}{chance.randrange(10**6)}"
    notes[key] = write_words(chance, 60)
    chosen = chance.choice(paragraphs)
    chosen.update({code: f"{chosen[code]}[^{key}]" for code in ("en", "zh")})


def grow_heading(source: Source, chance: random.Random) -> None:
    """Make a heading longer, or the title."""
    headings = [unit["heading"] for unit in source["text"] if "heading" in unit]
    grown = chance.choice([*headings * 3, source["title"]])
    more = write_words(chance, 14)
    grown.update({code: f"{grown[code]} {more[code]}" for code in ("en", "zh")})


def change_last(source: Source, chance: random.Random) -> None:
    """Make the last unit longer or shorter, so that there may be a page more, or one less."""
    last = source["text"][-1]
    if "paragraph" in last:
        last["paragraph"] = write_words(chance, 200)
    else:
        source["text"].append({"paragraph": write_words(chance, 60)})


EDITS: list[Callable[[Source, random.Random], None]] = [
    *[edit_words] * 4, insert_item, insert_item, delete_item, move_item, divide, join, edit_level,
    add_note, add_note, grow_heading, change_last,
]  # fmt: skip
