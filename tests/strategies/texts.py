"""Random texts: words of every script, markup, calls of notes, references; what is below them."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable
from typing import Any

from hypothesis import strategies as st

from masthead.syntax.unseen import is_unseen

CODES = ("en", "zh")
FRAGMENTS = (
    "the Treaty", "议程", "《条约》", "，", "。", "“引号”", "(括号)", "——", "……", "2026", "8月2日",
    " ", ", ", "a\u00a0b", "co\u2011operation", "soft\u00adhyphen", "e\u0301", "\u200d", "😀",
    "\U00020000", "نص", "<script>", "</w:t>", "&", "&amp;", "]]>", "-->", "<?x?>", "${title}",
    "{{ x }}", "{% y %}", "$body$", "'", '"', "\\", "*", "[", "]", "`", "#", "|", "@id", "%1", "_",
    "~", "^", "NPT/CONF.2000/28", "A/80/6 (Sect. 3)", "https://example.org/?a=1&b=2", "1.",
    "(a)", "\t",
)  # fmt: skip
"""What trips writers up: markup of other formats, wide and joined characters, marks, symbols."""

LETTERS = st.characters(
    codec="utf-8",
    exclude_categories=("Cc", "Cs", "Cn", "Co", "Zl", "Zp"),
    exclude_characters="\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff",
)
"""Any assigned character that the reader lets through."""


class Story:
    """What a paper under construction holds: the ids and the notes that are there so far."""

    def __init__(self) -> None:
        self.ids: list[str] = []
        self.named = 0
        """How many ids were given, those that nothing may refer to included."""
        self.notes: list[str] = []


def escape(text: str) -> str:
    """Write text so that none of it is markup."""
    return re.sub(r"([\\*\[\]^~])", r"\\\1", text)


words = st.one_of(
    st.sampled_from(FRAGMENTS), st.text(LETTERS, min_size=1, max_size=8)
)  # fmt: skip


@st.composite
def plains(draw: Callable[..., Any], *, bare: bool = False) -> str:
    """Draw plain text, without blanks at its ends; ``bare`` texts stand inside markup.

    Something in it can be seen: a text without is an empty one.
    """
    text = "".join(draw(st.lists(words, min_size=1, max_size=3 if bare else 6)))
    text = re.sub(r"\s+", " ", text.replace("\t", " ")).strip()
    seen = any(not is_unseen(char) and not char.isspace() for char in text)
    return escape(text) if seen else f"{escape(text)}x"


@st.composite
def texts(draw: Callable[..., Any], calls: list[str], ids: list[str]) -> str:
    """Draw one unit's text with its calls in their order, and a reference now and then."""
    pieces = [draw(plains())]
    for call in calls:
        pieces += [f"[^{call}]", draw(st.sampled_from(("", " ", ", ", "。"))), draw(plains())]
    if ids and draw(st.booleans()):
        pieces.append(f" [@{draw(st.sampled_from(ids))}] ")
    kinds = st.sampled_from((
        "", "*{}*", "**{}**", "**x *{}* y**", "[x{}](https://example.org/a)",
        "m^2^{}", "*CO~2~* {}", "\\\n{}",
        "[[ {} ]]", "[[x [[y]] *{}*]] z", "*x [[ {} ]]*", "[[[x{}](https://example.org/a)]]",
    ))  # fmt: skip
    if kind := draw(kinds):
        pieces.append(" " + kind.format(draw(plains(bare=True))))
    return " ".join("".join(pieces).split(" ")).strip()


@st.composite
def localized(draw: Callable[..., Any], story: Story, calls: int = 1) -> dict[str, str]:
    """Draw a text in every language; each calls the same notes, which are new ones."""
    new = [f"note-{len(story.notes) + at}" for at in range(draw(st.integers(0, calls)))]
    story.notes += new
    return {code: draw(texts(new, story.ids)) for code in CODES}


@st.composite
def given_numbers(draw: Callable[..., Any]) -> dict[str, Any]:
    """Draw a number or a label that a unit says itself; mostly none."""
    if draw(st.integers(0, 7)):
        return {}
    labels = st.sampled_from(("14 bis.", "(x)", {code: f"OP {code}" for code in CODES}))
    return draw(
        st.one_of(st.builds(dict, number=st.integers(1, 20)), st.builds(dict, label=labels))
    )


@st.composite
def not_agreed(draw: Callable[..., Any]) -> dict[str, Any]:
    """Draw that a whole unit is not agreed upon; mostly not."""
    return {} if draw(st.integers(0, 7)) else {"bracketed": True}


@st.composite
def subparagraphs(draw: Callable[..., Any], story: Story, level: int = 1) -> list[dict[str, Any]]:
    """Draw a list, with lists in it down to the fourth level."""
    made = []
    for _ in range(draw(st.integers(1, 3))):
        unit: dict[str, Any] = draw(localized(story))
        if made and not draw(st.integers(0, 5)):
            made.append(unit | {"numbered": False})  # text that goes on
            continue
        unit |= draw(not_agreed())
        counted = made and not made[-1].keys() & {"numbered", "label", "inserted"}
        if counted and not draw(st.integers(0, 5)):
            unit["inserted"] = True
        else:
            unit |= draw(given_numbers())
        if not draw(st.integers(0, 4)):
            unit |= {code: f"{unit[code]}\n\n{draw(plains())}" for code in CODES}
        unit |= draw(identified(story))
        if level < 4 and draw(st.integers(0, 3)) == 0:
            unit["subparagraphs"] = draw(subparagraphs(story, level + 1))
        elif draw(st.integers(0, 3)) == 0:
            unit["list"] = draw(lists(story, level + 1))
        made.append(unit)
    return made


@st.composite
def lists(draw: Callable[..., Any], story: Story, level: int = 1) -> list[dict[str, Any]]:
    """Draw the items of a list, with lists in it down to the sixth level."""
    made = []
    for _ in range(draw(st.integers(1, 3))):
        item: dict[str, Any] = draw(localized(story))
        if level < 6 and draw(st.integers(0, 3)) == 0:
            item["list"] = draw(lists(story, level + 1))
        made.append(item)
    return made


@st.composite
def identified(draw: Callable[..., Any], story: Story) -> dict[str, str]:
    """Draw an id, or none; what comes after can refer to it."""
    if draw(st.integers(0, 2)):
        return {}
    long = "-" + "x" * 40 if draw(st.booleans()) else ""
    story.ids.append(f"id-{story.named}{long}")
    story.named += 1
    return {"id": story.ids[-1]}


@st.composite
def note_texts(draw: Callable[..., Any], story: Story) -> str:
    """Draw a note's text, which may have a second paragraph."""
    first = draw(texts([], story.ids))
    return f"{first}\n\n{draw(texts([], []))}" if draw(st.booleans()) else first


dates = st.dates(datetime.date(1946, 1, 1), datetime.date(2099, 12, 31))
