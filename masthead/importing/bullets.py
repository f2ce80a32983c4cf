"""Lists whose items have a mark: items of several levels become lists inside of lists."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from masthead.paper import ListItem
from masthead.paper.lists import Sublist
from masthead.syntax.text import Text


class Bullet(NamedTuple):
    """An item as it is typed: how deep it stands, and what it says."""

    level: int
    texts: dict[str, Text]


def make_items(bullets: Sequence[Bullet]) -> list[ListItem]:
    """Make the items of a list; what stands deeper than the first goes into the one before."""
    items: list[ListItem] = []
    place = 0
    while place < len(bullets):
        end = place + 1
        while end < len(bullets) and bullets[end].level > bullets[place].level:
            end += 1
        inner = bullets[place + 1 : end]
        below = make_sublist(inner) if inner else None
        items.append(ListItem.model_construct(text=bullets[place].texts, list_=below, allow={}))
        place = end
    return items


def make_sublist(bullets: Sequence[Bullet]) -> Sublist:
    """Make the list below a unit."""
    return Sublist.model_construct(items=make_items(bullets), allow={})
