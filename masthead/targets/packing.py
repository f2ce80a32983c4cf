"""Packing: what the cache keeps of preparations, landings and notices, in the values of JSON."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from masthead.diagnostic import Diagnostic, Place, Problem, Severity
from masthead.render.fault import RenderFault
from masthead.render.landing import Landing
from masthead.targets.failures import fill_fault
from masthead.targets.prepare import Prepared


def pack_preparation(prepared: Prepared, path: Path) -> dict[str, Any]:
    """Pack what a later build has to know of a preparation, in the plain values of JSON."""
    return {
        "name": path.name,
        "stem": prepared.stem,
        "versions": {
            code: {"edition": prepared.hashes[code], "filename": edition.filename}
            for code, edition in prepared.editions.items()
        },
        "diagnostics": pack_diagnostics(prepared.diagnostics),
    }


def unpack_versions(packed: dict[str, Any]) -> tuple[str, dict[str, dict[str, str]]]:
    """Unpack the stem of a paper's files, and by language the edition's hash and the file name."""
    versions = {
        str(code): {"edition": str(version["edition"]), "filename": str(version["filename"])}
        for code, version in packed["versions"].items()
    }
    return str(packed["stem"]), versions


def pack_diagnostics(diagnostics: Iterable[Diagnostic]) -> list[list[Any]]:
    """Pack diagnostics with their places."""
    return [
        [
            found.severity.value, found.code, found.message, found.hint,
            found.place.file, found.place.line, found.place.column, found.length,
        ]
        for found in diagnostics
    ]  # fmt: skip


def unpack_diagnostics(packed: list[list[Any]]) -> list[Diagnostic]:
    """Unpack diagnostics."""
    return [
        Diagnostic(Severity(severity), code, message, hint, Place(file, line, column), length)
        for severity, code, message, hint, file, line, column, length in packed
    ]


def pack_landing(landing: Landing) -> bytes:
    """Write where nodes landed: equal landings are equal bytes, and all an EPUB depends on."""
    packed = {"pages": landing.pages, "nodes": landing.nodes, "breaks": landing.breaks}
    return json.dumps(packed, sort_keys=True).encode()


def unpack_landing(data: bytes) -> Landing:
    """Read a landing that ``pack_landing`` wrote."""
    packed = json.loads(data)
    breaks = {int(page): (node, count) for page, (node, count) in packed.get("breaks", {}).items()}
    return Landing(packed["pages"], packed["nodes"], breaks)


def pack_notices(notices: Iterable[RenderFault]) -> list[list[str]]:
    """Pack warnings found while an edition was set, without their places: these can move."""
    filled = map(fill_fault, notices)
    return [
        [problem.code, problem.message, problem.hint, problem.severity.value, node]
        for problem, node in filled
    ]


def unpack_notices(packed: Iterable[list[str]]) -> list[tuple[Problem, str]]:
    """Unpack warnings: problems and the nodes they were found at."""
    return [
        (Problem(code, message, hint, Severity(severity)), node)
        for code, message, hint, severity, node in packed
    ]
