"""Bringing official files in, and what that says."""

from __future__ import annotations

from masthead.importing.akoma.reader import read_bytes
from masthead.importing.importer import Imported, import_drafts
from masthead.project import Project


def bring_in(project: Project, files: dict[str, bytes]) -> Imported:
    drafts = [read_bytes(project, data, f"{code}.xml") for code, data in files.items()]
    return import_drafts(project, drafts)


def said(imported: Imported) -> list[str]:
    return [f"{one.code} {one.message}" for one in imported.diagnostics]
