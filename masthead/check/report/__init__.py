"""Reports: findings as text for people, and as JSON, SARIF and annotations for programs."""

from __future__ import annotations

from collections.abc import Callable

from masthead.check.papers import Checked
from masthead.check.report.lines import Lines

Writer = Callable[[Checked, Lines], str]


def choose_writer(name: str) -> Writer:
    """Choose how to report: text, json, sarif or github."""
    import importlib

    module = importlib.import_module(f"masthead.check.report.{name}")
    writer: Writer = module.write_report
    return writer


FORMATS = ("text", "json", "sarif", "github")
