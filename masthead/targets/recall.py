"""Recalling: what the cache knows of papers and files, and putting there what was made.

What a cache far away knows is fetched while other papers go on.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from masthead.targets.basis import Basis
from masthead.targets.cache import Trace, name_action, name_object
from masthead.targets.deliver import Deliverer
from masthead.targets.make import Made
from masthead.targets.packing import pack_landing, pack_notices, unpack_landing, unpack_notices
from masthead.targets.paperbuild import FileBuild, FileResult
from masthead.targets.report import MADE, RESTORED, UNCHANGED
from masthead.targets.steps import StepRunner, Steps

Result = TypeVar("Result")


class Recaller:
    """Finds in the cache what a build would make otherwise."""

    def __init__(self, basis: Basis, deliverer: Deliverer, runner: StepRunner) -> None:
        self.basis = basis
        self.deliverer = deliverer
        self._runner = runner

    def find(
        self,
        key: str,
        unpack: Callable[[Trace], Result | None],
        name_objects: Callable[[Trace], list[str]] | None = None,
    ) -> Steps[Result | None]:
        """Find what the cache holds for a fingerprint; if it is far, others go on meanwhile.

        ``name_objects`` names the objects that ``unpack`` is going to read.
        """
        cache = self.basis.cache
        if not cache.is_far:
            return self.basis.find(key, unpack)
        fetched = [name_action(key)]
        yield from self._fetch(fetched)
        if name_objects is not None and (digests := self.basis.find(key, name_objects)):
            objects = [name_object(digest) for digest in digests]
            fetched += objects
            yield from self._fetch(objects)
        found = self.basis.find(key, unpack)
        cache.drop(fetched)
        return found

    def _fetch(self, names: list[str]) -> Steps[None]:
        """Have entries of the cache at hand."""
        future = self.basis.cache.fetch(names)
        if future is None:
            return
        try:
            yield self._runner.await_this(future)
        except OSError as error:
            self.basis.cache.give_up(error)

    def find_file(self, key: str, file: FileBuild) -> Steps[FileResult | None]:
        """Find a file: in its place already, or in the cache; None when it has to be made."""
        return (
            yield from self.find(
                key,
                lambda trace: self._recall_file(trace, file),
                lambda trace: self._name_objects(trace, file),
            )
        )

    def _name_objects(self, trace: Trace, file: FileBuild) -> list[str]:
        """Name the objects that it takes to recall a file."""
        digests = [str(trace.result.get("landing", ""))] if file.followers else []
        digest = str(trace.result["sha256"])
        if file.wanted and self.deliverer.find_before(file.target) != digest:
            digests.append(digest)
        return [one for one in digests if one]

    def _recall_file(self, trace: Trace, file: FileBuild) -> FileResult | None:
        landing = None
        if file.followers:
            packed = self.basis.cache.read(trace.result.get("landing", ""))
            if packed is None:
                return None
            landing = unpack_landing(packed)
        status, data = UNCHANGED, b""
        digest, _ = str(trace.result["sha256"]), int(trace.result["size"])
        unpack_notices(trace.result.get("notices", ()))  # so that they can be read later, too
        if file.wanted and self.deliverer.find_before(file.target) != digest:
            stored = self.basis.cache.read(digest)
            if stored is None:
                return None
            status, data = RESTORED, stored
        inputs = self.basis.share(trace.inputs)
        return FileResult(status, trace.result, inputs, data, landing)

    def store_file(self, key: str, made: Made) -> FileResult:
        """Put a file that was made into the cache."""
        inputs = self.basis.share(made.inputs)
        self.basis.inputs.watch(inputs)
        cache = self.basis.cache
        record: dict[str, Any] = {"sha256": cache.store(made.data), "size": len(made.data)}
        if made.landing is not None:
            record["pages"] = made.landing.pages
            record["landing"] = cache.store(pack_landing(made.landing))
        if made.notices:
            record["notices"] = pack_notices(made.notices)
        cache.remember(key, inputs, record)
        return FileResult(MADE, record, inputs, made.data, made.landing, made.seconds)
