"""Small Word files, made of what stands in them."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from xml.sax.saxutils import escape

SPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
)
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
TYPES = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

CONTENT_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" '
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Default Extension="png" ContentType="image/png"/>'
    '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-'
    'officedocument.wordprocessingml.document.main+xml"/></Types>'
)


def paragraph(text: str = "", style: str = "", properties: str = "", runs: str = "") -> str:
    """Write a paragraph: its text, tabs as ``\\t``, or runs as XML."""
    style = f'<w:pStyle w:val="{style}"/>' if style else ""
    inner = runs or (run(text) if text else "")
    return f"<w:p><w:pPr>{style}{properties}</w:pPr>{inner}</w:p>"


def run(text: str, properties: str = "") -> str:
    """Write a run, with its tabs."""
    pieces = "<w:tab/>".join(
        f'<w:t xml:space="preserve">{escape(piece)}</w:t>' if piece else ""
        for piece in text.split("\t")
    )
    return f"<w:r><w:rPr>{properties}</w:rPr>{pieces}</w:r>"


def table(*rows: tuple[str, ...] | list[str], head: int = 0, widths: tuple[int, ...] = ()) -> str:
    """Write a table of cells, each a text, or XML that begins with ``<w:tc>``."""
    made = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths or (2000,) * len(rows[0]))
    body = ""
    for number, row in enumerate(rows):
        repeated = "<w:trPr><w:tblHeader/></w:trPr>" if number < head else ""
        cells = (
            each if each.startswith("<w:tc>") else f"<w:tc>{paragraph(each)}</w:tc>" for each in row
        )
        body += f"<w:tr>{repeated}{''.join(cells)}</w:tr>"
    return f"<w:tbl><w:tblPr/><w:tblGrid>{made}</w:tblGrid>{body}</w:tbl>"


def cell(text: str, properties: str) -> str:
    """Write a cell with properties."""
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{paragraph(text)}</w:tc>"


def make_png(width: int, height: int) -> bytes:
    """Make a picture, all white."""
    rows = (b"\0" + b"\xff" * width) * height

    def chunk(kind: bytes, data: bytes) -> bytes:
        whole = kind + data
        return struct.pack(">I", len(data)) + whole + struct.pack(">I", zlib.crc32(whole))

    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    parts = chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + parts


def make_word(
    body: str, parts: dict[str, str | bytes] | None = None, links: dict[str, str] | None = None,
    **xml: str,
) -> bytes:  # fmt: skip
    """Make a Word file of its body; ``styles``, ``numbering``, ``footnotes`` … are inner XML.

    ``links`` are addresses by id; ``parts`` further parts, with the ids of pictures as ``id:name``.
    """
    relations, files = "", dict[str, str | bytes]()
    for name, inner in xml.items():
        root = "hdr" if name.startswith("header") else "ftr" if name.startswith("footer") else name
        root = {"numbering": "numbering", "comments": "comments"}.get(name, root)
        files[f"word/{name}.xml"] = f"<w:{root} {SPACES}>{inner}</w:{root}>"
        kind = name.rstrip("0123456789")
        relations += f'<Relationship Id="{name}" Type="{TYPES}/{kind}" Target="{name}.xml"/>'
    for identifier, target in (links or {}).items():
        relations += (
            f'<Relationship Id="{identifier}" Type="{TYPES}/hyperlink" '
            f'Target="{escape(target)}" TargetMode="External"/>'
        )
    for name, content in (parts or {}).items():
        identifier, _, part = name.rpartition(":")
        files[f"word/{part}"] = content
        if identifier:
            relations += f'<Relationship Id="{identifier}" Type="{TYPES}/image" Target="{part}"/>'
    files["word/document.xml"] = f"<w:document {SPACES}><w:body>{body}</w:body></w:document>"
    files["word/_rels/document.xml.rels"] = (
        f'<Relationships xmlns="{RELATIONS}">{relations}</Relationships>'
    )
    files["_rels/.rels"] = (
        f'<Relationships xmlns="{RELATIONS}"><Relationship Id="a" Type="{TYPES}/officeDocument" '
        'Target="word/document.xml"/></Relationships>'
    )
    files["[Content_Types].xml"] = CONTENT_TYPES
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return made.getvalue()
