"""Accepting translations: writing the fingerprints of a paper's texts as they are now."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from masthead.check.accepted import FORMAT, fingerprint
from masthead.check.inspection import Inspection
from masthead.edition.numbering import number_units
from masthead.language.language import load_language


def write_accepted(inspection: Inspection) -> str | None:
    """Write the fingerprints of a paper as it is now; None when it has no translation."""
    versions: dict[str, Any] = {}
    paper = inspection.paper
    for code, source in inspection.versions:
        if paper.versions[code].from_ == source:
            units = list(_list_units(inspection, code, source))
            versions[code] = {"from": source, "units": units}
    if not versions:
        return None
    return _format({"format": FORMAT, "symbol": paper.symbol, "versions": versions})


def _list_units(inspection: Inspection, code: str, source: str) -> Iterator[list[str]]:
    names = name_units(inspection, code)
    for pair in inspection.pairs:
        if (pair.here.code, pair.there.code) == (code, source):
            here, there = fingerprint(pair.here.written), fingerprint(pair.there.written)
            yield [names[id(pair.subject)], here, there]


def name_units(inspection: Inspection, code: str) -> dict[int, str]:
    """Name every text as an editor would look for it: "title", "p12-8", "note bali"."""
    numbering = number_units(inspection.paper, load_language(inspection.project, code))
    names = {}
    for subject in inspection.subjects:
        name = subject.kind
        if subject.kind == "note":
            name = f"note {subject.key}"
        elif subject.node is not None:
            name = numbering.of(subject.node).id
            if inspection.find_subject(subject.node) is not subject:
                name = f"{name} {subject.slot}"
        names[id(subject)] = name
    return names


def _format(kept: dict[str, Any]) -> str:
    """Write JSON with a unit to a line, so that a change shows as one."""
    lines = json.dumps(kept, ensure_ascii=False, indent=1)
    for _ in range(3):
        lines = lines.replace('",\n     "', '", "')
    return lines.replace("[\n     ", "[").replace('"\n    ]', '"]') + "\n"
