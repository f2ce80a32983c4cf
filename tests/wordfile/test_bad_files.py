"""Files that are no Word files, or not to be trusted, are refused in one line."""

from __future__ import annotations

import io
import zipfile

import pytest

from masthead.diagnostic import PaperError
from masthead.wordfile import package
from masthead.wordfile.reader import read_word
from tests.wordfile.making import make_word, paragraph

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def zip_of(**parts: bytes) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return made.getvalue()


DOCUMENT = "word/document.xml"
GOOD = make_word(paragraph("text"))


@pytest.mark.parametrize(
    ("data", "code", "said"),
    [
        (b"", "W003", "it is empty"),
        (b"%PDF-1.7", "W003", "PDF"),
        (b"\0" * 50, "W003", "no archive"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "W002", "password"),
        (b"PK\x03\x04" + bytes(60), "W004", "damaged"),
        (GOOD[: len(GOOD) // 2], "W004", "damaged"),
        (zip_of(**{"content.xml": b"<a/>"}), "W003", "OpenDocument"),
        (zip_of(**{"xl/workbook.xml": b"<a/>"}), "W003", "no text"),
        (zip_of(**{DOCUMENT: b"<a>"}), "W004", "damaged"),
        (zip_of(**{DOCUMENT: b"<a/>"}), "W003", "no text"),
        (zip_of(**{DOCUMENT: b"<a>" * 300 + b"</a>" * 300}), "W004", "damaged"),
        (zip_of(**{DOCUMENT: b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'}), "W006", "entities"),
        (zip_of(**{DOCUMENT: b'<!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>'}), "W006", "DTD"),
    ],
)  # fmt: skip
def test_a_file_is_refused_in_one_line(data: bytes, code: str, said: str) -> None:
    with pytest.raises(PaperError) as caught:
        read_word(data, "a.docx")
    assert f"error[{code}]" in str(caught.value)
    assert said in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_bomb_is_unpacked_to_its_limit_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(package, "MOST_XML", 1)
    with pytest.raises(PaperError, match="W005"):
        read_word(make_word(paragraph(" " * 2_000_000)), "a.docx")


def test_a_large_file_is_refused_unopened(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(package, "MOST_FILE", 0)
    with pytest.raises(PaperError, match="W001"):
        read_word(GOOD, "a.docx")


def test_a_part_with_a_password_is_refused() -> None:
    locked = bytearray(GOOD)
    for begin, flags in ((b"PK\x01\x02", 8), (b"PK\x03\x04", 6)):
        place = locked.find(begin)
        while place >= 0:
            locked[place + flags] |= 1
            place = locked.find(begin, place + 4)
    with pytest.raises(PaperError, match="W002"):
        read_word(bytes(locked), "a.docx")
