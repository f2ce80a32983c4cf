"""Pictures that come in: named after the paper, and put beside it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from masthead.draft.draft import Draft
from masthead.files import write_file


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
