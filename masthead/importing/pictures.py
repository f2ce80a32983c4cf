"""Pictures that come in: named after the paper, and put beside it."""

from __future__ import annotations

import io
from collections.abc import Mapping
from pathlib import Path

from masthead.draft.draft import Draft
from masthead.files import write_file

_GRID = 48
"""Pictures are compared by so many fields across and down."""
_NEAR = 4
"""How much the colours of two may differ that show the same, on average: of 255."""
_MOST_PIXELS = 50_000_000


def name_pictures(
    drafts: Mapping[str, Draft], stem: str
) -> tuple[dict[str, dict[str, str]], dict[str, bytes]]:
    """Name the pictures of all languages: one that is the same in several has one name.

    Gives for each language what its pictures are called, and the files.
    """
    names: dict[str, dict[str, str]] = {}
    files: dict[str, bytes] = {}
    for code, draft in drafts.items():
        names[code] = {}
        for name, data in draft.files.items():
            wanted = f"{stem}-{name}"
            if files.get(wanted, data) != data:
                begin, _, ending = wanted.rpartition(".")
                wanted = f"{begin}-{code}.{ending}"
            files[wanted] = data
            names[code][name] = wanted
    return names, files


def tell_apart(draft: Draft, other: Draft) -> None:
    """Give the pictures of a draft other names, where other ones stand in their places in another.

    A program that saves a Word file may write its pictures anew: they are told by what they show.
    """
    names = {
        name: f"other-{name}" for name, data in draft.files.items()
        if name in other.files and not _are_alike(data, other.files[name])
    }  # fmt: skip
    draft.files = {names.get(name, name): data for name, data in draft.files.items()}
    for block in draft.walk():
        if block.caption is not None and block.caption.image in names:
            block.caption.image = names[block.caption.image]


def _are_alike(one: bytes, other: bytes) -> bool:
    """Whether two pictures show the same, in whatever size and format."""
    if one == other:
        return True
    from PIL import Image, ImageChops, ImageStat

    small = []
    for data in (one, other):
        try:
            with Image.open(io.BytesIO(data), formats=("PNG", "JPEG")) as image:
                if image.width * image.height > _MOST_PIXELS:
                    return False
                small.append(image.convert("RGB").resize((_GRID, _GRID), Image.Resampling.BOX))
        except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
            return False
    return max(ImageStat.Stat(ImageChops.difference(*small)).mean) < _NEAR


class Placed:
    """Pictures put into a folder; what was not there before can be taken back."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.paths: list[Path] = []

    def place(self, files: Mapping[str, bytes]) -> list[str]:
        """Put pictures there. Gives those that are there already, and other ones: they stay."""
        others = []
        for name, data in files.items():
            path = self.folder / name
            if path.exists() or path.is_symlink():
                if not path.is_file() or path.read_bytes() != data:
                    others.append(name)
                continue
            self.folder.mkdir(parents=True, exist_ok=True)
            write_file(path, data)
            self.paths.append(path)
        return others

    def take_back(self) -> None:
        """Remove what was put there."""
        for path in self.paths:
            path.unlink(missing_ok=True)
        self.paths.clear()
