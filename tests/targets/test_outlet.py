"""Files at an address: the same as in a folder, written where they are not, never torn."""

from __future__ import annotations

import json

import pytest
from fsspec.implementations.memory import MemoryFileSystem

from masthead.diagnostic import ToolError
from masthead.targets import addressstore
from masthead.targets.addressstore import AddressStore
from masthead.targets.manifest import parse_manifest
from masthead.targets.report import MADE, RESTORED, UNCHANGED
from tests.targets.workshop import STEM, statuses

ADDRESS = "moody://archive/output"


def read(moody):
    """Every file at the address, by its name there."""
    files = moody()
    return {
        path.removeprefix("/archive/output/"): files.store[path].getvalue()
        for path in sorted(files.store)
        if path.startswith("/archive/output/")
    }


def test_the_files_and_the_manifest_are_those_of_a_folder(workshop, moody):
    workshop.build()
    folder = {path.name: path.read_bytes() for path in (workshop.root / "output").iterdir()}
    assert set(statuses(workshop.build(address=ADDRESS)).values()) == {RESTORED}
    there = read(moody)
    assert json.loads(there.pop(".masthead-known.json")).keys() == there.keys()
    assert there == folder
    assert set(statuses(workshop.build(address=ADDRESS)).values()) == {UNCHANGED}


def test_nothing_there_is_read_again_that_was_not_written_since(workshop, moody, monkeypatch):
    workshop.build(address=ADDRESS)
    asked = []
    cat_file = moody.cat_file

    def ask(self, path, *rest, **named):
        asked.append(path)
        return cat_file(self, path, *rest, **named)

    monkeypatch.setattr(moody, "cat_file", ask)
    workshop.build(address=ADDRESS)
    assert {path.rpartition("/")[2] for path in asked} == {".masthead-known.json", "manifest.json"}


@pytest.mark.parametrize("damage", [b"", b"something else", None])
def test_what_was_damaged_there_or_removed_is_put_there_again(workshop, moody, damage):
    workshop.build(address=ADDRESS)
    before = read(moody)
    name = f"{STEM}-EN.docx"
    files = moody()
    files.rm_file(f"/archive/output/{name}")
    if damage is not None:
        files.pipe_file(f"/archive/output/{name}", damage)
    found = statuses(workshop.build(address=ADDRESS))
    assert found.pop(name) == RESTORED
    assert set(found.values()) == {UNCHANGED}
    after = read(moody)
    for each in (before, after):
        del each[".masthead-known.json"]
    assert after == before


def test_a_hash_list_that_is_damaged_costs_reading_and_nothing_else(workshop, moody):
    workshop.build(address=ADDRESS)
    for damage in (b"", b"[]", b'{"x": 1}', b"{"):
        moody().pipe_file("/archive/output/.masthead-known.json", damage)
        assert set(statuses(workshop.build(address=ADDRESS)).values()) == {UNCHANGED}


@pytest.mark.parametrize(
    ("mood", "words"),
    [
        ("read-only", "put there: Forbidden"),
        ("full", "put there: No space left on device"),
        ("torn", "put there: Connection reset by peer"),
        ("silent", "put there: no answer within 60 seconds"),
    ],
)
def test_an_address_that_takes_nothing_is_one_line_and_the_next_build_ends_right(
    workshop, monkeypatch, moody, mood, words
):
    workshop.build(address=ADDRESS)
    workshop.write(8)
    before = read(moody)
    listing = parse_manifest(before["manifest.json"])["files"]
    with monkeypatch.context() as patch:
        patch.setattr(moody, "mood", mood)
        patch.setattr(moody, "cat_file", MemoryFileSystem.cat_file)  # reading goes well
        patch.setattr(
            addressstore, "AddressStore", lambda place: AddressStore(place, clock=moody.tell_time)
        )
        report = workshop.build(address=ADDRESS, expect=3)
    (found,) = report.diagnostics
    assert (found.code, found.place.file) == ("B024", ADDRESS)
    assert words in found.message
    assert len(report.outcomes) == 6
    assert len(report.losses) == 6
    assert read(moody) == before  # nothing is torn
    workshop.build(address=ADDRESS)
    after = parse_manifest(read(moody)["manifest.json"])["files"]
    assert set(listing) < set(after)
    assert len(after) == 12


def test_an_address_that_cannot_be_read_at_all(workshop, moody, monkeypatch):
    def refuse(self, *args, **kwargs):
        raise PermissionError("nobody may ask")

    monkeypatch.setattr(moody, "find", refuse)
    with pytest.raises(ToolError, match=f"{ADDRESS} cannot be read: nobody may ask"):
        workshop.build(address=ADDRESS)


def test_what_is_left_over_there_is_removed_when_asked_and_stays_if_somebody_changed_it(
    workshop, moody
):
    workshop.write(8)
    workshop.build(address=ADDRESS)
    gone = workshop.root / "source" / "NPT_CONF.2026_PC.II_WP.8.yaml"
    gone.unlink()
    changed = STEM.replace("7", "8") + "-EN.docx"
    moody().pipe_file(f"/archive/output/{changed}", b"somebody was here")
    (told,) = workshop.build(address=ADDRESS).diagnostics
    assert told.code == "B014"
    report = workshop.build(address=ADDRESS, prune=True)
    assert report.removed == 5
    there = read(moody)
    assert there[changed] == b"somebody was here"
    assert len([name for name in there if "WP.8" in name]) == 1
    assert len(parse_manifest(there["manifest.json"])["files"]) == 6


def test_files_are_made_and_put_there_without_a_cache(workshop, moody):
    assert set(statuses(workshop.build(address=ADDRESS, cache=False)).values()) == {MADE}
    assert not (workshop.root / "output").exists()
