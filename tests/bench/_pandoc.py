"""What pandoc alone takes for a file: the part that no change here makes quicker."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from unittest.mock import patch

from masthead.render.pandoc import run_pandoc


def take_pandoc(module: str, work: Callable[[], object]) -> Callable[[], bytes]:
    """Do some work, and give a function that asks pandoc again for what ``module`` asked of it."""
    with patch(f"{module}.run_pandoc", wraps=run_pandoc) as asked:
        work()
    return partial(run_pandoc, *asked.call_args.args, **asked.call_args.kwargs)
