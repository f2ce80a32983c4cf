"""The fonts of this system, as fontconfig knows them: they stand in for locked files not there.

What stands in is recorded under a name that says for which locked file, of which family and under
which file name, and nothing of where a machine keeps it. WeasyPrint needs fontconfig, too, so that
the library is there; its programs (`fc-list`) may not be.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from masthead.setup.fontlock import LockedFont

PREFIX = "system-fonts/"
"""What the names of the system's fonts begin with where they are recorded."""
_LIBRARIES = ("libfontconfig.so.1", "libfontconfig.1.dylib")
_WEIGHTS = {100: 0, 200: 40, 300: 50, 400: 80, 500: 100, 600: 180, 700: 200, 800: 205, 900: 210}
"""fontconfig's numbers for the weights of CSS."""
_SLANTS = {"normal": 0, "italic": 100}
_NORMAL_WIDTH = 100
_ENDINGS = (".ttf", ".otf")
_MATCH = 0
"""FcResultMatch: what was asked for is there."""


class SystemName(NamedTuple):
    """Under which name a font of the system is recorded."""

    locked: str
    """The locked file that it stands in for."""
    family: str
    file: str
    """Its own name; empty where the system has no such font."""

    def __str__(self) -> str:
        """Write the name: ``system-fonts/Tinos_400Regular.ttf/Tinos/Tinos-Regular.ttf``."""
        return PREFIX + "/".join(self)

    @classmethod
    def read(cls, name: str) -> SystemName:
        """Read a name that was written so."""
        locked, _, rest = name.removeprefix(PREFIX).partition("/")
        family, _, file = rest.rpartition("/")
        return cls(locked, family, file)


class SystemFonts:
    """The fonts installed on this system. Looked for when one is first asked for."""

    def __init__(self) -> None:
        self._found: dict[tuple[str, int, str], Path | None] = {}

    def find(self, family: str, font: LockedFont) -> Path | None:
        """Find a font file of exactly this family, with the weight and style of a locked font.

        Of several the first by name is taken. Collections and variable fonts are left alone: a
        page could not say which of their faces it means.
        """
        key = family, font.weight, font.style
        if key not in self._found:
            found = sorted(self._list(*key), key=lambda path: (path.name, path))
            self._found[key] = found[0] if found else None
        return self._found[key]

    def _list(self, family: str, weight: int, style: str) -> Iterator[Path]:
        if self._library is None:
            return
        wanted = _WEIGHTS.get(weight), _SLANTS.get(style), _NORMAL_WIDTH
        faces = _list_faces(self._library, family)
        several = {face.file for face in faces if face.index != 0}
        for face in faces:
            path = Path(face.file)
            if (
                (face.weight, face.slant, face.width) == wanted
                and face.file not in several
                and family.casefold() in map(str.casefold, face.families)
                and path.suffix.lower() in _ENDINGS
                and path.is_file()
            ):
                yield path

    @cached_property
    def _library(self) -> Any:
        """Fontconfig; None without it."""
        import ctypes

        pointer, text, number = ctypes.c_void_p, ctypes.c_char_p, ctypes.c_int
        functions = {
            "FcInitLoadConfigAndFonts": (pointer, []),
            "FcConfigDestroy": (None, [pointer]),
            "FcPatternCreate": (pointer, []),
            "FcPatternDestroy": (None, [pointer]),
            "FcPatternAddString": (number, [pointer, text, text]),
            "FcPatternGetString": (number, [pointer, text, number, pointer]),
            "FcPatternGetInteger": (number, [pointer, text, number, pointer]),
            "FcObjectSetCreate": (pointer, []),
            "FcObjectSetAdd": (number, [pointer, text]),
            "FcObjectSetDestroy": (None, [pointer]),
            "FcFontList": (pointer, [pointer, pointer, pointer]),
            "FcFontSetDestroy": (None, [pointer]),
        }
        for name in _LIBRARIES:
            try:
                library = ctypes.CDLL(name)
            except OSError:
                continue
            for function, (result, arguments) in functions.items():
                call = getattr(library, function)
                call.restype, call.argtypes = result, arguments
            return library
        return None


@dataclass(frozen=True)
class _Face:
    """What fontconfig says of a face. A number that is a range (a variable font's) is None."""

    file: str
    families: tuple[str, ...]
    """In all languages that the font has names in."""
    weight: int | None
    slant: int | None
    width: int | None
    index: int | None


_TEXTS = (b"file", b"family")
_NUMBERS = (b"weight", b"slant", b"width", b"index")


def _list_faces(library: Any, family: str) -> list[_Face]:
    """List the faces of a family."""
    import ctypes

    class FontSet(ctypes.Structure):
        _fields_ = (
            ("count", ctypes.c_int),
            ("room", ctypes.c_int),
            ("patterns", ctypes.POINTER(ctypes.c_void_p)),
        )

    def read_texts(pattern: int, name: bytes) -> Iterator[str]:
        text = ctypes.c_char_p()
        place = 0
        while library.FcPatternGetString(pattern, name, place, ctypes.byref(text)) == _MATCH:
            yield os.fsdecode(text.value or b"")
            place += 1

    def read_number(pattern: int, name: bytes) -> int | None:
        number = ctypes.c_int()
        found = library.FcPatternGetInteger(pattern, name, 0, ctypes.byref(number))
        return number.value if found == _MATCH else None

    def read_face(pattern: int) -> _Face:
        numbers = (read_number(pattern, name) for name in _NUMBERS)
        files, families = (tuple(read_texts(pattern, name)) for name in _TEXTS)
        return _Face(files[0], families, *numbers)

    config = library.FcInitLoadConfigAndFonts()
    wanted, objects = library.FcPatternCreate(), library.FcObjectSetCreate()
    try:
        library.FcPatternAddString(wanted, b"family", family.encode())
        for name in (*_TEXTS, *_NUMBERS):
            library.FcObjectSetAdd(objects, name)
        listed = library.FcFontList(config, wanted, objects)
        if not listed:
            return []
        fonts = ctypes.cast(listed, ctypes.POINTER(FontSet)).contents
        faces = [read_face(fonts.patterns[at]) for at in range(fonts.count)]
        library.FcFontSetDestroy(listed)
    finally:
        library.FcObjectSetDestroy(objects)
        library.FcPatternDestroy(wanted)
        if config:
            library.FcConfigDestroy(config)
    return faces
