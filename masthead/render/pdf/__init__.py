"""HTML to PDF with WeasyPrint, and where each node landed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from masthead.render.landing import Landing
from masthead.render.pdf.result import PdfResult

if TYPE_CHECKING:
    from masthead.edition.edition import Edition
    from masthead.project import Project


def render_pdf(project: Project, edition: Edition) -> PdfResult:
    """Set an edition as PDF (PDF/UA-1 and PDF/A-3a); the same bytes for the same inputs.

    Raises RenderError when something in the paper cannot be set, ToolError when a locked font is
    missing, UsageError when a template or style names something outside the project.
    """
    from masthead.render.pdf.engine import import_engine

    import_engine()  # before any module that imports it
    from masthead.render.pdf.setting import set_edition

    return set_edition(project, edition)


__all__ = ["Landing", "PdfResult", "render_pdf"]
