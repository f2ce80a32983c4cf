"""Fonts that are not the locked ones, for tests: made of the locked ones, so that no test depends
on what a machine has."""

from __future__ import annotations

from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

FONTS = Path(__file__).resolve().parent.parent / "styles" / "fonts"


def link_fonts(folder: Path) -> Path:
    """Make a folder of links to the locked fonts, each of which can be changed or left out."""
    folder.mkdir(parents=True)
    for file in FONTS.glob("*.ttf"):
        (folder / file.name).symlink_to(file)
    return folder


def alter_font(file: str, place: Path, *, family: str | None = None) -> Path:
    """Write a locked font with a wider e to another place, under another family's name if asked."""
    with TTFont(FONTS / file, recalcTimestamp=False) as font:
        glyph = font.getBestCmap()[ord("e")]
        width, left = font["hmtx"][glyph]
        font["hmtx"][glyph] = width + 100, left
        for name in font["name"].names:
            if family is not None and name.nameID in (1, 16):
                name.string = family
        place.unlink(missing_ok=True)
        place.parent.mkdir(parents=True, exist_ok=True)
        font.save(place)
    return place


def install_only(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Have a system whose only fonts are those in a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    settings = folder.parent / "fonts.conf"
    settings.write_text(
        f"<fontconfig><dir>{folder}</dir><cachedir>{folder.parent}/cached</cachedir></fontconfig>"
    )
    monkeypatch.setenv("FONTCONFIG_FILE", str(settings))
    return folder
