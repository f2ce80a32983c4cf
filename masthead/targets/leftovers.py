"""Leftovers: files of earlier builds whose papers or language versions are gone.

The manifest knows which files are a build's own. Nothing else is looked at, and nothing is removed
that was changed since it was built.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import PurePosixPath
from typing import Any

from masthead.diagnostic import Diagnostic, Place
from masthead.project import Project
from masthead.targets import problems
from masthead.targets.formats import PRINT
from masthead.targets.outlet import Outlet
from masthead.targets.report import Report
from masthead.targets.target import is_draft


def find_leftovers(
    project: Project, listed: Mapping[str, Mapping[str, Any]], report: Report, *, draft: bool
) -> list[str]:
    """Find the files of a manifest that no paper makes any longer.

    A paper is gone when it is in none of the project's folders any longer; a version, when its
    paper was built now without it.
    """
    papers = {entry["source"]["file"] for entry in listed.values()}
    missing = {paper for paper in papers if _is_gone(project, paper)}
    gone = [
        name
        for name, entry in listed.items()
        if entry["source"]["file"] in missing
        or (is_draft(name) == draft and _is_dropped(name, entry, report))
    ]
    removed = set(gone)
    return gone + [
        name
        for name, entry in listed.items()
        if name not in removed and not removed.isdisjoint(_list_printed(entry))
    ]


def _list_printed(entry: Mapping[str, Any]) -> Iterator[str]:
    """List the PDFs that went into a print file."""
    with contextlib.suppress(KeyError, TypeError):
        yield from (pdf["file"] for pdf in entry["job"]["pdfs"])


def _is_gone(project: Project, source: str) -> bool:
    """Whether a paper is gone from a folder of the project. One from elsewhere never is."""
    place = PurePosixPath(source)
    if place.is_absolute() or ".." in place.parts or len(place.parts) < 2:
        return False
    path = project.root / place
    inside = (project.root / place.parts[0]).is_dir()
    return inside and not path.exists() and not path.is_symlink()


def _is_dropped(name: str, entry: Mapping[str, Any], report: Report) -> bool:
    """Whether a paper was built now, and has no such version."""
    versions = report.versions.get(entry["source"]["file"])
    alone = len(entry["languages"]) == 1 and entry["format"] != PRINT.name
    return versions is not None and alone and name.rpartition(".")[0] not in versions


def remove_leftovers(
    outlet: Outlet, listed: Mapping[str, Mapping[str, Any]], names: Iterable[str]
) -> tuple[list[str], list[str], list[Diagnostic]]:
    """Remove leftovers.

    Given back are those that are gone, those that somebody has changed, which are no longer a
    build's own, and what there is to say of files that stay.
    """
    removed: list[str] = []
    changed: list[str] = []
    found: list[Diagnostic] = []
    for name in names:
        if not outlet.owns(name) or outlet.find(name) != listed[name].get("sha256"):
            changed.append(name)
            found.append(problems.LEFTOVER_CHANGED.at(Place(name), file=name))
            continue
        try:
            outlet.remove(name)
        except OSError as error:
            reason = error.strerror or type(error).__name__
            found.append(problems.NOT_REMOVED.at(Place(name), file=name, reason=reason))
        else:
            removed.append(name)
    return removed, changed, found
