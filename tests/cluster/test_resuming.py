"""A build that is killed goes on where it was: the short form of ``make scale``'s measure."""

from __future__ import annotations

from tests.cluster.grounds import write_papers
from tests.scale.resuming import build_killed


def test_no_file_is_made_twice_but_those_at_work_when_the_build_was_killed(tmp_path):
    root = write_papers(tmp_path / "house", 24)
    made, killed, runs = build_killed(root, tmp_path / "cache", 2, 48)
    assert killed == runs - 1  # a kill that comes after the end is none
    assert set(made.values()) == {1}
    assert len(list((root / "output").glob("*.html"))) == 48
