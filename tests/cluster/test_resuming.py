"""A build that is killed goes on where it was: the short form of ``make scale``'s measure."""

from __future__ import annotations

from tests.cluster.grounds import write_papers
from tests.scale.resuming import build_killed


def test_no_file_is_made_twice_but_those_at_work_when_the_build_was_killed(tmp_path):
    root = write_papers(tmp_path / "house", 12)
    made, killed, runs = build_killed(root, tmp_path / "cache", 2, 24)
    assert killed == 2
    assert runs > 1  # the last one may have been quicker than its end
    assert set(made.values()) == {1}
    assert len(list((root / "output").glob("*.html"))) == 24
