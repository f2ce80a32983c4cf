"""A Word file on somebody's desk: its XML is edited as Word would, with tracking or without."""

from __future__ import annotations

import copy
import io
import zipfile

from lxml import etree

Element = etree._Element
NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
W = f"{{{NAMESPACE}}}"
_TEXTS = {f"{W}t": f"{W}delText", f"{W}instrText": f"{W}delInstrText"}
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


def make(name: str, *children: Element, **attributes: str) -> Element:
    """Make an element of Word."""
    element = etree.Element(f"{W}{name}", {f"{W}{key}": kept for key, kept in attributes.items()})
    element.extend(children)
    return element


def make_run(text: str, like: Element | None = None) -> Element:
    """Make a run with a text, which looks like another one."""
    run = make("r")
    look = like.find(f"{W}rPr") if like is not None else None
    if look is not None:
        run.append(copy.deepcopy(look))
    words = etree.SubElement(run, f"{W}t")
    words.text = text
    words.set(_SPACE, "preserve")
    return run


def tell(paragraph: Element) -> str:
    """Tell the words of a paragraph, with plain spaces."""
    return "".join(each.text or "" for each in paragraph.iter(f"{W}t")).replace("\u00a0", " ")


class Desk:
    """One file. ``tracked``: whether each edit is a tracked change."""

    def __init__(self, data: bytes, *, tracked: bool) -> None:
        self.tracked = tracked
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            self.parts = {name: archive.read(name) for name in archive.namelist()}
        self.document = etree.fromstring(self.parts["word/document.xml"])
        self.notes = etree.fromstring(self.parts["word/footnotes.xml"])
        self._count = 9000
        self._texts = [
            (tell(paragraph), paragraph) for root in (self.document, self.notes)
            for paragraph in root.iter(f"{W}p") if tell(paragraph).strip()
        ]  # fmt: skip

    def save(self) -> bytes:
        """Give the bytes of the file."""
        self._order_notes()
        self.parts["word/document.xml"] = etree.tostring(self.document)
        self.parts["word/footnotes.xml"] = etree.tostring(self.notes)
        made = io.BytesIO()
        with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, part in self.parts.items():
                archive.writestr(name, part)
        return made.getvalue()

    def _order_notes(self) -> None:
        """Put the notes in the order of their calls, numbered, and drop others, as Word does."""
        notes = {note.get(f"{W}id"): note for note in self.notes.findall(f"{W}footnote")
                 if note.get(f"{W}type") is None}  # fmt: skip
        for note in notes.values():
            self.notes.remove(note)
        number = 1 + max(int(note.get(f"{W}id", "0")) for note in self.notes)
        numbers: dict[str | None, str] = {}
        for call in self.document.iter(f"{W}footnoteReference"):
            identifier = call.get(f"{W}id")
            if (note := notes.pop(identifier, None)) is not None:
                self.notes.append(note)
                numbers[identifier] = str(number)
                note.set(f"{W}id", str(number))
                number += 1
            call.set(f"{W}id", numbers.get(identifier, identifier or ""))

    def find(self, words: str) -> Element | None:
        """Find the only paragraph in which words stand."""
        found = [paragraph for text, paragraph in self._texts if words in text]
        return found[0] if len(found) == 1 and found[0].getparent() is not None else None

    def find_run(self, paragraph: Element, words: str) -> tuple[Element, int] | None:
        """Find the run of a paragraph in which words stand, and where."""
        for run in paragraph.iter(f"{W}r"):
            texts = run.findall(f"{W}t")
            if len(texts) == 1 and (text := texts[0].text):
                place = text.replace("\u00a0", " ").find(words)
                if place >= 0:
                    return run, place
        return None

    def mark(self, name: str, *children: Element) -> Element:
        """Make the mark of a tracked change."""
        self._count += 1
        return make(name, *children, id=str(self._count), author="An editor",
                    date="2025-05-01T10:00:00Z")  # fmt: skip

    # --- words ------------------------------------------------------------------------------

    def split(self, run: Element, place: int) -> Element | None:
        """Split a run at a character: gives the second one, or none at its end."""
        words = run.find(f"{W}t")
        assert words is not None
        text = words.text or ""
        if place >= len(text):
            return None
        second = make_run(text[place:], run)
        words.text = text[:place]
        words.set(_SPACE, "preserve")
        run.addnext(second)
        return second

    def cut_out(self, run: Element, start: int, end: int) -> Element:
        """Give the run of the characters from ``start`` to ``end`` alone."""
        self.split(run, end)
        middle = self.split(run, start) if start else run
        assert middle is not None
        return middle

    def insert_run(self, after: Element, new: Element) -> None:
        """Insert a run after another one."""
        after.addnext(self.mark("ins", new) if self.tracked else new)

    def delete_run(self, run: Element) -> None:
        """Delete a run."""
        if not self.tracked:
            _drop(run)
            return
        for element in run.iter(*_TEXTS):
            element.tag = _TEXTS[str(element.tag)]
        gone = self.mark("del")
        run.addprevious(gone)
        gone.append(run)

    def replace(self, run: Element, start: int, end: int, new: str) -> None:
        """Replace characters."""
        old = self.cut_out(run, start, end)
        if new:
            self.insert_run(old, make_run(new, old))
        self.delete_run(old)

    def restyle(self, run: Element, start: int, end: int, look: str) -> None:
        """Make characters italic (``i``) or bold (``b``)."""
        old = self.cut_out(run, start, end)
        properties = old.find(f"{W}rPr")
        before = make("rPr", *(copy.deepcopy(list(properties)) if properties is not None else ()))
        if properties is None:
            properties = make("rPr")
            old.insert(0, properties)
        for name in (look, f"{look}Cs"):
            if properties.find(f"{W}{name}") is None:
                properties.insert(_place(properties, name), make(name))
        if self.tracked:
            properties.append(self.mark("rPrChange", before))

    # --- paragraphs -------------------------------------------------------------------------

    def copy_paragraph(self, paragraph: Element, text: str) -> Element:
        """Make a paragraph like another one, with a text of its own."""
        new = make("p")
        properties = paragraph.find(f"{W}pPr")
        if properties is not None:
            new.append(copy.deepcopy(properties))
        run = make_run(text, next((r for r in paragraph.iter(f"{W}r") if len(tell(r)) > 3), None))
        new.append(self.mark("ins", run) if self.tracked else run)
        return new

    def mark_end(self, paragraph: Element, name: str) -> None:
        """Mark the end of a paragraph as inserted, deleted or moved."""
        properties = paragraph.find(f"{W}pPr")
        if properties is None:
            properties = make("pPr")
            paragraph.insert(0, properties)
        look = properties.find(f"{W}rPr")
        if look is None:
            look = make("rPr")
            last = [child for child in properties if child.tag in (f"{W}sectPr", f"{W}pPrChange")]
            properties.insert(properties.index(last[0]) if last else len(properties), look)
        look.insert(0, self.mark(name))

    def insert_before(self, paragraph: Element, text: str) -> None:
        """Type a paragraph before another one."""
        new = self.copy_paragraph(paragraph, text)
        if self.tracked:
            self.mark_end(new, "ins")
        paragraph.addprevious(new)

    def insert_after(self, paragraph: Element, text: str) -> None:
        """Press Enter at a paragraph's end, and type: the first end is the new one."""
        new = self.copy_paragraph(paragraph, text)
        if self.tracked:
            self.mark_end(paragraph, "ins")
        paragraph.addnext(new)

    def delete(self, paragraph: Element) -> None:
        """Delete a paragraph."""
        if not self.tracked:
            _drop(paragraph)
            return
        for run in list(paragraph.iter(f"{W}r")):
            self.delete_run(run)
        self.mark_end(paragraph, "del")

    def move(self, paragraph: Element, before: Element, *, as_move: bool) -> None:
        """Move a paragraph before another one; Word tracks that in one of two ways."""
        if not self.tracked:
            before.addprevious(paragraph)
            return
        new = copy.deepcopy(paragraph)
        for element in list(new.iter(f"{W}bookmarkStart", f"{W}bookmarkEnd")):
            _drop(element)
        came, gone = ("moveTo", "moveFrom") if as_move else ("ins", "del")
        for run in list(new.iter(f"{W}r")):
            mark = self.mark(came)
            run.addprevious(mark)
            mark.append(run)
        self.mark_end(new, came)
        before.addprevious(new)
        if not as_move:
            self.delete(paragraph)
            return
        for run in list(paragraph.iter(f"{W}r")):
            mark = self.mark(gone)
            run.addprevious(mark)
            mark.append(run)
        self.mark_end(paragraph, gone)

    def split_paragraph(self, paragraph: Element, run: Element, place: int) -> None:
        """Press Enter inside a paragraph."""
        first = self.split(run, place)
        new = make("p")
        properties = paragraph.find(f"{W}pPr")
        if properties is not None:
            new.append(copy.deepcopy(properties))
        assert first is not None
        following = [first, *first.itersiblings()]
        for element in following:
            new.append(element)
        paragraph.addnext(new)
        if self.tracked:
            self.mark_end(paragraph, "ins")
        else:
            words = next(iter(new.iter(f"{W}t")))
            words.text = (words.text or "").lstrip()

    def join(self, paragraph: Element, space: str) -> None:
        """Delete the end of a paragraph: the next one goes on with it."""
        following = paragraph.getnext()
        assert following is not None
        if space:
            last = [run for run in paragraph.iter(f"{W}r") if tell(run).strip()][-1]
            self.insert_run(last, make_run(space))
        if self.tracked:
            self.mark_end(paragraph, "del")
            return
        for element in list(following):
            if element.tag != f"{W}pPr":
                paragraph.append(element)
        _drop(following)

    # --- notes ------------------------------------------------------------------------------

    def add_note(self, run: Element, place: int, text: str) -> None:
        """Add a note after a character of a run."""
        numbers = [int(note.get(f"{W}id", "0")) for note in self.notes.iter(f"{W}footnote")]
        number = str(max([*numbers, 1]) + 1)
        self.split(run, place)
        look = make("rPr", make("vertAlign", val="superscript"))
        self.insert_run(run, make("r", look, make("footnoteReference", id=number)))
        mark = make("r", copy.deepcopy(look), make("footnoteRef"))
        words = make_run(f" {text}")
        paragraph = make("p", mark, words)
        if self.tracked:
            for each in (mark, words):
                came = self.mark("ins")
                each.addprevious(came)
                came.append(each)
        self.notes.append(make("footnote", paragraph, id=number))

    def find_call(self, paragraph: Element, number: int) -> Element | None:
        """Find the run in which a paragraph calls its so-many-th note."""
        found = list(paragraph.iter(f"{W}footnoteReference"))
        return found[number].getparent() if number < len(found) else None

    # --- tables -----------------------------------------------------------------------------

    def delete_row(self, row: Element) -> None:
        """Delete a row."""
        if not self.tracked:
            _drop(row)
            return
        self._mark_row(row, "del")
        for run in list(row.iter(f"{W}r")):
            self.delete_run(run)

    def insert_row(self, row: Element, new: Element) -> None:
        """Insert a row after another one."""
        row.addnext(new)
        if self.tracked:
            self._mark_row(new, "ins")
            for run in list(new.iter(f"{W}r")):
                mark = self.mark("ins")
                run.addprevious(mark)
                mark.append(run)

    def _mark_row(self, row: Element, name: str) -> None:
        properties = row.find(f"{W}trPr")
        if properties is None:
            properties = make("trPr")
            row.insert(1 if row.find(f"{W}tblPrEx") is not None else 0, properties)
        properties.append(self.mark(name))


def find_above(element: Element, name: str) -> Element | None:
    """Find the element of a name in which another one stands."""
    return next(iter(element.iterancestors(f"{W}{name}")), None)


def _drop(element: Element) -> None:
    parent = element.getparent()
    assert parent is not None
    parent.remove(element)


def _place(properties: Element, name: str) -> int:
    """Find the place of a look among others: after the style and the fonts."""
    return sum(child.tag in (f"{W}rStyle", f"{W}rFonts", f"{W}b", f"{W}bCs")
               and str(child.tag) != f"{W}{name}" for child in properties)  # fmt: skip
