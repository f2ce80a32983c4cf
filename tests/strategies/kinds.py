"""What papers of a kind hold: letters, resolutions, votes, agendas, corrections."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from hypothesis import strategies as st

from tests.strategies.bodies import alternatives, annexes_of, signatures, units
from tests.strategies.texts import (
    CODES,
    Story,
    dates,
    lists,
    localized,
    not_agreed,
    plains,
    subparagraphs,
)


@st.composite
def letters(draw: Callable[..., Any], story: Story, source: dict[str, Any]) -> None:
    """Draw a letter: its title is made, its paragraphs have no numbers, it is signed."""
    source["communication"] = {
        "form": draw(st.sampled_from(("letter", "identical-letters", "note-verbale"))),
        "date": draw(dates),
        "from": {code: draw(plains()) for code in CODES},
        "to": {code: draw(plains()) for code in CODES},
    }
    text = draw(units(story, annexes=False))
    for unit in text:
        unit.pop("inserted", None)
        if "paragraph" in unit and "id" in unit:
            unit["numbered"] = True
    if source["communication"]["form"] != "note-verbale":
        text.append(draw(signatures(story)))
    text += [draw(annexes_of(story, letter=True)) for _ in range(draw(st.integers(0, 2)))]
    source["text"] = text


@st.composite
def resolutions(draw: Callable[..., Any], story: Story, source: dict[str, Any]) -> None:
    """Draw a resolution or a draft of one: its preamble, what it decides, parts, a vote."""
    draft = draw(st.booleans())
    source |= {
        "symbol": "A/C.3/80/L.5/Rev.1" if draft else "A/RES/80/7",
        "series": "general-assembly" if draft else "general-assembly-resolutions",
    }
    del source["session"]
    if draft:
        source["sponsors"] = draw(localized(story))
    else:
        basis = draw(st.sampled_from(("", "report", "basis")))
        source["adoption"] = {"date": draw(dates), "meeting": draw(st.integers(1, 9999))}
        if basis == "report":
            source["adoption"] |= {"committee": "third", "report": "A/80/583", "paragraph": 12}
        elif basis:
            source["adoption"]["basis"] = draw(localized(story))
    source["title"] = draw(localized(story))
    if draw(st.booleans()):
        opening = draw(st.sampled_from(("", "own", "none")))
        if opening:
            source["opening"] = draw(localized(story, 0)) if opening == "own" else False
        text = draw(resolution_units(story))
    else:
        text = [draw(parts_of(story)) for _ in range(draw(st.integers(1, 2)))]
    if not draft and draw(st.booleans()):
        text.append({"vote": draw(votes(story))})
    text += [draw(annexes_of(story)) for _ in range(draw(st.integers(0, 1)))]
    source["text"] = text


@st.composite
def resolution_units(draw: Callable[..., Any], story: Story) -> list[dict[str, Any]]:
    """Draw the paragraphs of a resolution, or of a part, perhaps under headings."""
    made: list[dict[str, Any]] = []
    for kind in ("preamble", "operative"):
        for _ in range(draw(st.integers(0, 2))):
            if not draw(st.integers(0, 4)):
                made.append(draw(alternatives(story, kind)))
                continue
            unit: dict[str, Any] = {kind: draw(localized(story, 2)), **draw(not_agreed())}
            if kind == "operative":
                after = made and "operative" in made[-1] and "numbered" not in made[-1]
                looks = (
                    {},
                    {"numbered": False},
                    {"number": 1},
                    *([{"inserted": True}] * bool(after)),
                )
                unit |= draw(st.sampled_from(looks))
            if below := draw(st.sampled_from(("", "subparagraphs", "list"))):
                unit[below] = draw((subparagraphs if below == "subparagraphs" else lists)(story))
            made.append(unit)
        if made and draw(st.booleans()):
            looks = ({}, {"numbered": True, "level": 1}, {"numbered": True})
            made.append({"heading": draw(localized(story)), **draw(st.sampled_from(looks))})
    return [*made, {"operative": draw(localized(story))}]


@st.composite
def parts_of(draw: Callable[..., Any], story: Story) -> dict[str, Any]:
    """Draw a part, with a title or without one."""
    part: dict[str, Any] = {}
    if draw(st.booleans()):
        part["title"] = draw(localized(story))
    if draw(st.booleans()):
        part["opening"] = draw(localized(story, 0))
    return {"part": part | {"text": draw(resolution_units(story))}}


STATES = {
    "for": ("Benin, Chile", "贝宁、智利"),
    "against": ("Albania, Peru", "阿尔巴尼亚、秘鲁"),
    "abstaining": ("Fiji, Togo", "斐济、多哥"),
}
"""Who votes how: nobody twice."""


@st.composite
def votes(draw: Callable[..., Any], story: Story) -> Any:
    """Draw a vote: none, numbers, names."""
    if not draw(st.integers(0, 2)):
        return "none"
    return {
        way: draw(st.integers(0, 190))
        if draw(st.booleans())
        else {code: draw(st.sampled_from(names)) for code in CODES}
        for way, names in STATES.items()
    }


@st.composite
def contents(draw: Callable[..., Any], body: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Draw contents of some units, if there is a heading or an annex that they would list."""
    if not any(unit.keys() & {"heading", "annex"} for unit in body):
        return []
    tables = any(unit.get("table", {}).get("numbered", True) for unit in body if "table" in unit)
    listed = {"levels": draw(st.integers(1, 6)), "tables": tables and draw(st.booleans())}
    return [{"contents": listed}]


@st.composite
def agendas(draw: Callable[..., Any], story: Story) -> list[dict[str, Any]]:
    """Draw items of an agenda, annotations of some, and a list of documents."""
    made: list[dict[str, Any]] = []
    for number in range(1, draw(st.integers(1, 3)) + 1):
        words = {code: f"{number} {text}" for code, text in draw(localized(story)).items()}
        item: dict[str, Any] = {"agenda_item": words, "id": f"item-{number}"}
        if draw(st.booleans()):
            item["subparagraphs"] = draw(subparagraphs(story))
        made.append(item)
    items = [item["id"] for item in made]
    made += [{"annotation": item} for item in items if draw(st.booleans())]
    documents = []
    for number in range(1, draw(st.integers(1, 3)) + 1):
        document: dict[str, Any] = {"symbol": f"A/80/{number}", "title": draw(localized(story))}
        if draw(st.booleans()):
            document["item"] = number
        documents.append(document)
    return [*made, {"documents": documents}]


@st.composite
def corrections(draw: Callable[..., Any], story: Story) -> list[dict[str, Any]]:
    """Draw corrections: "For … read …", what is added or deleted, new texts."""
    made = []
    for _ in range(draw(st.integers(1, 3))):
        correction: dict[str, Any] = {"at": draw(localized(story))}
        keys = draw(st.sampled_from((("for", "read"), ("for",), ("read",), ("text",))))
        for key in keys:
            words = draw(localized(story))
            correction[key] = [words] if key == "text" else words
        made.append({"correction": correction})
    return made
