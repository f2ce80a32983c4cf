"""Bar code and QR code of the first page's foot, as outlines of what is black.

Code 39 says the job number's digits between its start and stop marks, as the official pages do.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from msgspec import Struct


class Code(Struct, frozen=True):
    """A code: its size in modules, and an SVG path over what is black."""

    width: int
    height: int
    path: str


def draw_code39(text: str) -> Code:
    """Draw the Code 39 bar code of a text (digits, capitals, ``-``, ``.``): one module high."""
    from barcode.codex import Code39

    (bars,) = Code39(text, add_checksum=False).build()
    return Code(len(bars), 1, _outline([bars]))


def draw_qr(address: str) -> Code:
    """Draw the QR code of an address, without the white around it."""
    import segno

    rows = segno.make(address, error="m", micro=False).matrix
    return Code(len(rows), len(rows), _outline("".join(map(str, row)) for row in rows))


def _outline(rows: Iterable[str]) -> str:
    """Outline the runs of ``1`` in rows of modules."""
    return "".join(
        f"M{x} {y}h{length}v1h-{length}z"
        for y, row in enumerate(rows)
        for x, length in _find_runs(row)
    )


def _find_runs(row: str) -> Iterator[tuple[int, int]]:
    x = 0
    for module, run in groupby(row):
        length = len(list(run))
        if module == "1":
            yield x, length
        x += length
