"""Edition to Word file.

numbering   which labels Word writes by itself
reference   the reference document: styles, lists, masthead, heads and feet, from templates
story       the text as pandoc's document
finish      what pandoc cannot write
lint        what Word would stumble over
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from masthead.edition.edition import Edition
    from masthead.project import Project


def render_docx(project: Project, edition: Edition) -> bytes:
    """Render an edition as a Word file; see :func:`masthead.render.docx.render.render_docx`."""
    from masthead.render.docx import render

    return render.render_docx(project, edition)
