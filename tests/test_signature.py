"""Hashes that are remembered, and never wrongly."""

from __future__ import annotations

import hashlib
import os

from masthead.signature import Hashes, read_signature
from tests.waiting import settle


def digest(data):
    return hashlib.sha256(data).hexdigest()


def test_a_file_at_rest_is_hashed_once(tmp_path, monkeypatch):
    path = tmp_path / "a"
    path.write_bytes(b"one")
    settle(path)
    hashes = Hashes()
    assert hashes.read(str(path)) == digest(b"one")
    monkeypatch.setattr(hashes, "_hash", lambda _: "hashed again")
    assert hashes.read(str(path)) == digest(b"one")
    os.utime(path)
    assert hashes.read(str(path)) == "hashed again"


def test_a_change_that_leaves_size_and_times_is_seen(tmp_path):
    path = tmp_path / "a"
    path.write_bytes(b"one")
    settle(path)
    hashes = Hashes()
    hashes.read(str(path))
    before = path.stat()
    path.write_bytes(b"two")
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert path.stat().st_mtime_ns == before.st_mtime_ns
    assert hashes.read(str(path)) == digest(b"two")


def test_a_file_changed_just_now_is_not_trusted(tmp_path):
    path = tmp_path / "a"
    hashes = Hashes()
    for number in range(300):  # many of these fall into one tick of the file system's clock
        path.write_bytes(f"{number:04}".encode())
        assert hashes.read(str(path)) == digest(f"{number:04}".encode())


def test_what_is_no_file_has_no_hash(tmp_path):
    hashes = Hashes()
    assert hashes.read(str(tmp_path)) is None
    assert hashes.read(str(tmp_path / "no")) is None
    assert hashes.read("a\0b") is None
    assert read_signature(str(tmp_path)) is None


def test_a_file_that_went_away_is_forgotten(tmp_path):
    path = tmp_path / "a"
    path.write_bytes(b"one")
    settle(path)
    hashes = Hashes()
    hashes.read(str(path))
    path.unlink()
    assert hashes.read(str(path)) is None
    assert hashes.known == {}
