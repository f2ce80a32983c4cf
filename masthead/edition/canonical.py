"""The canonical source: one language version alone, without comments, as YAML.

It travels inside the PDF and builds the same PDF again. Because it holds one language only, a
change in one language version does not touch the files of another.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import yaml

from masthead.kinds import Rules
from masthead.paper import (
    Annex,
    Heading,
    Job,
    Localized,
    Paper,
    Paragraph,
    Subparagraph,
    Unit,
)  # fmt: skip


def write_canonical(paper: Paper, code: str) -> str:
    """Write the source of one language version: same facts, same units, one language."""
    facts = _write_facts(paper, code)
    facts["title"] = _pick_text(paper.title, code)
    if paper.byline:
        facts["byline"] = _pick_text(paper.byline, code)
    facts["text"] = [_write_unit(unit, code) for unit in paper.text]
    if paper.notes:
        facts["notes"] = {
            key: _pick_text(note.text, code) | _keep_allowances(note.allow)
            for key, note in paper.notes.items()
        }
    return str(yaml.dump(facts, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=2**20))


def _write_facts(paper: Paper, code: str) -> dict[str, Any]:
    facts: dict[str, Any] = {"symbol": paper.symbol, "series": paper.series}
    for key in ("station", "session"):
        if (value := getattr(paper, key)) is not None:
            facts[key] = value
    if paper.meeting is not None:
        facts["meeting"] = paper.meeting.model_dump(exclude_none=True)
    facts["date"] = paper.date
    facts["original"] = paper.original
    if paper.distribution is not None:
        facts["distribution"] = paper.distribution
    version = paper.versions[code].model_dump(by_alias=True, exclude_defaults=True)
    facts["versions"] = {code: version}
    facts["job"] = _write_job(paper, code)
    if paper.agenda is not None:
        facts["agenda"] = {"item": paper.agenda.item, "provisional": paper.agenda.provisional}
        if paper.agenda.title:
            facts["agenda"]["title"] = _pick_text(paper.agenda.title, code)
    if paper.adoption is not None:
        facts["adoption"] = {"date": paper.adoption.date}
        if paper.adoption.basis:
            facts["adoption"]["basis"] = _pick_text(paper.adoption.basis, code)
    if paper.emblem is not None:
        facts["emblem"] = paper.emblem
    if paper.submitted_by:
        facts["submitted_by"] = [_pick_text(name, code) for name in paper.submitted_by]
    if paper.numbering != "automatic":
        facts["numbering"] = paper.numbering
    return facts | _keep_allowances(paper.allow)


def _write_unit(unit: Unit, code: str) -> dict[str, Any]:
    kept: dict[str, Any] = {"id": unit.id} if unit.id else {}
    return kept | UNITS.of(unit)(unit, code) | _keep_allowances(unit.allow)


def _write_heading(unit: Heading, code: str) -> dict[str, Any]:
    kept: dict[str, Any] = {"heading": _pick_text(unit.text, code)}
    kept |= {"level": unit.level} if unit.level != 2 else {}
    return kept | ({"numbered": True} if unit.numbered else {})


def _write_paragraph(unit: Paragraph, code: str) -> dict[str, Any]:
    kept: dict[str, Any] = {"paragraph": _pick_text(unit.text, code)}
    kept |= {} if unit.numbered else {"numbered": False}
    return kept | _write_subparagraphs(unit.subparagraphs, code)


def _write_annex(unit: Annex, code: str) -> dict[str, Any]:
    inner = [_write_unit(below, code) for below in unit.annex.text]
    return {"annex": {"title": _pick_text(unit.annex.title, code), "text": inner}}


UNITS: Rules[Callable[[Any, str], dict[str, Any]]] = Rules(
    "masthead/edition/canonical.py",
    {
        Heading.kind: _write_heading,
        Paragraph.kind: _write_paragraph,
        Annex.kind: _write_annex,
    },
)
"""How each kind of unit is written, without what every unit may carry."""


def _write_subparagraphs(units: list[Subparagraph], code: str) -> dict[str, Any]:
    if not units:
        return {}
    return {
        "subparagraphs": [
            ({"id": unit.id} if unit.id else {})
            | _pick_text(unit.text, code)
            | _keep_allowances(unit.allow)
            | _write_subparagraphs(unit.subparagraphs, code)
            for unit in units
        ]
    }


def _keep_allowances(allow: dict[str, str]) -> dict[str, dict[str, str]]:
    """Keep what is allowed: what is an error without it would stop the build."""
    return {"allow": dict(allow)} if allow else {}


def _pick_text(localized: Localized, code: str) -> dict[str, str]:
    return {code: _Block(localized[code].raw)} if code in localized else {}


def _write_job(paper: Paper, code: str) -> Any:
    if not isinstance(paper.job, Job):
        return paper.job
    dates = paper.job.dates.get(code)
    return {"number": paper.job.number, **({"dates": {code: dates}} if dates else {})}


class _Block(str):
    """Text to be written as a literal block."""

    __slots__ = ()


class _Dumper(yaml.SafeDumper):
    """Writes no anchors, and prose as literal blocks."""

    def ignore_aliases(self, data: Any) -> bool:
        """Write everything out where it stands."""
        return True


def _represent_block(dumper: _Dumper, block: _Block) -> yaml.ScalarNode:
    return dumper.represent_scalar("tag:yaml.org,2002:str", str(block), style="|")


_Dumper.add_representer(_Block, _represent_block)
