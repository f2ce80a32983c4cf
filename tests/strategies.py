"""Random papers: every kind of unit, nesting, notes anywhere, references, nasty characters.

``papers()`` gives the source of a paper as an author would write it, so that what is tested goes
all the way from YAML. ``draw_edition`` resolves one of its language versions.

    @given(source=papers())
    def test_it(project, source):
        edition = resolve_source(project, source, "en")
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable
from typing import Any

import yaml
from hypothesis import strategies as st

from masthead.edition.edition import Edition
from masthead.edition.resolve import resolve_edition
from masthead.project import Project
from masthead.read.reader import read_source
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
def subparagraphs(draw: Callable[..., Any], story: Story, level: int = 1) -> list[dict[str, Any]]:
    """Draw a list, with lists in it down to the fourth level."""
    made = []
    for _ in range(draw(st.integers(1, 3))):
        unit: dict[str, Any] = draw(localized(story))
        if made and not draw(st.integers(0, 5)):
            made.append(unit | {"numbered": False})  # text that goes on
            continue
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
    story.ids.append(f"id-{len(story.ids)}{long}")
    return {"id": story.ids[-1]}


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
        return {"quotation": draw(localized(story))}
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


def is_wide(unit: dict[str, Any]) -> bool:
    """Whether a unit has pages of its own, which no break stands beside."""
    return bool(unit.get("table", {}).get("landscape"))


@st.composite
def units(
    draw: Callable[..., Any], story: Story, *, annexes: bool, most: int = 5
) -> list[dict[str, Any]]:
    """Draw units of text: headings, paragraphs numbered and not, lists, annexes."""
    made: list[dict[str, Any]] = []
    kinds = [
        "paragraph", "paragraph", "paragraph", "heading", "table", "list", "figure", "chart", "box",
        "quotation", "definitions", "break",
    ]  # fmt: skip
    kinds += ["annex", "annex"] if annexes else []
    for _ in range(draw(st.integers(1, most))):
        kind = draw(st.sampled_from(kinds))
        if kind == "annex":
            made.append(draw(annexes_of(story)))
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
        unit: dict[str, Any] = {kind: draw(localized(story, 2))}
        if kind == "paragraph" and not draw(st.integers(0, 2)):
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
        made.append(unit)
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
            unit: dict[str, Any] = {kind: draw(localized(story, 2))}
            if kind == "operative":
                unit |= draw(st.sampled_from(({}, {"numbered": False}, {"number": 1})))
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


dates = st.dates(datetime.date(1946, 1, 1), datetime.date(2099, 12, 31))


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


@st.composite
def note_texts(draw: Callable[..., Any], story: Story) -> str:
    """Draw a note's text, which may have a second paragraph."""
    first = draw(texts([], story.ids))
    return f"{first}\n\n{draw(texts([], []))}" if draw(st.booleans()) else first


def resolve_source(project: Project, source: str, code: str, *, draft: bool = False) -> Edition:
    """Read a paper and resolve one of its language versions."""
    reading = read_source(project, source.encode(), "source/random.yaml")
    return resolve_edition(project, reading.require(), code, draft=draft)
