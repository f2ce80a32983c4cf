"""Archives: the zip files that Word and EPUB files are, the same bytes at every build."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterable, Mapping

DATE = (1980, 1, 1, 0, 0, 0)
"""The date of every member: the earliest that a zip file can hold."""
MOST_MEMBERS, MOST_TEXT, MOST_WHOLE = 10_000, 32, 512
"""What an archive may unpack to: parts; MB of a part of XML, which is ten times as large once it is
read (a thousand pages have 20); MB of everything."""
TEXT = (".xml", ".rels")
"""What the names of parts of XML end in."""


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
    """Read an archive's members, in their order.

    Raises zipfile.BadZipFile when it is none, or when what it says of itself is more than any
    document is: it is looked at before anything is unpacked.
    """
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        members = archive.infolist()
        if len(members) > MOST_MEMBERS:
            raise zipfile.BadZipFile(f"{len(members)} parts are more than {MOST_MEMBERS}")
        for member in members:
            most = MOST_TEXT if member.filename.endswith(TEXT) else MOST_WHOLE
            if member.file_size > most * 2**20:
                size = member.file_size / 2**20
                raise zipfile.BadZipFile(f"{member.filename} has {size:.0f} MB, more than {most}")
        if (whole := sum(member.file_size for member in members)) > MOST_WHOLE * 2**20:
            raise zipfile.BadZipFile(f"it has {whole / 2**20:.0f} MB, more than {MOST_WHOLE}")
        try:
            return {member.filename: archive.read(member) for member in members}
        except (zlib.error, NotImplementedError, EOFError, RuntimeError) as error:
            raise zipfile.BadZipFile(str(error)) from None
