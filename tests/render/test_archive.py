"""Archives: the same bytes whatever the clock, the system and the rights of files."""

from __future__ import annotations

import io
import zipfile

from masthead.render.archive import read_archive, write_archive

MEMBERS = {"mimetype": b"application/x", "b/ü.txt": b"b" * 999, "a.txt": b"a"}


def test_what_goes_in_comes_out_in_that_order():
    assert list(read_archive(write_archive(MEMBERS)).items()) == list(MEMBERS.items())


def test_nothing_of_the_machine_gets_in(monkeypatch):
    first = write_archive(MEMBERS, stored=["mimetype"])
    monkeypatch.setattr("sys.platform", "win32")
    monkeypatch.setattr("time.time", lambda: 2_000_000_000.0)
    assert write_archive(MEMBERS, stored=["mimetype"]) == first
    with zipfile.ZipFile(io.BytesIO(first)) as archive:
        for member in archive.infolist():
            assert member.date_time == (1980, 1, 1, 0, 0, 0)
            assert member.create_system == 3
            assert member.external_attr >> 16 == 0o100644
            stored = member.filename == "mimetype"
            assert (member.compress_type == zipfile.ZIP_STORED) == stored
