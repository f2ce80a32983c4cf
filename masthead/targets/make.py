"""Making a file of an edition, as a task that any process can do.

Nothing here knows of papers, caches or folders for output; what was read is handed back with the
result. It imports no more than a worker needs to make files: workers wait for these imports.
"""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from msgspec import Struct

from masthead.edition.edition import Edition
from masthead.project import Project
from masthead.render.fault import RenderFault
from masthead.render.landing import Landing
from masthead.targets.formats import find_format
from masthead.targets.tasks import task
from masthead.targets.workspace import workspace


class Made(Struct, frozen=True):
    """A file that was made."""

    data: bytes
    inputs: dict[str, str]
    seconds: float
    landing: Landing | None = None
    """Of a PDF only."""
    notices: tuple[RenderFault, ...] = ()
    """Warnings: what is not quite as it should be."""


@dataclass(frozen=True, slots=True)
class Order:
    """What to make: editions (one, but for the parallel format) in a format."""

    format: str
    editions: tuple[Edition, ...]
    landing: Landing | None = field(default=None)
    """For an EPUB, which names the pages of the PDF."""
    goes_on: bool = False
    """Whether it will be made again and again, so that much is worth keeping in between."""
    fonts: Mapping[str, tuple[Any, ...]] = field(default_factory=dict, compare=False)
    """Font files that the build knows: path to signature and hash, as it keeps them."""

    @property
    def subject(self) -> str | None:
        """What whoever made it before makes faster; None where nothing is kept."""
        return f"{self.editions[0].filename}.{self.format}" if self.goes_on else None


@task
def make_file(root: str, generation: int, order: Order) -> Made:
    """Make a file. Raises RenderError for what is wrong in the paper, ToolError for the rest."""
    project = workspace.open(root, generation)
    project.changes_often = order.goes_on
    started = time.perf_counter()
    if order.fonts:
        from masthead.render.pdf.fontfiles import remember_hashes

        remember_hashes(order.fonts)
    with project.recording() as inputs:
        data, landing, notices = _render(project, order)
    return Made(data, dict(inputs), time.perf_counter() - started, landing, notices)


def _render(
    project: Project, order: Order
) -> tuple[bytes, Landing | None, tuple[RenderFault, ...]]:
    form = find_format(order.format)
    render = form.load_renderer()
    subject = order.editions if form.parallel else order.editions[0]
    result = render(project, subject, *([order.landing] if form.pages_of else []))
    if isinstance(result, bytes):
        return result, None, ()
    return result.data, result.landing, result.notices
