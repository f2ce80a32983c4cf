"""What a print file says of itself: that it is for printing, and which PDF is there to be read."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from masthead import __version__

if TYPE_CHECKING:
    import pikepdf

    from masthead.print.source import OpenSource

KEYWORDS = "print copy"
_PDFX = "http://www.npes.org/pdfx/ns/id/"


@dataclass(frozen=True, slots=True)
class Notice:
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
    return str(pdf.docinfo.get("/Title", "")).strip()


def _read_date(pdf: pikepdf.Pdf) -> str:
    return str(pdf.docinfo.get("/CreationDate", ""))
