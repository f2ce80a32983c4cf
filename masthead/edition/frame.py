"""Where a resolution, or a part of one, opens and closes, and with what."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from msgspec import Struct

from masthead.paper import OPENED

if TYPE_CHECKING:
    from masthead.edition.edition import Content
    from masthead.paper import Unit


class Frame(Struct, frozen=True):
    """What stands before and after the paragraphs of a resolution, and of each of its parts."""

    opening: str
    """The body that speaks, without a comma; empty where its papers do not open."""
    closing: tuple[Content, ...]
    """The meeting and the date; none where they are not printed."""


def find_beginning(units: Sequence[Unit]) -> int | None:
    """Find where a text opens: None where nothing in it is preambular or operative."""
    first = next((at for at, unit in enumerate(units) if unit.stands_for().kind in OPENED), None)
    while first and units[first - 1].stands_for().kind == "heading":
        first -= 1
    return first


def find_end(units: Sequence[Unit]) -> int | None:
    """Find where a text closes: None where nothing in it is preambular or operative."""
    if not any(unit.stands_for().kind in OPENED for unit in units):
        return None
    end = len(units)
    while units[end - 1].kind in ("annex", "vote", "break"):
        end -= 1
    return end
