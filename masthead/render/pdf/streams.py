"""The objects of a PDF, made into bytes once, and its streams compressed once.

pydyf writes every object a second time when a file has an identifier, which hashes them all, and
compresses its streams again, at zlib's slowest level: a sixth of the time of a Chinese paper.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable
from functools import cached_property
from typing import Any

import pydyf

Packed = dict[bytes, bytes]
"""What streams hold, and the same compressed."""


class _Once(pydyf.Stream):  # type: ignore[misc]
    """A stream that is compressed when it is asked for first."""

    data = cached_property(pydyf.Stream.data.fget)


class _Finished(pydyf.Object):  # type: ignore[misc]
    """An object whose bytes are made."""

    compressible = False
    data = b""

    def __init__(self, made: pydyf.Object) -> None:
        super().__init__()
        self.number, self.generation, self.free = made.number, made.generation, made.free
        self.compressible = made.compressible
        if self.free != "f":
            self.data = made.data


def join_operators(operators: Iterable[Any]) -> bytes:
    """Join what is in a stream as it is written."""
    return b"\n".join(map(pydyf._to_bytes, operators))


def compress_streams(pdf: Any, kept: Packed | None = None) -> None:
    """Compress all streams of a PDF that is complete, so that writing it only copies them.

    ``kept``: what was compressed for the same paper last time, which is brought up to date.
    """
    before, packed = {} if kept is None else kept, Packed()
    for stream in pdf.objects:
        if isinstance(stream, pydyf.Stream) and stream.compress:
            raw = join_operators(stream.stream)
            packed[raw] = data = before.get(raw) or zlib.compress(raw)
            stream.stream = [data]
            stream.extra["Filter"] = "/FlateDecode"
            stream.compress = False
    if kept is not None:
        kept.clear()
        kept.update(packed)


def finish_objects(pdf: Any) -> None:
    """Make the bytes of all objects of a PDF in which nothing will change."""
    pdf.objects = [_Finished(one) for one in pdf.objects]
    add_object = pdf.add_object

    def add_last(made: pydyf.Object) -> None:
        """Add what writing makes itself: the objects that are no streams, as one."""
        add_object(made)
        if isinstance(made, pydyf.Stream):
            made.__class__ = _Once

    pdf.add_object = add_last
