"""What comes of setting an edition as PDF."""

from __future__ import annotations

from msgspec import Struct

from masthead.render.fault import RenderFault
from masthead.render.landing import Landing


class PdfResult(Struct, frozen=True):
    """A PDF, where each node of its edition landed, and what was not quite as it should be."""

    data: bytes
    landing: Landing
    notices: tuple[RenderFault, ...] = ()
    """Warnings: nothing that stops a build."""
