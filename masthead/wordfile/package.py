"""The package of a Word file: a ZIP archive of parts, opened without trust.

Nothing is unpacked beyond its limit, whatever the archive says of its sizes; XML is read without
entities, without a DTD and without the network.
"""

from __future__ import annotations

import io
import posixpath
import struct
import zipfile
import zlib
from typing import NamedTuple, NoReturn

from lxml import etree

from masthead.diagnostic import PaperError, Place, Problem
from masthead.wordfile import problems
from masthead.wordfile.names import STRICT, Element

MOST_FILE = 50
"""MB of a file; a report of 500 pages with photographs has less."""
MOST_XML = 24
"""MB of a part of XML, which is many times as large once it is read; 500 pages have less."""
MOST_MEDIA = 64
MOST_PARTS = 5000
_MB = 2**20
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LOCKED = "EncryptedPackage".encode("utf-16-le")
_KINDS = {
    b"{\\rtf": "it is RTF", b"%PDF": "it is a PDF", b"MIME-": "it is a web page saved by Word",
    b"<htm": "it is HTML", b"<!DO": "it is HTML", b"<?xm": "it is XML",
}  # fmt: skip
_BROKEN = (
    zipfile.BadZipFile, NotImplementedError, zlib.error, EOFError, OSError, ValueError,
    struct.error, OverflowError, MemoryError,
)  # fmt: skip
_RELATIONS = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"


class Relation(NamedTuple):
    """What a part refers to by an id: another part, or an address outside."""

    kind: str
    """The last word of its type: ``image``, ``hyperlink``, ``chart``, ``header`` …"""
    target: str
    external: bool


class Package:
    """The parts of a Word file, unpacked as they are asked for."""

    def __init__(self, data: bytes, file: str) -> None:
        """Open a package. Raises PaperError for what is none, and for what is not to be trusted."""
        self.file = file
        if len(data) > MOST_FILE * _MB:
            self.refuse(problems.TOO_LARGE, limit=MOST_FILE)
        if data.startswith(_OLE):
            if _LOCKED in data:
                self.refuse(problems.ENCRYPTED)
            self.refuse(problems.NO_WORD, reason="it is of Word 97 to 2003, or older")
        if not data.startswith(b"PK"):
            self.refuse(
                problems.NO_WORD, reason=_KINDS.get(data[:5].strip()[:5], "") or _tell(data)
            )
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(data))
            self._names = {info.filename: info for info in self._archive.infolist()}
        except _BROKEN as error:
            self.refuse(problems.DAMAGED, reason=_say(error))
        if len(self._names) > MOST_PARTS:
            self.refuse(problems.DAMAGED, reason=f"it has {len(self._names)} parts")
        if any(info.flag_bits & 1 for info in self._names.values()):
            self.refuse(problems.ENCRYPTED)
        self.main = self._find_main()

    def refuse(self, problem: Problem, **fields: object) -> NoReturn:
        """Refuse the file, in one line."""
        raise PaperError([problem.at(Place(self.file), 0, **fields)])

    def _find_main(self) -> str:
        """Find the part with the text, wherever the package has put it."""
        for relation in self.relations("").values():
            if relation.kind == "officeDocument" and relation.target in self._names:
                main = relation.target
                break
        else:
            main = "word/document.xml"
        if main not in self._names:
            found = "it is OpenDocument" if "content.xml" in self._names else "it has no text part"
            self.refuse(problems.NO_WORD, reason=found)
        return main

    def __contains__(self, part: str) -> bool:
        """Whether there is such a part."""
        return part in self._names

    def list_parts(self, folder: str) -> list[str]:
        """List the parts in a folder of that name."""
        return [name for name in self._names if posixpath.dirname(name).endswith(f"/{folder}")]

    def read(self, part: str, most: int = MOST_MEDIA) -> bytes:
        """Unpack a part, which may have so many MB. Raises PaperError; KeyError without it."""
        info = self._names[part]
        try:
            with self._archive.open(info) as opened:
                data = opened.read(most * _MB + 1)
        except RuntimeError:
            self.refuse(problems.ENCRYPTED)
        except _BROKEN as error:
            self.refuse(problems.DAMAGED, reason=f"{part}: {_say(error)}")
        if len(data) > most * _MB:
            self.refuse(problems.UNPACKED, part=part, limit=most)
        return data

    def parse(self, part: str) -> Element | None:
        """Read a part of XML. None where there is none; PaperError where it is damaged."""
        if part not in self._names:
            return None
        data = self.read(part, MOST_XML)
        for strict, usual in STRICT.items():
            if strict in data:
                data = data.replace(strict, usual[1:-1].encode())
        parser = etree.XMLParser(
            resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False,
            remove_comments=True, remove_pis=True,
        )  # fmt: skip
        try:
            root = etree.fromstring(data, parser)
        except (etree.XMLSyntaxError, ValueError) as error:
            self.refuse(problems.DAMAGED, reason=f"{part}: {str(error)[:120]}")
        if root.getroottree().docinfo.internalDTD is not None:
            self.refuse(problems.ENTITIES, part=part)
        return root

    def relations(self, part: str) -> dict[str, Relation]:
        """Read what a part refers to, by id; the whole package's for no part."""
        folder, name = posixpath.split(part)
        root = self.parse(posixpath.join(folder, "_rels", f"{name}.rels"))
        found: dict[str, Relation] = {}
        for element in root.iter(_RELATIONS) if root is not None else ():
            target = element.get("Target", "")
            external = element.get("TargetMode") == "External"
            if not external:
                target = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
            kind = element.get("Type", "").rpartition("/")[2]
            found[element.get("Id", "")] = Relation(kind, target, external)
        return found


def _say(error: BaseException) -> str:
    return str(error)[:120] or type(error).__name__


def _tell(data: bytes) -> str:
    if not data.strip():
        return "it is empty"
    return (
        next((said for begin, said in _KINDS.items() if data.lstrip().startswith(begin)), "")
        or "it is no archive"
    )
