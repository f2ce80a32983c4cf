"""Stories: the Word files of two versions become one, part by part.

What the new version looks like decides: pages, styles, settings are its own. The old one brings
along what its words need: styles, lists, links, pictures, notes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from lxml import etree
from lxml.etree import _Element

from masthead.compare.align import Same
from masthead.render.docx.finish import OFFICE, parse_part, write_part
from masthead.render.docx.references import name_bookmark
from masthead.render.docx.render import make_parts, pack_parts
from masthead.render.tracked import Stamp
from masthead.render.tracked.blocks import NODE, Aligner, Pair, RowPair
from masthead.render.tracked.marking import Marker, State, W, number_marks
from masthead.render.tracked.named import (
    clean_part,
    find_mark,
    find_node,
    is_xml,
    list_notes,
    parse_named,
)
from masthead.render.tracked.numbers import Lists, Renumbering
from masthead.render.tracked.paragraphs import merge_lines
from masthead.render.tracked.runs import Line

if TYPE_CHECKING:
    from masthead.edition.edition import Edition
    from masthead.project import Project

_ID, _VALUE, _NAME = f"{W}id", f"{W}val", f"{W}name"
_OLD = "old_"
"""What the names of bookmarks that are gone begin with."""
_STYLED = (f"{W}pStyle", f"{W}rStyle", f"{W}tblStyle", f"{W}basedOn", f"{W}next", f"{W}link")
_FURNITURE = ("word/header", "word/footer")
_BROUGHT = ("/hyperlink", "/image")
"""What relationships of the old version lead to that comes along."""
_PAGES = ("/header", "/footer")
_REFERENCES = (f"{W}headerReference", f"{W}footerReference")


def render_tracked(
    project: Project, old: Edition, new: Edition, same: Same, stamp: Stamp
) -> bytes:  # fmt: skip
    """Render the new version as a Word file in which all that was changed is tracked.

    Raises what :func:`masthead.render.docx.render.render_docx` does.
    """
    before, after = (make_parts(project, edition, named=True) for edition in (old, new))
    return pack_parts(_Merger(before, after, same, stamp).merge())


class _Merger:
    def __init__(
        self, old: dict[str, bytes], new: dict[str, bytes], same: Same, stamp: Stamp
    ) -> None:
        self.old, self.new = (
            {name: parse_named(data) for name, data in parts.items() if is_xml(name)}
            for parts in (old, new)
        )
        self.pictures = {name: data for name, data in old.items() if name.startswith("word/media/")}
        self.parts = dict(new)
        self.marker = Marker(stamp)
        self.names = {
            name_bookmark(before + one): name_bookmark(before + other)
            for other, one in same.nodes.items()
            for before in ("", "c-")  # the calls of notes that stand at the end
        }
        self._bring_styles()
        self.lists = Renumbering(
            *(Lists(parts["word/numbering.xml"], parts["word/styles.xml"])
              for parts in (self.old, self.new))
        )  # fmt: skip
        self.aligner = Aligner(same, self.lists.fit)
        self.notes: tuple[dict[str, _Element], dict[str, _Element]] = (
            list_notes(self.old["word/footnotes.xml"]), list_notes(self.new["word/footnotes.xml"])
        )  # fmt: skip
        self.known = {one: other for other, one in same.nodes.items()}
        self.kept_notes: dict[str, str] = {}
        """The notes of both versions, by the numbers of the old ones."""

    def merge(self) -> dict[str, bytes]:
        """Merge all parts."""
        document, notes = (self.new[f"word/{name}.xml"] for name in ("document", "footnotes"))
        ours, theirs = self.old["word/document.xml"][0], document[0]
        for name in ("word/document.xml", "word/footnotes.xml", *self._list_furniture()):
            self._bring_relations(name)
        self._move_notes(self.old["word/document.xml"])
        pairs = self.aligner.align_text(ours, theirs)
        aligned = self._align_notes()
        roots = [self.old["word/document.xml"], self.old["word/footnotes.xml"]]
        self._name_bookmarks([pairs, *(inner for inner in aligned.values() if inner)], roots)
        self._write_story(theirs, pairs)
        self._change_pages(ours[-1], theirs[-1])
        self._write_notes(notes, aligned)
        for name in self._list_furniture():
            root = self.new[name]
            story = self.aligner.align_story(self.old[name], root)
            if story is not None:
                self._write_story(root, story)
        changed = ["word/document.xml", "word/footnotes.xml", *self._list_furniture()]
        number_marks(self.new[name] for name in changed)
        for name in [*changed, "word/styles.xml", "word/numbering.xml"]:
            self.parts[name] = write_part(clean_part(self.new[name]))
        self.parts["[Content_Types].xml"] = write_part(self._merge_types())
        return self.parts

    def _list_furniture(self) -> list[str]:
        return sorted(
            name
            for name in self.new
            if name.startswith(_FURNITURE) and name in self.old
        )  # fmt: skip

    # --- what the old version brings along ------------------------------------------------

    def _bring_styles(self) -> None:
        """Call styles of the old version as the new one does; add those that it does not have."""
        ours, theirs = (
            {
                _find_value(style, "name"): style
                for style in parts["word/styles.xml"].iter(f"{W}style")
            }
            for parts in (self.old, self.new)
        )
        taken = {style.get(f"{W}styleId", "") for style in theirs.values()}
        ids: dict[str, str] = {}
        missing = []
        for name, style in ours.items():
            identifier = style.get(f"{W}styleId", "")
            if name in theirs:
                ids[identifier] = theirs[name].get(f"{W}styleId", "")
                continue
            made = identifier
            while made in taken:
                made += "Old"
            ids[identifier] = made
            taken.add(made)
            missing.append(style)
        for name, root in self.old.items():
            if not name.startswith("word/"):
                continue
            for node in root.iter(*_STYLED):
                node.set(_VALUE, ids.get(node.get(_VALUE, ""), node.get(_VALUE, "")))
        for style in ours.values():
            style.set(f"{W}styleId", ids[style.get(f"{W}styleId", "")])
        for style in missing:
            made_style = parse_part(etree.tostring(style))
            counted = made_style.find(f"{W}pPr/{W}numPr")
            if counted is not None and (parent := counted.getparent()) is not None:
                parent.remove(counted)  # what is gone says itself where it is counted
            self.new["word/styles.xml"].append(made_style)

    def _bring_relations(self, name: str) -> None:
        """Add the links and pictures of an old story; what leads elsewhere has another name."""
        folder, _, file = name.rpartition("/")
        part = f"{folder}/_rels/{file}.rels"
        if part not in self.old:
            return
        if part not in self.new:
            space = etree.QName(self.old[part]).namespace or ""
            # the space has no prefix, which LibreOffice would not read
            self.new[part] = parse_part(f'<Relationships xmlns="{space}"/>'.encode())
        there = {one.get("Id", ""): one for one in self.new[part]}
        renamed: dict[str, str] = {}
        for one in list(self.old[part]):
            identifier, other = one.get("Id", ""), there.get(one.get("Id", ""))
            if one.get("Type", "").endswith(_PAGES) and other is None:
                self._bring_part(one.get("Target", ""))
            elif not one.get("Type", "").endswith(_BROUGHT):
                continue  # what is there is that of the new version
            self._bring_picture(one)
            if other is not None and other.get("Target") == one.get("Target"):
                continue
            if other is not None:
                renamed[identifier] = f"{identifier}-old"
                one.set("Id", renamed[identifier])
            self.new[part].append(one)
        for node in self.old[name].iter():
            for key, value in node.attrib.items():
                if str(key).startswith(f"{{{OFFICE}}}") and str(value) in renamed:
                    node.set(key, renamed[str(value)])
        self.new[part][:] = sorted(self.new[part], key=lambda one: one.get("Id", ""))
        self.parts[part] = write_part(self.new[part])

    def _bring_part(self, target: str) -> None:
        """Bring a head or a foot along, of pages that the new version does not have."""
        for name in (f"word/{target}", f"word/_rels/{target}.rels"):
            if name in self.old:
                self.parts[name] = write_part(clean_part(self.old[name]))

    def _bring_picture(self, relation: _Element) -> None:
        """Bring the picture of an old story along, by another name where that is another one's."""
        target = relation.get("Target", "")
        data = self.pictures.get(f"word/{target}")
        if data is None:
            return
        if self.parts.get(f"word/{target}", data) != data:
            folder, _, file = target.rpartition("/")
            target = f"{folder}/old-{file}"
            relation.set("Target", target)
        self.parts[f"word/{target}"] = data

    def _move_notes(self, document: _Element) -> None:
        """Give the notes of the old version numbers that the new one does not have."""
        highest = max((int(number) for number in self.notes[1]), default=0)
        moved = {number: str(highest + int(number)) for number in self.notes[0]}
        for call in document.iter(f"{W}footnoteReference"):
            call.set(_ID, moved[call.get(_ID, "")])
        for number, note in self.notes[0].items():
            note.set(_ID, moved[number])
        self.notes = ({moved[one]: note for one, note in self.notes[0].items()}, self.notes[1])

    def _align_notes(self) -> dict[str, list[Pair]]:
        """Align the notes that both versions have, by the numbers of the new ones."""
        named = {find_node(note): number for number, note in self.notes[1].items()}
        aligned: dict[str, list[Pair]] = {}
        for number, note in self.notes[0].items():
            other = named.get(self.known.get(find_node(note), ""))
            if other is None or find_mark(note) != find_mark(self.notes[1][other]):
                continue
            pairs = self.aligner.align_story(note, self.notes[1][other])
            if pairs is not None:
                self.kept_notes[number] = other
                aligned[other] = pairs
        return aligned

    def _name_bookmarks(self, stories: Iterable[list[Pair]], roots: Iterable[_Element]) -> None:
        """Call bookmarks of the old version as those of the new one that take their place.

        Others are called what nothing else is; what leads to them is told.
        """
        names: dict[str, str] = {}
        for old, new in _list_paragraphs(pair for story in stories for pair in story):
            there = {mark.get(_NAME, "") for one in new for mark in one.iter(f"{W}bookmarkStart")}
            for mark in (mark for one in old for mark in one.iter(f"{W}bookmarkStart")):
                name = mark.get(_NAME, "")
                if self.names.get(name) in there:
                    names[name] = self.names[name]
        roots = list(roots)
        for root in roots:
            self._rename_marks(root, names)
        for root in roots:
            for link in root.iter(f"{W}hyperlink"):
                if (anchor := link.get(f"{W}anchor")) in names:
                    link.set(f"{W}anchor", names[str(anchor)])
            for code in root.iter(f"{W}instrText"):
                words = (code.text or "").split(" ")
                code.text = " ".join(names.get(word, word) for word in words)

    def _rename_marks(self, root: _Element, names: dict[str, str]) -> None:
        """Rename the bookmarks of an old story, but for those that the new one has, too."""
        gone = set()
        for mark in list(root.iter(f"{W}bookmarkStart")):
            name, parent = mark.get(_NAME, ""), mark.getparent()
            if parent is not None and (name in names or parent.tag == f"{W}body"):
                names.setdefault(name, self.names.get(name, name))
                gone.add(mark.get(_ID))
                parent.remove(mark)
            else:
                names[name] = _OLD + name
                mark.set(_NAME, _OLD + name)
                mark.set(_ID, f"old{mark.get(_ID)}")
        for mark in list(root.iter(f"{W}bookmarkEnd")):
            parent = mark.getparent()
            if parent is not None and mark.get(_ID) in gone:
                parent.remove(mark)
            else:
                mark.set(_ID, f"old{mark.get(_ID)}")

    def _merge_types(self) -> _Element:
        """List the types of all parts that are there."""
        ours, theirs = (parts["[Content_Types].xml"] for parts in (self.old, self.new))
        there = {one.get("Extension") or one.get("PartName") for one in theirs}
        endings = {name.rpartition(".")[2] for name in self.parts}
        for one in ours:
            name = one.get("Extension") or one.get("PartName") or ""
            if name in there or not (name in endings or name.removeprefix("/") in self.parts):
                continue
            if one.get("Extension"):
                theirs.insert(0, one)
            else:
                theirs.append(one)
        return theirs

    # --- writing --------------------------------------------------------------------------

    def _write_story(self, holder: _Element, pairs: Iterable[Pair]) -> None:
        """Put merged blocks in the place of those of the new version."""
        waiting = list(holder)
        made: list[_Element] = []
        while waiting and waiting[0].tag == f"{W}tcPr":
            made.append(waiting.pop(0))
        for pair in pairs:
            for element in [one for block in pair.new for one in block.elements]:
                while waiting[0] is not element:
                    made.append(waiting.pop(0))
                waiting.pop(0)
            made += self._merge_pair(pair)
        holder[:] = [*made, *waiting]

    def _merge_pair(self, pair: Pair) -> Iterator[_Element]:
        if not pair.old or not pair.new:
            blocks = [one for block in pair.old or pair.new for one in block.elements]
            state: State = "ins" if pair.new else "del"
            if state == "del":
                self._move_lists(blocks)
            self.marker.mark_blocks(blocks, state)
            yield from blocks
        elif pair.inner:
            for inner in pair.inner:
                yield from self._merge_pair(inner)
        elif pair.rows:
            table = pair.new[0].elements[0]
            first, *_ = table.iterchildren(f"{W}tr")
            at = table.index(first)
            table[at:] = [self._merge_row(row) for row in pair.rows]
            yield table
        else:
            yield from self._merge_paragraphs(pair)

    def _merge_paragraphs(self, pair: Pair) -> Iterator[_Element]:
        ours, theirs = (
            [block.elements[0] for block in blocks] for blocks in (pair.old, pair.new)
        )  # fmt: skip
        if len(ours) == len(theirs) == 1 and _say_same(ours[0], theirs[0]):
            yield theirs[0]
            return
        self._move_lists(ours[:-1])
        before, after = (
            [Line(paragraph, self._name_note) for paragraph in paragraphs]
            for paragraphs in (ours, theirs)
        )
        yield from merge_lines(before, after, self.marker)

    def _change_pages(self, old: _Element, new: _Element) -> None:
        """Keep what the last pages of the old version were like, where wide ones came or went.

        It is no change of what is said, but without it the head of the first page would be lost.
        """
        before, after = ([etree.tostring(one) for one in pages if one.tag not in _REFERENCES]
                         for pages in (old, new))  # fmt: skip
        if before == after:
            return
        there = {(one.tag, one.get(f"{W}type")) for one in new.iterchildren(*_REFERENCES)}
        for one in reversed(list(old.iterchildren(*_REFERENCES))):
            if (one.tag, one.get(f"{W}type")) not in there:
                new.insert(0, one)
        mark = self.marker.make("sectPrChange")
        was = etree.SubElement(mark, f"{W}sectPr")
        was.extend(one for one in list(old) if one.tag not in _REFERENCES)
        new.append(mark)

    def _merge_row(self, pair: RowPair) -> _Element:
        if pair.new is None or pair.old is None:
            row = pair.old if pair.new is None else pair.new
            state: State = "del" if pair.new is None else "ins"
            if row is None:
                raise AssertionError("a pair has a row")
            if state == "del":
                self._move_lists([row])
            self.marker.mark_row(row, state)
            return row
        for cell, pairs in zip(pair.new.iterchildren(f"{W}tc"), pair.cells, strict=True):
            self._write_story(cell, pairs)
        return pair.new

    def _move_lists(self, blocks: Iterable[_Element]) -> None:
        for paragraph in (one for block in blocks for one in block.iter(f"{W}p")):
            self.lists.move(paragraph)

    def _name_note(self, number: str) -> str:
        """Name a note of either version as both do, if both have it."""
        return self.kept_notes.get(number, number)

    def _write_notes(self, root: _Element, aligned: dict[str, list[Pair]]) -> None:
        """Write the notes: those whose calls came or went as a whole came or went with them."""
        states: dict[str, State] = {}
        for call in self.new["word/document.xml"].iter(f"{W}footnoteReference"):
            above = {parent.tag for parent in call.iterancestors(f"{W}ins", f"{W}del")}
            state: State = "ins" if f"{W}ins" in above else "del" if above else "kept"
            states[call.get(_ID, "")] = state
        for number, note in self.notes[1].items():
            if number in aligned and states.get(number) == "kept":
                self._write_story(note, aligned[number])
            else:
                self._mark_note(note, "ins")
        for number, note in self.notes[0].items():
            if states.get(number) == "del":
                self._mark_note(note, "del")
                root.append(note)

    def _mark_note(self, note: _Element, state: State) -> None:
        *others, last = note.iterchildren(f"{W}p")
        self.marker.mark_blocks(others, state)
        self.marker.mark_runs(last, state)


def _find_value(element: _Element, name: str) -> str:
    child = element.find(f"{W}{name}")
    return "" if child is None else child.get(_VALUE, "")


def _say_same(old: _Element, new: _Element) -> bool:
    """Say whether two paragraphs are alike in all but the node of which they are."""
    for one in (old, new):
        one.attrib.pop(NODE, "")
    return etree.tostring(old, with_tail=False) == etree.tostring(new, with_tail=False)


def _list_paragraphs(pairs: Iterable[Pair]) -> Iterator[tuple[list[_Element], list[_Element]]]:
    """List the paragraphs that both versions have, those in tables and contents, too."""
    for pair in pairs:
        if not pair.old or not pair.new:
            continue
        if pair.inner or pair.rows:
            yield from _list_paragraphs(pair.inner)
            for row in pair.rows:
                for cell in row.cells:
                    yield from _list_paragraphs(cell)
        else:
            yield ([block.elements[0] for block in pair.old],
                   [block.elements[0] for block in pair.new])  # fmt: skip
