"""Fonts as WeasyPrint is given them: links to their files.

It writes what it is given of each face into a folder of its own, where Fontconfig finds it. A
Chinese page has 25 MB of fonts, and copying them would be a seventh of its time.
"""

from __future__ import annotations

import errno
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

_PACKED = b"wOF"
"""What a font of the web begins with: WeasyPrint unpacks it, so it takes its bytes."""

_NO_LINKS = (errno.EPERM, errno.EOPNOTSUPP, errno.ENOSYS)
"""What a file system says that has no links: fonts are copied there."""


class LinkedFont(bytes):
    """The beginning of a font, by which WeasyPrint sees that there is nothing to unpack.

    It is a file as well, as fetchers hand one over: read once, it is this and no copy of it.
    """

    path: Path

    def read(self) -> bytes:
        """Read all of it."""
        return self

    def close(self) -> None:
        """There is nothing to close."""


class LinkFolder(type(Path())):  # type: ignore[misc]  # what Path is on this system
    """A folder, or a file in it: a font that is to be written there is linked."""

    def write_bytes(self, data: Any) -> int:
        """Write a file. Raises OSError."""
        if isinstance(data, LinkedFont):
            try:
                self.symlink_to(data.path)
            except OSError as error:
                if error.errno not in _NO_LINKS:
                    raise
                data = data.path.read_bytes()
            else:
                return len(data)
        try:
            return int(super().write_bytes(data))
        except OSError:
            self.unlink(missing_ok=True)  # a part would be taken for the font from then on
            raise


def link_font(path: Path) -> bytes:
    """Give what stands for a font's file, or its bytes where they are packed. Raises OSError."""
    with path.open("rb") as file:
        beginning = file.read(len(_PACKED))
        if beginning == _PACKED:
            return beginning + file.read()
    font = LinkedFont(beginning)
    font.path = path.resolve()
    return font


def link_fonts(configuration: Any) -> None:
    """Have a font configuration of WeasyPrint link the fonts that it is given."""
    configuration._folder = LinkFolder(mkdtemp(prefix="weasyprint-"))
