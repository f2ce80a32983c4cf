"""The body markup: the one HTML of text, notes and inline content that every format prints.

The markup itself is in ``templates/html/body.html``; what the flavours are is said there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from masthead.render.templates import load_template

if TYPE_CHECKING:
    from markupsafe import Markup

    from masthead.edition.edition import Block, Content, Edition
    from masthead.project import Project

Flavour = Literal["print", "screen", "epub"]
Series = Literal["masthead", "text"]


def render_body(project: Project, edition: Edition, flavour: Flavour) -> Markup:
    """Write the whole text: headings, paragraphs, annexes, and outside print the text's notes."""
    from markupsafe import Markup

    body = render_blocks(project, edition, edition.body, flavour)
    notes = Markup("") if flavour == "print" else render_notes(project, edition, "text", flavour)
    return Markup('<section class="body">\n{}{}</section>\n').format(body, notes)


def render_blocks(
    project: Project, edition: Edition, blocks: tuple[Block, ...], flavour: Flavour
) -> Markup:
    """Write some blocks of the text, for formats that put something of their own between them."""
    return _call(project, "blocks", edition, blocks, flavour)


def render_content(
    project: Project, edition: Edition, content: Content, flavour: Flavour
) -> Markup:
    """Write inline content: a title, a byline, a line of the masthead."""
    return _call(project, "content", edition, content, flavour)


def render_notes(project: Project, edition: Edition, series: Series, flavour: Flavour) -> Markup:
    """Write the notes of one series as asides; nothing when it has none.

    In print there is nothing to write: there each note stands inside its call.
    """
    return _call(project, "notes", edition, series, flavour)


def _call(project: Project, macro: str, *arguments: object) -> Markup:
    from markupsafe import Markup

    module = load_template(project, "html/body.html").module
    return Markup(getattr(module, macro)(*arguments))  # noqa: S704 - the macro has escaped it
