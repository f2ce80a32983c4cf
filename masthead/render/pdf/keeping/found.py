"""What was found on a page: looked for once, as long as the page is kept."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

Found = TypeVar("Found")


def find_once(page: Any, what: str, find: Callable[[Any], Found]) -> Found:
    """Look for something in the box of a page that depends on what stands there, and no more."""
    kept = getattr(page, "kept", None)
    if kept is None:
        return find(page)
    if what not in kept.found:
        kept.found[what] = find(page)
    found: Found = kept.found[what]
    return found
