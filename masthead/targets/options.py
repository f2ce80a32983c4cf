"""What a person asks of a build."""

from __future__ import annotations

from pathlib import Path

from msgspec import Struct

from masthead.targets.formats import DEFAULT
from masthead.targets.stage import Stage


class Options(Struct, frozen=True):
    """The options of ``masthead build``."""

    papers: tuple[str, ...] = ()
    """Files, folders or symbols; none means every paper in ``source/``, not its subfolders."""
    languages: tuple[str, ...] = ()
    """Codes; none means every version that is not pending."""
    formats: tuple[str, ...] = DEFAULT
    output: Path | None = None
    """The project's own ``output/`` when None."""
    address: str | None = None
    """The address where files go instead of a folder."""
    jobs: int = 0
    """Worker processes; 0 means one for each core, 1 works in this process."""
    engine: str = "local"
    """Where tasks are done: in processes of this machine, or on a cluster (``dask``)."""
    scheduler: str | None = None
    """The address of the cluster's scheduler; None for a cluster of the build's own."""
    draft: bool = False
    """Whether drafts are built, which show what is open, and pending versions."""
    clean: bool = False
    """Whether drafts show the chosen alternatives alone."""
    strict: bool = False
    """Whether what rules warn of refuses a paper, as errors do."""
    locked: bool = False
    """Refuse fonts that are not locked."""
    cache: bool = True
    store: Path | str | None = None
    """The folder or the address of the cache; the usual folder when None."""
    prune: bool = False
    """Remove files of earlier builds that no paper makes any longer."""
    changed_since: str | None = None
    """Only papers touched since this git revision."""
    shard: tuple[int, int] | None = None
    """Only the papers of one of so many parts, from 1: ``(3, 8)``."""
    failures: tuple[Path, ...] = ()
    """Files for what could not be made."""
    max_failures: int = 0
    """Begin no more papers once so many have failed; 0 for no limit."""

    @property
    def stage(self) -> Stage:
        """How far the text is agreed upon, as it is to be shown."""
        if self.clean:
            return "clean"
        return "draft" if self.draft else "official"
