"""What every part of an Edition that has an id is."""

from __future__ import annotations

from typing import ClassVar

from masthead.edition.inlines import Part


class Node(Part, frozen=True):
    """A part with an id, which is the same in every language and every format."""

    kind: ClassVar[str]
    id: str

    def children(self) -> tuple[Node, ...]:
        """Give the parts inside it, each with an id of its own."""
        return ()
