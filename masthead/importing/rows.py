"""What a row of blocks is in the paper: its form, its label, its text in each language."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from msgspec import Struct, field

from masthead.align.rows import Row
from masthead.draft.content import cut_start, join_lines
from masthead.draft.draft import Block, Form, list_calls, say
from masthead.draft.labels import Labels, Reading
from masthead.syntax.text import Content, Plain


class Unit(Struct):
    """What stands for the same in all languages, before it is a unit of the paper."""

    form: Form
    level: int
    labels: dict[str, str]
    """As typed, in the languages that type one."""
    texts: dict[str, Content]
    readings: list[Reading]
    """What the label may be, the likeliest first."""
    blocks: dict[str, list[Block]] = field(default_factory=dict)
    lines: dict[str, int] = field(default_factory=dict)

    def call_keys(self) -> dict[str, list[str]]:
        """List the notes that are called, by language."""
        return {code: list_calls(content) for code, content in self.texts.items()}


def decide_row(row: Row, labels: Mapping[str, Labels]) -> Unit:
    """Decide what a row is, by what most languages have it for."""
    firsts = {code: kept[0] for code, kept in row.blocks.items()}
    forms = Counter(block.form for block in firsts.values())
    form = max(forms, key=lambda one: (forms[one], one == "heading"))
    if "table" in forms and form != "table":
        form = "text"
    if form != "heading":
        settle_few_labels(firsts)
    votes: Counter[Reading] = Counter()
    for code, block in firsts.items():
        if block.label:
            votes.update(
                one
                for one in labels[code].read(block.label)
                if (one.kind == "heading") == (form == "heading")
            )
    unit = Unit(
        form,
        Counter(b.level for b in firsts.values() if b.form == "heading").most_common(1)[0][0]
        if form == "heading" and forms["heading"] else 2,
        {}, {}, [one for one, _ in sorted(votes.items(), key=lambda kept: (-kept[1], kept[0]))],
        row.blocks,
    )  # fmt: skip
    for code, blocks in row.blocks.items():
        if form != "table":
            find_label(blocks[0], unit.readings, labels[code])
        unit.labels[code] = blocks[0].label
        rest = [put_label(block) for block in blocks[1:]]
        unit.texts[code] = join_lines([blocks[0].content, *rest])
        unit.lines[code] = blocks[0].line
    unit.labels = {code: label for code, label in unit.labels.items() if label}
    if form in ("text", "preamble", "heading"):
        keep_bare_labels(unit)
    return unit


def keep_bare_labels(unit: Unit) -> None:
    """Keep a label as words in the languages that have nothing else there."""
    for code, label in list(unit.labels.items()):
        if not say(unit.texts[code]).strip():
            unit.texts[code] = (Plain(label), *unit.texts[code])
            del unit.labels[code]
    if not unit.labels:
        unit.readings = []


def settle_few_labels(firsts: Mapping[str, Block]) -> None:
    """Keep labels in their texts that only few languages have: the others have none here."""
    labelled = [block for block in firsts.values() if block.label]
    if 2 * len(labelled) < len(firsts):
        for block in labelled:
            block.content, block.label = put_label(block), ""


def find_label(block: Block, wanted: list[Reading], labels: Labels) -> None:
    """Find the label in a text that does not set it off, where other languages have it."""
    if block.label or not wanted or not block.content or block.form == "table":
        return
    text = say(block.content)
    head, gap, _ = text.partition(" ")
    if gap and len(head) <= 8 and set(labels.read(head)) & set(wanted):
        block.label = head
        block.content = cut_start(block.content, len(head) + 1)


def put_label(block: Block) -> Content:
    """Give a text with its label typed before it."""
    if not block.label:
        return block.content
    space = " " if block.content else ""
    return (Plain(f"{block.label}{space}"), *block.content)
