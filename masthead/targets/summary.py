"""The summary: a table of what was built, in Markdown, for the page of a job in CI."""

from __future__ import annotations

from pathlib import Path

from masthead.diagnostic import ToolError
from masthead.targets.losses import escape_cell
from masthead.targets.report import Outcome, Report


def write_summary(path: Path, report: Report) -> None:
    """Add the table of a build to a file. Raises ToolError when it cannot be written."""
    try:
        with path.open("a", encoding="utf-8") as file:
            file.write(format_summary(report))
    except OSError as error:
        raise ToolError(f"{path} cannot be written: {error.strerror}") from None


def format_summary(report: Report) -> str:
    """Make the table: file, pages, size, hash, and what has changed; then what was found."""
    lines = [
        f"### {report.count()}",
        "",
        "| File | Pages | Size | SHA-256 | Since the last build |",
        "| --- | ---: | ---: | --- | --- |",
    ]
    for outcome in sorted(report.outcomes, key=lambda one: one.target.filename):
        pages = str(outcome.pages) if outcome.pages is not None else ""
        lines.append(
            f"| {escape_cell(outcome.target.filename)} | {pages} | {_write_size(outcome.size)} "
            f"| `{outcome.sha256[:16]}` | {_tell_change(outcome)} |"
        )
    if found := report.spoken:
        lines += ["", *(f"- {escape_cell(str(diagnostic))}" for diagnostic in found)]
    return "\n".join(lines) + "\n\n"


def _tell_change(outcome: Outcome) -> str:
    if outcome.before is None:
        return "new"
    return "the same" if outcome.before == outcome.sha256 else "changed"


def _write_size(size: int) -> str:
    return f"{size / 1024:,.0f} KB" if size >= 1024 else f"{size} B"
