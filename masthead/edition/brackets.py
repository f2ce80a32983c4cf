"""Brackets around whole units: what is not agreed upon, and alternatives with their proposers.

The brackets stand in the words: the first one after the label of the unit, so that numbers stay
what they are, the last one after the last words of what stands in it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from msgspec.structs import replace

from masthead import paper as written
from masthead.edition.edition import (
    Block,
    Bracket,
    Content,
    Continuation,
    Emphasis,
    Heading,
    Item,
    List,
    Node,
    Paragraph,
    Quotation,
    Subparagraph,
    Words,
)
from masthead.edition.resolution import stress
from masthead.syntax.text import BRACKETS

if TYPE_CHECKING:
    from masthead.edition.counting import Numbered
    from masthead.edition.resolver import Resolver

OPENING, CLOSING = ((Bracket(mark, "unit"),) for mark in BRACKETS)

Kept = TypeVar("Kept", bound=Node)


def bracket(node: Kept) -> Kept:
    """Put brackets around the words of a unit that is text."""
    return _close(_open(node, OPENING))


def make_alternatives(
    resolver: Resolver, unit: written.Alternatives, numbered: Numbered
) -> tuple[Block, ...]:
    """Make alternatives one after the other, each in brackets; their number is printed once."""
    made: list[Block] = []
    for place, one in enumerate(unit.alternatives, start=1):
        lead = (*OPENING, *_name_alternative(resolver, one, place))
        for block in resolver.make_blocks([one.unit]):
            made += _enclose(_strip_number(block) if place > 1 else block, lead)
    return tuple(made)


def _name_alternative(resolver: Resolver, unit: written.Alternative, place: int) -> Content:
    """Name an alternative, and who proposes it."""
    language, words = resolver.language, resolver.language.drafts
    name = resolver.maker.say(words.alternative.format(number=place))
    shown = stress((Emphasis(name),), language)
    names: list[Content] = []
    for proposer in unit.by:
        names += [(Words(language.list_comma),)] if names else []
        names.append(resolver.make(proposer))
    if not names:
        return (*shown, Words(words.ending))
    before, between, after = _part(words.proposed)
    listed = (inline for content in names for inline in content)
    around = (Words(between), *listed, Words(after + words.ending))
    return (*((Words(before),) if before else ()), *shown, *around)


def _part(pattern: str) -> tuple[str, str, str]:
    """Part the pattern of an alternative with its proposers from its two fields."""
    before, _, rest = pattern.partition("{alternative}")
    between, _, after = rest.partition("{names}")
    return before, between, after


def _strip_number(block: Block) -> Block:
    if isinstance(block, Paragraph | Heading):
        return replace(block, number=None, label=None)
    return block


def _enclose(block: Block, lead: Content) -> tuple[Block, ...]:
    """Put what opens and closes into a block that is text, otherwise before and after it."""
    if isinstance(block, Heading | Paragraph | Quotation | List):
        return (_close(_open(block, lead)),)
    opened = Paragraph(f"{block.id}-open", None, None, lead)
    return opened, block, Paragraph(f"{block.id}-close", None, None, CLOSING)


def _open(node: Kept, lead: Content) -> Kept:
    """Put content before the first words of a node."""
    match node:
        case List():
            return replace(node, items=(_open(node.items[0], lead), *node.items[1:]))
        case Quotation():
            first, *more = node.paragraphs
            return replace(node, paragraphs=((*lead, *first), *more))
        case Heading() | Paragraph() | Subparagraph() | Continuation() | Item():
            return replace(node, content=(*lead, *node.content))
        case _:
            raise ValueError(f"{node.kind} has no words of its own")


def _close(node: Kept) -> Kept:
    """Put the closing bracket after the last words of a node."""
    match node:
        case List():
            return replace(node, items=(*node.items[:-1], _close(node.items[-1])))
        case Item() if node.body:
            return replace(node, body=(*node.body[:-1], _close(node.body[-1])))
        case Paragraph() | Subparagraph() if node.subparagraphs:
            below = node.subparagraphs
            return replace(node, subparagraphs=(*below[:-1], _close(below[-1])))
        case Quotation():
            *most, last = node.paragraphs
            return replace(node, paragraphs=(*most, (*last, *CLOSING)))
        case Heading() | Paragraph() | Subparagraph() | Continuation() | Item():
            return replace(node, content=(*node.content, *CLOSING))
        case _:
            raise ValueError(f"{node.kind} has no words of its own")
