"""Labels as they are typed, beside those that the paper makes.

In official files a label that differs is printed as it was published; in others it is told.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NamedTuple

from masthead.diagnostic import Diagnostic, Place
from masthead.draft.labels import Labels, normalize
from masthead.edition.numbering import number_units
from masthead.importing import problems
from masthead.importing.facts import is_alike
from masthead.importing.outline import Typed
from masthead.language.language import load_language
from masthead.paper import Paper, Unit
from masthead.paper.numbers import MOST_LABEL
from masthead.project import Project


class Differing(NamedTuple):
    """A label that is typed otherwise than it is made; both may be empty, for none."""

    unit: Unit
    code: str
    made: str
    typed: str


def compare_labels(
    project: Project,
    paper: Paper,
    typed: Iterable[Typed],
    labels: Mapping[str, Labels],
    *,
    exact: bool,
) -> list[Differing]:
    """List the labels that differ from those that are made, in the versions that have the unit.

    ``exact``: also where both stand for the same number, in letters of another script.
    """
    found = []
    typed = list(typed)
    for code in paper.versions:
        numbering = number_units(paper, load_language(project, code))
        for one in typed:
            if one.unit.is_left_out(code):
                continue
            made, label = numbering.of(one.unit).label or "", one.labels.get(code, "")
            same = not exact and set(labels[code].read(made)) & set(labels[code].read(label))
            if (made or label) and not (same or is_alike(_bare(label), _bare(made))):
                found.append(Differing(one.unit, code, made, label))
    return found


def print_labels(found: Iterable[Differing]) -> list[Differing]:
    """Print labels as they are typed, where a unit can say so. Gives those that are not."""
    left = []
    for one in found:
        printed = getattr(one.unit, "printed", None)
        if printed is None or len(one.typed) > MOST_LABEL:
            left.append(one)
        else:
            printed[one.code] = one.typed
    return left


def tell_labels(
    found: Iterable[Differing], left: Iterable[Differing], find: Callable[[Unit], Place]
) -> Iterator[Diagnostic]:
    """Tell each label that differs; those that a file has lost once for each language.

    ``left``: those of them that are not printed as they are typed.
    """
    lost: dict[tuple[str, bool], list[Differing]] = {}
    others = {(id(one.unit), one.code) for one in left}
    for one in found:
        is_left = (id(one.unit), one.code) in others
        if not one.typed:
            lost.setdefault((one.code, is_left), []).append(one)
            continue
        problem = problems.OTHERWISE if is_left else problems.PRINTED
        made = one.made or "no label"
        yield problem.at(find(one.unit), code=one.code, made=made, typed=one.typed)
    for (code, is_left), kept in lost.items():
        problem = problems.MADE if is_left else problems.NOT_LABELLED
        place, made = find(kept[0].unit), kept[0].made
        yield problem.at(place, code=code, count=len(kept), made=made)


def _bare(label: str) -> str:
    return "".join(character for character in normalize(label) if character.isalnum())
