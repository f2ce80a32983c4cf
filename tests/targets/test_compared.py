"""Two versions as files: who made the changes where nobody says it."""

from __future__ import annotations

import pytest

from masthead.compare.matching import match_papers
from masthead.importing.versions import Version
from masthead.read.reader import read_paper
from masthead.targets.compared import mark_paper


@pytest.mark.parametrize(
    ("sample", "code", "author"),
    [
        ("A_C.2_80_L.XX", "en", "First State"),  # a draft: without the call of its note
        ("A_C.2_80_L.XX", "zh", "第一国"),
        ("A_RES_80_XX", "en", "General Assembly resolutions"),
    ],
)
def test_changes_are_made_by_the_sponsors_of_a_draft(project, sample, code, author):
    paper = read_paper(project, project.source / f"samples/{sample}.yaml").require()
    version = Version(sample, paper, project)
    matching = match_papers(paper, paper, (code,))
    assert mark_paper(project, (version, version), matching, code).author == author
    named = mark_paper(project, (version, version), matching, code, "A delegation")
    assert named.author == "A delegation"
