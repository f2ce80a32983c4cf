"""On which page anchors are: of no interest without contents.

WeasyPrint looks each anchor up among those of all pages before. Every paragraph has one, so the
time of a long paper would grow with its square. Where nothing asks for pages, nothing is looked up.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from typing import Any

from masthead.render.pdf.engine.replacing import replace


class _Nothing(list[str]):
    """Anchors of a page that nobody asks for."""

    def append(self, anchor: str) -> None:
        """Forget an anchor."""


@contextlib.contextmanager
def forget_anchors() -> Iterator[None]:
    """Forget on which page anchors are where nothing asks, in what is laid out meanwhile."""
    with replace({
        "weasyprint.layout.page.remake_page": _begin_page,
        "weasyprint.css.targets.TargetCollector.cache_target_page_counters": _tell,
    }):  # fmt: skip
        yield


def _begin_page(original: Any) -> Any:
    def remake_page(index: int, context: Any, *rest: Any) -> Any:
        if not context.target_collector.counter_lookup_items:
            context.page_maker[index][-1]["anchors"] = _Nothing()
        return original(index, context, *rest)

    return remake_page


def _tell(original: Any) -> Any:
    def cache_target_page_counters(self: Any, *rest: Any) -> None:
        if self.counter_lookup_items:
            original(self, *rest)

    return cache_target_page_counters
