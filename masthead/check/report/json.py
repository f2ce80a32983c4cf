"""Findings as JSON."""

from __future__ import annotations

import json
from typing import Any

from masthead.check.papers import Checked
from masthead.check.report.lines import Lines
from masthead.check.rule import Finding
from masthead.diagnostic import Diagnostic, Place, Severity

VERSION = 1
"""Counts up when the meaning of a key changes."""


def write_report(checked: Checked, lines: Lines) -> str:
    """Write the report."""
    report = {
        "version": VERSION,
        "papers": checked.papers,
        "counts": {
            severity.value: sum(found.severity is severity for found in checked.diagnostics)
            for severity in Severity
        },
        "mended": checked.mended,
        "accepted": checked.accepted,
        "findings": [_describe(found) for found in checked.diagnostics.sorted()],
    }
    return json.dumps(report, ensure_ascii=False, indent=2) + "\n"


def _describe(found: Diagnostic) -> dict[str, Any]:
    described: dict[str, Any] = {
        "code": found.code,
        "severity": found.severity.value,
        "message": found.message,
        "hint": found.hint,
        **_locate(found.place),
        "length": found.length,
    }
    if isinstance(found, Finding):
        described["fixable"] = found.edit is not None
        if found.also is not None:
            described["also"] = _locate(found.also)
    return described


def _locate(place: Place) -> dict[str, Any]:
    return {"file": place.file, "line": place.line, "column": place.column}
