"""What comes of setting an edition as PDF."""

from __future__ import annotations

from dataclasses import dataclass

from masthead.render.fault import RenderFault
from masthead.render.landing import Landing


@dataclass(frozen=True, slots=True)
class PdfResult:
    """A PDF, where each node of its edition landed, and what was not quite as it should be."""

    data: bytes
    landing: Landing
    notices: tuple[RenderFault, ...] = ()
    """Warnings: nothing that stops a build."""
