"""Style sheets, parsed once: one that imports others of the project's is parsed anew with them."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any, NamedTuple

from weasyprint import CSS

if TYPE_CHECKING:
    from masthead.project import Project


class Sheet(NamedTuple):
    """A style sheet as the engine has parsed it."""

    parsed: Any
    configuration: Any
    """The font configuration that knows its faces."""
    imported: dict[str, str]
    """The style sheets that it imports: name in ``styles/`` to SHA-256."""

    def is_current(self, project: Project) -> bool:
        """Whether what it imports is as it was, which is recorded as read."""
        return all(_digest(project, name) == digest for name, digest in self.imported.items())


def parse_sheet(project: Project, text: str, configuration: Any, fetcher: Any = None) -> Sheet:
    """Parse a style sheet. Raises UsageError for what it may not import."""
    named = {} if fetcher is None else {"url_fetcher": fetcher}
    with project.recording() as files:
        parsed = CSS(string=text, font_config=configuration, **named)
    imported = {
        name.removeprefix("styles/"): digest
        for name, digest in files.items()
        if name.startswith("styles/") and name.endswith(".css")
    }
    return Sheet(parsed, configuration, imported)


def _digest(project: Project, name: str) -> str | None:
    try:
        return hashlib.sha256(project.read("styles", name)).hexdigest()
    except FileNotFoundError:
        return None
