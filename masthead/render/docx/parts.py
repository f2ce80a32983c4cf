"""Parts of a Word file: how they are filled from templates and how they name each other."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from masthead.diagnostic import ToolError

if TYPE_CHECKING:
    from masthead.project import Project

PACKAGE_TYPE = "application/vnd.openxmlformats-package."
DRAWING_TYPE = "application/vnd.openxmlformats-officedocument."
WORD_TYPE = f"{DRAWING_TYPE}wordprocessingml."
"""Beginnings of the content types of parts."""

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships/"


class Relationship(Struct, frozen=True, order=True):
    """A part's relationship to another part, or to an address outside the file."""

    id: str
    kind: str
    target: str
    external: bool = False

    @property
    def type(self) -> str:
        """The relationship's type: an address that means, but leads to, nothing."""
        return (_PACKAGE if self.kind.startswith("metadata/") else _OFFICE) + self.kind


def fill_part(project: Project, template: str, **fields: Any) -> bytes:
    """Fill a template of ``templates/docx``. Raises ToolError when it is missing."""
    from jinja2 import TemplateNotFound

    from masthead.render.templates import load_template

    try:
        made = load_template(project, f"docx/{template}").render(**fields)
    except TemplateNotFound as error:
        raise ToolError(f"templates/{error.name} is missing: Word files need it") from None
    return made.encode("utf-8")


def write_relationships(project: Project, relationships: Iterable[Relationship]) -> bytes:
    """Write the relationships of a part, sorted by their ids."""
    return fill_part(project, "relationships.xml", relationships=sorted(relationships))
