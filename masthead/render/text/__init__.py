"""Edition to words alone: plain text, and CommonMark with notes."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from masthead.edition.edition import Edition
    from masthead.project import Project


def render_text(_project: Project, edition: Edition) -> bytes:
    """Write one language version as plain text in UTF-8, a paragraph a line."""
    from masthead.render.text.plain import write_text

    return write_text(edition).encode()


def render_markdown(_project: Project, edition: Edition) -> bytes:
    """Write one language version as CommonMark in UTF-8, with notes and pipe tables."""
    from masthead.render.text.markdown import write_markdown

    return write_markdown(edition).encode()
