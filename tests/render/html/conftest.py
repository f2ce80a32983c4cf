"""The editions of the paper with everything in it."""

from __future__ import annotations

import pytest

from masthead.edition.edition import Edition
from masthead.edition.resolve import resolve_edition
from masthead.project import Project
from tests.render.specimen import read_specimen


@pytest.fixture(scope="session")
def specimens(project: Project) -> dict[str, Edition]:
    """The specimen in English, Chinese and Arabic."""
    paper = read_specimen(project)
    return {code: resolve_edition(project, paper, code) for code in paper.versions}
