"""Random units of text: tables, figures, charts, boxes, paragraphs, annexes, nested."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from hypothesis import strategies as st

from tests.strategies.texts import (
    CODES,
    Story,
    dates,
    given_numbers,
    identified,
    lists,
    localized,
    not_agreed,
    note_texts,
    plains,
    subparagraphs,
)

numbers = st.one_of(
    st.integers(-10_000_000, 10_000_000),
    st.decimals(-1_000_000, 1_000_000, places=2).map(lambda number: float(f"{number:.2f}")),
    st.sampled_from(("..", 0)),
)  # fmt: skip


@st.composite
def cells(draw: Callable[..., Any], story: Story, letters: list[str]) -> Any:
    """Draw a cell: a number, words of one or of all languages, paragraphs, or nothing."""
    kind = draw(st.sampled_from(("number", "number", "words", "same", "units", "list", "nothing")))
    if kind == "number":
        return draw(numbers)
    if kind == "words":
        text = {code: draw(plains()) for code in CODES}
        call = f"[^{draw(st.sampled_from(letters))}]" if letters and draw(st.booleans()) else ""
        return {code: f"{words}{call}" for code, words in text.items()}
    if kind == "same":
        return {draw(st.sampled_from(CODES)): draw(plains()), "same": True}
    if kind == "units":
        return {"paragraphs": [draw(localized(story)) for _ in range(draw(st.integers(1, 2)))]}
    if kind == "list":
        return {
            **(draw(localized(story)) if draw(st.booleans()) else {}),
            "list": draw(lists(story)),
        }
    return None


@st.composite
def tables(draw: Callable[..., Any], story: Story) -> dict[str, Any]:
    """Draw a table: heads under a common one, merged cells, sections, sums, notes, a source."""
    width = draw(st.integers(1, 4))
    letters = ["a", "b"][: draw(st.integers(0, 2))]
    heads = [{code: draw(plains()) for code in CODES} for _ in range(width)]
    for head in heads[:1]:  # each note is called at least once
        head |= {
            code: words + "".join(f"[^{key}]" for key in letters) for code, words in head.items()
        }
    if width > 2 and draw(st.booleans()):
        heads[1:] = [{"group": draw(localized(story)), "columns": heads[1:]}]
    rows: list[Any] = []
    for _ in range(draw(st.integers(1, 4))):
        form = draw(st.sampled_from(("data", "data", "section", "subtotal", "total")))
        if form == "section":
            rows.append({"section": draw(localized(story))})
            continue
        merged = width > 1 and draw(st.integers(0, 3)) == 0
        row = [draw(cells(story, letters)) for _ in range(width - 2 * merged)]
        if merged:
            row.append({**draw(localized(story)), "columns": 2})
        rows.append(row if form == "data" else {form: row})
    if width > 1 and draw(st.integers(0, 3)) == 0:
        tall = {**draw(localized(story)), "rows": 2}
        rows += [[tall, *(draw(numbers) for _ in range(width - 1))]]
        rows += [[draw(numbers) for _ in range(width - 1)]]
    table: dict[str, Any] = draw(identified(story))
    for key in ("title", "unit", "source"):
        if draw(st.booleans()):
            table[key] = draw(localized(story))
    table |= {"columns": heads, "rows": rows}
    if letters:
        table["notes"] = {key: {code: draw(note_texts(story)) for code in CODES} for key in letters}
    if draw(st.booleans()):
        table |= {"width": "column"}
    return {"table": table}


PICTURES = ("colours.png", "stages-en.svg", {"en": "stages-en.svg", "zh": "stages-zh.svg"})


@st.composite
def figures(draw: Callable[..., Any], story: Story) -> dict[str, Any]:
    """Draw a figure: one picture for all languages or one for each, with a title or without."""
    pictures = draw(st.sampled_from(PICTURES))
    folder = "samples/figures"
    figure: dict[str, Any] = {
        "image": f"{folder}/{pictures}" if isinstance(pictures, str) else
        {code: f"{folder}/{name}" for code, name in pictures.items()},
        "alt": draw(localized(story, 0)),
        "width": draw(st.sampled_from(("page", "column", 10, 45))),
        "numbered": draw(st.booleans()),
    }  # fmt: skip
    if draw(st.booleans()):
        figure["title"] = draw(localized(story))
    if draw(st.booleans()):
        figure["source"] = draw(localized(story))
    return {"figure": figure}


@st.composite
def boxes(draw: Callable[..., Any], story: Story) -> dict[str, Any]:
    """Draw a box with whatever may stand in one."""
    box: dict[str, Any] = {"title": draw(localized(story))} if draw(st.booleans()) else {}
    box["text"] = []
    for _ in range(draw(st.integers(1, 3))):
        kind = draw(st.sampled_from(("words", "words", "figure", "chart", *IN_BOXES)))
        if kind == "words":
            box["text"].append(draw(localized(story)))
        elif kind in IN_BOXES:
            box["text"].append(draw(plain_units(story, kind)))
        else:
            box["text"].append(draw((figures if kind == "figure" else charts)(story)))
    return {"box": box}


IN_BOXES = ("table", "list", "quotation", "definitions")
PLAIN_KINDS = ("box", *IN_BOXES)


@st.composite
def plain_units(draw: Callable[..., Any], story: Story, kind: str) -> dict[str, Any]:
    """Draw a unit of one of the kinds that have no number, or one of their own."""
    if kind == "table":
        return draw(tables(story))
    if kind == "box":
        return draw(boxes(story))
    if kind == "list":
        return {"list": draw(lists(story))}
    if kind == "quotation":
        return {"quotation": draw(localized(story)), **draw(not_agreed())}
    terms = [
        {"term": draw(localized(story)), "text": draw(localized(story))}
        for _ in range(draw(st.integers(1, 3)))
    ]
    return {"definitions": terms}


@st.composite
def charts(draw: Callable[..., Any], story: Story) -> dict[str, Any]:
    """Draw a chart: some series, or parts of a whole."""
    kind = draw(st.sampled_from(("bar", "stacked", "line", "pie")))
    series = 1 if kind == "pie" else draw(st.integers(1, 3))
    numbers = st.one_of(st.integers(0 if kind == "pie" else -(10**6), 10**6), st.just(".."))
    rows = [
        [draw(st.one_of(localized(story, 0), st.integers(1946, 2099))), draw(st.integers(1, 9)),
         *(draw(numbers) for _ in range(series - 1))]
        for _ in range(draw(st.integers(1, 4)))
    ]  # fmt: skip
    chart: dict[str, Any] = {
        "title": draw(localized(story)),
        "type": kind,
        "columns": [draw(localized(story, 0)) for _ in range(series + 1)],
        "rows": rows,
        "width": draw(st.sampled_from(("page", 45))),
    }
    for key in ("unit", "alt", "source"):
        if draw(st.booleans()):
            chart[key] = draw(localized(story, 0))
    return {"chart": chart}


GIVEN = {"number", "label", "numbered"}


def is_counted(unit: dict[str, Any]) -> bool:
    """Whether a unit is a paragraph with a number of its own, after which one may be put in."""
    return "paragraph" in unit and not unit.keys() & (GIVEN - {"number"})


@st.composite
def alternatives(draw: Callable[..., Any], story: Story, kind: str) -> dict[str, Any]:
    """Draw alternatives of a kind, each with those who propose it or with none."""
    made = []
    chosen = draw(st.sampled_from((None, None, 0, 1)))
    for place in range(draw(st.integers(2, 3))):
        one: dict[str, Any] = {}
        if draw(st.booleans()):
            one["by"] = [draw(localized(story, 0)) for _ in range(draw(st.integers(1, 2)))]
        if place == chosen:
            one["chosen"] = True
        words = draw(localized(story))
        one |= words if kind == "paragraph" and draw(st.booleans()) else {kind: words}
        if not draw(st.integers(0, 3)):
            known = len(story.ids)
            one["subparagraphs"] = draw(subparagraphs(story))
            del story.ids[known:]  # what may not be chosen is not referred to
        made.append(one)
    return {"alternatives": made}


def is_wide(unit: dict[str, Any]) -> bool:
    """Whether a unit has pages of its own, which no break stands beside."""
    return bool(unit.get("table", {}).get("landscape"))


@st.composite
def worded(
    draw: Callable[..., Any], story: Story, kind: str, before: list[dict[str, Any]]
) -> dict[str, Any]:
    """Draw a heading or a paragraph, which may be put in after the one before it."""
    unit: dict[str, Any] = {kind: draw(localized(story, 2)), **draw(not_agreed())}
    if kind == "paragraph" and before and is_counted(before[-1]) and not draw(st.integers(0, 3)):
        unit |= {"inserted": True, **draw(identified(story))}
    elif kind == "paragraph" and not draw(st.integers(0, 2)):
        unit |= {"numbered": False}  # and nothing can refer to it
    else:
        unit |= draw(identified(story))
        unit |= draw(given_numbers())
    if kind == "heading":
        unit |= {"level": draw(st.integers(1, 6)), "numbered": draw(st.booleans())}
    elif not draw(st.integers(0, 4)):
        unit["run_in"] = draw(localized(story))
    elif below := draw(st.sampled_from(("", "subparagraphs", "list"))):
        unit[below] = draw((subparagraphs if below == "subparagraphs" else lists)(story))
    return unit


@st.composite
def units(
    draw: Callable[..., Any], story: Story, *, annexes: bool, most: int = 5
) -> list[dict[str, Any]]:
    """Draw units of text: headings, paragraphs numbered and not, lists, annexes."""
    made: list[dict[str, Any]] = []
    kinds = [
        "paragraph", "paragraph", "paragraph", "heading", "table", "list", "figure", "chart", "box",
        "quotation", "definitions", "break", "alternatives",
    ]  # fmt: skip
    kinds += ["annex", "annex"] if annexes else []
    for _ in range(draw(st.integers(1, most))):
        kind = draw(st.sampled_from(kinds))
        if kind in ("annex", "alternatives"):
            annex = kind == "annex"
            made.append(draw(annexes_of(story) if annex else alternatives(story, "paragraph")))
            continue
        if kind in PLAIN_KINDS:
            made.append(draw(plain_units(story, kind)))
            if kind == "table" and not draw(st.integers(0, 3)):
                made[-1]["table"] |= {"width": "page", "landscape": True}
            continue
        if kind == "break":
            if made and not (made[-1].keys() & {"break"} or is_wide(made[-1])):
                made += [{"break": "page"}, {"paragraph": draw(localized(story))}]
            continue
        if kind in ("figure", "chart"):
            made.append(draw((figures if kind == "figure" else charts)(story)))
            continue
        made.append(draw(worded(story, kind, made)))
    return made or [{"paragraph": draw(localized(story))}]


@st.composite
def annexes_of(draw: Callable[..., Any], story: Story, *, letter: bool = False) -> dict[str, Any]:
    """Draw an annex, which may say its language and be signed; to a letter, perhaps untitled."""
    annex: dict[str, Any] = {}
    if not letter or draw(st.booleans()):
        annex["title"] = draw(localized(story))
    if draw(st.booleans()):
        annex["original"] = draw(st.sampled_from(CODES))
    annex["text"] = draw(units(story, annexes=False, most=3))
    if draw(st.booleans()):
        annex["text"].append(draw(signatures(story)))
    return {"annex": annex}


@st.composite
def signatures(draw: Callable[..., Any], story: Story) -> dict[str, Any]:
    """Draw a signature."""
    signature: dict[str, Any] = {"name": draw(localized(story))}
    if draw(st.booleans()):
        signature["function"] = draw(localized(story))
    if draw(st.booleans()):
        signature["city"] = "geneva"
    if draw(st.booleans()):
        signature["date"] = draw(dates)
    return {"signature": signature}
