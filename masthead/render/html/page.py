"""One language version as one HTML file that needs nothing else: no scripts, no network."""

from __future__ import annotations

from typing import TYPE_CHECKING

from masthead.render.html.body import render_body
from masthead.render.html.outline import make_outline
from masthead.render.html.style import list_sheets, write_style
from masthead.render.templates import load_template

if TYPE_CHECKING:
    from masthead.edition.edition import Edition
    from masthead.project import Project


def render_html(project: Project, edition: Edition) -> bytes:
    """Write the edition as one HTML file, in UTF-8."""
    sheets = ("reading.css", *list_sheets(edition), "screen.css")
    page = load_template(project, "html/page.html").render(
        edition=edition,
        style=write_style(project, sheets, (edition.language,), faces=True),
        contents=make_outline(edition.body, paragraphs=False),
        body=render_body(project, edition, "screen"),
    )
    return page.encode()
