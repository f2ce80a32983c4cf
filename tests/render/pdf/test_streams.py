"""The streams of a PDF: compressed once, before the file is written."""

from __future__ import annotations

import io

import pikepdf
import pydyf
import pytest

from masthead.render.pdf.streams import compress_streams

PARTS = [b"BT", "/Artifact", pydyf.Dictionary({"Type": "/Pagination"}), b"(words) Tj" * 100]


@pytest.fixture
def pdf():
    made = pydyf.PDF()
    made.add_object(pydyf.Stream(PARTS, {"Kind": "/Packed"}, compress=True))
    made.add_object(pydyf.Stream(PARTS, {"Kind": "/Plain"}))
    return made


def write(pdf):
    file = io.BytesIO()
    pdf.write(file, b"1.7", b"paper", True)
    return file.getvalue()


def read(data):
    """Each stream by its kind: what it holds, and how it is stored."""
    with pikepdf.open(io.BytesIO(data)) as opened:
        return {
            str(thing.Kind): (thing.read_bytes(), str(thing.get("/Filter", "")))
            for thing in opened.objects
            if isinstance(thing, pikepdf.Stream) and "/Kind" in thing
        }


def test_streams_hold_what_they_held(pdf):
    before = read(write(pdf))
    assert before["/Packed"][1] == "/FlateDecode"
    again = pydyf.PDF()
    for stream in [one for one in pdf.objects if getattr(one, "extra", {}).get("Kind")]:
        again.add_object(stream)
    compress_streams(again)
    assert read(write(again)) == before


def test_no_stream_is_compressed_again(pdf, monkeypatch):
    packed = []
    compress_streams(pdf)
    original = pydyf.zlib.compressobj

    class Watched:
        def __init__(self, **options):
            self.inner = original(**options)

        def compress(self, data):
            packed.append(data)
            return self.inner.compress(data)

        def flush(self):
            return self.inner.flush()

    monkeypatch.setattr("pydyf.zlib.compressobj", Watched)
    write(pdf)
    assert not any(b"words" in data for data in packed)
