"""Formats: one row each, with all that the build, its workers, the cache and the help ask of it.

A format of one's own is a :class:`Format` in an installed package that names it under the entry
point ``masthead.formats``; docs/building.md has the recipe. Nothing else has to know of it.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable
from functools import cache
from typing import Any

from msgspec import Struct

from masthead.diagnostic import ToolError

GROUP = "masthead.formats"
"""The entry point under which other packages name their formats."""
_COMMON = ("babel", "jinja2", "markupsafe", "msgspec", "pydantic", "pydantic_core", "pyyaml")
_PICTURES = ("lxml", "pillow", "python_barcode", "segno", "vl_convert_python")
_ENGINE = ("brotli", "cffi", "cssselect2", "pydyf", "pyphen", "weasyprint", "zopfli")
_WEB = ("fonttools", "tinycss2", "tinyhtml5", "webencodings")


class Format(Struct, frozen=True):
    """A format into which papers are built.

    The renderer is called with the project and an edition; with all editions, where it is
    ``parallel``; and then with a Landing, where it has ``pages_of``. It gives bytes, or a
    :class:`masthead.render.pdf.PdfResult`. It raises RenderError for what is wrong in the paper.
    """

    name: str
    """What ``--format`` takes, in small letters."""
    extension: str
    """Of its files, without the dot."""
    renderer: str
    """The function that writes a file: ``module:function``."""
    imports: str
    """The module that imports all that the renderer takes; workers do so ahead."""
    tools: tuple[str, ...] = ()
    """The distributions whose versions decide its bytes, as their ``.dist-info`` folders begin, in
    small letters."""
    rooms: tuple[str, ...] = ()
    """The folders of our package whose modules write it and not every format."""
    parallel: bool = False
    """Whether one file holds all language versions, and not each its own."""
    heavy: bool = False
    """Whether it takes the layout engine, or comes after what does."""
    pages_of: str = ""
    """The format whose pages it names, so that it is made after that one; empty for none."""
    default: bool = False
    """Whether it is built when no format is asked for."""

    @property
    def package(self) -> str:
        """The package that its renderer is in: ours, but for a format of somebody else's."""
        return self.renderer.partition(".")[0].partition(":")[0]

    def load_renderer(self) -> Callable[..., Any]:
        """Import the function that writes a file."""
        module, _, function = self.renderer.partition(":")
        renderer: Callable[..., Any] = getattr(importlib.import_module(module), function)
        return renderer


BUILT_IN = (
    Format(
        "pdf", "pdf", "masthead.render.pdf:render_pdf", "masthead.render.pdf.setting",
        (*_COMMON, *_PICTURES, *_WEB, *_ENGINE), ("render/html", "render/pdf"), heavy=True,
        default=True,
    ),
    Format(
        "docx", "docx", "masthead.render.docx:render_docx", "masthead.render.docx.render",
        # Drawings have bitmaps beside them, which the layout engine paints.
        (*_COMMON, *_PICTURES, *_WEB, *_ENGINE, "pypandoc_binary", "pypdfium2"),
        ("render/docx", "render/pdf"), default=True,
    ),
    Format(
        "epub", "epub", "masthead.render.epub:render_epub", "masthead.render.epub.book",
        (*_COMMON, *_PICTURES, *_WEB, "pypandoc_binary"), ("render/html", "render/epub"),
        heavy=True, pages_of="pdf", default=True,
    ),
    Format(
        "html", "html", "masthead.render.html:render_html", "masthead.render.html.page",
        (*_COMMON, *_PICTURES, *_WEB), ("render/html",),
    ),
    Format(
        "parallel", "html", "masthead.render.html:render_parallel", "masthead.render.html.parallel",
        (*_COMMON, *_PICTURES, *_WEB), ("render/html",), parallel=True,
    ),
    Format(
        "text", "txt", "masthead.render.text:render_text", "masthead.render.text.plain",
        _COMMON, ("render/text",),
    ),
    Format(
        "markdown", "md", "masthead.render.text:render_markdown", "masthead.render.text.markdown",
        _COMMON, ("render/text",),
    ),
)  # fmt: skip
"""The formats that Masthead brings. ``parallel`` is HTML, the language versions side by side."""
PRINT = Format(
    "print", "pdf", "masthead.print.shop:press_job", "masthead.print.shop",
    ("lxml", "msgspec", "pikepdf", "pillow", "pydantic", "pydantic_core", "pyyaml", "weasyprint"),
    ("print",),
)  # fmt: skip
"""Print files, which are made of PDFs: no paper is built into them."""
DEFAULT = tuple(one.name for one in BUILT_IN if one.default)
ASIDE = (
    "cluster", "commands", "compare", "editor", "importing", "preview", "proof", "render/tracked",
)  # fmt: skip
"""Folders of our package by which no file of a format is made."""
ROOMS = tuple(dict.fromkeys([*(room for one in (*BUILT_IN, PRINT) for room in one.rooms), *ASIDE]))
"""Folders of our package with modules that do not serve every format."""


def list_formats() -> dict[str, Format]:
    """List the formats that papers can be built into, by name: ours, then other packages'.

    Raises ToolError when one of another package cannot be had.
    """
    return {one.name: one for one in (*BUILT_IN, *_list_others())}


def find_format(name: str) -> Format:
    """Find a format by its name. Raises ValueError when there is none, ToolError as above."""
    for one in (*BUILT_IN, PRINT):
        if one.name == name:
            return one
    for one in _list_others():  # they cost a look into every installed package
        if one.name == name:
            return one
    raise ValueError(f"there is no format {name}")


@cache
def _list_others() -> tuple[Format, ...]:
    """Load the formats of other packages, by name; ours cannot be replaced."""
    from importlib.metadata import entry_points

    taken = {one.name for one in (*BUILT_IN, PRINT)}
    found = []
    for point in sorted(entry_points(group=GROUP)):
        try:
            one = point.load()
        except Exception as error:
            reason = f"{type(error).__name__}: {error}"
            raise ToolError(f"the format {point.name} cannot be loaded: {reason}") from error
        if not isinstance(one, Format):
            raise ToolError(f"the format {point.name}: {point.value} is no Format")
        if one.name in taken:
            raise ToolError(f"the format {point.name}: there is another one named {one.name}")
        taken.add(one.name)
        found.append(one)
    return tuple(found)
