"""The fonts that an edition is set with: the locked ones, or what stands in for them."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from masthead.diagnostic import ToolError
from masthead.ending import do_at_end
from masthead.render.pdf.coverage import Ranges, load_lock, narrow
from masthead.render.pdf.fontfiles import FontFile, FontFiles
from masthead.render.pdf.fontlinks import link_font, link_fonts
from masthead.scratch import claim_scratch

if TYPE_CHECKING:
    from masthead.language.language import Language
    from masthead.project import Project
    from masthead.setup.fontlock import LockedFont

LATIN = "Latin"
"""The name of the Latin face inside text of another script."""

# What the Latin face sets in another script. In Chinese, quotation marks, dashes, dots and the
# interpunct are as wide as a character, and so they come from the Han face; in Arabic, all but
# letters and digits belongs to the words around it.
_LATIN_RANGES = {
    "han": [(0x20, 0xB6), (0xB8, 0x200F), (0x2028, 0x2FFF)],
    "arabic": [(0x30, 0x39), (0x41, 0x5A), (0x61, 0x7A), (0xC0, 0x24F)],
}


class Faces(Struct, frozen=True):
    """The faces of one edition: families as CSS writes them, and rules that name their files."""

    serif: str
    sans: str
    latin: str
    rules: str


class FontBook:
    """The locked fonts of a project, and which file stands for each: decided here, and once."""

    def __init__(self, project: Project) -> None:
        from masthead.setup.places import font_folder

        self.lock = load_lock(project)
        self.files = FontFiles(font_folder(project.root))
        self.fonts = {font.file: font for font in self.lock.fonts}
        self.project = project

    @property
    def folder(self) -> Path:
        """Where the fonts are installed."""
        return self.files.folder

    def pick_family(self, families: tuple[str, ...]) -> str | None:
        """Pick the first of some families that is locked."""
        return self.lock.pick_family(families)

    def choose_faces(self, language: Language, *, strong: bool = True) -> Faces:
        """Choose the faces for a language, and record their files as used.

        ``strong`` says whether the text itself has bold words. A Han face weighs 15 MB, so none is
        named that no text can need. Raises ToolError when no family of a role is locked, or a file
        is missing and this system has none in its place.
        """
        serif = self._require(language, "serif", language.fonts.serif)
        sans = self._require(language, "sans", language.fonts.sans)
        latin = self.pick_family(language.fonts.latin)
        needed = [
            self._choose(font, language)
            for font in self.fonts.values()
            if font.family in (serif, sans, latin)
            and (language.script != "han" or _is_needed(font, serif, sans, strong=strong))
        ]
        for file in needed:
            self._record(file)
        rules = [_write_rule(file, file.font.family) for file in needed]
        # The papers of a process share their fonts, so each script needs a name of its own here.
        face = f"{LATIN} in {language.script}"
        rules += [
            _write_rule(file, face, narrow(_LATIN_RANGES.get(language.script, []), file.font))
            for file in needed
            if file.font.family == latin
        ]
        first = f'"{face}", ' if latin else ""
        return Faces(
            serif=f'{first}"{serif}"',
            sans=f'{first}"{sans}"',
            latin=f'"{latin or serif}", "{serif}"',
            rules="\n".join(rules),
        )

    def _require(self, language: Language, role: str, families: tuple[str, ...]) -> str:
        family = self.pick_family(families)
        if family is None:
            raise ToolError(
                f"no font of {language.code} for {role} is locked: {', '.join(families)}; "
                "name a family of styles/fonts.lock in the language's file"
            )
        return family

    def _choose(self, font: LockedFont, language: Language) -> FontFile:
        """Choose the file of a font: its own, or one of a family that may take its place."""
        named = language.fonts
        others = [role for role in (named.serif, named.sans, named.latin) if font.family in role]
        families = dict.fromkeys((font.family, *(family for role in others for family in role)))
        return self.files.choose(font, tuple(families))

    def regular_files(self, language: Language) -> tuple[FontFile, ...]:
        """The regular faces of a language's running text that are small enough to look into."""
        families = [self.pick_family(language.fonts.latin)]
        if language.script != "han":
            families.append(self.pick_family(language.fonts.serif))
        return tuple(
            self._choose(font, language)
            for family in families
            for font in self.fonts.values()
            if font.family == family and (font.weight, font.style) == (400, "normal")
        )

    def load(self, address: str) -> bytes:
        """Load the file that a rule names: a link to it, unless it is packed.

        Raises ToolError when it is not there, is no font, or was changed since it was chosen.
        """
        file = self.files.recall(address)
        if file is None:
            font = self.fonts.get(address)
            if font is None:
                raise ToolError(f"{address} is not a font of styles/fonts.lock")
            file = self.files.choose(font, (font.family,))
            self._record(file)
        self.files.confirm(file)
        return link_font(file.path)

    def _record(self, file: FontFile) -> None:
        for name, digest in file.recorded.items():
            self.project.record(name, digest)


def open_fonts(project: Project) -> FontBook:
    """Open the font book of a project."""
    return project.remember("fonts", lambda: FontBook(project))


def refuse_other_fonts(project: Project) -> None:
    """Have a project's pages set with the locked fonts or not at all: where lines are judged."""
    open_fonts(project).files.locked = True


@contextlib.contextmanager
def _without_system_fonts() -> Iterator[None]:
    """Keep the fonts of this machine away: only what a style sheet names can be found.

    The settings stay where they are: Pango has a thread of its own read them, when it likes.
    """
    before = os.environ.get("FONTCONFIG_FILE")
    os.environ["FONTCONFIG_FILE"] = str(Path(__file__).with_name("no-fonts.conf"))
    try:
        yield
    finally:
        if before is None:
            del os.environ["FONTCONFIG_FILE"]
        else:
            os.environ["FONTCONFIG_FILE"] = before


_configurations: dict[tuple[int, Path, str], Any] = {}


def share_configuration(fonts: FontBook, faces: Faces) -> Any:
    """Give the font configuration that all pages of a process set in these faces share.

    It knows these faces and no others: neither the machine's, nor those of a language that was set
    before. It is slow to fill, so it is kept until the process ends. A forked process makes its
    own: the links behind it are the parent's, in whose scratch folder they are.
    """
    from weasyprint.text.fonts import FontConfiguration

    key = os.getpid(), fonts.folder, faces.rules
    if key not in _configurations:
        claim_scratch()  # where the links behind it are
        if not _configurations:  # while the interpreter shuts down, they could not tidy up
            do_at_end(_configurations.clear)
        with _without_system_fonts():
            _configurations[key] = FontConfiguration()
        link_fonts(_configurations[key])
    return _configurations[key]


def _is_needed(font: LockedFont, serif: str, sans: str, *, strong: bool) -> bool:
    """Whether a face can occur: text and its bold words are in serif, all else in bold sans."""
    if font.family == serif:
        return font.weight == 400 or (font.weight == 700 and strong)
    return font.family != sans or font.weight == 700


def _write_rule(file: FontFile, family: str, ranges: Ranges | None = None) -> str:
    font = file.font
    listed = ", ".join(f"U+{first:04X}-{last:04X}" for first, last in ranges or ())
    limits = f" unicode-range: {listed};" if listed else ""
    return (
        f'@font-face {{ font-family: "{family}"; src: url("masthead:styles/fonts/{file.address}");'
        f" font-weight: {font.weight}; font-style: {font.style};{limits} }}"
    )
