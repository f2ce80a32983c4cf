"""What a check found in papers, kept in the cache: those that are as they were are not read again.

Known by the paper's name and hash, Masthead's modules and the versions of its tools; beside it
stands everything that was read meanwhile, as for a build.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from masthead.check.rule import Finding
from masthead.diagnostic import Diagnostic, Place
from masthead.project import Project
from masthead.signature import Hashes
from masthead.targets.basis import Basis
from masthead.targets.cache import Trace, open_cache
from masthead.targets.fingerprint import SCHEMA, Tools, digest_parts
from masthead.targets.ledger import find_ledger, read_ledger
from masthead.targets.packing import pack_diagnostics, unpack_diagnostics


class KeptFindings:
    """What was found in the papers of a project, all rules asked. What mends is not kept.

    A cache that cannot be read or written, or is damaged, only costs time.
    """

    def __init__(self, project: Project) -> None:
        known: Any = read_ledger(find_ledger(str(project.root)), str(project.root))["hashes"]
        self._basis = Basis(project, open_cache(), Hashes(known), Tools())
        self._digests: dict[Path, str] = {}

    def recall(self, path: Path) -> list[Diagnostic] | None:
        """Recall what was found in a paper; None where it is not known, or may be otherwise."""
        # What is kept is of a file's content; whether it may be read is asked here, too.
        if self._basis.project.leads_out(path):
            return None
        self._digests[path] = self._basis.hashes.read(str(path)) or ""
        return self._basis.find(self._make_key(path), _unpack)

    def keep(self, path: Path, found: Iterable[Diagnostic], inputs: Mapping[str, str]) -> None:
        """Keep what was found in a paper, unless it was saved meanwhile."""
        digest = self._digests.get(path)
        if digest and self._basis.hashes.read(str(path)) == digest:
            packed = {"name": path.name, "found": _pack(found)}
            self._basis.cache.remember(self._make_key(path), inputs, packed)

    def finish(self) -> None:
        """Write what is left to write."""
        self._basis.cache.finish()
        self._basis.cache.trim()

    def _make_key(self, path: Path) -> str:
        basis = self._basis
        return digest_parts(
            "check", SCHEMA, basis.code.digest("pdf"), basis.tools.digest("html"),
            basis.project.name(path), path.name, self._digests[path],
        )  # fmt: skip


def _pack(found: Iterable[Diagnostic]) -> list[list[Any]]:
    """Pack findings: whether each is a rule's, its other place, and the diagnostic itself."""
    kept = list(found)
    also = [one.also if isinstance(one, Finding) else None for one in kept]
    return [
        [isinstance(one, Finding), place and [place.file, place.line, place.column], packed]
        for one, place, packed in zip(kept, also, pack_diagnostics(kept), strict=True)
    ]


def _unpack(trace: Trace) -> list[Diagnostic]:
    packed = trace.result["found"]
    return [
        Finding(
            one.severity, one.code, one.message, one.hint, one.place, one.length,
            Place(*also) if also else None,
        ) if is_finding else one
        for (is_finding, also, _), one in zip(
            packed, unpack_diagnostics([kept[2] for kept in packed]), strict=True
        )
    ]  # fmt: skip
