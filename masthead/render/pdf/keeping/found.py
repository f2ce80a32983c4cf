"""What was found on a page: looked for once, as long as the page is kept."""

from __future__ import annotations

from collections.abc import Callable
from types import SimpleNamespace
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


def keep_gathered(original: Any) -> Any:
    """Gather the anchors, links and bookmarks of a page once."""

    def gather(page_box: Any) -> dict[str, Any]:
        page = SimpleNamespace()
        original(page, page_box)
        return vars(page)

    def __init__(page: Any, page_box: Any) -> None:  # noqa: N807
        gathered = find_once(page_box, "gathered", gather)
        page.__dict__.update(gathered, _page_box=page_box)

    return __init__
