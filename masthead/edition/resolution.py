"""Resolutions: how they open and close, their parts, and how they were voted on.

The opening stands before the first preambular or operative paragraph, and before the headings right
above it; the closing lines stand after the last unit that is neither a vote nor an annex. A part
opens and closes by itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain
from typing import TYPE_CHECKING

from masthead import paper as written
from masthead.edition.edition import (
    Block,
    Bracket,
    Closing,
    Content,
    Emphasis,
    Opening,
    ResolutionPart,
    Strong,
    Vote,
    Voters,
    Words,
)
from masthead.edition.frame import find_beginning, find_end

if TYPE_CHECKING:
    from masthead.edition.counting import Numbered
    from masthead.edition.resolver import Resolver
    from masthead.language.language import Language


def frame_text(
    resolver: Resolver,
    units: Sequence[written.Unit],
    opening: written.Localized | None,
    prefix: str = "",
) -> tuple[Block, ...]:
    """Make the blocks of a resolution's text, or of a part, with its opening and closing lines.

    ``opening`` is what the author wrote for one: None that there is none.
    """
    units = resolver.keep(units)
    made = [resolver.make_unit(unit) for unit in units]
    if (end := find_end(units)) is not None and resolver.frame.closing:
        made.insert(end, (Closing(f"{prefix}closing", resolver.frame.closing),))
    begin = find_beginning(units)
    if begin is not None and opening is not None:
        content = resolver.make(opening) if opening else _write_opening(resolver, units)
        if content:
            made.insert(begin, (Opening(f"{prefix}opening", content),))
    return tuple(chain.from_iterable(made))


def _write_opening(resolver: Resolver, units: Sequence[written.Unit]) -> Content:
    """Write the body that speaks; a comma follows but where the only paragraph does."""
    body = resolver.frame.opening
    if not body:
        return ()
    kinds = [unit.stands_for().kind for unit in units]
    alone = [kind for kind in kinds if kind in written.OPENED] == ["operative"]
    comma = "" if alone else resolver.language.resolution.comma
    name = stress((Emphasis(resolver.maker.say(body)),), resolver.language)
    return (*name, Words(comma)) if comma else name


def stress(content: Content, language: Language) -> Content:
    """Give the opening words of a paragraph the look that they have in resolutions."""
    at = next((at for at, one in enumerate(content) if not isinstance(one, Bracket)), len(content))
    if (
        at < len(content)
        and isinstance(first := content[at], Emphasis)
        and language.resolution.opening_words == "strong"
    ):
        return (*content[:at], Strong(first.content), *content[at + 1 :])
    return content


def make_part(resolver: Resolver, unit: written.Part, numbered: Numbered) -> ResolutionPart:
    """Make a part with its letter."""
    title = resolver.make(unit.part.title)
    body = frame_text(resolver, unit.part.text, unit.part.opening, f"{numbered.id}-")
    return ResolutionPart(numbered.id, numbered.label or "", title, body)


def make_vote(resolver: Resolver, unit: written.Vote, numbered: Numbered) -> Vote:
    """Make what a vote says: how it went, and who voted in which way where any are named."""
    words = resolver.language.resolution.vote
    if unit.vote is None:
        return Vote(numbered.id, resolver.maker.say(f"[{words.without}]"))
    said = words.write(*(voters.number for voters in unit.vote.all))
    if not any(resolver.has(voters.text) for voters in unit.vote.all):
        return Vote(numbered.id, resolver.maker.say(f"[{said}]"))
    space = "" if resolver.language.script == "han" else " "
    content = resolver.maker.say(f"[{said}{space}{words.named}")
    return Vote(numbered.id, content, tuple(_make_voters(resolver, unit.vote)))


def _make_voters(resolver: Resolver, ballot: written.Ballot) -> Iterator[Voters]:
    """Make the three lists; the last one ends the brackets."""
    words = resolver.language.resolution.vote
    labels = words.favour, words.against, words.abstaining
    for voters, label in zip(ballot.all, labels, strict=True):
        names = resolver.make(voters.text)
        if not names:
            names = (Words(str(voters.number or resolver.language.amounts.nil)),)
        if voters is ballot.abstaining:
            names = (*names, Words("]"))
        yield Voters(resolver.numbering.of(voters).id, label, names)
