"""Reading a Word file whole: text, notes, heads and feet, comments, pictures."""

from __future__ import annotations

from collections import Counter
from typing import Literal

from masthead.wordfile import problems
from masthead.wordfile.changes import How, list_changes, settle_changes
from masthead.wordfile.charts import ChartData, read_chart
from masthead.wordfile.drawings import Drawings
from masthead.wordfile.model import (
    Block,
    Comment,
    Loss,
    Picture,
    Story,
    Table,
    TextBox,
    WordFile,
)
from masthead.wordfile.names import Element, R, W, get_value, walk
from masthead.wordfile.numbering import Numbering
from masthead.wordfile.office import convert_to_word
from masthead.wordfile.package import Package, Relation
from masthead.wordfile.paragraphs import read_paragraph, read_section
from masthead.wordfile.runs import Runs
from masthead.wordfile.source import find_source
from masthead.wordfile.styles import Styles
from masthead.wordfile.tables import read_table

_MOST_SHOWN = 20
_MOST_PARAGRAPHS = 200_000
_SEPARATORS = ("separator", "continuationSeparator", "continuationNotice")


def read_word(data: bytes, file: str, changes: How = "refuse") -> WordFile:
    """Read a Word file, or one that LibreOffice turns into one.

    Raises PaperError for what is none, is not to be trusted, or has changes when these are refused.
    """
    return _Reader(Package(convert_to_word(data, file), file), changes).read()


class _Story:
    """One stream of text of the file: a part, with the relations that it has."""

    def __init__(self, reader: _Reader, relations: dict[str, Relation]) -> None:
        self.reader = reader
        drawings = Drawings(relations, self.read_inner)
        self.runs = Runs(reader.styles, relations, drawings, reader.variables)
        self._depth = 0

    def read_inner(self, parent: Element) -> list[Block]:
        """Read the text of a box, whose fields are its own."""
        outer, self.runs = self.runs, self.runs.begin()
        try:
            return self.read_blocks(parent)
        finally:
            self.runs = outer

    def read_blocks(self, parent: Element) -> list[Block]:
        """Read paragraphs and tables."""
        reader, blocks = self.reader, list[Block]()
        bookmarks: list[str] = []
        for element in walk(parent):
            if element.tag == f"{W}p":
                reader.number += 1
                if reader.number > _MOST_PARAGRAPHS:
                    reader.package.refuse(
                        problems.DAMAGED, reason=f"it has more than {_MOST_PARAGRAPHS} paragraphs"
                    )
                made = read_paragraph(
                    element, reader.number, reader.styles, reader.numbering, self.runs
                )
                reader.comment_on(self.runs.commented, made.number)
                made.bookmarks[:0] = bookmarks
                bookmarks = []
                blocks.append(made)
            elif element.tag == f"{W}tbl":
                table = read_table(
                    element, reader.number + 1, reader.styles.find_name, self.read_blocks
                )
                table.bookmarks, bookmarks = bookmarks, []
                blocks.append(table)
            elif element.tag == f"{W}bookmarkStart":
                bookmarks.append(element.get(f"{W}name", ""))
            elif element.tag in (f"{W}altChunk", f"{W}subDoc"):
                reader.losses.append(Loss(reader.number + 1, "a part in another file"))
        return blocks


class _Reader:
    def __init__(self, package: Package, changes: How) -> None:
        self.package = package
        self.changes = changes
        self.losses: list[Loss] = []
        self.number = 0
        self.comments: list[Comment] = []
        main = package.parse(package.main)
        body = main.find(f"{W}body") if main is not None else None
        if main is None or body is None:
            package.refuse(problems.NO_WORD, reason="it has no text")
        self.main, self.body = main, body
        self.relations = package.relations(package.main)
        self.styles = Styles(self._parse("styles"))
        self.numbering = Numbering(self._parse("numbering"))
        self.variables = self._read_variables()
        self._comments = self._read_comments()

    def _find(self, kind: str) -> str | None:
        return next((each.target for each in self.relations.values() if each.kind == kind), None)

    def _parse(self, kind: str) -> Element | None:
        part = self._find(kind)
        return self.package.parse(part) if part else None

    def _read_variables(self) -> dict[str, str]:
        settings = self._parse("settings")
        if settings is None:
            return {}
        return {
            each.get(f"{W}name", ""): each.get(f"{W}val", "")
            for each in settings.iter(f"{W}docVar")
        }

    def _read_comments(self) -> dict[str, tuple[str, str]]:
        root = self._parse("comments")
        return {
            each.get(f"{W}id", ""): (each.get(f"{W}author", ""), _say(each))
            for each in (root.iterfind(f"{W}comment") if root is not None else ())
        }

    def comment_on(self, identifiers: list[str], number: int) -> None:
        """Note the comments that a paragraph has."""
        for identifier in identifiers:
            if identifier in self._comments:
                self.comments.append(Comment(number, *self._comments[identifier]))

    def read(self) -> WordFile:
        roots = {"": self.main}
        for series in ("footnotes", "endnotes"):
            root = self._parse(series)
            if root is not None:
                roots[series] = root
        sections = list(self.main.iter(f"{W}sectPr"))  # those, too, that go with a deleted end
        self._settle(list(roots.values()))
        blocks = _Story(self, self.relations).read_blocks(self.body)
        notes: dict[tuple[str, str], list[Block]] = {}
        for series, root in roots.items():
            if series:
                notes |= self._read_notes(series, root)
        stories = self._read_stories(sections)
        everything = [blocks, *notes.values(), *(story.blocks for story in stories)]
        section = self.body.find(f"{W}sectPr")
        media = self._read_media(everything)
        charts = self._read_charts(everything)
        return WordFile(
            self.package.file, blocks, notes, stories, self.comments, self.variables,
            self._find_language(), media, charts, self.losses,
            read_section(section) if section is not None else None,
            find_source(self.package, self.relations.values()),
        )  # fmt: skip

    def _settle(self, roots: list[Element]) -> None:
        found = [change for root in roots for change in list_changes(root)]
        if found and self.changes == "refuse":
            said = [
                f"{change.kind} {change.text[:40]!r}"
                + (f" by {change.author}" * bool(change.author))
                for change in found[:_MOST_SHOWN]
            ]
            if len(found) > _MOST_SHOWN:
                said.append(f"and {len(found) - _MOST_SHOWN} more")
            self.package.refuse(problems.CHANGES, count=len(found), found="; ".join(said))
        how: Literal["accept", "reject"] = "reject" if self.changes == "reject" else "accept"
        for root in roots:
            settle_changes(root, how)

    def _read_notes(self, series: str, root: Element) -> dict[tuple[str, str], list[Block]]:
        part = self._find(series) or ""
        relations = self.package.relations(part)
        found = {}
        for element in root.iterfind(f"{W}{series[:-1]}"):
            if element.get(f"{W}type") not in _SEPARATORS:
                key = (series[:-1], element.get(f"{W}id", ""))
                found[key] = _Story(self, relations).read_blocks(element)
        return found

    def _read_stories(self, sections: list[Element]) -> list[Story]:
        """Read heads and feet, each where it is first said."""
        stories, read = [], set[str]()
        for section, element in enumerate(sections):
            for kind in ("header", "footer"):
                for reference in element.iterfind(f"{W}{kind}Reference"):
                    relation = self.relations.get(reference.get(f"{R}id", ""))
                    if relation is None or relation.target in read:
                        continue
                    read.add(relation.target)
                    root = self.package.parse(relation.target)
                    if root is not None:
                        story = _Story(self, self.package.relations(relation.target))
                        pages = reference.get(f"{W}type", "default")
                        stories.append(Story(kind, pages, section, story.read_blocks(root)))
        return stories

    def _read_media(self, stories: list[list[Block]]) -> dict[str, bytes]:
        media: dict[str, bytes] = {}
        for story in stories:
            for picture in list_pictures(story):
                part = picture.part if picture.form in ("picture", "object") else ""
                if part in self.package and part not in media:
                    media[part] = self.package.read(part)
        return media

    def _read_charts(self, stories: list[list[Block]]) -> dict[str, ChartData]:
        charts: dict[str, ChartData] = {}
        for story in stories:
            for picture in list_pictures(story):
                if picture.form == "chart" and picture.part not in charts:
                    found = read_chart(self.package.parse(picture.part))
                    if found is not None:
                        charts[picture.part] = found
        return charts

    def _find_language(self) -> str:
        """Find the language of most words; what has none is in that of the styles."""
        counted: Counter[str] = Counter()
        root = self._parse("styles")
        default = root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr") if root is not None else None
        usual = get_value(default, "lang") or ""
        for run in self.body.iter(f"{W}r"):
            said = run.find(f"{W}rPr/{W}lang")
            tag = said.get(f"{W}val") if said is not None else None
            counted[tag or usual] += sum(len(text.text or "") for text in run.iterfind(f"{W}t"))
        return counted.most_common(1)[0][0] if counted else usual


def list_pictures(blocks: list[Block] | tuple[Block, ...]) -> list[Picture]:
    """List the pictures in blocks, those in cells and boxes too."""
    found: list[Picture] = []
    for block in blocks:
        paragraphs = block.paragraphs() if isinstance(block, Table) else (block,)
        for paragraph in paragraphs:
            for piece in paragraph.pieces:
                if isinstance(piece, Picture):
                    found.append(piece)
                elif isinstance(piece, TextBox):
                    found += list_pictures(piece.blocks)
    return found


def _say(element: Element) -> str:
    paragraphs = (
        "".join(text.text or "" for text in paragraph.iter(f"{W}t"))
        for paragraph in element.iter(f"{W}p")
    )
    return " ".join(filter(None, paragraphs))
