"""Findings as workflow commands of GitHub Actions, which show them beside the lines."""

from __future__ import annotations

import os
from pathlib import Path

from masthead.check.papers import Checked
from masthead.check.report.lines import Lines, show_safely
from masthead.check.report.text import write_count
from masthead.diagnostic import Diagnostic, Severity
from masthead.project import Project

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}


def write_report(checked: Checked, lines: Lines) -> str:
    """Write the report: a command for each finding, then a count."""
    folder = _find_folder(lines.project)
    commands = [_write(found, folder) for found in checked.diagnostics.sorted()]
    return "\n".join([*commands, write_count(checked, checked.diagnostics)]) + "\n"


def _find_folder(project: Project) -> str:
    """Find the project's folder in the repository, from whose root GitHub wants files named."""
    workspace = os.environ.get("GITHUB_WORKSPACE")
    if workspace and project.root.is_relative_to(Path(workspace).resolve()):
        inner = project.root.relative_to(Path(workspace).resolve()).as_posix()
        return "" if inner == "." else f"{inner}/"
    return ""


def _write(found: Diagnostic, folder: str) -> str:
    hint = f" ({found.hint})" if found.hint else ""
    properties = {
        "file": folder + found.place.file,
        "line": found.place.line,
        "col": found.place.column,
        **({"endColumn": found.place.column + found.length} if found.length else {}),
        "title": found.code,
    }
    listed = ",".join(f"{key}={_escape_property(str(kept))}" for key, kept in properties.items())
    return f"::{_COMMANDS[found.severity]} {listed}::{_escape(f'{found.message}{hint}')}"


def _escape(text: str) -> str:
    """Escape what ends a command; what a terminal would obey is made visible."""
    return show_safely(text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A"))


def _escape_property(text: str) -> str:
    return _escape(text).replace(":", "%3A").replace(",", "%2C")
