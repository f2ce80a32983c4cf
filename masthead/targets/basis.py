"""The basis of a build: everything that decides what has to be made, looked at once."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from masthead.project import Project
from masthead.setup.places import font_folder
from masthead.signature import Hashes
from masthead.targets.cache import Cache, Trace
from masthead.targets.fingerprint import SCHEMA, Code, Tools, digest_parts
from masthead.targets.inputs import Inputs
from masthead.targets.stage import Stage

Result = TypeVar("Result")


class Basis:
    """The project's files, Masthead's own modules, the tools and the cache, as they are now.

    ``generation`` tells workers whether files that they have read before may have changed.
    """

    def __init__(
        self, project: Project, cache: Cache, hashes: Hashes, tools: Tools, generation: int = 0
    ) -> None:
        self.project = project
        self.cache = cache
        self.hashes = hashes
        self.tools = tools
        self.generation = generation
        self.code = Code(hashes)
        self._shared: dict[frozenset[tuple[str, str]], dict[str, str]] = {}
        self.inputs = Inputs(project, hashes, font_folder(project.root))

    def key_preparation(self, name: str, digest: str, *, stage: Stage) -> str:
        """The fingerprint of preparing a paper, but for the inputs recorded meanwhile.

        The check asks modules of the PDF what its fonts can show.
        """
        return digest_parts(
            "prepare", SCHEMA, self.code.digest("pdf"), self.tools.digest("html"),
            name, digest, stage,
        )  # fmt: skip

    def key_file(self, form: str, editions: tuple[str, ...], landing: str) -> str:
        """The fingerprint of a file, but for the inputs recorded as it is made.

        ``editions`` and ``landing`` are hashes; ``landing`` is empty for what needs none.
        """
        return digest_parts(
            "make",
            SCHEMA,
            form,
            self.code.digest(form),
            self.tools.digest(form),
            *editions,
            landing,
        )

    def share(self, inputs: dict[str, str]) -> dict[str, str]:
        """Give the same mapping for equal ones: a hundred thousand papers have a few of them."""
        return self._shared.setdefault(frozenset(inputs.items()), inputs)

    def find(self, key: str, unpack: Callable[[Trace], Result | None]) -> Result | None:
        """Find what the cache holds for a fingerprint, if its recorded inputs are as they were.

        ``unpack`` makes of it what is wanted. What it cannot read, since another version wrote it,
        counts as not there.
        """
        trace = self.cache.find(key, self.inputs.fit)
        if trace is None:
            return None
        try:
            return unpack(trace)
        except (KeyError, TypeError, ValueError, AttributeError):
            return None
