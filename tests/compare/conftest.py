"""Two versions of small papers, read from YAML."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
import yaml

from masthead.compare.summary import Summary, compare_papers
from masthead.project import Project
from masthead.read.reader import read_source

HEAD: dict[str, Any] = {
    "symbol": "NPT/CONF.2026/PC.II/WP.7",
    "series": "npt-preparatory-committee",
    "session": 2,
    "date": "2024-05-16",
    "original": "en",
    "versions": {"en": {}, "zh": {}},
    "title": {"en": "On drafts", "zh": "关于草案"},
}

Compare = Callable[..., Summary]


def write_paper(text: list[Any], **facts: Any) -> str:
    written = yaml.safe_dump(HEAD | facts | {"text": text}, allow_unicode=True, sort_keys=False)
    return str(written).replace("'2024-05-16'", "2024-05-16")


def compare_sources(project: Project, old: str, new: str) -> Summary:
    papers = (
        read_source(project, source.encode(), f"source/{name}.yaml").require()
        for source, name in ((old, "old"), (new, "new"))
    )
    return compare_papers(project, *papers)


@pytest.fixture
def compare(project: Project) -> Compare:
    """Compare papers with these texts: lists of units."""

    def compare(old: list[Any], new: list[Any], **facts: Any) -> Summary:
        return compare_sources(project, write_paper(old), write_paper(new, **facts))

    return compare


def paragraph(en: str, zh: str = "同样的话", **more: Any) -> dict[str, Any]:
    return {"paragraph": {"en": en, "zh": zh}, **more}
