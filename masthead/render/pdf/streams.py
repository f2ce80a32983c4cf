"""The streams of a PDF, compressed once.

pydyf writes and compresses every stream a second time when a file has an identifier, which hashes
them all, and at zlib's slowest level: a sixth of the time that a Chinese paper takes.
"""

from __future__ import annotations

import zlib
from typing import Any

import pydyf


def compress_streams(pdf: Any) -> None:
    """Compress all streams of a PDF that is complete, so that writing it only copies them."""
    for stream in pdf.objects:
        if isinstance(stream, pydyf.Stream) and stream.compress:
            raw = b"\n".join(map(pydyf._to_bytes, stream.stream))
            stream.stream = [zlib.compress(raw)]
            stream.extra["Filter"] = "/FlateDecode"
            stream.compress = False
