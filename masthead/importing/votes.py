"""Recorded votes: official files hold them beside the text, which does not print them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from masthead.draft.draft import Draft, Remark
from masthead.importing.texts import TextMaker
from masthead.paper import Annex, Ballot, Unit, Vote, Voters
from masthead.syntax.text import Plain

WAYS = ("for", "against", "abstaining")


NAMED = "en"
"""The language in which files name those who voted, whatever their own is."""


def add_vote(
    units: list[Unit], drafts: Mapping[str, Draft], lead: str, maker: TextMaker
) -> None:  # fmt: skip
    """Put the recorded vote behind the text, before its annexes: by State where they are named.

    They are named in English alone; the other versions have the numbers. In a way in which nobody
    voted files say nothing.
    """
    draft = drafts[lead]
    counts = {code: _count(one) for code, one in drafts.items()}
    if not any(counts[lead]):
        return
    for code, mine in counts.items():
        if mine != counts[lead]:
            said, other = (", ".join(map(str, numbers)) for numbers in (counts[lead], mine))
            message = f"the vote is {other} here, and {said} in {lead!r}, which is taken"
            drafts[code].remarks.append(Remark(drafts[code].file, 1, message))
    names = {way: draft.facts.vote.get(way, (0, ()))[1] for way in WAYS}
    taken = NAMED in drafts and _are_distinct(names, counts[lead])
    for way, kept in names.items():
        if kept and not taken:
            message = f"the names of those who voted are not taken; {way}: {', '.join(kept)}"
            draft.remarks.append(Remark(draft.file, 1, message))
    for_, against, abstaining = (
        _make_voters(count, names[way] if taken else (), maker)
        for way, count in zip(WAYS, counts[lead], strict=True)
    )
    ballot = Ballot.model_construct(for_=for_, against=against, abstaining=abstaining)
    end = next((at for at, unit in enumerate(units) if isinstance(unit, Annex)), len(units))
    units.insert(end, Vote.model_construct(vote=ballot, id=None, allow={}))


def _are_distinct(names: Mapping[str, Sequence[str]], counts: Sequence[int]) -> bool:
    """Whether all are named who were counted, each once, in words that a list can hold."""
    every = [name for kept in names.values() for name in kept]
    whole = all(len(kept) == count for kept, count in zip(names.values(), counts, strict=True))
    return (
        whole
        and len(set(every)) == len(every)
        and not any(re.search("[,،、;]", one) for one in every)
    )


def _make_voters(count: int, names: Sequence[str], maker: TextMaker) -> Voters:
    text = {NAMED: maker.make((Plain(", ".join(names)),))} if names else {}
    return Voters.model_construct(count=count, text=text, id=None, allow={})


def _count(draft: Draft) -> tuple[int, ...]:
    return tuple(draft.facts.vote.get(way, (0, ()))[0] for way in WAYS)
