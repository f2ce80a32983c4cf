"""Two versions of a paper as one HTML file: in one column, or side by side, as the reader chooses.

It needs nothing else. A script goes from change to change by key; nothing else needs it.
"""

from __future__ import annotations

import hashlib
from base64 import b64encode
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from masthead.edition.edition import abbreviate
from masthead.render.html.body import render_body
from masthead.render.html.front import render_front
from masthead.render.html.sides import put_side_by_side
from masthead.render.html.style import list_sheets, write_style
from masthead.render.marked import has_class, mark_elements
from masthead.render.templates import load_template

if TYPE_CHECKING:
    from masthead.edition.edition import Edition
    from masthead.project import Project

_WORDS = 40
"""How many columns of what was changed the list of changes shows."""


class ChangeLink(NamedTuple):
    """A change, where it is, and the first words of it."""

    id: str
    where: str
    old: str
    new: str


def render_compared(project: Project, edition: Edition, names: Mapping[str, str]) -> bytes:
    """Write a marked Edition as one HTML file, in UTF-8.

    ``names`` say where nodes are, by their ids: "paragraph 12 (h)".
    """
    from lxml import etree
    from markupsafe import Markup

    front = render_front(project, edition, "screen")
    body = render_body(project, edition, "screen")
    main = etree.fromstring(f"<main>{front}{body}</main>")
    mark_elements(main, edition, "screen")
    changes = list(_number_changes(main, names))
    put_side_by_side(main, edition)
    script = project.read("templates", "html/compared.js").decode("utf-8")
    sheets = ("reading.css", *list_sheets(edition), "screen.css", "compared.css")
    written = etree.tostring(main, encoding="unicode", method="html")
    page = load_template(project, "html/compared.html").render(
        edition=edition,
        style=write_style(project, sheets, (edition.language,), faces=True),
        changes=changes,
        main=Markup(written),  # noqa: S704 - what the templates have escaped
        script=Markup(script),  # noqa: S704 - our own file
        digest=b64encode(hashlib.sha256(script.encode()).digest()).decode("ascii"),
    )
    return page.encode()


def _number_changes(main: Any, names: Mapping[str, str]) -> Iterator[ChangeLink]:
    """Number the changes: what was deleted, and inserted in its place, is one of them."""
    for number, group in enumerate(_group(main), start=1):
        first = group[0]
        if first.get("id") is None:
            first.set("id", f"change-{number}")
        first.set("data-change", str(number))
        old, new = (
            abbreviate(" ".join("".join(_say(one) for one in group if has_class(one, change))
                       .split()), _WORDS)
            for change in ("deleted", "inserted")
        )  # fmt: skip
        yield ChangeLink(first.get("id"), _find_name(first, names), old, new)


def _group(main: Any) -> Iterator[list[Any]]:
    group: list[Any] = []
    for element in _find_changed(main):
        last = group[-1] if group else None
        if last is not None and last.getnext() is element and not (last.tail or "").strip() and (
            last.tag in ("ins", "del") and element.tag in ("ins", "del")
        ):  # fmt: skip
            group.append(element)
            continue
        if group:
            yield group
        group = [element]
    if group:
        yield group


def _find_changed(element: Any) -> Iterator[Any]:
    """Find what came or went, the outermost elements alone."""
    if has_class(element, "inserted", "deleted", "changed"):
        yield element
        return
    for child in element:
        yield from _find_changed(child)


def _find_name(element: Any, names: Mapping[str, str]) -> str:
    above = element
    while above is not None:
        if above.get("id") in names:
            return names[above.get("id")]
        above = above.getparent()
    return names.get("masthead", "")


def _say(element: Any) -> str:
    """Give the words of an element, without those that are for ears alone."""
    if has_class(element, "said"):
        return ""
    inner = [element.text or ""]
    for child in element:
        inner += [_say(child), child.tail or ""]
    return "".join(inner)
