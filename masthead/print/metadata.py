"""What a print file says of itself: that it is for printing, and which PDF is there to be read."""

from __future__ import annotations

import re
import uuid
from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from msgspec import Struct

from masthead import __version__

if TYPE_CHECKING:
    import pikepdf

    from masthead.print.source import OpenSource

KEYWORDS = "print copy"
_DATE = re.compile(r"D:(?P<digits>\d{4}(?:\d\d){0,5})(?P<zone>Z|[+-]\d\d'\d\d)?")
"""A date as PDF writes it (ISO 32000-1, 7.9.4): what is smaller than the year may be missing."""
_PDFX = "http://www.npes.org/pdfx/ns/id/"


class Notice(Struct, frozen=True):
    """What the metadata says. ``date`` is as PDF writes dates, empty where the source has none."""

    title: str
    subject: str
    language: str
    date: str
    identifier: uuid.UUID


def make_notice(sources: Sequence[OpenSource], kind: str, seed: str) -> Notice:
    """Make the notice of a print file from the files in it.

    ``kind`` says what it is ("booklet on Tabloid"); ``seed`` is different for different jobs.
    """
    titles = dict.fromkeys(filter(None, (_read_title(opened.pdf) for opened in sources)))
    languages = dict.fromkeys(str(opened.pdf.Root.get("/Lang", "")) for opened in sources)
    names = ", ".join(opened.source.name.rpartition("/")[2] for opened in sources)
    many = "the PDFs" if len(sources) > 1 else "the PDF"
    return Notice(
        title=f"{' / '.join(titles)} [print copy]" if titles else "",
        subject=f"For printing only: {kind}. Without links, outline and tags; "
        f"to read, take {many} {names}.",
        language=next(iter(languages)) if len(languages) == 1 else "",
        date=max(_read_date(opened.pdf) for opened in sources),
        identifier=uuid.uuid5(uuid.NAMESPACE_URL, f"print:{seed}"),
    )


def write_notice(pdf: pikepdf.Pdf, notice: Notice, claim: str | None) -> None:
    """Write the notice into the file's two places. ``claim`` is the PDF/X version, if any."""
    import pikepdf

    information = pdf.docinfo
    if notice.title:
        information["/Title"] = notice.title
    information["/Subject"] = notice.subject
    information["/Keywords"] = KEYWORDS
    information["/Creator"] = f"Masthead {__version__}"
    information["/Producer"] = f"Masthead {__version__}"
    if notice.date:
        information["/CreationDate"] = notice.date
        information["/ModDate"] = notice.date
    with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as metadata:
        metadata.load_from_docinfo(information)
        if notice.date:
            metadata["xmp:MetadataDate"] = metadata["xmp:CreateDate"]
        if notice.language:
            metadata["dc:language"] = [notice.language]
        metadata["xmpMM:DocumentID"] = f"uuid:{notice.identifier}"
        metadata["xmpMM:VersionID"] = "1"
        metadata["xmpMM:RenditionClass"] = "default"
        if claim:
            metadata["pdf:Trapped"] = "False"
            metadata[f"{{{_PDFX}}}GTS_PDFXVersion"] = claim
    if claim:
        information["/Trapped"] = pikepdf.Name("/False")
        information["/GTS_PDFXVersion"] = claim


def _read_title(pdf: pikepdf.Pdf) -> str:
    """Read the title; characters that XML cannot hold are left out."""
    import pikepdf

    title = pdf.docinfo.get("/Title", "")
    if not isinstance(title, str | pikepdf.String):
        return ""
    return "".join(character for character in str(title) if character.isprintable()).strip()


def _read_date(pdf: pikepdf.Pdf) -> str:
    """Read when the PDF was made, to the second; empty when it does not say so in a date's form."""
    found = _DATE.match(str(pdf.docinfo.get("/CreationDate", "")))
    if found is None:
        return ""
    digits = found["digits"]
    whole = digits + "00000101000000"[len(digits) :]
    try:
        date = datetime.strptime(f"{whole}Z", "%Y%m%d%H%M%S%z")
    except ValueError:
        return ""
    return f"D:{date:%Y%m%d%H%M%S}{found['zone'] or 'Z'}"
