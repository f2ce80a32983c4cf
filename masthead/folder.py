"""Which folder is the project's: the one that was named, or the nearest that holds ``source/``.

The first thing that a run asks, so nothing is imported for it.
"""

from __future__ import annotations

import os

_CHOSEN: list[str] = []
"""The folder, where one was named."""


def choose_folder(folder: str | None) -> None:
    """Take a folder for the project's; None: look for it from the working directory."""
    _CHOSEN[:] = [folder] if folder else []


def find_folder() -> str:
    """Find the project's folder: this one, or the nearest above that holds ``source/``.

    Above, ``source/`` has to be this person's own: in ``/tmp`` and its like anybody can put one.
    """
    if _CHOSEN:
        return os.path.realpath(_CHOSEN[0])
    return find_folder_around(os.getcwd())  # noqa: PTH109  # pathlib costs 7 ms


def find_folder_around(place: str) -> str:
    """Find the project's folder around a place, as ``find_folder`` does around the working one."""
    here = folder = os.path.realpath(place)
    while True:
        source = os.path.join(folder, "source")  # noqa: PTH118
        if os.path.isdir(source) and (folder == here or _is_own(source)):  # noqa: PTH112
            return folder
        above = os.path.dirname(folder)  # noqa: PTH120
        if above == folder:
            return here
        folder = above


def _is_own(path: str) -> bool:
    """Whether a folder belongs to the person who runs this."""
    try:
        return os.stat(path).st_uid == os.getuid()  # noqa: PTH116
    except OSError:
        return False
