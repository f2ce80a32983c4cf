"""Recorded votes: official files hold them beside the text, which does not print them."""

from __future__ import annotations

from collections.abc import Mapping

from masthead.draft.draft import Draft, Remark
from masthead.paper import Annex, Ballot, Unit, Vote, Voters

WAYS = ("for", "against", "abstaining")


def add_vote(units: list[Unit], drafts: Mapping[str, Draft], lead: str) -> None:
    """Put the recorded vote behind the text, before its annexes: in numbers.

    Those who voted are named in English alone, whatever the file's language: they are told. In a
    way in which nobody voted files say nothing.
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
    for way, (_, names) in draft.facts.vote.items():
        if names:
            message = f"the names of those who voted are not taken; {way}: {', '.join(names)}"
            draft.remarks.append(Remark(draft.file, 1, message))
    for_, against, abstaining = (
        Voters.model_construct(count=count, text={}, id=None, allow={}) for count in counts[lead]
    )
    ballot = Ballot.model_construct(for_=for_, against=against, abstaining=abstaining)
    end = next((at for at, unit in enumerate(units) if isinstance(unit, Annex)), len(units))
    units.insert(end, Vote.model_construct(vote=ballot, id=None, allow={}))


def _count(draft: Draft) -> tuple[int, ...]:
    return tuple(draft.facts.vote.get(way, (0, ()))[0] for way in WAYS)
