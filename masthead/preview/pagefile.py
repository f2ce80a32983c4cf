"""A built PDF for the screen: its pages as pictures, and which character stands where on them."""

from __future__ import annotations

import contextlib
import hashlib
import io
import threading
from collections import OrderedDict
from collections.abc import Iterator
from typing import NamedTuple

import pypdfium2
import pypdfium2.raw as pdfium

_MOST_BYTES = 48 * 1024 * 1024
"""How much of pictures is kept of a file."""
_WIDEST = 3000
"""Pixels."""
_TURN = threading.Lock()
"""PDFium works for one thread at a time."""
_NEAR = 12.0
"""How far beside a character, in points, a click may be."""


class Spot(NamedTuple):
    """A place on a page: from its left and its top, in parts of its width and height."""

    page: int
    x: float
    y: float


class ClosedError(Exception):
    """The pages are gone: others have come in their place."""


class PageFile:
    """The pages of one PDF. Each question raises ClosedError once they are closed."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.digest = hashlib.sha256(data).hexdigest()[:16]
        self._pictures: OrderedDict[tuple[int, int], bytes] = OrderedDict()
        self._characters: dict[int, list[str]] = {}
        self.is_closed = False
        with _TURN:
            self._document = pypdfium2.PdfDocument(data)
            self.sizes = [page.get_size() for page in self._document]

    def close(self) -> None:
        """Give back what it holds."""
        with _TURN:
            self.is_closed = True
            self._document.close()

    @contextlib.contextmanager
    def _open(self, number: int) -> Iterator[pypdfium2.PdfPage]:
        """Open a page (from 1), and keep others from PDFium meanwhile."""
        with _TURN:
            if self.is_closed:
                raise ClosedError
            yield self._document[number - 1]

    def draw(self, number: int, width: int) -> bytes:
        """Draw a page (from 1) so many pixels wide, as PNG. Raises IndexError without it."""
        if not 1 <= number <= len(self.sizes):
            raise IndexError(number)
        width = min(max(width, 50), _WIDEST)
        key = number, width
        if key in self._pictures:
            self._pictures.move_to_end(key)
            return self._pictures[key]
        with self._open(number) as page:
            picture = page.render(scale=width / self.sizes[number - 1][0]).to_pil()
        written = io.BytesIO()
        picture.save(written, "PNG", compress_level=1)
        self._pictures[key] = written.getvalue()
        while sum(map(len, self._pictures.values())) > _MOST_BYTES and len(self._pictures) > 1:
            self._pictures.popitem(last=False)
        return self._pictures[key]

    def read(self, number: int) -> list[str]:
        """Read the characters of a page (from 1), in the order in which the file has them."""
        if number not in self._characters:
            with self._open(number) as page:
                text = page.get_textpage()
                self._characters[number] = [
                    chr(code) if 0 < (code := pdfium.FPDFText_GetUnicode(text, index)) < 0x110000
                    else " " for index in range(text.count_chars())
                ]  # fmt: skip
                text.close()
        return self._characters[number]

    def read_all(self) -> list[list[str]]:
        """Read the characters of all pages."""
        return [self.read(number) for number in range(1, len(self.sizes) + 1)]

    def find_character(self, spot: Spot) -> int | None:
        """Find the character at a spot, or near it; None where there is none.

        Raises IndexError for a page that there is not.
        """
        if not 1 <= spot.page <= len(self.sizes):
            raise IndexError(spot.page)
        width, height = self.sizes[spot.page - 1]
        x, y = spot.x * width, (1 - spot.y) * height
        with self._open(spot.page) as page:
            text = page.get_textpage()
            found: int | None = text.get_index(x, y, _NEAR, _NEAR)
            text.close()
        return found

    def find_spot(self, number: int, character: int) -> Spot:
        """Find where a character of a page (from 1) stands."""
        width, height = self.sizes[number - 1]
        with self._open(number) as page:
            text = page.get_textpage()
            left, _, _, top = text.get_charbox(character)
            text.close()
        return Spot(number, left / width, 1 - top / height)
