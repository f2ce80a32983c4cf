"""Style sheets for reading: those of ``styles/``, and what a language's data says of its type."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from masthead.render.templates import load_template

if TYPE_CHECKING:
    from markupsafe import Markup

    from masthead.language.language import Language
    from masthead.project import Project

_COMMENT = re.compile(r"/\*.*?\*/\s*", re.DOTALL)


def write_style(
    project: Project, names: Iterable[str], languages: Iterable[Language], *, faces: bool
) -> Markup:
    """Write one style sheet from several of ``styles/`` and the rules of some languages.

    With ``faces`` it names the typefaces of the page, for who has them; without, the reader's own
    choice stands. Comments stay behind: what is read by thousands need not carry them.

    Raises FileNotFoundError when a style sheet is missing.
    """
    from markupsafe import Markup

    sheets = [project.read("styles", name).decode("utf-8") for name in names]
    by_tag = {language.tag: language for language in languages}
    rules = load_template(project, "html/languages.css")
    sheets.append(rules.render(languages=by_tag.values(), faces=faces))
    written = "".join(_COMMENT.sub("", sheet) for sheet in sheets)
    return Markup(written.replace("</", "<\\/"))  # noqa: S704 - our own files, and closed to "</"
