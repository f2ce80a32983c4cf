"""Events: what every open page is told, in order; a page that does not listen is let go."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from typing import Any

MOST_PAGES = 200
"""How many pages may be open at once."""
_MOST_WAITING = 100
"""How many events a page may be behind."""
_SILENCE = 15.0
"""Seconds after which something is said, so that a page that is gone is noticed."""


class Events:
    """The open pages, each with what it has not been told yet. Belongs to one event loop."""

    def __init__(self) -> None:
        self._loop = asyncio.get_running_loop()
        self._pages: set[asyncio.Queue[bytes | None]] = set()

    @property
    def is_full(self) -> bool:
        """Whether no more pages may be opened."""
        return len(self._pages) >= MOST_PAGES

    def tell(self, kind: str, **facts: Any) -> None:
        """Tell all pages something, from any thread."""
        data = json.dumps({"kind": kind, **facts}, ensure_ascii=False)
        self._loop.call_soon_threadsafe(self._tell, f"data: {data}\n\n".encode())

    def _tell(self, written: bytes) -> None:
        for page in list(self._pages):
            try:
                page.put_nowait(written)
            except asyncio.QueueFull:
                self._let_go(page)

    def _let_go(self, page: asyncio.Queue[bytes | None]) -> None:
        self._pages.discard(page)
        while not page.empty():
            page.get_nowait()
        page.put_nowait(None)

    def close(self) -> None:
        """Let all pages go."""
        for page in list(self._pages):
            self._let_go(page)

    async def follow(self) -> AsyncIterator[bytes]:
        """Give everything that is told from now on, as server-sent events."""
        page: asyncio.Queue[bytes | None] = asyncio.Queue(_MOST_WAITING)
        self._pages.add(page)
        try:
            yield b"retry: 1000\n\n"
            while True:
                try:
                    written = await asyncio.wait_for(page.get(), _SILENCE)
                except TimeoutError:
                    written = b":\n\n"
                if written is None:
                    return
                yield written
        finally:
            self._pages.discard(page)
