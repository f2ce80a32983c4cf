"""The linter of Word files: what Word would have to repair, and what a style should have said.

The Open XML validator knows the schema of each part; this knows what parts say of each other.
"""

from __future__ import annotations

import posixpath
import re
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator

from lxml import etree
from lxml.etree import _Element

from masthead.diagnostic import Diagnostic, Place, Problem
from masthead.render.archive import TEXT, read_archive
from masthead.render.docx import problems
from masthead.render.docx.finish import OFFICE, WORD, parse_part

_W = f"{{{WORD}}}"
_R = f"{{{OFFICE}}}"
_PACKAGE = "_rels/.rels"
_PARAGRAPH = frozenset({"pStyle", "numPr", "outlineLvl", "sectPr"})
_GAP = {"spacing": [f"{_W}before"]}
"""The space above a heading, a table or a signature: no style knows what stands above."""
_RUN = frozenset({"rStyle", "rtl", "lang", "noProof", "vertAlign"})
"""What no style says: that a figure is raised or lowered belongs to it, whatever its look."""
_NAME = re.compile(r"[^\W\d]\w{0,39}")


def lint_docx(data: bytes, name: str = "") -> tuple[Diagnostic, ...]:
    """Look for faults in a Word file. ``name`` is the file as the findings name it."""
    linter = _Linter(name)
    try:
        linter.read(data)
    except zipfile.BadZipFile as error:
        linter.report(problems.NOT_WORD, part=name or "the file", reason=str(error))
    if not linter.found:
        linter.lint()
    return tuple(linter.found)


class _Linter:
    """Holds the parts of one file and what was found in them."""

    def __init__(self, name: str) -> None:
        self.place = Place(name)
        self.found: list[Diagnostic] = []
        self.names: frozenset[str] = frozenset()
        self.parts: dict[str, _Element] = {}
        self.story = "word/document.xml"
        """The main part: where the package says it is."""

    def report(self, problem: Problem, **fields: str) -> None:
        self.found.append(problem.at(self.place, 0, **fields))

    def read(self, data: bytes) -> None:
        members = read_archive(data)
        self.names = frozenset(members)
        for name, part in members.items():
            if not name.endswith(TEXT):
                continue
            try:
                self.parts[name] = parse_part(part)
            except etree.XMLSyntaxError as error:
                self.report(problems.NOT_WORD, part=name, reason=error.msg)
        self.story = self._find_part(_PACKAGE, "officeDocument") or self.story
        if self.story not in self.parts and not self.found:
            self.report(problems.NOT_WORD, part=self.story, reason="it is missing")

    def _find_part(self, relationships: str, kind: str) -> str | None:
        """Find the part that stands in a relationship of this kind; None when there is none."""
        root = self.parts.get(relationships)
        for related in () if root is None else root:
            if related.get("Type", "").rpartition("/")[2] == kind:
                return _resolve(relationships, related.get("Target", ""))
        return None

    def _find_home(self, kind: str) -> _Element | None:
        """Find what the main part names as its styles, its lists, its notes."""
        folder, file = posixpath.split(self.story)
        name = self._find_part(posixpath.join(folder, "_rels", f"{file}.rels"), kind)
        return self.parts.get(name or posixpath.join(folder, f"{kind}.xml"))

    def lint(self) -> None:
        self._lint_relationships()
        self._lint_names("styles", "style", "styleId", _use_styles, problems.NO_SUCH_STYLE)
        self._lint_lists()
        self._lint_notes()
        self._lint_bookmarks()
        for name, root in self._texts():
            self._lint_paragraphs(name, root)
            self._lint_fields(name, root)
            for kind in ("ins", "del"):
                for node in root.iter(f"{_W}{kind}"):
                    self.report(problems.TRACKED, part=name, name=node.get(f"{_W}author", ""))

    def _texts(self) -> Iterator[tuple[str, _Element]]:
        """Give the parts that hold paragraphs."""
        for name, root in self.parts.items():
            if root.tag in (f"{_W}document", f"{_W}footnotes", f"{_W}hdr", f"{_W}ftr"):
                yield name, root

    def _lint_relationships(self) -> None:
        known: dict[str, set[str]] = {}
        for name, root in self.parts.items():
            if not name.endswith(".rels"):
                continue
            folder, file = posixpath.split(posixpath.dirname(name))[0], posixpath.basename(name)
            owner = posixpath.join(folder, file.removesuffix(".rels"))
            known[owner] = set()
            for related in root:
                known[owner].add(related.get("Id", ""))
                target = _resolve(name, related.get("Target", ""))
                if related.get("TargetMode") != "External" and target not in self.names:
                    self.report(problems.DANGLING, part=name, target=target)
        for name, root in self.parts.items():
            for node in root.iter():
                for key, value in node.items():
                    # SmartArt and buttons have references that are empty on purpose.
                    if str(key).startswith(_R) and value and value not in known.get(name, ()):
                        self.report(
                            problems.DANGLING, part=name, target=f"the relationship {value!s}"
                        )

    def _lint_names(
        self, part: str, kind: str, key: str,
        use: Callable[[_Element], Iterator[str]], problem: Problem,
    ) -> None:  # fmt: skip
        """Report names that are used somewhere and defined by no ``kind`` of ``part``."""
        home = self._find_home(part)
        nodes = [] if home is None else home.iter(f"{_W}{kind}")
        defined = {node.get(f"{_W}{key}", "") for node in nodes}
        for name, root in self.parts.items():
            for wanted in sorted(set(use(root)) - defined):
                self.report(problem, part=name, name=wanted)

    def _lint_lists(self) -> None:
        self._lint_names("numbering", "num", "numId", _use_lists, problems.NO_SUCH_LIST)
        self._lint_names(
            "numbering", "abstractNum", "abstractNumId", _use_forms, problems.NO_SUCH_LIST
        )

    def _lint_notes(self) -> None:
        notes = self._find_home("footnotes")
        written = [] if notes is None else notes.findall(f"{_W}footnote")
        there = {note.get(f"{_W}id", "") for note in written if not note.get(f"{_W}type")}
        called = [
            call.get(f"{_W}id", "")
            for call in self.parts[self.story].iter(f"{_W}footnoteReference")
        ]
        for name in called:
            if name not in there:
                self.report(problems.NO_SUCH_NOTE, part=self.story, name=name)
        for name in sorted(filter(None, there - set(called))):
            self.report(problems.NOT_CALLED, name=name)

    def _lint_bookmarks(self) -> None:
        starts: list[tuple[str, str]] = []
        ends: list[str] = []
        for _, root in self._texts():
            starts += [
                (node.get(f"{_W}id", ""), node.get(f"{_W}name", ""))
                for node in root.iter(f"{_W}bookmarkStart")
            ]
            ends += [node.get(f"{_W}id", "") for node in root.iter(f"{_W}bookmarkEnd")]
        counts = Counter(name.lower() for _, name in starts)
        for identifier, name in starts:
            if not _NAME.fullmatch(name):
                self.report(
                    problems.BAD_BOOKMARK, name=name, reason="has a name that Word does not allow"
                )
            if counts[name.lower()] > 1:
                self.report(problems.BAD_BOOKMARK, name=name, reason="is there more than once")
            if ends.count(identifier) != 1:
                self.report(problems.BAD_BOOKMARK, name=name, reason="does not end once")
        if len({identifier for identifier, _ in starts}) != len(starts):
            self.report(
                problems.BAD_BOOKMARK, name=starts[0][1], reason="shares its number with another"
            )
        there = {name for _, name in starts}
        for part, root in self._texts():
            for name in sorted(set(_use_bookmarks(root)) - there):
                self.report(problems.NO_SUCH_BOOKMARK, part=part, name=name)

    def _begins_page(self, paragraph: _Element) -> bool:
        """Whether a paragraph's style says that a page begins with it."""
        style = paragraph.find(f"{_W}pPr/{_W}pStyle")
        styles = self.parts.get("word/styles.xml")
        if style is None or styles is None:
            return False
        name = style.get(f"{_W}val")
        return any(
            one.get(f"{_W}styleId") == name and one.find(f"{_W}pPr/{_W}pageBreakBefore") is not None
            for one in styles.iter(f"{_W}style")
        )

    def _lint_paragraphs(self, name: str, root: _Element) -> None:
        for paragraph in root.iter(f"{_W}p"):
            text = _shorten(_tell(paragraph))
            properties = paragraph.find(f"{_W}pPr")
            if text and paragraph.find(f"{_W}pPr/{_W}pStyle") is None:
                self.report(problems.NO_STYLE, part=name, text=text)
            kinds = [] if properties is None else list(properties)
            for kind in kinds:
                said = _local(kind)
                if said not in _PARAGRAPH and kind.keys() != _GAP.get(said):
                    self.report(problems.DIRECT, part=name, name=said, text=text)
            for run in paragraph.iter(f"{_W}r"):
                for said in _format_run(run):
                    self.report(problems.DIRECT, part=name, name=said, text=text)
            in_text = name == self.story and paragraph.find("..").tag == f"{_W}body"  # type: ignore[union-attr]
            shown = next(paragraph.iter(f"{_W}drawing", f"{_W}fldChar"), None)
            if in_text and not text and shown is None:
                before = paragraph.getprevious()
                if before is not None and before.tag == f"{_W}tbl":
                    continue  # two tables without one between them would be one
                if self._begins_page(paragraph):
                    continue
                told = "" if before is None else _tell(before)
                self.report(problems.EMPTY, part=name, text=f"after “{_shorten(told)}”")

    def _lint_fields(self, name: str, root: _Element) -> None:
        """Fields may hold others, and go on over paragraphs, as a table of contents does."""
        states: list[str] = []
        for node in root.iter(f"{_W}fldChar", f"{_W}t"):
            kind = node.get(f"{_W}fldCharType", "text")
            if kind == "begin":
                states.append(kind)
            elif kind == "end" and states:
                states.pop()
            elif kind == "separate" and states[-1:] == ["begin"]:
                states[-1] = kind
            elif kind != "text" or states[-1:] == ["begin"]:  # what it shows is not told apart
                self.report(problems.BAD_FIELD, part=name)
                return
        if states:
            self.report(problems.BAD_FIELD, part=name)


def _resolve(relationships: str, target: str) -> str:
    """Find the name of a part from what a part of relationships calls it."""
    folder = posixpath.dirname(posixpath.dirname(relationships))
    return posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")


def _use_styles(root: _Element) -> Iterator[str]:
    for kind in ("pStyle", "rStyle", "tblStyle", "basedOn", "next", "link"):
        for node in root.iter(f"{_W}{kind}"):
            yield node.get(f"{_W}val", "")


def _use_lists(root: _Element) -> Iterator[str]:
    for node in root.iter(f"{_W}numPr"):
        number = node.find(f"{_W}numId")
        if number is not None and number.get(f"{_W}val") != "0":
            yield number.get(f"{_W}val", "")


def _use_forms(root: _Element) -> Iterator[str]:
    for node in root.iter(f"{_W}num"):
        yield from (form.get(f"{_W}val", "") for form in node.findall(f"{_W}abstractNumId"))


def _use_bookmarks(root: _Element) -> Iterator[str]:
    for link in root.iter(f"{_W}hyperlink"):
        if anchor := link.get(f"{_W}anchor"):
            yield anchor
    for code in root.iter(f"{_W}instrText"):
        if found := re.match(r"\s*(?:REF|PAGEREF)\s+(\S+)", code.text or ""):
            yield found[1]


def _format_run(run: _Element) -> Iterator[str]:
    """Name what a run is formatted with beside its style.

    A mark in a bold title is not bold, and one that stands for a mark in a head is not seen.
    """
    call = run.find(f"{_W}footnoteReference")
    marked = call is not None and call.get(f"{_W}customMarkFollows") is not None
    for kind in run.findall(f"{_W}rPr/*"):
        said = _local(kind)
        hint = said == "rFonts" and set(kind.attrib) == {f"{_W}hint"}
        if not (said in _RUN or hint or (marked and said in ("b", "bCs", "color", "sz", "szCs"))):
            yield said


def _tell(node: _Element) -> str:
    return "".join(text.text or "" for text in node.iter(f"{_W}t"))


def _local(node: _Element) -> str:
    return str(etree.QName(node).localname)


def _shorten(text: str) -> str:
    return text if len(text) <= 40 else f"{text[:39]}…"
