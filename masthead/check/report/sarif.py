"""Findings as SARIF 2.1.0, which code hosts show beside the lines."""

from __future__ import annotations

import json
from typing import Any

from masthead import __version__
from masthead.check.checker import load_rules
from masthead.check.papers import Checked
from masthead.check.report.lines import Lines
from masthead.check.rule import Finding, Rule
from masthead.diagnostic import Diagnostic, Place, Severity

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}


def write_report(checked: Checked, lines: Lines) -> str:
    """Write the report."""
    rules = {rule.code: rule for rule in load_rules()}
    found = checked.diagnostics.sorted()
    codes = sorted({*rules, *(diagnostic.code for diagnostic in found)})
    run = {
        "tool": {
            "driver": {
                "name": "Masthead",
                "version": __version__,
                "rules": [_describe_rule(code, rules.get(code)) for code in codes],
            }
        },
        "columnKind": "unicodeCodePoints",
        "results": [_describe(diagnostic, codes) for diagnostic in found],
    }
    return json.dumps(
        {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=2
    ) + "\n"  # fmt: skip


def _describe_rule(code: str, rule: Rule | None) -> dict[str, Any]:
    if rule is None:
        return {"id": code}
    return {
        "id": code,
        "name": rule.find.__name__,
        "shortDescription": {"text": rule.summary},
        "fullDescription": {"text": rule.reason},
        "defaultConfiguration": {"level": _LEVELS[rule.problem.severity]},
    }


def _describe(found: Diagnostic, codes: list[str]) -> dict[str, Any]:
    hint = f" ({found.hint})" if found.hint else ""
    described: dict[str, Any] = {
        "ruleId": found.code,
        "ruleIndex": codes.index(found.code),
        "level": _LEVELS[found.severity],
        "message": {"text": f"{found.message}{hint}"},
        "locations": [_locate(found.place, found.length)],
    }
    if isinstance(found, Finding) and found.also is not None:
        described["relatedLocations"] = [{"id": 1, **_locate(found.also, 0)}]
    return described


def _locate(place: Place, length: int) -> dict[str, Any]:
    region: dict[str, Any] = {"startLine": place.line, "startColumn": place.column}
    if length:
        region["endColumn"] = place.column + length
    return {
        "physicalLocation": {
            "artifactLocation": {"uri": _make_uri(place.file)},
            "region": region,
        }
    }


def _make_uri(file: str) -> str:
    from urllib.parse import quote

    return quote(file)
