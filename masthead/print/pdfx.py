"""PDF/X-4 (ISO 15930-7): the output intent, what colours mean, and whether a file keeps the rules.

A file without the shop's profile is black only, and its output intent is a profile of black ink.
With a profile of four inks, colours stay, defined as sRGB.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from masthead.diagnostic import Diagnostic, PaperError, Place
from masthead.print import problems
from masthead.print.profile import Profile, read_profile, read_srgb
from masthead.print.resources import list_drawings

if TYPE_CHECKING:
    import pikepdf

VERSION = "1.6"
"""The version of PDF that PDF/X-4 is made of."""
CLAIM = "PDF/X-4"
_FONT_FILES = ("/FontFile", "/FontFile2", "/FontFile3")
_BANNED_FILTERS = {"/LZWDecode": "LZW compression", "/Crypt": "encryption"}
_BANNED_KEYS = {
    "/OPI": "pictures kept elsewhere (OPI)",
    "/Alternates": "alternate pictures",
    "/Ref": "pages of another file",
    "/TR": "transfer functions",
    "/HTP": "halftone phases",
    "/PS": "PostScript",
}


def choose_profile(name: str, data: bytes) -> Profile:
    """Take a profile of ``styles/`` for the output intent. Raises PaperError."""
    try:
        return read_profile(data)
    except ValueError as error:
        raise PaperError([problems.BAD_PROFILE.at(Place(f"styles/{name}"), reason=error)]) from None


def declare_intent(pdf: pikepdf.Pdf, profile: Profile) -> None:
    """Say which printing condition the file is made for."""
    import pikepdf

    stream = pdf.make_stream(profile.data, N=profile.components)
    description = profile.description.encode("ascii", "replace").decode("ascii")
    pdf.Root.OutputIntents = pikepdf.Array(
        [
            pikepdf.Dictionary(
                Type=pikepdf.Name.OutputIntent,
                S=pikepdf.Name.GTS_PDFX,
                OutputConditionIdentifier="Custom",
                OutputCondition=description,
                Info=description,
                DestOutputProfile=stream,
            )
        ]
    )


class ColourMeaning:
    """Gives every set of resources a default colour space: red, green and blue are sRGB."""

    def __init__(self, pdf: pikepdf.Pdf) -> None:
        import pikepdf

        profile = pdf.make_stream(read_srgb(), N=3)
        self._space = pdf.make_indirect(pikepdf.Array([pikepdf.Name.ICCBased, profile]))
        self._seen: set[tuple[int, int]] = set()

    def treat_form(self, form: Any) -> None:
        """Define the colours of a form and of everything that it draws."""
        import pikepdf

        if form.objgen in self._seen and form.objgen != (0, 0):
            return
        self._seen.add(form.objgen)
        group = form.get("/Group")
        if group is not None and group.get("/CS") == pikepdf.Name.DeviceRGB:
            group.CS = self._space
        resources = form.get("/Resources")
        if resources is None:
            return
        if "/ColorSpace" not in resources:
            resources.ColorSpace = pikepdf.Dictionary()
        resources.ColorSpace.DefaultRGB = self._space
        for drawing in list_drawings(resources):
            self.treat_form(drawing)


def find_faults(pdf: pikepdf.Pdf, place: Place) -> Iterator[Diagnostic]:
    """Find what keeps a print file from being PDF/X-4, each thing once."""
    import pikepdf

    fonts: set[str] = set()
    others: set[str] = set()
    for thing in pdf.objects:
        if not isinstance(thing, pikepdf.Dictionary | pikepdf.Stream):
            continue
        if thing.get("/Type") == "/Font" and not _is_embedded(thing):
            fonts.add(_read_name(thing.get("/BaseFont")) or "without a name")
        others.update(_list_banned(thing))
    for font in sorted(fonts):
        yield problems.FONT_NOT_EMBEDDED.at(place, font=font)
    for what in sorted(others):
        yield problems.NOT_IN_PDFX.at(place, what=what)


def _read_name(name: Any) -> str:
    """Read a name whose bytes need not be UTF-8, as those of some fonts are not."""
    import pikepdf

    written = name.unparse() if isinstance(name, pikepdf.Name) else b""
    whole = re.sub(rb"#([0-9a-fA-F]{2})", lambda found: bytes([int(found[1], 16)]), written)
    return whole.removeprefix(b"/").decode("utf-8", "replace")


def _is_embedded(font: Any) -> bool:
    if font.get("/Subtype") == "/Type3":
        return True
    if font.get("/Subtype") == "/Type0":
        return True  # its descendant is a font of its own
    descriptor = font.get("/FontDescriptor")
    return descriptor is not None and any(key in descriptor for key in _FONT_FILES)


def _list_banned(thing: Any) -> Iterator[str]:
    import pikepdf

    drawn = thing.get("/Type") in ("/XObject", "/ExtGState") or "/Subtype" in thing
    for key, what in _BANNED_KEYS.items():
        if not drawn or key not in thing:
            continue
        if key == "/TR" and thing[key] == pikepdf.Name.Identity:
            continue
        yield what
    if thing.get("/Subtype") == "/PS":
        yield _BANNED_KEYS["/PS"]
    filters = thing.get("/Filter", ())
    for name in [filters] if isinstance(filters, pikepdf.Name) else filters:
        if str(name) in _BANNED_FILTERS:
            yield _BANNED_FILTERS[str(name)]
