"""Differences: in which part two built files differ first, in words.

Zip files (DOCX, EPUB) are compared member by member and XML inside them element by element, PDF
files object by object, with what the object is for.
"""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Iterator
from itertools import zip_longest
from typing import Any

SHOWN = 60
"""How many characters of a text are shown at most."""


def find_difference(name: str, one: bytes, other: bytes) -> str | None:
    """Say in which part two files of this name differ first; None when they are the same."""
    if one == other:
        return None
    kind = name.rsplit(".", 1)[-1]
    try:
        match kind:
            case "docx" | "epub":
                return _compare_archives(one, other)
            case "pdf":
                return _compare_pdfs(one, other)
            case "html" | "json" | "txt":
                return _compare_texts(one, other)
            case _:
                return _compare_bytes(one, other)
    except Exception as error:  # noqa: BLE001  # a damaged file is a difference, too
        return f"one of them cannot be read: {type(error).__name__}: {error}"


def _compare_bytes(one: bytes, other: bytes) -> str:
    pairs = zip_longest(one, other)
    position = next(place for place, (a, b) in enumerate(pairs) if a != b)
    return f"byte {position:,} (of {len(one):,} and {len(other):,})"


def _compare_texts(one: bytes, other: bytes) -> str:
    lines = zip_longest(one.decode().splitlines(), other.decode().splitlines())
    for number, (a, b) in enumerate(lines, start=1):
        if a != b:
            return f"line {number}: {_show(a)} and {_show(b)}"
    return "the ends of lines"


def _show(text: object) -> str:
    if text is None:
        return "nothing"
    shown = " ".join(str(text).split())
    return repr(shown if len(shown) <= SHOWN else f"{shown[: SHOWN - 1]}…")


# --- DOCX and EPUB


def _compare_archives(one: bytes, other: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(one)) as first, zipfile.ZipFile(io.BytesIO(other)) as second:
        names, others = first.namelist(), second.namelist()
        if lacking := [name for name in [*names, *others] if (name in names) != (name in others)]:
            there = "first" if lacking[0] in names else "second"
            return f"{lacking[0]} is only in the {there} one"
        if names != others:
            moved = next(a for a, b in zip(names, others, strict=True) if a != b)
            return f"the order of the parts, from {moved} on"
        for name in names:
            a, b = first.read(name), second.read(name)
            if a != b:
                return f"{name}: {_compare_part(name, a, b)}"
        for a_info, b_info in zip(first.infolist(), second.infolist(), strict=True):
            if a_info.date_time != b_info.date_time:
                return f"{a_info.filename}: its date, {a_info.date_time} and {b_info.date_time}"
            if a_info.compress_size != b_info.compress_size:
                return f"{a_info.filename}: how it is compressed, not what it holds"
    return f"how they are packed, not what they hold: {_compare_bytes(one, other)}"


def _compare_part(name: str, one: bytes, other: bytes) -> str:
    if name.endswith((".xml", ".rels", ".xhtml", ".opf", ".ncx")):
        from lxml import etree

        parser = etree.XMLParser(resolve_entities=False, no_network=True)
        first, second = etree.fromstring(one, parser), etree.fromstring(other, parser)
        return _compare_elements(first, second, _name_element(first)) or "how the XML is written"
    return _compare_bytes(one, other)


def _compare_elements(one: Any, other: Any, path: str) -> str | None:
    """Walk two elements side by side and say where they part."""
    if one.tag != other.tag:
        return f"{path} and {_name_element(other)}"
    for key in sorted({*one.keys(), *other.keys()}):
        if one.get(key) != other.get(key):
            name = key.rpartition("}")[2]
            return f"{path}: {name} is {_show(one.get(key))} and {_show(other.get(key))}"
    if (one.text or "") != (other.text or ""):
        return f"{path}: {_show(one.text)} and {_show(other.text)}"
    counts: dict[str, int] = {}
    for a, b in zip_longest(one, other):
        if a is None or b is None:
            there, element = ("second", b) if a is None else ("first", a)
            return f"{path}: {_name_element(element)} is only in the {there} one"
        name = _name_element(a)
        counts[name] = counts.get(name, 0) + 1
        if found := _compare_elements(a, b, f"{path}/{name}[{counts[name]}]"):
            return found
        if (a.tail or "") != (b.tail or ""):
            return f"{path}, after {name}[{counts[name]}]: {_show(a.tail)} and {_show(b.tail)}"
    return None


def _name_element(element: Any) -> str:
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else "a comment or instruction"


# --- PDF


def _compare_pdfs(one: bytes, other: bytes) -> str:
    import pikepdf

    with pikepdf.open(io.BytesIO(one)) as first, pikepdf.open(io.BytesIO(other)) as second:
        return (
            _compare_pages(first, second)
            or _compare_catalogues(first, second)
            or _compare_objects(first, second)
            or f"how the file is written, not what it holds: {_compare_bytes(one, other)}"
        )


def _compare_pages(one: Any, other: Any) -> str | None:
    if len(one.pages) != len(other.pages):
        return f"{len(one.pages)} pages and {len(other.pages)}"
    for number, (a, b) in enumerate(zip(one.pages, other.pages, strict=True), start=1):
        if _read_contents(a) != _read_contents(b):
            return f"page {number}: its text and lines"
        if _flatten(a.obj.get("/MediaBox")) != _flatten(b.obj.get("/MediaBox")):
            return f"page {number}: its size"
    return None


def _compare_catalogues(one: Any, other: Any) -> str | None:
    for key in sorted({*map(str, one.docinfo.keys()), *map(str, other.docinfo.keys())}):
        left, right = one.docinfo.get(key), other.docinfo.get(key)
        if str(left) != str(right):
            return f"{key.lstrip('/')} of the document is {_show(left)} and {_show(right)}"
    for key in sorted({*one.Root.keys(), *other.Root.keys()}):
        if key != "/Pages" and _flatten(one.Root.get(key)) != _flatten(other.Root.get(key)):
            return _PARTS.get(key, f"{key.lstrip('/')} of the catalogue")
    return None


def _compare_objects(one: Any, other: Any) -> str | None:
    pairs = zip_longest(_list_objects(one), _list_objects(other))
    for number, (left, right) in enumerate(pairs, start=1):
        if left != right:
            return f"object {number}: {_show(left)} and {_show(right)}"
    if str(one.trailer.get("/ID")) != str(other.trailer.get("/ID")):
        return "the identifier of the file"
    return None


_PARTS = {
    "/Metadata": "the metadata (XMP)",
    "/StructTreeRoot": "the structure (tags)",
    "/Outlines": "the bookmarks",
    "/Names": "the named places or the attachments",
    "/AF": "the attachments",
    "/OutputIntents": "the colour profile",
    "/Lang": "the language",
}


def _read_contents(page: Any) -> bytes:
    import pikepdf

    return b"\n".join(
        bytes(part.operator) + repr(part.operands).encode()
        if isinstance(part, pikepdf.ContentStreamInstruction)
        else repr(part).encode()
        for part in pikepdf.parse_content_stream(page)
    )


def _flatten(value: Any, depth: int = 0) -> str:
    """Write a PDF object and what it leads to, as far as is useful to tell two apart."""
    import pikepdf

    if depth > 12 or value is None:
        return ""
    if isinstance(value, pikepdf.Stream):
        data = value.read_bytes().hex()
        return f"stream {_flatten_mapping(value, depth)} {data}"
    if isinstance(value, pikepdf.Dictionary):
        return _flatten_mapping(value, depth)
    if isinstance(value, pikepdf.Array):
        return json.dumps([_flatten(item, depth + 1) for item in value])
    return str(value)


def _flatten_mapping(value: Any, depth: int) -> str:
    return json.dumps(
        {
            key: _flatten(value[key], depth + 1)
            for key in sorted(value.keys())
            if key not in ("/Parent", "/P", "/Pg", "/Prev", "/Length", "/Filter")
        }
    )


def _list_objects(pdf: Any) -> Iterator[str]:
    """Describe every object of a file in a line: what kind it is, its size, its keys."""
    import hashlib

    import pikepdf

    for thing in pdf.objects:
        if isinstance(thing, pikepdf.Stream):
            kind = str(thing.get("/Type", thing.get("/Subtype", "stream"))).lstrip("/")
            digest = hashlib.sha256(thing.read_bytes()).hexdigest()[:12]
            yield f"{kind} of {len(thing.read_bytes()):,} bytes ({digest})"
        else:
            yield thing.unparse().decode("latin-1")[:200]
