"""Style sheets for reading: those of ``styles/``, and what a language's data says of its type."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from masthead.diagnostic import UsageError
from masthead.edition.edition import (
    Closing,
    Contents,
    EndNotes,
    Figure,
    Opening,
    ResolutionPart,
    SectionHeading,
    Vote,
    walk_blocks,
)
from masthead.render.templates import load_template

if TYPE_CHECKING:
    from markupsafe import Markup

    from masthead.edition.edition import Edition
    from masthead.language.language import Language
    from masthead.project import Project

_SUSPECT = re.compile(r"url|src|import|image|cross-fade|\\", re.IGNORECASE)
"""What a style sheet that names another file has in it; the rest need not be parsed."""
_LOADING = ("url", "src", "image", "image-set", "-webkit-image-set", "cross-fade")
"""The functions of CSS that take an address as a string."""
_COMMENT = re.compile(r"/\*.*?\*/\s*", re.DOTALL)


SHEETS = {
    Contents.kind: "contents.css",
    EndNotes.kind: "endnotes.css",
    Figure.kind: "figures.css",
    Opening.kind: "resolutions.css",
    Closing.kind: "resolutions.css",
    ResolutionPart.kind: "resolutions.css",
    SectionHeading.kind: "resolutions.css",
    Vote.kind: "resolutions.css",
    "sponsors": "resolutions.css",
}
"""The style sheets that only papers need in which blocks of some kinds stand."""


def list_sheets(*editions: Edition) -> list[str]:
    """List the style sheets that some editions need for the kinds of blocks in them."""
    kinds = {block.kind for edition in editions for block in walk_blocks(edition.body)}
    if any(edition.sponsors or edition.adoption for edition in editions):
        kinds.add("sponsors")
    return list(dict.fromkeys(sheet for kind, sheet in SHEETS.items() if kind in kinds))


def write_style(
    project: Project, names: Iterable[str], languages: Iterable[Language], *, faces: bool
) -> Markup:
    """Write one style sheet from several of ``styles/`` and the rules of some languages.

    With ``faces`` it names the typefaces of the page, for who has them; without, the reader's own
    choice stands. Comments stay behind: what is read by thousands need not carry them.

    Raises FileNotFoundError when a style sheet is missing, UsageError when one names another file:
    what is read stands alone, and no reader's machine is sent to the network.
    """
    from markupsafe import Markup

    sheets = []
    for name in names:
        sheet = project.read("styles", name).decode("utf-8")
        if _SUSPECT.search(sheet):
            refuse_addresses(f"styles/{name}", sheet)
        sheets.append(sheet)
    by_tag = {language.tag: language for language in languages}
    rules = load_template(project, "html/languages.css")
    sheets.append(rules.render(languages=by_tag.values(), faces=faces))
    written = "".join(_COMMENT.sub("", sheet) for sheet in sheets)
    return Markup(written.replace("</", "<\\/"))  # noqa: S704 - our own files, and closed to "</"


def refuse_addresses(name: str, sheet: str) -> None:
    """Refuse a style sheet that names other files, but for data inside it. Raises UsageError."""
    import tinycss2

    for line, address in _find_addresses(tinycss2.parse_component_value_list(sheet)):
        if not address.strip().lower().startswith("data:"):
            raise UsageError(
                f"{name}:{line}: {address!r} is not loaded: HTML and EPUB name no other files, and "
                "nothing of the network; what belongs to the style stands in it (url(data:…))"
            )


def _find_addresses(values: Iterable[Any]) -> Iterator[tuple[int, str]]:
    """Find the addresses in parsed CSS: those of ``url()``, ``@import`` and ``image-set()``."""
    imports = False
    for value in values:
        if value.type == "url" or (value.type == "string" and imports):
            yield value.source_line, value.value
        elif value.type == "function":
            texts = [one.value for one in value.arguments if one.type == "string"]
            if value.lower_name in _LOADING:
                yield from ((value.source_line, text) for text in texts)
            yield from _find_addresses(value.arguments)
        elif value.type in ("() block", "[] block", "{} block"):
            yield from _find_addresses(value.content)
        if value.type == "at-keyword":
            imports = value.lower_value == "import"
        elif value.type == "literal" and value.value == ";":
            imports = False
