"""Stores: folders and addresses hold the same, whole, and say in a line what they cannot do."""

from __future__ import annotations

import pytest

from masthead.diagnostic import ToolError
from masthead.targets import addressstore
from masthead.targets.addressstore import AddressStore, open_store
from masthead.targets.cache import Cache, name_action, name_object
from masthead.targets.report import MADE, RESTORED, UNCHANGED
from masthead.targets.store import FolderStore, read_place
from tests.targets.workshop import statuses

KEY = "ab" + "0" * 62


@pytest.fixture(params=["folder", "file", "memory", "moved"])
def store(request, tmp_path):
    """A store of each kind; ``moved``: as where files are not put whole, but moved into place."""
    if request.param == "folder":
        yield FolderStore(tmp_path / "kept")
    elif request.param == "file":
        yield open_store(read_place(f"file://{tmp_path}/kept"))
    else:
        made = AddressStore(f"memory://{tmp_path.name}/kept")
        made._whole = request.param == "memory"
        yield made
        made.files.rm(f"/{tmp_path.name}", recursive=True)


def test_what_is_put_into_a_store_comes_back(store):
    assert store.read("objects/ab/c") is None
    store.write("objects/ab/c", b"one")
    store.write("objects/ab/c", b"two!")
    store.write("objects/ab/c", b"once", once=True)  # of the same size
    store.write("actions/ab/c", b"three")
    store.finish()
    assert store.read("objects/ab/c") == b"two!"
    assert {(entry.name, entry.size) for entry in store.list()} == {
        ("objects/ab/c", 4), ("actions/ab/c", 5),
    }  # fmt: skip
    store.remove("objects/ab/c")
    store.remove("objects/ab/c")
    assert store.read("objects/ab/c") is None


def test_a_cache_does_the_same_over_every_store(store):
    cache = Cache(store, None)
    digest = cache.store(b"data")
    cache.remember(KEY, {"a": "1"}, {"sha256": digest})
    cache.finish()
    other = Cache(store, None)
    found = other.find(KEY, lambda inputs: inputs == {"a": "1"})
    assert found is not None
    assert other.read(found.result["sha256"]) == b"data"
    assert (other.measure().objects, other.measure().actions) == (1, 1)
    assert other.trouble is None


@pytest.mark.parametrize("damage", [b"", b"da", b"dama", b"data and more"])
def test_a_damaged_or_half_written_entry_is_noticed_and_made_again(store, damage):
    cache = Cache(store, None)
    digest = cache.store(b"data")
    cache.remember(KEY, {}, {"sha256": digest})
    cache.finish()
    for name in (name_object(digest), name_action(KEY)):
        store.write(name, damage)
        store.finish()
    assert cache.read(digest) is None
    assert cache.find(KEY, lambda _: True) is None
    assert cache.damaged == [name_object(digest), name_action(KEY)]
    cache.store(b"data")
    cache.finish()
    assert cache.read(digest) == b"data"


def test_two_projects_share_an_address(workshop, tmp_path):
    """What one machine made the other takes; nothing is made twice, and bytes are the same."""
    address = f"memory://{tmp_path.name}/shared"
    first = workshop.build(store=address)
    assert set(statuses(first).values()) == {MADE}
    before = workshop.outputs()
    assert set(statuses(workshop.build(store=address)).values()) == {UNCHANGED}
    for path in (workshop.root / "output").iterdir():
        path.unlink()
    again = workshop.build(store=address)
    assert set(statuses(again).values()) == {RESTORED}
    assert workshop.made == []
    assert workshop.outputs() == before


@pytest.mark.parametrize(
    ("mood", "words"),
    [
        ("closed", "read: Forbidden"),
        ("read-only", "written: Forbidden"),
        ("full", "written: No space left on device"),
        ("torn", "written: Connection reset by peer"),
        ("silent", "read: no answer within 60 seconds"),
    ],
)
def test_a_store_that_cannot_be_used_is_one_line_and_the_next_build_ends_right(
    workshop, monkeypatch, moody, mood, words
):
    def open_moody(place):
        return AddressStore(place, clock=moody.tell_time)

    monkeypatch.setattr(addressstore, "open_store", open_moody)
    moody.mood = mood
    report = workshop.build(store="moody://shared", expect=3)
    assert len(report.outcomes) == 6  # all is built nevertheless
    (found,) = report.diagnostics
    assert (found.code, found.place.file) == ("B018", "moody://shared")
    assert words in found.message
    assert "\n" not in str(found)
    assert not [name for name in moody.store if name.endswith(".tmp")]
    moody.mood = ""
    workshop.build(store="moody://shared")
    for path in (workshop.root / "output").iterdir():
        path.unlink()
    assert set(statuses(workshop.build(store="moody://shared")).values()) == {RESTORED}


def test_a_damaged_entry_of_a_shared_store_is_told_and_mended(workshop, tmp_path):
    folder = tmp_path / "shared"
    workshop.build(store=folder)
    for path in (workshop.root / "output").iterdir():
        path.unlink()
    victim = max((folder / "objects").glob("*/*"), key=lambda path: path.stat().st_size)
    victim.write_bytes(victim.read_bytes()[:-1])
    report = workshop.build(store=folder, expect=3)
    assert sorted(statuses(report).values()) == [RESTORED] * 5 + [MADE]
    (found,) = report.diagnostics
    assert found.code == "B019"
    assert victim.parent.name in found.message
    workshop.build(store=folder)


def test_an_address_that_nothing_can_open():
    with pytest.raises(ToolError, match=r"nonsense://x cannot be opened: .*nonsense") as told:
        open_store("nonsense://x")
    assert "\n" not in str(told.value)


def test_no_message_shows_a_password(moody):
    store = AddressStore("moody://me:secret@host/x")
    assert store.address == "moody://me@host/x"


def test_without_the_extra_a_line_says_what_to_install(monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "fsspec.core", None)
    with pytest.raises(ToolError, match=r"pip install 'masthead\[cluster\]'"):
        open_store("memory://x")


def test_a_cache_that_was_named_is_not_trimmed(workshop, tmp_path, monkeypatch):
    monkeypatch.delenv("MASTHEAD_CACHE_SIZE", raising=False)
    monkeypatch.setattr("masthead.targets.cache.DEFAULT_LIMIT", 10)
    workshop.build(store=tmp_path / "shared")
    assert Cache(tmp_path / "shared").measure().objects
