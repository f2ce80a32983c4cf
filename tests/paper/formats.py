"""Reading the paper back from its three formats: each unit as one string, label first, no blanks.

The PDF is read from its tag tree, so page furniture is left out because the file itself says that
it is furniture.
"""

from __future__ import annotations

import io
import re
import zipfile
from typing import NamedTuple

from lxml import etree

from masthead.edition.edition import Edition
from masthead.project import Project
from tests.oracle import read_sequence
from tests.render.docx import reading
from tests.render.docx.conftest import skipped_styles
from tests.render.pdf.reading import Tag, open_pdf, read_tags
from tests.render.sequence import read_units

UNITS = frozenset({
    "H1", "H2", "H3", "H4", "H5", "H6", "P", "LI", "Caption", "TH", "TD", "Figure",
    "TOCI",
})  # fmt: skip


class Told(NamedTuple):
    """What a file says: its units in reading order, and its notes."""

    units: list[str]
    notes: list[str]


def squeeze(text: str) -> str:
    """Take out every blank, as no format promises the same ones."""
    return re.sub(r"\s", "", text)


def read_docx(project: Project, edition: Edition, data: bytes) -> Told:
    """Read a Word file, its labels counted as Word counts them."""
    skipped = skipped_styles(project, edition)
    read = reading.read_sequence(data, skipped)
    told = [squeeze(label + text) for label, text in read if label or text]
    split = len(told) - len(edition.notes)
    return Told(told[:split], told[split:])


def read_epub(data: bytes) -> Told:
    """Read the content files of an EPUB in their order."""
    units: list[str] = []
    notes: list[str] = []
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        for name in sorted(book.namelist()):
            if re.match(r"EPUB/text/ch", name):
                page = read_units(etree.fromstring(book.read(name)))
                units += [squeeze(label + text) for label, text in page[0]]
                notes += [squeeze(label + text) for label, text in page[1]]
    return Told(units, notes)


def read_pdf(data: bytes, above: int = 0) -> Told:
    """Read a PDF's tag tree from its title on: text that runs from the right included.

    ``above`` is how many lines right above the title belong to it.
    """
    with open_pdf(data) as pdf:
        tags = read_tags(pdf).walk()
    titles = [place for place, tag in enumerate(tags) if tag.role == "H1"]
    assert len(titles) <= 1, "a paper has one title, or none"
    titles = titles or [0]
    lines = [place for place, tag in enumerate(tags[: titles[0]]) if tag.role == "P"]
    titles = lines[len(lines) - above :] or titles
    inside = {id(kid) for tag in tags if tag.role in {"LBody", "Caption"} for kid in tag.kids}
    inside |= {id(kid) for tag in tags for kid in find_page_words(tag)}
    ended = {id(kid) for tag in tags for kid in find_endnotes(tag)}
    units = [
        told
        for tag in tags[titles[0] :]
        if (tag.role in UNITS and not (tag.role == "P" and id(tag) in inside)) or id(tag) in ended
        for told in tell_item(tag)
    ]
    return Told(
        [squeeze(unit) for unit in units if squeeze(unit)],
        [squeeze(tell(tag)) for tag in tags if tag.role == "Note" and id(tag) not in ended],
    )


def find_page_words(tag: Tag) -> list[Tag]:
    """Find the word above the pages of contents, which only the page has."""
    kids = [kid for kid in tag.kids if isinstance(kid, Tag)]
    is_word = [kid.role for kid in kids[:3]] == ["P", "P", "TOC"]
    return kids[1:2] if is_word else []


def find_endnotes(tag: Tag) -> list[Tag]:
    """Find the notes at the end of a text: nothing else stands under their title."""
    kids = [kid for kid in tag.kids if isinstance(kid, Tag)]
    is_end = tag.role == "Sect" and {kid.role for kid in kids[1:]} == {"Note"}
    return kids[1:] if is_end else []


def tell_item(tag: Tag) -> list[str]:
    """Tell a unit: of a definition, which has no paragraph in it, term and text apart; of a caption
    the number with the title, then the unit of a table's figures."""
    kids = [kid for kid in tag.kids if isinstance(kid, Tag)]
    bodies = [kid for kid in kids if kid.role == "LBody"]
    if bodies and not any(inner.role == "P" for inner in bodies[0].walk()):
        return [tell(kid) for kid in kids]
    if tag.role == "TOCI":  # the page of an entry comes last
        return [re.sub(r"\s+\d+\s*\Z", "", "".join(tell(kid) for kid in kids[:1]))]
    if tag.role == "Caption":
        texts = [tell(kid) for kid in kids]
        return ["".join(texts[:2]), *texts[2:]]
    return [tell(tag)]


def tell(tag: Tag) -> str:
    """Tell what a unit says itself, without its notes, its calls and what stands below it."""
    if "/ActualText" in tag.element:
        return tag.text
    below = {"Note", "Reference", "L"} | ({"P"} if tag.role in {"TH", "TD"} else set())
    return "".join(
        kid if isinstance(kid, str) else tell(kid)
        for kid in tag.kids
        if isinstance(kid, str) or kid.role not in below
    )


def list_expected(edition: Edition) -> Told:
    """List what an edition says, as the files are read."""
    whole = [squeeze(label + text) for label, text in read_sequence(edition) if label or text]
    split = len(whole) - len(edition.notes)
    return Told(whole[:split], whole[split:])
