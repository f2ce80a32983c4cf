"""Reports: findings as text for people, and as JSON, SARIF and annotations for programs.

Importing this imports no more than it: the command line asks for ``FORMATS`` as it starts.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from masthead.check.papers import Checked
    from masthead.check.report.lines import Lines

    Writer = Callable[[Checked, Lines], str]

FORMATS = ("text", "json", "sarif", "github")


def choose_writer(name: str, *, whole: bool = False) -> Writer:
    """Choose how to report: one of ``FORMATS``. They differ in form, and text in length, too.

    Text leaves out what repeats itself, unless it has to be ``whole``; the others never do.
    """
    import importlib
    from functools import partial

    module = importlib.import_module(f"masthead.check.report.{name}")
    writer: Callable[..., str] = module.write_report
    return partial(writer, most=None) if whole and name == "text" else writer
