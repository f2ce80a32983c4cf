"""Headings that are typed in several lines: a numeral alone, the label of an annex, its title."""

from __future__ import annotations

import re
from collections.abc import Sequence

from masthead.draft.content import drop_emphasis
from masthead.draft.draft import Block, Section, list_calls, say
from masthead.draft.labels import normalize
from masthead.importing.akoma.content import ContentReader
from masthead.language.numerals import write_label

_MOST_ANNEXES = 30


def gather_headings(blocks: Sequence[Block], reader: ContentReader) -> list[Block]:
    """Put a numeral that stands in a line of its own before the heading that follows it."""
    kept: list[Block] = []
    waiting: Block | None = None
    for block in blocks:
        if waiting is not None:
            if block.form in ("heading", "text") and not block.label and block.content:
                block.label, block.form = say(waiting.content), "heading"
                block.content = drop_emphasis(block.content)
            else:
                waiting.form = "heading"
                kept.append(waiting)
            waiting = None
        if is_numeral(block, reader):
            waiting = block
        else:
            kept.append(block)
    return [*kept, waiting] if waiting else kept


def is_numeral(block: Block, reader: ContentReader) -> bool:
    """Whether a block is the number of a heading, and nothing else."""
    if block.form not in ("heading", "text") or block.label or list_calls(block.content):
        return False
    text = say(block.content)
    if not 0 < len(text) <= 12 or text == text.lower() != text.upper():
        return False
    return any(one.kind == "heading" for one in reader.labels.read(text))


def list_annex_labels(reader: ContentReader) -> set[str]:
    """List how the language labels annexes, and appendices."""
    labels = reader.language.labels
    written = {labels.annex, labels.appendix}
    for pattern in (labels.annexes, labels.appendices):
        for number in range(1, _MOST_ANNEXES + 1):
            try:
                written.add(write_label(reader.language, pattern, number))
            except ValueError:
                break
    return {normalize(one) for one in written}


def split_annexes(section: Section, reader: ContentReader) -> list[Section]:
    """Split what is attached into annexes: each begins with its label, then its title."""
    known = list_annex_labels(reader)
    sections = [Section("annex", line=section.line)]
    for block in section.blocks:
        text = say(block.content)
        if block.form != "table" and text and normalize(text) in known:
            if sections[-1].blocks or sections[-1].label:
                sections.append(Section("annex", line=block.line))
            sections[-1].label = re.sub(r"\s+", " ", text)
            if list_calls(block.content):
                calls = [one for one in block.content if type(one).__name__ == "NoteCall"]
                sections[-1].title = tuple(calls)
            continue
        sections[-1].blocks.append(block)
    return [one for one in sections if one.blocks or one.label]
