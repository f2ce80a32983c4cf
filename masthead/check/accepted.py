"""Which translation was accepted for which original: the fingerprints beside a paper.

``source/<stem>.accepted.json`` keeps, for each translation, the fingerprints of every text and of
the text it was made from. A translation is older than its original when its words are still those
that were accepted, and the original's are not. Nothing hangs on where a text stands, so units may
be moved and added. ``check --accept`` writes the file anew.
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

from msgspec import Struct, field

from masthead.check.problems import BAD_ACCEPTED
from masthead.diagnostic import Diagnostic, Place
from masthead.paper import Paper
from masthead.project import ABSENT, Project
from masthead.syntax.text import Text

FORMAT = 1
ENDING = ".accepted.json"
MAX_BYTES = 4_000_000


class Accepted(Struct):
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
    except OSError:
        project.record(project.name(path), ABSENT)  # as what cannot be read counts for the cache
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        pass
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
