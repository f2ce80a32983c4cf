"""Checking a paper: every rule looks at it, and what is allowed beside a unit is left out."""

from __future__ import annotations

import importlib
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import Any

from msgspec import Struct, field

from masthead.check import problems
from masthead.check.inspection import Inspection
from masthead.check.rule import RULES, Allowing, Finding, Hit, Rule
from masthead.check.severity import load_strictness, weigh_strictly
from masthead.data import suggest
from masthead.diagnostic import Diagnostic, Diagnostics, MastheadError, PaperError, Place, Severity
from masthead.paper import CALLED_IN_SOME, NOT_IN_ALL, Note, Paper, walk_texts, walk_units
from masthead.project import Project

FAMILIES = (
    "concordance", "drafts", "meaning", "tongues", "facts", "signatures", "structure", "tables",
    "references",
    "endings", "resolutions", "text", "pairs", "lookalikes", "residue", "english_spelling",
    "english_dates", "english_numbers", "english_usage", "english_capitals", "chinese", "french",
    "spanish", "russian", "arabic", "keyboard", "layout",
    "spelling",
)  # fmt: skip
"""The modules of rules, in the order in which the rules are listed."""


MOST = 40
"""How many findings of one rule in one text are told."""


class Choice(Struct, frozen=True):
    """Which rules to use: those whose codes begin with one of ``select`` and none of ``ignore``."""

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    layout: bool = False
    """Whether to lay out pages, for the rules that look at them."""
    spell: bool = False
    """Whether to look words up in dictionaries."""

    def takes(self, code: str) -> bool:
        """Whether a code is wanted."""
        selected = not self.select or code.startswith(self.select)
        return selected and not (self.ignore and code.startswith(self.ignore))

    def runs(self, rule: Rule) -> bool:
        """Whether a rule is wanted: one that takes long only where it was asked for."""
        asked = {"layout": self.layout, "spelling": self.spell}.get(rule.reads, True)
        return asked and self.takes(rule.code)

    @property
    def is_whole(self) -> bool:
        """Whether every rule is used that needs no layout."""
        return not self.select and not self.ignore


EVERYTHING = Choice()


def load_rules() -> tuple[Rule, ...]:
    """Load every rule, in the order of their codes."""
    for family in FAMILIES:
        importlib.import_module(f"masthead.check.rules.{family}")
    return tuple(RULES[code] for code in sorted(RULES))


def check_paper(project: Project, paper: Paper, choice: Choice = EVERYTHING) -> Diagnostics:
    """Check a paper that could be read. What is wrong is in the diagnostics, never raised."""
    return inspect_paper(Inspection(project, paper), choice)


def inspect_paper(inspection: Inspection, choice: Choice = EVERYTHING) -> Diagnostics:
    """Let every chosen rule look at a paper."""
    inspection.lays_out = choice.layout
    diagnostics = Diagnostics()
    allowances = _Allowances(inspection)
    languages = set(inspection.paper.built_versions)
    for rule in load_rules():
        if not choice.runs(rule) or (rule.languages and not languages.intersection(rule.languages)):
            continue
        try:
            for hit in _apply(rule, inspection, diagnostics):
                if not allowances.accept(rule, hit):
                    diagnostics.add(rule.report(hit))
        except PaperError as error:
            diagnostics.extend(error.diagnostics)  # a file that the rule reads: the glossary
        except MastheadError:
            raise  # pages cannot be laid out on this machine: no fault of the rule
        except Exception as error:  # noqa: BLE001  # a broken rule must not silence the others
            reason = f"{type(error).__name__}: {error}"[:200]
            diagnostics.add(
                problems.BROKEN_RULE.at(inspection.paper.place, code=rule.code, reason=reason)
            )
    diagnostics.extend(found for found in allowances.report(choice) if choice.takes(found.code))
    if inspection.accepted.fault is not None:
        diagnostics.add(inspection.accepted.fault)
    try:
        strict = load_strictness(inspection.project)
    except PaperError as error:
        diagnostics.extend(error.diagnostics)
        return diagnostics
    return Diagnostics(weigh_strictly(found, strict) for found in diagnostics)


def _apply(rule: Rule, inspection: Inspection, diagnostics: Diagnostics) -> Iterator[Hit]:
    """Show a rule everything that it reads, and take the first hits; of more is told.

    A passage that is kept from check to check is not shown again to what found nothing in it.
    """
    subjects: Iterable[Any] = (inspection,)
    most = 10 * MOST
    if rule.reads == "passage":
        subjects, most = inspection.passages(rule.languages), MOST
    elif rule.reads == "pair":
        subjects, most = inspection.pairs, MOST
    keeps = rule.reads == "passage" and inspection.paper.made is not None
    for subject in subjects:
        if keeps and rule.code in subject.passed:
            continue
        hits = list(islice(rule.find(subject), most + 1))
        if keeps and not hits:
            subject.passed.add(rule.code)
        if len(hits) > most:
            diagnostics.add(problems.MORE_OF_IT.at(hits.pop().place, code=rule.code))
        yield from hits


class _Allowances(Struct):
    """What authors allow: in a unit for the unit itself, at the top for the masthead's lines.

    A table allows for everything in it.
    """

    inspection: Inspection
    used: set[tuple[int, str]] = field(default_factory=set)

    def accept(self, rule: Rule, hit: Hit) -> bool:
        """Whether a hit is allowed where it stands."""
        for allow in self._find(hit.subject):
            if allow.get(rule.code, "").strip():
                self.used.add((id(allow), rule.code))
                return True
        return False

    def _find(self, subject: Allowing | None) -> Iterator[Mapping[str, str]]:
        """Find what may allow: that of the unit first, then of the table that it stands in."""
        if subject is None:
            yield self.inspection.paper.allow
            return
        yield subject.allow
        table = self.inspection.find_table(subject)
        if table is not None:
            yield table.allow

    def report(self, choice: Choice) -> Iterator[Diagnostic]:
        """Report allowances of unknown codes, without a reason, or for nothing."""
        paper = self.inspection.paper
        if any(
            entry.unit is None and code not in entry.texts and entry.may_lack(code)
            for entry in walk_texts(paper) for code in paper.built_versions
        ):  # fmt: skip
            self.used.add((id(paper.allow), NOT_IN_ALL))
        place = paper.find_place("allow")
        yield from self._report_one(paper.allow, place, choice, (NOT_IN_ALL,))
        for unit in (*walk_units(paper.text), *paper.notes.values()):
            of_reading = (CALLED_IN_SOME,) if isinstance(unit, Note) else (NOT_IN_ALL,)
            if any(unit.lacks(code) for code in paper.built_versions):
                self.used |= {(id(unit.allow), code) for code in of_reading}
            yield from self._report_one(unit.allow, unit.place, choice, of_reading)

    def _report_one(
        self,
        allow: Mapping[str, str],
        place: Place,
        choice: Choice,
        of_reading: tuple[str, ...] = (),
    ) -> Iterator[Diagnostic]:
        for code, reason in allow.items():
            if code not in RULES and code not in of_reading:
                hint = suggest(code, list(RULES)) if len(code) == 4 else "for example S103"
                yield problems.UNKNOWN_RULE.at(place, code=code[:40], hint=hint)
            elif not reason.strip():
                yield problems.NO_REASON.at(place, code=code)
            elif (id(allow), code) not in self.used and self._was_looked_for(code, choice):
                yield problems.NOTHING_TO_ALLOW.at(place, code=code)

    @staticmethod
    def _was_looked_for(code: str, choice: Choice) -> bool:
        return choice.is_whole and (code not in RULES or choice.runs(RULES[code]))


def keep_findings(found: Iterable[Diagnostic], choice: Choice) -> list[Diagnostic]:
    """Keep what was asked for; errors of reading always are, since nothing goes without them."""
    return [
        kept
        for kept in found
        if choice.takes(kept.code)
        or (not isinstance(kept, Finding) and kept.severity is Severity.ERROR)
    ]
