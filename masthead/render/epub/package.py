"""The package document: what the book is, who made it, and how it can be read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from lxml import etree

from masthead.render.epub.namespaces import OPF, find_element
from masthead.render.pictures import list_figures

if TYPE_CHECKING:
    from masthead.edition.edition import Edition

CONFORMS_TO = "EPUB Accessibility 1.1 - WCAG 2.2 Level AA"
"""In the very words that EPUB Accessibility 1.1 wants."""
CERTIFIER = "Masthead"
_PAGES = ("pageBreakMarkers", "pageNavigation")
_FEATURES = (
    "tableOfContents", "structuralNavigation", "readingOrder", "displayTransformability",
    "alternativeText", "unlocked",
)  # fmt: skip


def describe_book(edition: Edition, *, pages: bool) -> dict[str, Any]:
    """Describe the book in the metadata that pandoc knows. ``pages``: whether pages are marked."""
    return {
        "title": name_book(edition),
        "lang": edition.language.tag,
        "identifier": [{"text": edition.identifier}, {"text": edition.masthead.symbol}],
        "creator": [{"role": "aut", "text": author} for author in edition.authors],
        "date": edition.date.isoformat(),
        "source": edition.masthead.symbol,
        "belongs-to-collection": edition.series_name,
        "page-progression-direction": edition.language.direction,
        "accessModes": ["textual", "visual"] if has_figures(edition) else ["textual"],
        "accessModeSufficient": ["textual"],
        "accessibilityFeatures": [*_FEATURES, *(_PAGES if pages else ())],
        "accessibilityHazards": ["none"],
        "accessibilitySummary": edition.language.words["accessibility"],
    }


def has_figures(edition: Edition) -> bool:
    """Whether something in the book is to be seen."""
    return any(True for _ in list_figures(edition))


def name_book(edition: Edition) -> str:
    """Name the book by its title; a draft says so."""
    return f"{edition.title_text} ({edition.draft})" if edition.draft else edition.title_text


def finish_package(data: bytes, edition: Edition, *, pages: bool) -> bytes:
    """Add to pandoc's package document what pandoc does not write."""
    package = etree.fromstring(data)
    etree.cleanup_namespaces(package)
    package.set("dir", edition.language.direction)
    del package.attrib["prefix"]  # of a vocabulary that nothing here uses
    metadata = find_element(package, "opf:metadata")
    day = edition.date.isoformat()
    find_element(metadata, "dc:date").text = day
    for meta in metadata.iterfind(f"{{{OPF}}}meta"):
        if meta.get("property") == "dcterms:modified":
            meta.text = f"{day}T00:00:00Z"
    _add(metadata, "dcterms:conformsTo", CONFORMS_TO)
    _add(metadata, "a11y:certifiedBy", CERTIFIER)
    if pages:
        _add(metadata, "pageBreakSource", f"{edition.filename}.pdf")
    for sibling in edition.siblings:
        etree.SubElement(
            metadata,
            f"{{{OPF}}}link",
            {"rel": "dcterms:hasVersion", "hreflang": sibling.code, "href": sibling.identifier},
        )
    package.remove(find_element(package, "opf:guide"))  # the landmarks say it
    etree.indent(package)
    return bytes(etree.tostring(package, xml_declaration=True, encoding="UTF-8"))


def _add(metadata: etree._Element, name: str, text: str) -> None:
    etree.SubElement(metadata, f"{{{OPF}}}meta", {"property": name}).text = text
