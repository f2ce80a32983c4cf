"""Papers that are read again and again while they are written: what was loaded of each last."""

from __future__ import annotations

from typing import Any

from masthead.paper.made import Made
from masthead.project import MOST_WRITTEN
from masthead.syntax.again import Loaded, load_again


class Readings:
    """The trees of the papers that were read last, by the names of their files."""

    def __init__(self) -> None:
        self._loaded: dict[str, Loaded] = {}
        self._made: dict[str, Made] = {}

    def load(self, data: bytes, name: str) -> Any:
        """Load a paper's file: units whose lines were not changed are those of last time.

        Raises PaperError.
        """
        loaded = load_again(data, name, "text", self._loaded.get(name))
        self._loaded.pop(name, None)
        while len(self._loaded) >= MOST_WRITTEN:
            self.forget(next(iter(self._loaded)))
        self._loaded[name] = loaded
        return loaded.root

    def forget(self, name: str) -> None:
        """Forget a tree, as one in which more was put than stands in its file."""
        self._loaded.pop(name, None)
        self._made.pop(name, None)

    def list_made(self, name: str) -> Made:
        """Give what was made of a paper's units; the paper was read just now."""
        made = self._made.setdefault(name, Made())
        made.turn()
        return made
