"""PDFs to print in tests: each page says its number, so that sheets can be read back."""

from __future__ import annotations

import struct
from collections.abc import Callable, Sequence
from functools import cache
from io import BytesIO
from typing import Any

import pikepdf

LETTER = (612.0, 792.0)
A4 = (595.2756, 841.8898)
A5 = (419.5276, 595.2756)
DATE = "D:20240516000000Z"


def make_pdf(
    pages: int | Sequence[tuple[float, float]],
    *,
    change: Callable[[pikepdf.Pdf], None] | None = None,
    extra: bytes = b"",
    **save: Any,
) -> bytes:
    """Make a PDF of so many Letter pages, or of pages of these sizes.

    The number of each page stands near its upper left corner: ``=7=``.
    """
    sizes = [LETTER] * pages if isinstance(pages, int) else list(pages)
    pdf = pikepdf.new()
    font = pdf.make_indirect(
        pikepdf.Dictionary(
            Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica
        )
    )
    for number, (width, height) in enumerate(sizes, 1):
        text = f"BT 0 0 0 rg /F 14 Tf 40 {height - 50:g} Td (={number}=) Tj ET".encode()
        page = pikepdf.Dictionary(
            Type=pikepdf.Name.Page,
            MediaBox=[0, 0, width, height],
            Resources=pikepdf.Dictionary(Font=pikepdf.Dictionary(F=font)),
            Contents=pdf.make_stream(text + b"\n" + extra),
        )
        pdf.pages.append(pikepdf.Page(page))
    pdf.docinfo["/Title"] = "Pages"
    pdf.docinfo["/CreationDate"] = DATE
    if change is not None:
        change(pdf)
    out = BytesIO()
    pdf.save(out, deterministic_id="encryption" not in save, **save)
    return out.getvalue()


@cache
def make_set_pdf(pages: int = 3) -> bytes:
    """Make a PDF as builds make them: tagged, with links in blue, its fonts in it."""
    from weasyprint import HTML

    text = "".join(
        f'<h1>={number}=</h1><p style="color: #000">Of the Treaty, see '
        f'<a href="https://docs.un.org/en/A/80/400">A/80/400</a>.</p>'
        for number in range(1, pages + 1)
    )
    html = (
        '<html lang="en"><title>Printed</title><meta name="dcterms.created" content="2024-05-16">'
        "<style>@page { size: 612pt 792pt; margin: 72pt } h1 { break-before: page }"
        "a { color: blue }</style>" + text
    )
    made: bytes = HTML(string=html).write_pdf(pdf_variant="pdf/ua-1")
    return made


def read_sides(data: bytes) -> list[list[tuple[int, float, float]]]:
    """Read the page numbers of each side: number, and where it stands (x, y, in pt).

    Sorted row by row from the top, each row from the left.
    """
    import pypdfium2

    sides = []
    document = pypdfium2.PdfDocument(data)
    for page in document:
        text = page.get_textpage()
        everything = text.get_text_range()
        found = []
        start = 0
        while (opening := everything.find("=", start)) >= 0:
            closing = everything.index("=", opening + 1)
            left, bottom, _, _ = text.get_charbox(opening + 1)
            found.append((int(everything[opening + 1 : closing]), left, bottom))
            start = closing + 1
        sides.append(sorted(found, key=lambda one: (-round(one[2], -1), one[1])))
        text.close()
        page.close()
    document.close()
    return sides


def read_numbers(data: bytes) -> list[list[int]]:
    """Read the page numbers of each side in the order seen."""
    return [[number for number, _, _ in side] for side in read_sides(data)]


def make_profile(device: bytes, space: bytes, description: str) -> bytes:
    """Make an ICC profile that has a description, and nothing to turn colours with."""
    text = description.encode("ascii") + b"\0"
    tag = b"desc\0\0\0\0" + struct.pack(">I", len(text)) + text + bytes(78)
    table = struct.pack(">I4sII", 1, b"desc", 144, len(tag))
    header = struct.pack(">I4xI4s4s4s", 144 + len(tag), 0x02400000, device, space, b"XYZ ")
    return header.ljust(36, b"\0") + b"acsp".ljust(92, b"\0") + table + tag
