"""Mutations of Word files: their bytes, their parts, their XML changed by chance."""

from __future__ import annotations

import io
import random
import re
import zipfile
from collections.abc import Callable

_TAG = re.compile(rb"<(/?)(w:\w+)([^<>]*?)(/?)>")
_TEXT = re.compile(rb"(<w:t[^>]*>)([^<]*)")
_NUMBER = re.compile(rb'="(\d+)"')
_NASTY = tuple(
    text.encode()
    for text in (
        "\u202e", "\ufeff", "&#0;", "&amp;", "&nothing;", "]]&gt;", "\U0001f600", "*", "[^n1]",
        "[@p1]", "\\", "1.", "(a)", "\t", "•", "A/80/1", "***", "x" * 4000, "ا", "一",
    )
)  # fmt: skip
_BEGIN, _END = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "end"))
_ELEMENTS = tuple(
    element.encode()
    for element in (
        "<w:p/>" * 300, "<w:tbl/>", "<w:tbl><w:tr/></w:tbl>", "<w:tc/>", "<w:r><w:br/></w:r>",
        _BEGIN, _END, '<w:r><w:footnoteReference w:id="99"/></w:r>',
        '<w:r><w:footnoteReference w:id="2"/></w:r>', "<w:sdt/>",
        '<w:numPr><w:numId w:val="77"/></w:numPr>',
        "<w:tbl><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl>" * 40, "<w:oMath/>", "<w:unknown/>",
        "<w:ins><w:r><w:t>new</w:t></w:r></w:ins>", "<w:drawing/>", "<w:pict/>", "<w:object/>",
        '<w:sym w:char="ZZ"/>', "<w:altChunk/>",
    )
)  # fmt: skip

Mutation = Callable[[bytes, random.Random], bytes]


def put_text(xml: bytes, chance: random.Random) -> bytes:
    """Put something nasty into some texts."""
    return _TEXT.sub(
        lambda match: match[1] + chance.choice(_NASTY) + match[2] if chance.random() < 0.1
        else match[0], xml,
    )  # fmt: skip


def put_elements(xml: bytes, chance: random.Random) -> bytes:
    """Put elements in where they may stand or not."""
    for _ in range(chance.randint(1, 6)):
        places = [match.end() for match in _TAG.finditer(xml)]
        at = chance.choice(places) if places else 0
        xml = xml[:at] + chance.choice(_ELEMENTS) + xml[at:]
    return xml


def drop_elements(xml: bytes, chance: random.Random) -> bytes:
    """Drop elements that are closed at once, and attributes."""
    found = [match for match in _TAG.finditer(xml) if match[4]]
    for match in chance.sample(found, min(len(found), chance.randint(1, 30))):
        xml = xml.replace(match[0], b"", 1)
    return xml


def rename_elements(xml: bytes, chance: random.Random) -> bytes:
    """Call all elements of a name by another name."""
    names = sorted({match[2] for match in _TAG.finditer(xml)})
    if not names:
        return xml
    old, new = chance.choice(names), chance.choice(names)
    return re.sub(rb"(</?)" + re.escape(old) + rb"(?=[\s/>])", rb"\1" + new, xml)


def change_numbers(xml: bytes, chance: random.Random) -> bytes:
    """Change measures, ids and counts."""
    others = (b"0", b"-1", b"999999999999999999999", b"x", b"1e400", b"", b"3", b"63")
    return _NUMBER.sub(
        lambda match: b'="' + chance.choice(others) + b'"' if chance.random() < 0.03 else match[0],
        xml,
    )


def repeat_stretch(xml: bytes, chance: random.Random) -> bytes:
    """Repeat paragraphs or rows, once or very often."""
    found = list(re.finditer(rb"<w:(p|tr|tc)\b[^>]*>.*?</w:\1>", xml[:200_000], re.DOTALL))
    if not found:
        return xml
    match = chance.choice(found)
    return xml[: match.end()] + match[0] * chance.choice((1, 3, 200)) + xml[match.end() :]


def change_bytes(xml: bytes, chance: random.Random) -> bytes:
    """Change some bytes to others."""
    changed = bytearray(xml)
    for _ in range(chance.randint(1, 4)):
        changed[chance.randrange(len(changed))] = chance.randrange(256)
    return bytes(changed)


MUTATIONS: tuple[Mutation, ...] = (
    put_text, put_elements, drop_elements, rename_elements, change_numbers, repeat_stretch,
    change_bytes,
)  # fmt: skip


def mutate(data: bytes, seed: int) -> bytes:
    """Change a Word file by chance: its parts mostly, now and then the archive itself."""
    chance = random.Random(seed)
    if chance.random() < 0.05:
        return change_bytes(data, chance)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    wanted = [name for name in parts if name.endswith((".xml", ".rels")) and parts[name]]
    for _ in range(chance.randint(1, 3)):
        name = "word/document.xml" if chance.random() < 0.6 else chance.choice(wanted)
        if chance.random() < 0.05:
            parts.pop(name, None)
        elif name in parts:
            parts[name] = chance.choice(MUTATIONS)(parts[name], chance)
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return made.getvalue()
