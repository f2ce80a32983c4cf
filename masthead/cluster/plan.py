"""The plan of a run: what a worker has to know and to have, so that it makes the same bytes.

That is the project's own styles, templates and data, which travel, and Masthead itself, its data,
its tools and the locked fonts, which do not: a worker has its own, and they have to be alike.
"""

from __future__ import annotations

import hashlib
import io
import os
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

from msgspec import Struct

from masthead import __version__
from masthead.diagnostic import ToolError
from masthead.project import Project, Room, built_in_folder
from masthead.setup.places import FONTS, LOCK_NAME, font_folder
from masthead.signature import Hashes
from masthead.targets.fingerprint import Code, Tools, digest_parts

ROOMS: tuple[Room, ...] = get_args(Room)
_MOST_NAMED = 4
_EPOCH = (1980, 1, 1, 0, 0, 0)


class Plan(Struct, frozen=True):
    """What the workers of a run are told."""

    name: str
    """A hash of all the rest: runs with equal plans share what workers keep ready for them."""
    project: bytes
    """A ZIP file of the project's own rooms."""
    formats: tuple[str, ...]
    limit: float
    """Seconds that a task may take."""
    likeness: dict[str, str]
    """What has to be alike, by name."""


def name_topic(plan: Plan, worker: str) -> str:
    """Name the topic under which a worker says in what it is not alike.

    It has one of its own: of each Dask keeps few events.
    """
    return f"{plan.name} {worker}"


def make_plan(project: Project, formats: tuple[str, ...], limit: float) -> Plan:
    """Make the plan of a run in a project. Raises ToolError where a file cannot be read."""
    packed = pack_rooms(project)
    likeness = describe_here(formats, font_folder(project.root))
    told = [hashlib.sha256(packed).hexdigest(), *formats, str(limit)]
    told += [f"{name} {value}" for name, value in likeness.items()]
    return Plan(f"masthead-{digest_parts(*told)[:16]}", packed, formats, limit, likeness)


def pack_rooms(project: Project) -> bytes:
    """Pack the files of the project's own rooms, but for fonts, into a ZIP file."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for room in ROOMS:
            for name, path in _list_own(project, room):
                try:
                    data = path.read_bytes()
                except OSError as error:
                    raise ToolError(f"{name} cannot be read: {error.strerror}") from None
                archive.writestr(zipfile.ZipInfo(name, _EPOCH), data, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def _list_own(project: Project, room: Room) -> Iterator[tuple[str, Path]]:
    """List the files of a room of the project's own: none where that is what Masthead ships."""
    shipped = built_in_folder(room).resolve()
    for folder in project.folders(room):
        if folder.resolve() != shipped:
            for path in _list_files(folder):
                if path.resolve().is_relative_to(folder.resolve()):  # no link that leads outside
                    yield f"{room}/{path.relative_to(folder).as_posix()}", path


def _list_files(folder: Path) -> Iterator[Path]:
    """List a room's files in order, but for fonts."""
    for inner, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if name not in (FONTS.name, "__pycache__"))
        for name in sorted(names):
            path = Path(inner, name)
            if path.is_file() and path.suffix != ".py":
                yield path


def describe_here(formats: tuple[str, ...], fonts: Path) -> dict[str, str]:
    """Describe what decides the bytes of files that this machine makes, by name.

    Python and the tools by their versions; Masthead's modules and data, and each font, by hash.
    """
    hashes = Hashes()
    code, tools = Code(hashes), Tools()
    found = {"Masthead": __version__}
    for form in formats:
        found.update(tools.versions(form))
    modules = digest_parts(*(code.digest(form) for form in formats))
    found["Masthead's modules"] = modules[:12]
    for room in ROOMS:
        folder = built_in_folder(room)
        digests = (
            f"{path.relative_to(folder).as_posix()} {hashes.read(str(path))}"
            for path in _list_files(folder)
        )
        found[f"Masthead's {room}"] = digest_parts(*digests)[:12]
    for file in _list_fonts():
        found[f"the font {file}"] = (hashes.read(str(fonts / file)) or "")[:12]
    return found


def _list_fonts() -> tuple[str, ...]:
    from masthead.setup import SetupError
    from masthead.setup.fontlock import read_font_lock

    try:
        lock = read_font_lock(built_in_folder("styles") / LOCK_NAME)
    except (SetupError, FileNotFoundError):
        return ()
    return tuple(font.file for font in lock.fonts)


def find_own_fonts() -> Path:
    """Find the fonts of this machine, whatever project they are for."""
    clone = built_in_folder("styles").parent
    return clone / FONTS if (clone / FONTS).is_dir() else font_folder(Path.cwd())


def compare_likeness(wanted: dict[str, str], here: dict[str, str]) -> list[str]:
    """Say what differs: ``weasyprint 69.0 instead of 70.0``."""
    return [
        f"{name} {here.get(name) or 'is not there'}" + (f" instead of {value}" if value else "")
        for name, value in wanted.items()
        if here.get(name, "") != value
    ]


def write_some(differences: list[str]) -> str:
    """Write a few differences, and how many more there are."""
    more = len(differences) - _MOST_NAMED
    shown = ", ".join(differences[:_MOST_NAMED])
    return f"{shown} and {more} more" if more > 0 else shown
