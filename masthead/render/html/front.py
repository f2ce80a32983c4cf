"""The first page for a screen: masthead, title, byline, status and the notes called there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from masthead.render.templates import load_template

if TYPE_CHECKING:
    from markupsafe import Markup

    from masthead.edition.edition import Edition
    from masthead.project import Project
    from masthead.render.html.body import Flavour


def render_front(project: Project, edition: Edition, flavour: Flavour) -> Markup:
    """Write the first page's lines in the order of print, in markup that reflows."""
    return _call(project, "front", edition, flavour)


def render_draft(project: Project, edition: Edition) -> Markup:
    """Write the line that says that this is a draft; nothing for an official build."""
    return _call(project, "draft", edition)


def _call(project: Project, macro: str, *arguments: object) -> Markup:
    from markupsafe import Markup

    module = load_template(project, "html/front.html").module
    return Markup(getattr(module, macro)(*arguments))  # noqa: S704 - the macro has escaped it
