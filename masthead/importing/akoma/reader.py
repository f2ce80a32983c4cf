"""From a file to a draft."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from lxml.etree import _Element

from masthead.diagnostic import PaperError, Place
from masthead.draft.content import drop_emphasis
from masthead.draft.draft import Block, Draft, Facts, Section
from masthead.draft.labels import load_labels
from masthead.importing import problems
from masthead.importing.akoma.blocks import BlockReader
from masthead.importing.akoma.calls import attach_calls
from masthead.importing.akoma.content import ContentReader
from masthead.importing.akoma.cover import (
    find_language,
    find_work,
    read_conclusions,
    read_facts,
    read_language,
    read_title,
)
from masthead.importing.akoma.document import (
    find,
    line_of,
    name_of,
    parse_document,
    read_document,
)
from masthead.importing.akoma.headings import gather_headings, split_annexes
from masthead.importing.akoma.unread import tell_unread
from masthead.language.language import list_languages, load_language
from masthead.project import Project

_TOPS = ("statement", "doc", "attachments")
"""What holds a text: a resolution or decision; beside it, annexes."""


def read_draft(project: Project, path: Path, name: str, code: str | None = None) -> Draft:
    """Read a file; ``code`` is its language where it is said. Raises PaperError."""
    return _read(project, read_document(path, name), name, code)


def read_bytes(project: Project, data: bytes, name: str, code: str | None = None) -> Draft:
    """Read the bytes of a file. Raises PaperError."""
    return _read(project, parse_document(data, name), name, code)


def read_head(project: Project, data: bytes, name: str, code: str | None = None) -> Draft:
    """Read what the bytes of a file say of its work, and not its text. Raises PaperError."""
    root = parse_document(data, name)
    reader = _open(project, root, name, code)
    facts = read_facts(root, find(root, "coverPage"), reader)
    return Draft(reader.language.code, name, find_work(root), facts, [], {}, [])


def _open(project: Project, root: _Element, name: str, code: str | None) -> ContentReader:
    """Make a reader of the language in which a file is. Raises PaperError."""
    code = code or read_language(root)
    if code not in list_languages(project):
        raise PaperError([problems.NO_LANGUAGE.at(Place(name), found=find_language(root))])
    language = load_language(project, code)
    return ContentReader(language, load_labels(project, language), name)


def _read(project: Project, root: _Element, name: str, code: str | None) -> Draft:
    reader = _open(project, root, name, code)
    facts = read_facts(root, find(root, "coverPage"), reader)
    sections: list[Section] = []
    collection = next((one for one in root if name_of(one) == "documentCollection"), None)
    if collection is not None and (preface := _child(collection, "preface")) is not None:
        read_title(preface, facts, reader)
    tops = [
        one
        for one in root.iter()
        if name_of(one) in _TOPS
        and not any(name_of(above) in _TOPS for above in one.iterancestors())
    ]
    if not any(name_of(one) in ("statement", "doc") for one in tops):
        tops = [one for one in root if name_of(one)]  # whatever the document is called
    alone = not any(name_of(one) == "statement" for one in tops)
    for top in tops:
        if name_of(top) == "statement" or (alone and name_of(top) != "attachments"):
            _read_statement(top, facts, reader, sections, part=collection is not None)
        else:
            for annex in top if name_of(top) == "attachments" else [[top]]:
                _read_annex(annex, reader, sections)
    for section in sections:
        section.blocks = attach_calls(gather_headings(section.blocks, reader))
    tell_unread(root, facts, sections, reader)
    if not any(section.blocks for section in sections):
        raise PaperError([problems.NO_TEXT.at(Place(name))])
    code, work = reader.language.code, find_work(root)
    return Draft(code, name, work, facts, sections, reader.notes, reader.remarks)


def _read_statement(
    statement: _Element, facts: Facts, reader: ContentReader, sections: list[Section], *, part: bool
) -> None:
    section = Section("part" if part else "text", line=line_of(statement))
    if not part and sections and sections[0].form == "text":
        section = sections[0]  # the file has its text in several pieces
        section.blocks += [Block("text", line) for line in section.closing]
        section.closing = []
    else:
        sections.append(section)
    for element in statement:
        match name_of(element):
            case "meta" | "coverPage" | "":
                pass
            case "preface":
                _read_preface(element, facts, reader, section)
            case "preamble":
                BlockReader(reader, section, "preamble").read_inside(element)
            case "mainBody" | "body":
                BlockReader(reader, section).read_inside(element)
            case "conclusions":
                section.closing += read_conclusions(element, facts, reader)
            case "attachments" | "components":
                for attachment in element:
                    _read_annex(attachment, reader, sections)
            case _:
                BlockReader(reader, section).read(element)


def _read_preface(
    element: _Element, facts: Facts, reader: ContentReader, section: Section
) -> None:  # fmt: skip
    """Read what stands before a text: that of a part, or of a further piece, is its own."""
    if section.form != "part" and not facts.title:
        read_title(element, facts, reader)
        return
    own = Facts()
    read_title(element, own, reader)
    if section.form == "part":
        section.label, section.title = own.number, own.title
    elif own.title:
        section.blocks.append(Block("heading", own.title, own.number, line_of(element)))


def _read_annex(
    element: Iterable[_Element], reader: ContentReader, sections: list[Section]
) -> None:  # fmt: skip
    """Read an annex, of what it holds: its label and title are its first headings."""
    section = Section("annex")
    blocks = BlockReader(reader, section)
    for child in element:
        section.line = section.line or line_of(child)
        if name_of(child) in ("doc", "statement", "documentCollection"):
            for part in child:
                if name_of(part) in ("meta", "coverPage"):
                    continue
                if name_of(part) in ("mainBody", "preface", "preamble"):
                    blocks.read_inside(part)
                else:
                    blocks.read(part)
        elif name_of(child) not in ("meta", ""):
            blocks.read(child)
    if section.blocks:
        sections += split_annexes(section, reader)


def _child(element: _Element, name: str) -> _Element | None:
    return next((one for one in element if name_of(one) == name), None)


__all__ = ["drop_emphasis", "read_bytes", "read_draft"]
