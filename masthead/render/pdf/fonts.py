"""The locked fonts: which files an edition is set with, and the only ones it can be set with."""

from __future__ import annotations

import atexit
import contextlib
import hashlib
import os
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from masthead.diagnostic import ToolError

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
    "han": "U+0020-00B6, U+00B8-200F, U+2028-2FFF",
    "arabic": "U+0030-0039, U+0041-005A, U+0061-007A, U+00C0-024F",
}
_INSTALL = "install the fonts with `make`, or `python -m masthead.setup fonts`"


@dataclass(frozen=True, slots=True)
class Faces:
    """The faces of one edition: families as CSS writes them, and rules that name their files."""

    serif: str
    sans: str
    latin: str
    rules: str


class FontBook:
    """The locked fonts of a project, each checked against the lock when it is first used."""

    def __init__(self, project: Project) -> None:
        from masthead.setup import SetupError
        from masthead.setup.fontlock import read_font_lock
        from masthead.setup.places import LOCK_NAME, font_folder

        project.read("styles", LOCK_NAME)
        try:
            lock = read_font_lock(project.find("styles", LOCK_NAME))
        except SetupError as error:
            raise ToolError(str(error)) from None
        self.folder = font_folder(project.root)
        self.fonts = {font.file: font for font in lock.fonts}
        self.project = project

    def pick_family(self, families: tuple[str, ...]) -> str | None:
        """Pick the first of some families that is locked."""
        locked = {font.family for font in self.fonts.values()}
        return next((family for family in families if family in locked), None)

    def choose_faces(self, language: Language, *, strong: bool = True) -> Faces:
        """Choose the faces for a language. Raises ToolError when none of a role is locked.

        ``strong`` says whether the text itself has bold words. A Han face weighs 15 MB, so none is
        named that no text can need.
        """
        serif = self._require(language, "serif", language.fonts.serif)
        sans = self._require(language, "sans", language.fonts.sans)
        latin = self.pick_family(language.fonts.latin)
        families = {serif, sans, *([latin] if latin else [])}
        rules = [
            _write_rule(font, font.family)
            for font in self.fonts.values()
            if font.family in families
            and (language.script != "han" or _is_needed(font, serif, sans, strong=strong))
        ]
        # The papers of a process share their fonts, so each script needs a name of its own here.
        face = f"{LATIN} in {language.script}"
        if latin:
            rules += [
                _write_rule(font, face, _LATIN_RANGES.get(language.script, ""))
                for font in self.fonts.values()
                if font.family == latin
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

    def regular_files(self, language: Language) -> tuple[Path, ...]:
        """The regular faces of a language's running text that are small enough to look into."""
        families = [self.pick_family(language.fonts.latin)]
        if language.script != "han":
            families.append(self.pick_family(language.fonts.serif))
        return tuple(
            self.find(font.file)
            for family in families
            for font in self.fonts.values()
            if font.family == family and (font.weight, font.style) == (400, "normal")
        )

    def find(self, file: str) -> Path:
        """Find a font file. Raises ToolError when it is not there."""
        path = self.folder / file
        if not path.is_file():
            raise ToolError(f"the font {file} is not installed: {_INSTALL}")
        return path

    def load(self, file: str) -> bytes:
        """Load a font file. Raises ToolError when it is missing or not the locked one."""
        font = self.fonts.get(file)
        if font is None:
            raise ToolError(f"{file} is not a font of styles/fonts.lock")
        data = self.find(file).read_bytes()
        if hashlib.sha256(data).hexdigest() != font.sha256:
            raise ToolError(f"the font {file} is not the locked one: {_INSTALL}")
        return data

    def record(self, language: Language) -> None:
        """Record the fonts of a language as used, by their locked hashes."""
        families = {
            self.pick_family(role)
            for role in (language.fonts.serif, language.fonts.sans, language.fonts.latin)
        }
        for font in self.fonts.values():
            if font.family in families:
                self.project.record(f"styles/fonts/{font.file}", font.sha256)


def open_fonts(project: Project) -> FontBook:
    """Open the font book of a project."""
    return project.remember("fonts", lambda: FontBook(project))


@contextlib.contextmanager
def _without_system_fonts() -> Iterator[None]:
    """Keep the fonts of this machine away: only what a style sheet names can be found."""
    before = os.environ.get("FONTCONFIG_FILE")
    with tempfile.TemporaryDirectory(prefix="masthead-") as folder:
        empty = Path(folder) / "fonts.conf"
        empty.write_text("<fontconfig/>", encoding="utf-8")
        os.environ["FONTCONFIG_FILE"] = str(empty)
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
    own: the files behind it are the parent's to remove.
    """
    from weasyprint.text.fonts import FontConfiguration

    key = os.getpid(), fonts.folder, faces.rules
    if key not in _configurations:
        if not _configurations:
            atexit.register(_configurations.clear)
        with _without_system_fonts():
            _configurations[key] = FontConfiguration()
    return _configurations[key]


def _is_needed(font: LockedFont, serif: str, sans: str, *, strong: bool) -> bool:
    """Whether a face can occur: text and its bold words are in serif, all else in bold sans."""
    if font.family == serif:
        return font.weight == 400 or (font.weight == 700 and strong)
    return font.family != sans or font.weight == 700


def _write_rule(font: LockedFont, family: str, unicode_range: str = "") -> str:
    limits = f" unicode-range: {unicode_range};" if unicode_range else ""
    return (
        f'@font-face {{ font-family: "{family}"; src: url("masthead:styles/fonts/{font.file}");'
        f" font-weight: {font.weight}; font-style: {font.style};{limits} }}"
    )
