"""Units of forms other than running text: figures, quotations, boxes, definitions, breaks."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Protocol

from masthead.draft.content import join_lines
from masthead.draft.draft import Block, Caption
from masthead.importing.rows import Unit as Found
from masthead.importing.tables import TableMaker
from masthead.importing.texts import TextMaker, has_words, rename_calls
from masthead.paper import (
    Ballot,
    Box,
    Break,
    Contents,
    Correction,
    Definition,
    Definitions,
    Figure,
    FileName,
    Quotation,
    Signature,
    Vote,
    Voters,
)
from masthead.paper import Unit as PaperUnit
from masthead.paper.contents import MOST_LEVELS
from masthead.syntax.text import Content, LineBreak, Plain, Text


class Assembly(Protocol):
    """What makes texts and units for the forms here."""

    maker: TextMaker
    files: Mapping[str, str]
    keys: Mapping[str, Mapping[str, str]]
    images: Mapping[str, Mapping[str, str]]
    tables: TableMaker
    units: list[PaperUnit]

    def find_lead(self, found: Found) -> Block:
        """Find the block of the language that is looked at first."""

    def make_texts(self, found: Found) -> dict[str, Text]:
        """Make the texts of a unit."""

    def make_of(self, contents: Mapping[str, Sequence[Content]]) -> dict[str, Text]:
        """Make a text of each language's paragraphs."""

    def assemble_below(self, blocks: Mapping[str, list[Block]]) -> list[PaperUnit]:
        """Put what stands in another unit together."""

    def note_label(self, unit: PaperUnit, found: Found) -> None:
        """Note how a figure is labelled in each language."""


def say_of(assembly: Assembly, found: Found, find: Callable[[Caption], Content]) -> dict[str, Text]:
    """Make a text of each language's caption."""
    texts = {}
    for code, blocks in found.blocks.items():
        caption = blocks[0].caption
        content = rename_calls(find(caption), assembly.keys.get(code, {})) if caption else ()
        if has_words(content):
            assembly.maker.file = assembly.files[code]
            texts[code] = assembly.maker.make(content, blocks[0].line)
    return texts


def _say_title(caption: Caption) -> Content:
    """Give the title of a figure, with the unit below it, for which it has no other place."""
    unit: Content = (Plain("("), *caption.unit, Plain(")")) if caption.unit else ()
    return join_lines([caption.title, unit])


def make_figure(assembly: Assembly, found: Found) -> PaperUnit | None:
    """Make a figure. Where it has no picture, its words become a paragraph: none is made."""
    images = {
        code: blocks[0].caption.image
        for code, blocks in found.blocks.items()
        if blocks[0].caption and blocks[0].caption.image
    }
    lead = assembly.find_lead(found)
    caption = lead.caption
    alt = say_of(assembly, found, lambda kept: (Plain(kept.alt),) if kept.alt else kept.title)
    if caption is None or not images:
        return None
    if not alt:
        alt = _name_figure(assembly, found)
    names = {code: FileName(assembly.images[code][image]) for code, image in images.items()}
    alone = len(set(names.values())) == 1 and len(names) == len(found.blocks)
    title = say_of(assembly, found, _say_title)
    figure = Figure.model_validate({"figure": {
        "title": title, "source": say_of(assembly, found, lambda kept: kept.source),
        "image": next(iter(names.values())) if alone else names,
        "alt": alt,
        "width": caption.percent or ("page" if caption.wide else "column"),
        "numbered": bool(caption.label),
    }})  # fmt: skip
    assembly.note_label(figure, found)
    return figure


def _name_figure(assembly: Assembly, found: Found) -> dict[str, Text]:
    """Say of a picture of which the file says nothing that it is one, and tell that."""
    texts = {}
    for code, blocks in found.blocks.items():
        words = assembly.tables.languages[code].labels.figure.replace("{number}", "").strip()
        texts[code] = assembly.maker.make((Plain(words),))
        message = "the file does not say what this picture shows: write it for alt"
        line = blocks[0].line
        assembly.maker.tell(assembly.files[code], line, f"paragraph {line}: {message}")
    return texts


def make_lost_figure(found: Found) -> Found | None:
    """Turn a figure without a picture into the paragraph of its words."""
    for code, blocks in found.blocks.items():
        caption = blocks[0].caption
        if caption is None:
            continue
        label: Content = (Plain(caption.label),) if caption.label else ()
        parts: list[Content] = [label, caption.title, found.texts.get(code, ()), caption.source]
        words: Content = ()
        for part in parts:
            if part:
                words = (*words, LineBreak(), *part) if words else part
        found.texts[code] = words
    found.form = "text"
    return found if any(map(has_words, found.texts.values())) else None


def make_quotation(assembly: Assembly, found: Found) -> PaperUnit | None:
    """Make a quotation, or go on with the one before it."""
    texts = assembly.make_texts(found)
    if not texts:
        return None
    last = assembly.units[-1] if assembly.units else None
    if isinstance(last, Quotation) and last.text.keys() == texts.keys():
        assembly.units.pop()
        texts = {
            code: assembly.maker.make_paragraphs([*last.text[code].paragraphs, *text.paragraphs])
            for code, text in texts.items()
        }
    return Quotation.model_validate({"quotation": texts})


def make_box(assembly: Assembly, found: Found) -> PaperUnit | None:
    """Make a box of what stands in it."""
    lead = assembly.find_lead(found)
    inner = assembly.assemble_below({code: kept[0].below for code, kept in found.blocks.items()})
    if not inner:
        return None
    title = say_of(assembly, found, lambda kept: kept.title)
    summary = bool(lead.caption and lead.caption.summary)
    return Box.model_validate({"box": {"title": title, "text": inner, "summary": summary}})


def make_definitions(assembly: Assembly, found: Found) -> PaperUnit | None:
    """Make definitions of a table with two columns."""
    rows = {code: blocks[0].rows for code, blocks in found.blocks.items()}
    most = max(map(len, rows.values()))
    items: list[Definition] = []
    for number in range(most):
        cells = {code: kept[number] for code, kept in rows.items() if number < len(kept)}
        term = {code: row[0].paragraphs for code, row in cells.items() if row}
        text = {code: row[1].paragraphs for code, row in cells.items() if len(row) > 1}
        made = [assembly.make_of(kept) for kept in (term, text)]
        if all(made):
            items.append(Definition(term=made[0], text=made[1]))
    return Definitions.model_validate({"definitions": items}) if items else None


def make_break(assembly: Assembly, found: Found) -> PaperUnit | None:
    """Make a break of the page, unless the one before is one."""
    del found
    last = assembly.units[-1] if assembly.units else None
    return (
        None if last is None or isinstance(last, Break) else Break.model_validate({"break": "page"})
    )


def make_contents(assembly: Assembly, found: Found) -> PaperUnit | None:
    """Make a list of contents: its lines are made."""
    listed = assembly.find_lead(found).label.split()
    wanted: dict[str, Any] = {kind: True for kind in ("tables", "figures") if kind in listed}
    levels = assembly.find_lead(found).level
    if 0 < levels <= MOST_LEVELS:
        wanted["levels"] = levels
    return Contents.model_validate({"contents": wanted})


def make_signature(assembly: Assembly, found: Found) -> PaperUnit | None:
    """Make a signature."""
    lead = assembly.find_lead(found)
    name = assembly.make_of({code: [kept[0].content] for code, kept in found.blocks.items()})
    if not name:
        return None
    return Signature.model_validate({"signature": {
        "name": name, "function": _make_part(assembly, found, "function"),
        "city": lead.city or None, "date": lead.date,
    }})  # fmt: skip


def _make_part(assembly: Assembly, found: Found, name: str) -> dict[str, Text]:
    return assembly.make_of({
        code: [kept[0].parts[name]] for code, kept in found.blocks.items()
        if kept[0].parts.get(name)
    })  # fmt: skip


def make_correction(assembly: Assembly, found: Found) -> PaperUnit | None:
    """Make a correction."""
    at = assembly.make_of({code: [kept[0].content] for code, kept in found.blocks.items()})
    below = {code: kept[0].below for code, kept in found.blocks.items()}
    text = assembly.assemble_below(below) if any(below.values()) else None
    body = {
        "at": at, "for": _make_part(assembly, found, "for"),
        "read": _make_part(assembly, found, "read"), "text": text or None,
        "insert": assembly.find_lead(found).label == "insert",
    }  # fmt: skip
    if not (text or body["for"] or body["read"]):
        return None
    return Correction.model_validate({"correction": body})


def make_vote(assembly: Assembly, found: Found) -> PaperUnit:
    """Make a vote: of numbers, or of names."""
    counts = assembly.find_lead(found).counts
    names = {way: _make_part(assembly, found, way) for way in ("for", "against", "abstaining")}
    if not counts and not any(names.values()):
        return Vote.model_construct(vote=None, id=None, allow={})
    for_, against, abstaining = (
        Voters.model_construct(
            count=None if text else counts.get(way, 0), text=text, id=None, allow={}
        )
        for way, text in names.items()
    )
    ballot = Ballot.model_construct(for_=for_, against=against, abstaining=abstaining)
    return Vote.model_construct(vote=ballot, id=None, allow={})


MADE: Mapping[str, Callable[[Assembly, Found], PaperUnit | None]] = {
    "figure": make_figure,
    "quotation": make_quotation,
    "box": make_box,
    "definitions": make_definitions,
    "break": make_break,
    "contents": make_contents,
    "signature": make_signature,
    "correction": make_correction,
    "vote": make_vote,
}
"""How the units of each form are made."""
