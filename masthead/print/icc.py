"""ICC profiles: made here where none is given, and read where a shop gives its own.

No profile is shipped. Two are generated, to the byte the same everywhere (ICC.1:2001-04, version
2.4): an output profile of one black ink, which the black-only PDF/X names as its output intent, and
sRGB, which says what the colours of a page mean on a press of four inks.
"""

from __future__ import annotations

import struct
from collections.abc import Callable
from dataclasses import dataclass

_HEADER = 128
_D50 = (0.9642, 1.0, 0.8249)
_RIGHTS = "No rights reserved."
DOT_GAIN = 0.2
"""How much darker black at 50 % prints on uncoated paper: 20 %, the usual allowance."""
BLACK_INK = f"Black ink, {DOT_GAIN:.0%} dot gain"

# IEC 61966-2-1 primaries, adapted to D50 (Bradford).
_SRGB = {
    b"rXYZ": (0.43607, 0.22249, 0.01392),
    b"gXYZ": (0.38515, 0.71687, 0.09708),
    b"bXYZ": (0.14307, 0.06061, 0.71410),
}


@dataclass(frozen=True, slots=True)
class Profile:
    """What matters of a profile: its class, its colours, its description."""

    data: bytes
    device: str
    """``prtr`` for output, ``mntr`` for a screen."""
    space: str
    """``GRAY``, ``CMYK`` or ``RGB``."""
    description: str

    @property
    def components(self) -> int:
        """How many values a colour has."""
        return {"GRAY": 1, "RGB": 3, "CMYK": 4}.get(self.space, 0)


def make_black_profile() -> bytes:
    """Make the output profile of one black ink on paper: reflectance by Murray and Davies."""

    def reflect(device: float) -> float:
        ink = 1 - device
        printed = ink + 4 * DOT_GAIN * ink * (1 - ink)
        return 1 - min(1.0, printed)

    return _assemble(b"prtr", b"GRAY", BLACK_INK, {b"kTRC": _curve(reflect)})


def make_srgb_profile() -> bytes:
    """Make the profile of sRGB."""

    def expand(value: float) -> float:
        return value / 12.92 if value <= 0.04045 else float(((value + 0.055) / 1.055) ** 2.4)

    curve = _curve(expand)
    tags = {name: _xyz(*values) for name, values in _SRGB.items()}
    tags |= dict.fromkeys((b"rTRC", b"gTRC", b"bTRC"), curve)
    return _assemble(b"mntr", b"RGB ", "sRGB IEC 61966-2-1", tags)


def read_profile(data: bytes) -> Profile:
    """Read a profile. Raises ValueError with what is wrong, in words."""
    if len(data) < _HEADER + 4 or data[36:40] != b"acsp":
        raise ValueError("this is no ICC profile")
    if struct.unpack(">I", data[:4])[0] != len(data):
        raise ValueError("it is cut short")
    device, space = (data[start : start + 4].decode("latin-1").strip() for start in (12, 16))
    return Profile(data, device, space, _read_description(data) or "Custom")


def _read_description(data: bytes) -> str:
    (count,) = struct.unpack(">I", data[_HEADER : _HEADER + 4])
    for number in range(min(count, 100)):
        entry = data[_HEADER + 4 + 12 * number :][:12]
        if len(entry) < 12:
            return ""
        name, offset, size = struct.unpack(">4sII", entry)
        if name == b"desc":
            return _read_text(data[offset : offset + size])
    return ""


def _read_text(tag: bytes) -> str:
    """Read a description of version 2 (ASCII) or 4 (the first of its languages)."""
    try:
        if tag[:4] == b"desc":
            (length,) = struct.unpack(">I", tag[8:12])
            return tag[12 : 12 + length].rstrip(b"\0").decode("ascii", "replace")
        if tag[:4] == b"mluc":
            length, offset = struct.unpack(">II", tag[20:28])
            return tag[offset : offset + length].decode("utf-16-be", "replace")
    except struct.error:
        pass
    return ""


def _assemble(device: bytes, space: bytes, description: str, tags: dict[bytes, bytes]) -> bytes:
    """Put header, table of tags and tags together; tags that are the same share their place."""
    everything = {
        b"desc": _description(description),
        b"cprt": b"text\0\0\0\0" + _RIGHTS.encode("ascii") + b"\0",
        b"wtpt": _xyz(*_D50),
        **tags,
    }
    table, body = b"", b""
    start = _HEADER + 4 + 12 * len(everything)
    places: dict[bytes, int] = {}
    for name, tag in everything.items():
        if tag not in places:
            places[tag] = start + len(body)
            body += tag + b"\0" * (-len(tag) % 4)
        table += struct.pack(">4sII", name, places[tag], len(tag))
    whole = struct.pack(">I", len(everything)) + table + body
    header = struct.pack(
        ">I4sI4s4s4s6H4s4sI4s4sQI3I4s44s",
        _HEADER + len(whole),
        b"",  # no colour management module preferred
        0x02400000,
        device,
        space,
        b"XYZ ",
        *(2000, 1, 1, 0, 0, 0),  # the date does not matter, but there must be one
        b"acsp",
        b"",
        0,
        b"",
        b"",
        0,
        1,  # relative colorimetric
        *(round(value * 65536) for value in _D50),
        b"",
        b"",
    )
    return header + whole


def _description(text: str) -> bytes:
    ascii_text = text.encode("ascii") + b"\0"
    return (
        b"desc\0\0\0\0"
        + struct.pack(">I", len(ascii_text))
        + ascii_text
        + struct.pack(">IIHB", 0, 0, 0, 0)
        + b"\0" * 67
    )


def _xyz(*values: float) -> bytes:
    return b"XYZ \0\0\0\0" + struct.pack(">3i", *(round(value * 65536) for value in values))


def _curve(function: Callable[[float], float], steps: int = 256) -> bytes:
    """A tone curve as a table from 0 to 1."""
    values = [round(function(step / (steps - 1)) * 65535) for step in range(steps)]
    return b"curv\0\0\0\0" + struct.pack(f">I{steps}H", steps, *values)
