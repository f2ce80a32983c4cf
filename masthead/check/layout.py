"""Laying pages out to check them: what the setter noticed, and where everything landed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from masthead.edition.edition import Edition
    from masthead.project import Project
    from masthead.render.fault import RenderFault
    from masthead.render.landing import Landing


class Layout(Struct, frozen=True):
    """The pages of one version: the faults that setting them met, and where the nodes are."""

    edition: Edition | None = None
    faults: tuple[RenderFault, ...] = ()
    landing: Landing | None = None


def lay_out(project: Project, edition: Edition) -> Layout:
    """Lay an edition out as PDF. Raises ToolError without a tool, a locked font or room for it."""
    from masthead.diagnostic import ToolError, explain_lack
    from masthead.render.fault import RenderError
    from masthead.render.pdf import render_pdf
    from masthead.render.pdf.fonts import refuse_other_fonts

    refuse_other_fonts(project)
    try:
        result = render_pdf(project, edition)
    except RenderError as error:
        return Layout(edition, error.faults)
    except OSError as error:
        if advice := explain_lack(error):
            raise ToolError(advice) from None
        raise
    return Layout(edition, result.notices, result.landing)
