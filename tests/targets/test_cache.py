"""The cache: found again only when everything fits, never damaged, never too large."""

from __future__ import annotations

import hashlib
import json
import os
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

import pytest

from masthead.diagnostic import UsageError
from masthead.targets.cache import MOST_TRACES, Cache, read_limit
from masthead.targets.formats import DEFAULT
from masthead.targets.ledger import FORM, read_ledger
from masthead.targets.report import UNCHANGED
from masthead.targets.store import FolderStore
from tests.targets.workshop import made, statuses

KEY = "ab" + "0" * 62


def always(_):
    return True


def test_an_object_comes_back(tmp_path):
    cache = Cache(tmp_path)
    digest = cache.store(b"data")
    assert cache.read(digest) == b"data"
    assert Cache(None).read(digest) is None


def test_a_damaged_object_is_removed(tmp_path):
    cache = Cache(tmp_path)
    digest = cache.store(b"data")
    path = tmp_path / "objects" / digest[:2] / digest[2:]
    path.write_bytes(b"dama")
    assert cache.read(digest) is None
    assert not path.exists()
    cache.store(b"data")
    assert cache.read(digest) == b"data"


def test_a_result_is_found_only_with_the_inputs_it_was_made_from(tmp_path):
    cache = Cache(tmp_path)
    cache.remember(KEY, {"a": "1"}, {"sha256": "one"})
    cache.remember(KEY, {"a": "2"}, {"sha256": "two"})
    for number, wanted in (("1", "one"), ("2", "two")):
        trace = cache.find(KEY, lambda inputs, number=number: inputs == {"a": number})
        assert trace is not None
        assert trace.result == {"sha256": wanted}
    assert cache.find(KEY, lambda _: False) is None


def test_only_the_last_results_of_a_fingerprint_are_kept(tmp_path):
    cache = Cache(tmp_path)
    for number in range(3 * MOST_TRACES):
        cache.remember(KEY, {"a": str(number)}, {})
    assert cache.find(KEY, lambda inputs: inputs == {"a": str(3 * MOST_TRACES - 1)})
    assert not cache.find(KEY, lambda inputs: inputs == {"a": "0"})


@pytest.mark.parametrize("damage", [b"", b"x", b"\n[]", b"0" * 64 + b"\n[]"])
def test_a_damaged_record_is_removed(tmp_path, damage):
    cache = Cache(tmp_path)
    cache.remember(KEY, {}, {})
    path = tmp_path / "actions" / KEY[:2] / KEY[2:]
    path.write_bytes(damage)
    assert cache.find(KEY, always) is None
    assert not path.exists()


def test_over_its_limit_what_was_used_longest_ago_goes(tmp_path):
    cache = Cache(tmp_path, limit=10_000)
    digests = [cache.store(bytes([number]) * 1000) for number in range(20)]
    for age, digest in enumerate(digests):
        os.utime(tmp_path / "objects" / digest[:2] / digest[2:], (age, age))
    cache.read(digests[0])  # used just now
    cache.trim()
    assert cache.measure().size <= 9_000
    assert cache.read(digests[0]) is not None
    assert cache.read(digests[1]) is None
    assert cache.read(digests[-1]) is not None


def test_clear_removes_everything(tmp_path):
    cache = Cache(tmp_path)
    cache.store(b"data")
    cache.remember(KEY, {}, {})
    cache.clear()
    use = cache.measure()
    assert (use.objects, use.actions, use.size) == (0, 0, 0)


def test_a_cache_that_cannot_be_written_is_left_alone(tmp_path):
    blocked = tmp_path / "file"
    blocked.write_text("not a folder")
    cache = Cache(blocked)
    cache.store(b"data")
    cache.remember(KEY, {}, {})
    cache.trim()
    assert cache.trouble
    assert cache.find(KEY, always) is None


def work(folder, number):
    cache = Cache(folder)
    for step in range(50):
        cache.store(bytes([step]) * 5000)
        cache.remember(KEY, {"from": str(number)}, {"sha256": str(step)})
        trace = cache.find(KEY, always)
        assert trace is None or set(trace.result) == {"sha256"}
    return [cache.read(cache.store(bytes([step]) * 5000)) for step in range(50)]


def test_processes_share_it(tmp_path):
    with ProcessPoolExecutor(3, mp_context=get_context("spawn")) as pool:
        results = list(pool.map(work, [tmp_path] * 3, range(3)))
    assert all(results[0] == result for result in results)
    assert None not in results[0]


@pytest.mark.parametrize(
    ("written", "size"), [("", 2**30), ("500M", 500 * 2**20), ("2GB", 2**31), ("4096", 4096)]
)
def test_the_limit_is_read(monkeypatch, written, size):
    monkeypatch.setenv("MASTHEAD_CACHE_SIZE", written)
    assert read_limit() == size


@pytest.mark.parametrize("written", ["lots", "-1", "1.5G", "K"])
def test_a_limit_that_is_none(monkeypatch, written):
    monkeypatch.setenv("MASTHEAD_CACHE_SIZE", written)
    with pytest.raises(UsageError, match="no size"):
        read_limit()


BODIES = [
    b"{}", b"null", b"[1]", b"[{}]", b'"x"', b"[]", b"[[]]", b"not json", b"\xff\xfe",
    b'[{"inputs":1,"result":2}]', b'[{"inputs":{},"result":{}}]', b'{"form":9,"traces":[]}',
    b'{"form":9,"traces":[{"inputs":{},"result":{}}]}', b'{"form":true,"traces":[]}',
    b'{"form":2}', b'{"form":2,"traces":{}}', b'{"form":2,"traces":[1,[],{}]}',
    b'{"form":2,"traces":[{"inputs":[],"result":{}}]}',
    b'{"form":2,"traces":[{"inputs":{"a":1},"result":{}}]}',
    b'{"form":2,"traces":[{"inputs":{},"result":{}}]}',
    b'{"form":2,"traces":[{"inputs":{},"result":{"name":"NPT_CONF.2026_PC.II_WP.7.yaml",'
    b'"stem":1,"versions":[1],"diagnostics":[[1]],"sha256":7,"size":"x","landing":[]}}]}',
]  # fmt: skip


@pytest.mark.parametrize("body", BODIES)
def test_records_that_another_version_wrote_are_made_again(workshop, tmp_path, body):
    """Their hash is right, their form is another one: they are not there for this version."""
    workshop.build()
    before = workshop.outputs()
    check = hashlib.sha256(body).hexdigest().encode()
    for path in (tmp_path / "cache" / "actions").glob("*/*"):
        path.write_bytes(check + b"\n" + body)
    workshop.forget()
    report = workshop.build()
    assert made(report) == {f"{code} {form}" for code in ("zh", "en") for form in DEFAULT}
    assert workshop.outputs() == before
    assert set(statuses(workshop.build()).values()) == {UNCHANGED}
    assert workshop.made == []


@pytest.mark.parametrize("body", [b"{}", b"null", b"[1]", b"not json", b"\xff\xfe", b'{"form":9}'])
def test_a_ledger_that_another_version_wrote(workshop, tmp_path, body):
    path = tmp_path / "cache" / "runs" / "ledger.json"
    path.parent.mkdir(parents=True)
    path.write_bytes(body)
    assert read_ledger(str(path), str(workshop.root)) == {"hashes": {}, "runs": {}}


@pytest.mark.parametrize("kept", [7, [], ["a"], {}])
def test_hashes_of_another_form_are_taken_anew(workshop, tmp_path, kept):
    path = tmp_path / "cache" / "runs" / "ledger.json"
    path.parent.mkdir(parents=True)
    good = [1, 2, 3, 4, "a"]
    ledger = {"form": FORM, "root": "/here", "hashes": {"a": kept, "b": good}, "runs": {}}
    path.write_text(json.dumps(ledger))
    assert read_ledger(str(path), "/here") == {"hashes": {"b": good}, "runs": {}}


def test_folders_in_the_place_of_what_is_kept(workshop, tmp_path):
    workshop.build()
    for path in (tmp_path / "cache").glob("*/*/*"):
        path.unlink()
        path.mkdir()
    assert len(workshop.build().outcomes) == 6


def test_a_cache_on_a_full_disk_is_told(workshop, tmp_path):
    (tmp_path / "cache").write_text("no folder")
    (found,) = workshop.build().spoken
    assert found.code == "B012"
    assert "cannot be written: Not a directory" in found.message


def test_a_cache_that_is_too_small_for_a_build_is_told(workshop, monkeypatch):
    monkeypatch.setenv("MASTHEAD_CACHE_SIZE", "1K")
    (found,) = workshop.build().spoken
    assert found.code == "B017"
    assert "MASTHEAD_CACHE_SIZE" in found.hint
    monkeypatch.setenv("MASTHEAD_CACHE_SIZE", "1M")
    assert workshop.build().spoken == []


def test_what_older_builds_left_goes_without_a_word(tmp_path):
    for age in range(20):
        path = tmp_path / "objects" / f"{age:02}" / "old"
        path.parent.mkdir(parents=True)
        path.write_bytes(bytes(1000))
    cache = Cache(tmp_path, limit=10_000)
    digest = cache.store(b"new" * 1000)
    path = tmp_path / "objects" / digest[:2] / digest[2:]
    os.utime(path, (0, 0))  # older than all, by a clock that was wrong
    cache.trim()
    assert cache.measure().size <= 9_000
    assert cache.read(digest) is not None
    assert not cache.is_small


def test_entries_are_counted_only_when_they_may_be_too_many(tmp_path, monkeypatch):
    counted = []
    real = FolderStore.list
    monkeypatch.setattr(FolderStore, "list", lambda self: counted.append(1) or real(self))
    for number in range(8):
        cache = Cache(tmp_path, limit=10_000)
        cache.store(bytes([number]) * 1000)
        cache.trim()
    assert len(counted) == 1
    for number in range(8, 12):
        cache = Cache(tmp_path, limit=10_000)
        cache.store(bytes([number]) * 1000)
        cache.trim()
    assert len(counted) > 1
    assert cache.measure().size <= 10_000


@pytest.mark.parametrize("noted", ["", "many", "10 0", "10 99999999999999", "-1"])
def test_a_size_that_is_old_or_damaged_is_counted_anew(tmp_path, noted):
    cache = Cache(tmp_path, limit=10_000)
    for number in range(20):
        cache.store(bytes([number]) * 1000)
    (tmp_path / "size").write_text(noted)
    cache.trim()
    assert cache.measure().size <= 9_000
