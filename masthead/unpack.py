"""PDFs of anybody, opened so that none takes all of the memory.

What a file of some kilobytes unpacks to can be gigabytes: each stream is unpacked up to a limit.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pikepdf

MOST_PAGES = 5000
MOST_CONTENT = 16
"""MB of a page's text and lines, which are many times as large once they are read."""
MOST_STREAM = 512
"""MB of anything else: a picture of A3 in colour, with 600 dots to an inch, has 210."""
_FILTERS = 3
_UNPACKED = {
    "/FlateDecode", "/Fl", "/LZWDecode", "/LZW", "/RunLengthDecode", "/RL", "/ASCII85Decode",
    "/A85", "/ASCIIHexDecode", "/AHx",
}  # fmt: skip
"""The filters that take nothing to undo but the file itself; the others are those of pictures."""


def open_pdf(source: bytes | Path) -> pikepdf.Pdf:
    """Open a PDF. Raises pikepdf.PdfError when it cannot be read, or a page of it is lost."""
    import logging
    from logging.handlers import BufferingHandler

    import pikepdf

    pikepdf.settings.set_qpdf_limits(max_stream_filters=_FILTERS)
    _limit(MOST_STREAM)
    logger = logging.getLogger("pikepdf")
    if not logger.handlers:
        logger.addHandler(logging.NullHandler())  # what matters of its remarks, we say ourselves
    listener = BufferingHandler(100)
    logger.addHandler(listener)
    try:
        pdf = pikepdf.open(BytesIO(source) if isinstance(source, bytes) else source)
    finally:
        logger.removeHandler(listener)
    for remark in listener.buffer:  # which is put right and told here, and nowhere else
        if "Pages tree" in remark.getMessage():
            raise pikepdf.PdfError(remark.getMessage().strip())
    return pdf


def _limit(megabytes: int) -> None:
    import pikepdf

    most = megabytes * 2**20
    pikepdf.settings.set_qpdf_limits(
        flate_max_memory=most, run_length_max_memory=most, png_max_memory=most,
        tiff_max_memory=most, dct_max_memory=most,
    )  # fmt: skip


@contextlib.contextmanager
def _as_content() -> Iterator[None]:
    _limit(MOST_CONTENT)
    try:
        yield
    finally:
        _limit(MOST_STREAM)


def read_content(content: Any) -> None:
    """Read a page's content. Raises what the library raises, also where it is too large."""
    import pikepdf

    with _as_content():
        for stream in content if isinstance(content, pikepdf.Array) else [content]:
            _read(stream)


def read_through(thing: Any, seen: set[tuple[int, int]]) -> None:
    """Read every stream that an object leads to, but for the pages of its file.

    ``seen`` holds the indirect objects that were read before. Raises what the library raises, also
    where one is too large.
    """
    import pikepdf

    waiting = [thing]
    while waiting:
        found = waiting.pop()
        if not isinstance(found, pikepdf.Object):
            continue
        if found.objgen != (0, 0):
            if found.objgen in seen:
                continue
            seen.add(found.objgen)
        if isinstance(found, pikepdf.Array):
            waiting.extend(found)
        elif isinstance(found, pikepdf.Stream):
            if found.get("/Subtype") == "/Form" or "/PatternType" in found:
                read_content(found)
            else:
                _read(found)
            waiting.extend(found.values())
        elif isinstance(found, pikepdf.Dictionary):
            waiting.extend(found.values())


def _read(stream: Any) -> None:
    """Unpack a stream; what only a picture's own decoder understands is taken as it is."""
    import pikepdf

    filters = stream.get("/Filter", ())
    names = [filters] if isinstance(filters, pikepdf.Name) else filters
    if all(str(name) in _UNPACKED for name in names):
        stream.read_bytes(pikepdf.StreamDecodeLevel.generalized)
    else:
        stream.read_raw_bytes()
