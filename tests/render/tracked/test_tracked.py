"""Tracked changes: rejecting all gives the old file, accepting all the new one."""

from __future__ import annotations

import datetime

from hypothesis import HealthCheck, Phase, given, settings

from masthead.compare.matching import match_papers
from masthead.compare.versions import pair_ids
from masthead.edition.resolve import resolve_edition
from masthead.render.docx import render_docx
from masthead.render.tracked import render_tracked
from masthead.render.tracked.marking import Stamp
from tests.compare.edits import draw_pair
from tests.compare.test_merge import pairs
from tests.render.tracked.accepting import Told, settle

STAMP = Stamp("A delegation", datetime.date(2024, 5, 16))


@settings(max_examples=12, suppress_health_check=list(HealthCheck), phases=(Phase.generate,))
@given(drawn=pairs)
def test_accepting_gives_the_new_file_and_rejecting_the_old_one(project, drawn):
    old, new = draw_pair(project, *drawn)
    matching = match_papers(old, new, tuple(new.versions))
    code = drawn[2] % 2
    code = tuple(new.versions)[code]
    editions = [resolve_edition(project, paper, code) for paper in (old, new)]
    data = render_tracked(project, *editions, pair_ids(project, matching, code), STAMP)
    for verdict, edition in zip(("reject", "accept"), editions, strict=True):
        assert Told(settle(data, verdict)).tell() == Told(render_docx(project, edition)).tell()
