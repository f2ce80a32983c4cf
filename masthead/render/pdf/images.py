"""Pictures on pages: none is lost in silence, and none is smoothed by whoever shows the page.

WeasyPrint leaves out a picture that it cannot draw, and says so to its log alone. It also asks for
smoothing, which PDF/A-3 forbids (ISO 19005-3, 6.2.8).
"""

from __future__ import annotations

import contextlib
import logging
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Any

import pydyf

from masthead.diagnostic import UsageError

_LOG = logging.getLogger("weasyprint")
_LOST = ("Failed to load image", "Failed to render SVG image")


class _Listener(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.lost: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep what is said of a picture that is left out."""
        if str(record.msg).startswith(_LOST):
            self.lost.append(record.getMessage())


@contextlib.contextmanager
def refuse_lost_pictures(names: Mapping[str, str] = MappingProxyType({})) -> Iterator[None]:
    """Raise UsageError if a picture was left out of what is set meanwhile.

    ``names``: what the pictures are called to people, by what stands in their addresses.
    """
    listener = _Listener()
    _LOG.addHandler(listener)
    try:
        yield
    finally:
        _LOG.removeHandler(listener)
    if listener.lost:
        said = listener.lost[0]
        for address, name in names.items():
            said = said.replace(f"masthead:pictures/{address}", name)
        raise UsageError(f"a picture would be missing: {said}")


def leave_unsmoothed(pdf: Any) -> None:
    """Ask for no smoothing of the pictures in a PDF that is complete."""
    for stream in pdf.objects:
        if isinstance(stream, pydyf.Stream) and stream.extra.get("Subtype") == "/Image":
            stream.extra["Interpolate"] = "false"
