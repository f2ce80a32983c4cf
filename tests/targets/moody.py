"""An address for tests that can be without rights, full or silent, or tear what is put there."""

from __future__ import annotations

import threading
import time
from typing import ClassVar

import fsspec
from fsspec.implementations.memory import MemoryFileSystem

from masthead.targets.addressstore import PATIENCE
from tests.waiting import LONG


class Moody(MemoryFileSystem):
    """An address that can be without rights, full or silent, or tear what is put there."""

    protocol = "moody"
    store: ClassVar[dict[str, object]] = {}
    pseudo_dirs: ClassVar[list[str]] = [""]
    mood = ""
    silence = threading.Event()
    late = 0.0
    """Seconds by which silence has put the clock forward."""

    @classmethod
    def _strip_protocol(cls, path):
        return super()._strip_protocol(path.removeprefix("moody://"))

    @classmethod
    def tell_time(cls):
        """Tell the time to those who wait for an address."""
        return time.monotonic() + cls.late

    def fail(self, mood):
        """Fail as the mood is."""
        if mood == "silent":
            type(self).late += PATIENCE  # nobody has to wait in earnest, on a slow machine or not
            self.silence.wait(LONG)
        raise {"full": OSError(28, "No space left on device")}.get(
            mood, PermissionError("Forbidden: nobody may\nask here")
        )

    def _act(self, moods):
        if type(self).mood in moods:
            self.fail(type(self).mood)

    def cat_file(self, path, start=None, end=None, **kwargs):
        self._act({"silent", "closed"})
        return super().cat_file(path, start, end, **kwargs)

    def pipe_file(self, path, value, mode="overwrite", **kwargs):
        self._act({"silent", "closed", "full", "read-only"})
        if type(self).mood == "torn":
            super().pipe_file(path, value[: len(value) // 2], mode, **kwargs)
            raise ConnectionResetError(104, "Connection reset by peer")
        return super().pipe_file(path, value, mode, **kwargs)


fsspec.register_implementation("moody", Moody, clobber=True)
