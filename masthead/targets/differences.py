"""Differences: the first part in which two built files differ, by name.

What it holds is left to ``diffoscope``. What kind of file it is, its bytes say.
"""

from __future__ import annotations

import io
import zipfile
from itertools import zip_longest
from typing import Any


def find_difference(one: bytes, other: bytes) -> str | None:
    """Name the first part in which two files differ; None when they are the same."""
    if one == other:
        return None
    try:
        if one.startswith(b"PK"):
            return _compare_archives(one, other)
        if one.startswith(b"%PDF"):
            return _compare_pdfs(one, other)
        lines = zip_longest(one.decode().splitlines(), other.decode().splitlines())
    except UnicodeDecodeError:
        return _compare_bytes(one, other)
    except Exception as error:  # noqa: BLE001  # a damaged file is a difference, too
        return f"one of them cannot be read: {type(error).__name__}: {error}"
    number = next((number for number, (a, b) in enumerate(lines, start=1) if a != b), None)
    return f"line {number}" if number else "the ends of lines"


def _compare_bytes(one: bytes, other: bytes) -> str:
    pairs = zip_longest(one, other)
    position = next(place for place, (a, b) in enumerate(pairs) if a != b)
    return f"byte {position:,} (of {len(one):,} and {len(other):,})"


def _compare_archives(one: bytes, other: bytes) -> str:
    """Compare DOCX or EPUB files member by member, in the order of the first."""
    with zipfile.ZipFile(io.BytesIO(one)) as first, zipfile.ZipFile(io.BytesIO(other)) as second:
        names, others = first.namelist(), second.namelist()
        for name in [*names, *others]:
            if (name in names) != (name in others):
                return f"{name} is only in the {'first' if name in names else 'second'} one"
            if first.read(name) != second.read(name):
                return name
    return f"how it is packed, not what it holds: {_compare_bytes(one, other)}"


def _compare_pdfs(one: bytes, other: bytes) -> str:
    """Compare PDF files page by page, then object by object."""
    import pikepdf

    with pikepdf.open(io.BytesIO(one)) as first, pikepdf.open(io.BytesIO(other)) as second:
        if len(first.pages) != len(second.pages):
            return f"{len(first.pages)} pages and {len(second.pages)}"
        for number, (a, b) in enumerate(zip(first.pages, second.pages, strict=True), start=1):
            if pikepdf.unparse_content_stream(
                pikepdf.parse_content_stream(a)
            ) != pikepdf.unparse_content_stream(pikepdf.parse_content_stream(b)):
                return f"page {number}"
        for number, (left, right) in enumerate(zip_longest(first.objects, second.objects), start=1):
            if left is None or right is None or _write(left) != _write(right):
                return f"object {number} {_name(left if left is not None else right)}".rstrip()
    return f"how it is written, not what it holds: {_compare_bytes(one, other)}"


def _write(value: Any) -> bytes:
    """Write a PDF object with what a stream holds."""
    import pikepdf

    if isinstance(value, pikepdf.Stream):
        keys = sorted({*value.keys()} - {"/Length", "/Filter"})
        return repr([(key, value[key]) for key in keys]).encode() + value.read_bytes()
    if isinstance(value, pikepdf.Object):
        return value.unparse(resolved=True)
    return repr(value).encode()


def _name(value: Any) -> str:
    """Say what kind of thing a PDF object is, where it says so itself."""
    import pikepdf

    if isinstance(value, pikepdf.Dictionary | pikepdf.Stream):
        kind = value.get("/Type", value.get("/Subtype"))
        return f"({str(kind).lstrip('/')})" if kind is not None else ""
    return ""
