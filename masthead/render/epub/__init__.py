"""Edition to EPUB: the body markup packaged by pandoc, then a finish."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from masthead.edition.edition import Edition
    from masthead.project import Project
    from masthead.render.landing import Landing


def render_epub(project: Project, edition: Edition, landing: Landing | None) -> bytes:
    """Write an edition as an EPUB 3.3 file.

    ``landing`` says on which page of the PDF each node begins; without it there is no page list.

    Raises RenderError when something in the paper cannot stand in an EPUB, ToolError when pandoc
    fails.
    """
    from masthead.render.epub.book import render_epub as render

    return render(project, edition, landing)
