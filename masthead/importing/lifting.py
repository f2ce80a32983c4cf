"""What came back inside of something, and stands after it in the paper, is put there again.

A list that its author wrote after a paragraph comes back below it; what stands after an annex comes
back in it, as nothing in a Word file says where one ends.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from masthead.importing.matching import match_units, say_own
from masthead.importing.pairing import list_lines, pair_lines
from masthead.paper import Annex, List, Paper, Unit, walk_units


def lift_followers(
    author: Paper, before: Paper, after: Paper, code: str
) -> tuple[Paper, Paper, list[Unit]]:
    """Put after their annexes what the paper has there, in what came back and what was edited.

    Gives the units that were made for it, too: they are known by their identity.
    """
    ours, old, new = (_list_annexes(paper) for paper in (author, before, after))
    if not len(ours) == len(old) == len(new):
        return before, after, []
    texts: list[list[Any]] = [list(paper.text) for paper in (before, after)]
    made: list[Unit] = []
    for at, (mine, theirs, edited) in enumerate(zip(ours, old, new, strict=True)):
        end = _find(author.text, ours[at + 1]) if at + 1 < len(ours) else len(author.text)
        followers = author.text[_find(author.text, mine) + 1 : end]
        place = _find_first(mine.annex.text, followers, theirs.annex.text, code)
        if not place:
            continue
        known = set(map(id, theirs.annex.text[place:]))
        pairs = match_units(theirs.annex.text, edited.annex.text, code)
        first = next((other for one, other in pairs if id(one) in known and other is not None),
                     None)  # fmt: skip
        inside = edited.annex.text
        split = len(inside) if first is None else _find(inside, first)
        if not split:
            continue
        for text, annex, number in ((texts[0], theirs, place), (texts[1], edited, split)):
            where, units = _find(text, annex), annex.annex.text
            body = annex.annex.model_copy(update={"text": units[:number]})
            made.append(annex.model_copy(update={"annex": body}))
            text[where : where + 1] = [made[-1], *units[number:]]
    if not made:
        return before, after, made
    papers = (paper.model_copy(update={"text": text})
              for paper, text in zip((before, after), texts, strict=True))  # fmt: skip
    return (*papers, made)  # type: ignore[return-value]


def lift_lists(
    ours: Sequence[Any], old: list[Any], new: list[Any], known: dict[int, Unit], code: str
) -> tuple[list[Any], list[Any], list[Unit]]:
    """Lift lists that the author wrote after a paragraph, in what came back and what was edited.

    Gives the units that were made for it, too, of which ``known`` tells what they are of the paper.
    """
    alone = {id(unit) for unit in ours if type(unit) is List}
    lifted = {
        id(unit)
        for unit in old
        if (inner := getattr(unit, "list_", None)) is not None and id(known.get(id(inner))) in alone
    }
    if not lifted:
        return old, new, []
    kept = {
        say_own(unit, code)
        for unit in old
        if getattr(unit, "list_", None) is not None and id(unit) not in lifted
    }
    before: list[Any] = []
    made: list[Unit] = []
    for unit in old:
        parts = _part(unit) if id(unit) in lifted else [unit]
        if len(parts) > 1:
            known[id(parts[0])] = known[id(unit)]
            known[id(parts[1])] = known[id(unit.list_)]
            made += parts
        before += parts
    after: list[Any] = []
    for unit in new:
        after += [unit] if say_own(unit, code) in kept else _part(unit)
    return before, after, made


def _part(unit: Any) -> list[Any]:
    """Part a paragraph from the list below it."""
    inner = getattr(unit, "list_", None)
    if inner is None:
        return [unit]
    alone = List.model_construct(items=inner.items, id=None, allow={})
    return [unit.model_copy(update={"list_": None}), alone]


def _list_annexes(paper: Paper) -> list[Annex]:
    return [unit for unit in paper.text if isinstance(unit, Annex)]


def _find(units: Sequence[Unit], wanted: Unit) -> int:
    return next(at for at, unit in enumerate(units) if unit is wanted)


def _find_first(
    inside: Sequence[Unit], followers: Sequence[Unit], old: Sequence[Unit], code: str
) -> int:
    """Find which unit of an annex that came back is the first one that follows it; 0 for none."""
    following = set(map(id, walk_units(followers)))
    within = {id(inner): at for at, unit in enumerate(old) for inner in walk_units([unit])}
    own, first = -1, 0
    lines = list_lines([*inside, *followers], code), list_lines(old, code)
    for mine, theirs in pair_lines(*lines):
        place = within[id(theirs.unit)]
        if id(mine[0].unit) not in following:
            own = max(own, place)
        elif not first:
            first = place
    return first if first > own else 0
