"""What pandoc is shown of the reference document: which styles there are, and no more.

It looks a style up by its name and writes down its id; it reads every style and list to the last
tab stop nevertheless, which takes a third of its time. The parts that it writes of them are not
those that go out (:mod:`masthead.render.docx.reference`).
"""

from __future__ import annotations

from collections.abc import Mapping

from lxml import etree

from masthead.diagnostic import ToolError
from masthead.render.docx.finish import WORD, parse_part

_STYLES, _NUMBERING = "word/styles.xml", "word/numbering.xml"
_W = f"{{{WORD}}}"
_KEPT = (f"{_W}name", f"{_W}basedOn")
"""Of a style. Pandoc follows its base to see whether it is a heading's."""


def sketch_reference(parts: Mapping[str, bytes]) -> dict[str, bytes]:
    """Leave out of the parts of a reference document what the story does not depend on.

    Raises ToolError for styles or lists that are not well-formed XML.
    """
    styles = _parse(parts, _STYLES)
    for style in styles:
        for child in list(style):
            if style.tag != f"{_W}style" or child.tag not in _KEPT:
                style.remove(child)
    numbering = _parse(parts, _NUMBERING)
    for child in list(numbering):
        numbering.remove(child)
    return {**parts, _STYLES: etree.tostring(styles), _NUMBERING: etree.tostring(numbering)}


def _parse(parts: Mapping[str, bytes], name: str) -> etree._Element:
    try:
        return parse_part(parts[name])
    except etree.XMLSyntaxError as error:
        template = name.removeprefix("word/")
        raise ToolError(
            f"what templates/docx/{template} gives is not well-formed: {error.msg}"
        ) from None
