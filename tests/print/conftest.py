"""What the tests of the print room share."""

from __future__ import annotations

import warnings
from typing import Any

import pytest

from masthead.edition.edition import Edition
from masthead.print.layout import Layout
from masthead.print.options import PrintOptions
from masthead.print.papers import Papers, load_papers
from masthead.print.press import PrintResult, make_print
from masthead.print.profile import BLACK
from masthead.print.source import Direction, PrintSource
from masthead.project import Project
from tests.conftest import ROOT

BLACK_INK = (ROOT / "styles" / BLACK).read_bytes()


@pytest.fixture(scope="session")
def papers(project: Project) -> Papers:
    return load_papers(project)


@pytest.fixture(scope="session")
def built(project: Project, edition_zh: Edition) -> bytes:
    """The paper's Chinese PDF, as it is built."""
    from masthead.render.pdf import render_pdf

    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)  # WeasyPrint leaves its profile open
        return render_pdf(project, edition_zh).data


class Printer:
    """Prints with options given by name: ``printer(data, "booklet", grey=True)``."""

    def __init__(self, papers: Papers) -> None:
        self.papers = papers

    def __call__(
        self,
        data: bytes | list[bytes],
        layout: str = "set",
        direction: Direction | list[Direction] = "ltr",
        profile_data: bytes = BLACK_INK,
        **options: Any,
    ) -> PrintResult:
        many = data if isinstance(data, list) else [data]
        directions = direction if isinstance(direction, list) else [direction] * len(many)
        sources = [
            PrintSource(f"output/{number}.pdf", one, way)
            for number, (one, way) in enumerate(zip(many, directions, strict=True), 1)
        ]
        asked = PrintOptions(layout=Layout(layout), **options)
        return make_print(sources, asked, self.papers, "WP.5-EN", profile_data)


@pytest.fixture(scope="session")
def printer(papers: Papers) -> Printer:
    return Printer(papers)
