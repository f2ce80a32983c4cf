"""Archives: the zip files that Word and EPUB files are, the same bytes at every build."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Mapping

DATE = (1980, 1, 1, 0, 0, 0)
"""The date of every member: the earliest that a zip file can hold."""


def write_archive(members: Mapping[str, bytes], stored: Iterable[str] = ()) -> bytes:
    """Write an archive: its members in the order given, those in ``stored`` not compressed.

    Date, system and rights are the same for all, so that the bytes depend on the contents (and on
    the zlib that compresses them) alone.
    """
    plain = frozenset(stored)
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, data in members.items():
            member = zipfile.ZipInfo(name, DATE)
            member.create_system = 3  # Unix, wherever it is built
            member.external_attr = 0o100644 << 16
            member.compress_type = zipfile.ZIP_STORED if name in plain else zipfile.ZIP_DEFLATED
            archive.writestr(member, data, compresslevel=9)
    return buffer.getvalue()


def read_archive(data: bytes) -> dict[str, bytes]:
    """Read an archive's members, in their order. Raises zipfile.BadZipFile when it is none."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}
