"""Resolutions: how their paragraphs begin and end."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from masthead.check.inspection import Inspection
from masthead.check.passage import Passage
from masthead.check.rule import Hit, rule
from masthead.check.rules.endings import COMMAS, SEMICOLONS, STOPS
from masthead.paper import Alternatives, Annex, Operative, Part, Preamble, Unit
from masthead.syntax.text import Bracket, Emphasis, open_brackets, read_plain

RESOLUTIONS = "resolutions of the General Assembly of 2018, 2020 and 2021, in six languages"
NAMES = {"preamble": "preambular", "operative": "operative"}


def read_opening(passage: Passage) -> str:
    """Read the opening words of a paragraph: the emphasis with which it begins, or nothing."""
    content = passage.written.paragraphs[0] if passage.written.paragraphs else ()
    kept = (one for one in open_brackets(content) if not isinstance(one, Bracket))
    first = next(kept, None)
    return read_plain(first.content) if isinstance(first, Emphasis) else ""


@rule(
    "X030",
    "this {what} paragraph does not begin with *emphasis*",
    "put its opening words between stars: *Recalling*, *Decides*",
    source=RESOLUTIONS,
)
def stress_opening_words(passage: Passage) -> Iterator[Hit]:
    """Paragraphs of a resolution begin with opening words, which are emphasized.

    Readers look for them: they say what a paragraph does.

    Good: *Decides* to meet again;
    Bad: Decides to meet again;
    """
    node = passage.subject.node
    if isinstance(node, Preamble | Operative) and not read_opening(passage):
        yield passage.hit(0, len(passage.text.split(" ")[0]), what=NAMES[node.kind])


@rule(
    "X031",
    "no {what} paragraph begins with {words!r}",
    "look at the word, or add it to language/verbs.yaml",
    source=RESOLUTIONS,
    reads="paper",
)
def open_with_a_verb_of_resolutions(inspection: Inspection) -> Iterator[Hit]:
    """Preambular paragraphs begin with words such as Recalling, operative ones such as Decides.

    A misspelt verb, or one of the other kind, is most often a slip; so is one left untranslated.

    Good: *Requests* a report;
    Bad: *Requesting* a report;
    """
    for passage in inspection.passages():
        node = passage.subject.node
        if not isinstance(node, Preamble | Operative):
            continue
        words = read_opening(passage)
        from masthead.check.verbs import knows_opening  # a file that only resolutions need

        if words and not knows_opening(inspection.project, passage.code, node.kind, words):
            yield passage.hit(0, len(words), what=NAMES[node.kind], words=words)


@rule(
    "X032",
    "this ends with {found!r}, and {wanted} is wanted here",
    "a resolution is one sentence: commas in the preamble, then semicolons, a full stop at its end",
    source=RESOLUTIONS,
    reads="paper",
)
def end_as_one_sentence(inspection: Inspection) -> Iterator[Hit]:
    """Preambular paragraphs end with commas, operative ones with semicolons, the last with a stop.

    A resolution is one sentence, and its last full stop says that nothing is missing.

    Good: *Decides* to meet again.
    Bad: *Decides* to meet again;
    """
    yield from _check_ends(inspection, inspection.paper.text)


def _check_ends(inspection: Inspection, units: Sequence[Unit]) -> Iterator[Hit]:
    """Check the paragraphs of a text, of a part, of an annex; each is a sentence of its own."""
    operative = [unit for unit in units if isinstance(unit.stands_for(), Operative)]
    last = operative[-1] if operative else None
    for unit, after in zip(units, [*units[1:], None], strict=True):
        ends = after is not None and after.stands_for().kind == "heading"
        if isinstance(unit, Alternatives):
            for one in unit.alternatives:
                yield from _check_paragraph(inspection, one.unit, last=unit is last, ends=ends)
        elif isinstance(unit, Part):
            yield from _check_ends(inspection, unit.part.text)
        elif isinstance(unit, Annex):
            yield from _check_ends(inspection, unit.annex.text)
        else:
            yield from _check_paragraph(inspection, unit, last=unit is last, ends=ends)


def _check_paragraph(
    inspection: Inspection, unit: Unit, *, last: bool, ends: bool
) -> Iterator[Hit]:
    """Check a paragraph: the ``last`` one, or one that ``ends`` what stands under a heading."""
    if isinstance(unit, Preamble):
        yield from _check_end(inspection, unit, COMMAS, "a comma")
    elif isinstance(unit, Operative) and last:
        yield from _check_end(inspection, unit, STOPS, "a full stop")
    elif isinstance(unit, Operative):
        marks = SEMICOLONS + STOPS if ends else SEMICOLONS
        yield from _check_end(inspection, unit, marks, "a semicolon")


def _check_end(
    inspection: Inspection, unit: Unit, marks: tuple[str, ...], wanted: str
) -> Iterator[Hit]:
    subject = inspection.find_subject(unit)
    if subject is None or any(unit.children()):
        return
    for passage in subject.passages.values():
        found = passage.last_mark
        text = passage.text.rstrip()
        if found not in marks and not text.endswith((":", "：")):
            end = len(text)
            yield passage.hit(max(end - 1, 0), end, found=found or "a word", wanted=wanted)
