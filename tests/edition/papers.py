"""Small papers for tests: a masthead, and a text that each test writes itself."""

from __future__ import annotations

import textwrap

from masthead.diagnostic import PaperError
from masthead.edition.edition import Edition
from masthead.edition.resolve import resolve_edition
from masthead.paper import Paper
from masthead.project import Project
from masthead.read.reader import Reading, read_source

FACTS = {
    "symbol": "A/80/XX",
    "series": "general-assembly",
    "date": "2025-09-01",
    "original": "en",
}


def write_paper(
    text: str = "", *, codes: str = "en", notes: str = "", extra: str = "", **facts: str
) -> str:
    """Write a paper; every text that is not given is the same word in each language."""
    languages = codes.split()
    same = "{" + ", ".join(f"{code}: Words" for code in languages) + "}"
    lines = [f"{key}: {value}" for key, value in {**FACTS, **facts}.items()]
    lines.append("versions: {" + ", ".join(f"{code}: {{}}" for code in languages) + "}")
    if "title" not in facts:
        lines.append(f"title: {same}")
    if extra:
        lines.append(textwrap.dedent(extra).strip("\n"))
    lines.append("text:")
    lines.append(textwrap.dedent(text).strip("\n") or f"- paragraph: {same}")
    if notes:
        lines += ["notes:", textwrap.indent(textwrap.dedent(notes).strip("\n"), "  ")]
    return "\n".join(lines) + "\n"


def read(project: Project, source: str) -> Reading:
    return read_source(project, source.encode(), "source/test.yaml")


def read_paper(project: Project, source: str) -> Paper:
    return read(project, source).require()


def resolve(project: Project, source: str, code: str = "en", *, draft: bool = False) -> Edition:
    return resolve_edition(project, read_paper(project, source), code, draft=draft)


def find_faults(project: Project, source: str, code: str = "en") -> list[str]:
    """Read and resolve a paper that has faults, and give them as they are printed."""
    reading = read(project, source)
    if reading.diagnostics.errors:
        return [str(found) for found in reading.diagnostics if found.severity != "info"]
    try:
        resolve_edition(project, reading.require(), code)
    except PaperError as error:
        return [str(found) for found in error.diagnostics]
    return [str(found) for found in reading.diagnostics if found.severity != "info"]
