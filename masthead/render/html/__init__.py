"""Edition to HTML: the one body markup for PDF, EPUB and screen."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from masthead.edition.edition import Edition
    from masthead.project import Project


def render_html(project: Project, edition: Edition) -> bytes:
    """Write one language version as one self-contained HTML file."""
    from masthead.render.html.page import render_html as render

    return render(project, edition)


def render_parallel(project: Project, editions: Sequence[Edition]) -> bytes:
    """Write several language versions side by side, paragraph by paragraph, as one HTML file.

    All editions are of one paper. Raises ValueError when there is none.
    """
    from masthead.render.html.parallel import render_parallel as render

    return render(project, editions)
