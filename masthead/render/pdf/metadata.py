"""What a PDF says about itself: XMP, the information dictionary, the source that it carries."""

from __future__ import annotations

import datetime
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree

from masthead.edition.edition import outline_text
from masthead.pictures.picture import ENDINGS

if TYPE_CHECKING:
    from masthead.edition.edition import Edition
    from masthead.project import Project

NAMESPACES = {
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "dc": "http://purl.org/dc/elements/1.1/",
    "xmp": "http://ns.adobe.com/xap/1.0/",
    "xmpMM": "http://ns.adobe.com/xap/1.0/mm/",
    "pdf": "http://ns.adobe.com/pdf/1.3/",
    "pdfaid": "http://www.aiim.org/pdfa/ns/id/",
    "pdfuaid": "http://www.aiim.org/pdfua/ns/id/",
    "pdfaExtension": "http://www.aiim.org/pdfa/ns/extension/",
    "pdfaSchema": "http://www.aiim.org/pdfa/ns/schema#",
    "pdfaProperty": "http://www.aiim.org/pdfa/ns/property#",
}
SOURCE_TYPE = "application/yaml"
FILE_TYPES = {f".{ending}": kind for kind, endings in ENDINGS.items() for ending in endings}
OTHER_TYPE = "application/octet-stream"


def describe_subject(edition: Edition) -> str:
    """Say what the paper is: its symbol and its byline."""
    byline = outline_text(edition.byline)
    return f"{edition.masthead.symbol}. {byline}" if byline else edition.masthead.symbol


def list_keywords(edition: Edition) -> tuple[str, ...]:
    """List the words to find the paper by: its symbol and its series."""
    return edition.masthead.symbol, edition.series_name


def write_moment(edition: Edition) -> str:
    """Write the paper's date as a moment: midnight, universal time."""
    return f"{edition.date.isoformat()}T00:00:00Z"


def make_attachment(edition: Edition) -> Any:
    """Make the attachment that a PDF carries: the source from which it can be built again."""
    from weasyprint import Attachment

    moment = _find_moment(edition)
    return Attachment(
        string=edition.canonical,
        name=f"{edition.filename}.yaml",
        description=f"Source of {edition.masthead.symbol} ({edition.language.code})",
        created=moment,
        modified=moment,
        relationship="Source",
    )


def attach_files(project: Project, edition: Edition) -> list[Any]:
    """Make attachments of the files that the source names, such as pictures, to go with it."""
    from weasyprint import Attachment

    moment = _find_moment(edition)
    return [
        Attachment(
            string=project.read_file(file), name=name, description=name, created=moment,
            modified=moment, relationship="Source",
        )
        for file, name in edition.files
    ]  # fmt: skip


def _find_moment(edition: Edition) -> datetime.datetime:
    return datetime.datetime.combine(edition.date, datetime.time(), datetime.UTC)


def finish_metadata(pdf: Any, edition: Edition, producer: str) -> None:
    """Put our XMP in the place of WeasyPrint's, and give the attached source its type.

    The same file claims PDF/A-3a and PDF/UA-1, which WeasyPrint writes one at a time.
    """
    number = int(pdf.catalog["Metadata"].split()[0])
    pdf.objects[number].stream = [write_xmp(edition, producer)]
    pdf.objects[number].compress = False  # so that tools which know no PDF can read it
    pdf.catalog["Lang"].string = edition.language.tag
    named = (PurePosixPath(name).suffix.lower() for _, name in edition.files)
    kinds = iter((SOURCE_TYPE, *(FILE_TYPES.get(suffix, OTHER_TYPE) for suffix in named)))
    for thing in pdf.objects:  # the attachments, in their order
        extra = getattr(thing, "extra", {})
        if extra.get("Type") == "/EmbeddedFile":
            extra["Subtype"] = f"/{next(kinds).replace('/', '#2f')}"
    # WeasyPrint lists each attachment twice.
    pdf.catalog["AF"][:] = dict.fromkeys(pdf.catalog["AF"])


def write_xmp(edition: Edition, producer: str) -> bytes:
    """Write the XMP packet of an edition."""
    for prefix, uri in NAMESPACES.items():
        ElementTree.register_namespace(prefix, uri)
    rdf = ElementTree.Element(_name("rdf:RDF"))
    tag = edition.language.tag
    title, subject = edition.title_text, describe_subject(edition)
    about = ElementTree.SubElement(rdf, _name("rdf:Description"), {_name("rdf:about"): ""})
    _add(about, "pdfaid:part", "3")
    _add(about, "pdfaid:conformance", "A")
    _add(about, "pdfuaid:part", "1")
    _add(about, "dc:format", "application/pdf")
    _add(about, "dc:identifier", edition.masthead.symbol)
    _add_list(about, "dc:title", "Alt", [("x-default", title), (tag, title)])
    _add_list(about, "dc:creator", "Seq", [("", author) for author in edition.authors])
    _add_list(about, "dc:description", "Alt", [("x-default", subject), (tag, subject)])
    _add_list(about, "dc:subject", "Bag", [("", word) for word in list_keywords(edition)])
    _add_list(about, "dc:language", "Bag", [("", tag)])
    _add(about, "pdf:Keywords", ", ".join(list_keywords(edition)))
    _add(about, "pdf:Producer", producer)
    _add(about, "xmp:CreatorTool", "Masthead")
    for name in ("xmp:CreateDate", "xmp:ModifyDate", "xmp:MetadataDate"):
        _add(about, name, write_moment(edition))
    _add(about, "xmpMM:DocumentID", edition.identifier)
    _describe_ua(rdf)
    body = ElementTree.tostring(rdf, encoding="utf-8")
    return b"\n".join((
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>'.encode(),
        b'<x:xmpmeta xmlns:x="adobe:ns:meta/">',
        body,
        b"</x:xmpmeta>",
        b'<?xpacket end="r"?>',
    ))  # fmt: skip


def _describe_ua(rdf: Any) -> None:
    """Describe the PDF/UA identifier, which PDF/A-3 does not know by itself."""
    about = ElementTree.SubElement(rdf, _name("rdf:Description"), {_name("rdf:about"): ""})
    resource = {_name("rdf:parseType"): "Resource"}
    schemas = _add(_add(about, "pdfaExtension:schemas"), "rdf:Bag")
    schema = ElementTree.SubElement(schemas, _name("rdf:li"), resource)
    _add(schema, "pdfaSchema:schema", "PDF/UA identification schema")
    _add(schema, "pdfaSchema:namespaceURI", NAMESPACES["pdfuaid"])
    _add(schema, "pdfaSchema:prefix", "pdfuaid")
    properties = _add(_add(schema, "pdfaSchema:property"), "rdf:Seq")
    part = ElementTree.SubElement(properties, _name("rdf:li"), resource)
    _add(part, "pdfaProperty:name", "part")
    _add(part, "pdfaProperty:valueType", "Integer")
    _add(part, "pdfaProperty:category", "internal")
    _add(part, "pdfaProperty:description", "Part of ISO 14289 to which the file conforms")


def _name(name: str) -> str:
    prefix, _, local = name.partition(":")
    return f"{{{NAMESPACES[prefix]}}}{local}"


def _add(parent: Any, name: str, text: str | None = None) -> Any:
    element = ElementTree.SubElement(parent, _name(name))
    element.text = text
    return element


def _add_list(parent: Any, name: str, kind: str, entries: list[tuple[str, str]]) -> None:
    """Add a list of texts, each with its language or none; nothing when there are none."""
    if not entries:
        return
    held = _add(_add(parent, name), f"rdf:{kind}")
    for tag, text in entries:
        item = _add(held, "rdf:li", text)
        if tag:
            item.set("{http://www.w3.org/XML/1998/namespace}lang", tag)
