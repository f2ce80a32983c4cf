"""What each element of the printed page is to who cannot see it: its role in the tag tree.

What its class says comes first (:mod:`masthead.render.roles`), then what an element of HTML is by
itself. What is in neither table has no role, and is refused: taken for nothing, it would fall
silent in a file that claims that all of it can be read.
"""

from __future__ import annotations

import re
from typing import Any

import pydyf

from masthead.diagnostic import ToolError
from masthead.render.roles import STRUCTURE

TRANSPARENT = ""
"""No role of its own: what is in it belongs to what it stands in."""

ELEMENTS = {
    "html": "Document", "body": "Document", "section": "Sect", "div": "Div", "aside": "Div",
    "p": "P", "h1": "H1", "h2": "H2", "h3": "H3", "h4": "H4", "h5": "H5", "h6": "H6",
    "blockquote": "BlockQuote", "ol": "L", "ul": "L", "li": "LI",
    "table": "Table", "caption": "Caption", "thead": "THead", "tbody": "TBody", "tr": "TR",
    "th": "TH", "td": "TD",
    "figure": "Div", "figcaption": "Caption", "img": "Figure", "svg": "Figure",
    "a": "Link", "sup": "Span", "sub": "Span",
    "span": TRANSPARENT, "br": TRANSPARENT, "wbr": TRANSPARENT,
    # Definitions: a list whose items, each in a div, have the term for a label.
    "dl": "L", "dt": "Lbl", "dd": "LBody",
}  # fmt: skip
"""Elements and their roles. A figure's caption stands beside its picture, not inside it: what a
picture says instead of itself would also be said instead of the caption."""

KEPT = frozenset({"TR", "TH", "TD"})
"""Roles that are there even where nothing is in them: a row keeps all of its cells."""

HEADINGS = frozenset({"H1", "H2", "H3", "H4", "H5", "H6"})

COUNTERS = {
    "decimal": "Decimal", "lower": "LowerAlpha", "UPPER": "UpperAlpha", "roman": "LowerRoman",
    "ROMAN": "UpperRoman", "abjad": "LowerAlpha", "han": "Decimal",
}  # fmt: skip
"""Counters of labels as languages name them, and what PDF calls them; it knows no Chinese one."""

SCOPES = {"col": "Column", "colgroup": "Column", "row": "Row", "rowgroup": "Row"}


def find_role(element: Any) -> str:
    """Find the role of an element. Raises ToolError when it has none."""
    name = _name(element)
    names = [f"{name}.{one}" for one in element.get("class", "").split()]
    for one in (*names, name):
        if (role := STRUCTURE.get(one, ELEMENTS.get(one))) is not None:
            return role
    raise ToolError(
        f"<{name}> on the printed page has no role for who cannot see it: "
        "use another element in the template, or add it to masthead/render/pdf/roles.py"
    )


def verify_roles(element: Any) -> None:
    """Look whether all elements in one have a role. Raises ToolError when one has none.

    And when a picture or a head of a table lacks what makes it understood.
    """
    if element.get("aria-hidden") == "true":  # what stands in a margin
        return
    role = find_role(element)
    if role == "Figure" and find_alternative(element) is None:
        raise ToolError(f"<{_name(element)}> on the printed page has no text instead of it (alt)")
    if role == "TH" and element.get("scope") not in SCOPES:
        raise ToolError(f"<th> on the printed page has no scope: {', '.join(SCOPES)}")
    if _name(element) != "svg":  # a picture is one thing, whatever it is drawn with
        for child in element:
            if isinstance(child.tag, str):
                verify_roles(child)


def find_alternative(element: Any) -> str | None:
    """Find what a picture says instead of itself; nothing where it is only an ornament."""
    alternative: str | None = element.get("alt", element.get("aria-label"))
    return alternative


def _name(element: Any) -> str:
    name: str = element.tag
    return name.rpartition("}")[2]


def describe_element(element: Any, role: str) -> dict[str, Any]:
    """Write what a structure element says of itself beside its role: its entries in PDF."""
    entries: dict[str, Any] = {}
    if role == "Note" or (role == "TH" and element.get("id")):
        entries["ID"] = pydyf.String(element.get("id"))
    if role == "L":
        entries["A"] = _describe("List", ListNumbering=f"/{_find_numbering(element)}")
    elif role in ("TH", "TD"):
        table = _describe_cell(element, role)
        if len(table) > 1:
            entries["A"] = table
    return entries


def _describe(owner: str, **attributes: Any) -> pydyf.Dictionary:
    return pydyf.Dictionary({"O": f"/{owner}", **attributes})


def _find_numbering(element: Any) -> str:
    """Find how a list is numbered: the pattern of its labels says it (``({lower})``)."""
    pattern = element.get("data-numbering")
    if pattern is None:
        return {"ul": "Disc", "ol": "Decimal"}.get(_name(element), "None")
    found = re.search(r"\{(\w+)\}", pattern)
    return COUNTERS[found[1]] if found else "None"


def _describe_cell(element: Any, role: str) -> pydyf.Dictionary:
    attributes: dict[str, Any] = {}
    for key, name in (("RowSpan", "rowspan"), ("ColSpan", "colspan")):
        if int(element.get(name, 1)) > 1:
            attributes[key] = int(element.get(name))
    if role == "TH":
        attributes["Scope"] = f"/{SCOPES[element.get('scope')]}"
    if headers := element.get("headers", "").split():
        attributes["Headers"] = pydyf.Array(map(pydyf.String, headers))
    return _describe("Table", **attributes)
