"""Which translation was accepted for which original: the fingerprints beside a paper.

``source/<stem>.accepted.json`` keeps, for each translation, the fingerprints of every text and of
the text it was made from. A translation is older than its original when its words are still those
that were accepted, and the original's are not. Nothing hangs on where a text stands, so units may
be moved and added. ``check --accept`` writes the file anew.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from masthead.check.problems import BAD_ACCEPTED
from masthead.diagnostic import Diagnostic, Place
from masthead.paper import Paper
from masthead.project import ABSENT, Project
from masthead.text import Text

if TYPE_CHECKING:
    from masthead.check.subject import Inspection

FORMAT = 1
ENDING = ".accepted.json"
MAX_BYTES = 4_000_000


@dataclass(slots=True)
class Accepted:
    """The accepted translations: language, then fingerprints of translation and original."""

    sources: dict[str, str] = field(default_factory=dict)
    """What each translation was made from when it was accepted."""
    pairs: dict[str, dict[str, set[str]]] = field(default_factory=dict)
    """Language, then the translation's fingerprint to those of its originals."""
    fault: Diagnostic | None = None
    """What is wrong with the file."""

    def is_older(self, code: str, source: str, translation: Text, original: Text) -> bool:
        """Whether a translation is still what was accepted for an original that has changed."""
        if self.sources.get(code) != source:
            return False
        originals = self.pairs.get(code, {}).get(fingerprint(translation))
        return originals is not None and fingerprint(original) not in originals


def fingerprint(text: Text) -> str:
    """Make the fingerprint of a text as it was written, however its lines were broken."""
    return hashlib.sha256(" ".join(text.raw.split()).encode()).hexdigest()[:16]


def find_file(project: Project, paper: Paper) -> Path | None:
    """Find where a paper's fingerprints are kept; None for a paper that is not from a file."""
    if not paper.file:
        return None
    path = project.root / paper.file
    return path.with_name(path.stem + ENDING)


def load_accepted(project: Project, paper: Paper) -> Accepted:
    """Load a paper's fingerprints. A file that cannot be used is a fault, never raised.

    That it was read, or was not there, is recorded by its name from the project's folder.
    """
    path = find_file(project, paper)
    if path is None:
        return Accepted()
    if not path.is_file():
        project.record(project.name(path), ABSENT)
        return Accepted()
    try:
        data = path.read_bytes()
        project.record(project.name(path), hashlib.sha256(data).hexdigest())
        return _read(json.loads(data[:MAX_BYTES]))
    except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return Accepted(fault=BAD_ACCEPTED.at(Place(project.name(path))))


def _read(kept: Any) -> Accepted:
    accepted = Accepted()
    if kept["format"] != FORMAT:
        raise ValueError("another format")
    for code, version in kept["versions"].items():
        accepted.sources[code] = version["from"]
        pairs = accepted.pairs.setdefault(code, {})
        for _, translation, original in version["units"]:
            pairs.setdefault(translation, set()).add(original)
    return accepted


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
    from masthead.edition.numbering import number_units
    from masthead.language.language import load_language

    numbering = number_units(inspection.paper, load_language(inspection.project, code))
    names = {}
    for subject in inspection.subjects:
        name = subject.kind
        if subject.kind == "note":
            name = f"note {subject.key}"
        elif subject.node is not None:
            name = numbering.units[id(subject.node)].id
        names[id(subject)] = name
    return names


def _format(kept: dict[str, Any]) -> str:
    """Write JSON with a unit to a line, so that a change shows as one."""
    lines = json.dumps(kept, ensure_ascii=False, indent=1)
    for _ in range(3):
        lines = lines.replace('",\n     "', '", "')
    return lines.replace("[\n     ", "[").replace('"\n    ]', '"]') + "\n"
