"""What `make same` says of two sets of files."""

from __future__ import annotations

from tests.same import compare


def test_what_differs_is_gone_or_new_is_said_by_name() -> None:
    before = {"a.pdf": "1", "b.pdf": "1", "c.pdf": "1"}
    after = {"a.pdf": "1", "b.pdf": "2", "d.pdf": "1"}
    assert compare(before, after) == ["b.pdf differs", "c.pdf is gone", "d.pdf is new"]
    assert compare(before, before) == []
