"""What is set from the last layout is set as from nothing: the same bytes."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from masthead.edition.resolve import resolve_edition
from masthead.project import Project
from masthead.read.reader import read_source
from masthead.render.fault import RenderError
from masthead.render.pdf import render_pdf
from tests.compare.edits import dump, edit
from tests.render.pdf.keeping.longpapers import EDITS, write_paper

ROOT = Path(__file__).resolve().parents[4]


def open_projects():
    """Open the project twice: one that keeps what it makes, and one that does not."""
    keeping, plain = Project(ROOT), Project(ROOT)
    keeping.changes_often = True
    return keeping, plain


def set_text(project, source, code):
    """Set a version of a paper, or say what is wrong."""
    paper = read_source(project, dump(source).encode(), "source/random.yaml").require()
    try:
        return render_pdf(project, resolve_edition(project, paper, code))
    except RenderError as error:
        return error.faults


def check_random_edits(seeds, most_pages):
    for seed in seeds:
        chance = random.Random(seed)
        keeping, plain = open_projects()
        source = write_paper(chance, chance.randint(1, most_pages))
        code = chance.choice(("en", "zh"))
        for step in range(4):
            found, wanted = (set_text(project, source, code) for project in (keeping, plain))
            assert found == wanted, (seed, step, code)
            source = edit(plain, source, chance, chance.choice((1, 1, 2)), EDITS)


def test_random_edits():
    check_random_edits(range(6), 6)


@pytest.mark.fuzz
def test_many_random_edits():
    check_random_edits(range(100, 200), 60)
