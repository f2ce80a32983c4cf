"""Inline content as pandoc has it: text in character styles, links, fields, calls and notes.

What pandoc has no word for goes to the finishing pass as a processing instruction, which pandoc
leaves where it stands:

    <?mark M?>                    the next note shows the mark M of its own, outside Word's count
    <?unseen M?>                  the same, and its call is not seen: it is for one in Word's heads
    <?ltr begin?> … <?ltr end?>   runs that keep their left-to-right order
    <?node N?>                    of which node a paragraph or a note is, where that is asked for
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from typing import Any

from masthead.edition.edition import (
    Bracket,
    Call,
    Content,
    Edition,
    Emphasis,
    Inline,
    LeftToRight,
    LineBreak,
    Link,
    Reference,
    Strong,
    Subscript,
    Superscript,
    SymbolLink,
    TableCall,
    Words,
)  # fmt: skip
from masthead.kinds import Rules
from masthead.render.docx.problems import NOT_XML
from masthead.render.docx.references import Field, ReferenceWriter, name_bookmark
from masthead.render.docx.style import Names
from masthead.render.fault import RenderError, RenderFault

_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_BLANKS = re.compile(r"[\t\n\r]")

Element = dict[str, Any]
"""A node of pandoc's document."""


def raw(markup: str) -> Element:
    """Markup of Word's own, which pandoc passes on."""
    return {"t": "RawInline", "c": ["openxml", markup]}


def in_style(name: str, inlines: list[Element]) -> Element:
    """Inlines in a character style."""
    return {"t": "Span", "c": [["", [], [["custom-style", name]]], inlines]}


TAB = raw("<w:r><w:tab/></w:r>")
BREAK = raw("<w:r><w:br/></w:r>")
SOFT_HYPHEN = raw("<w:r><w:softHyphen/></w:r>")


def check_text(text: str, node: str) -> str:
    """Give text as Word can hold it. Raises RenderError for a character that XML cannot carry."""
    if found := _NOT_XML.search(text):
        character = f"U+{ord(found[0]):04X}"
        raise RenderError(RenderFault(NOT_XML, node, {"character": character}))
    return _BLANKS.sub(" ", text)


def write_field(code: str, shown: str, node: str, look: str = "") -> str:
    """Write a field of Word's: its code, and what it shows now. ``look`` are properties of runs."""
    result = html.escape(check_text(shown, node))
    return (
        f'<w:r>{look}<w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r>{look}<w:instrText xml:space="preserve"> {code} </w:instrText></w:r>'
        f'<w:r>{look}<w:fldChar w:fldCharType="separate"/></w:r>'
        f'<w:r>{look}<w:t xml:space="preserve">{result}</w:t></w:r>'
        f'<w:r>{look}<w:fldChar w:fldCharType="end"/></w:r>'
    )


class ContentWriter:
    """Writes the inline content of one edition, in reading order.

    The look of what is written names all that it stands in: emphasis, strong, link, reference.
    """

    def __init__(
        self, edition: Edition, names: Names, ids: dict[str, str], references: ReferenceWriter
    ) -> None:
        self.edition = edition
        self.names = names
        self.ids = ids
        self.references = references
        self.node = "title"
        """The node being written, for what is found wrong in it."""
        self.named = False
        """Whether paragraphs say of which node they are."""
        self.bookmarks = 0
        self.numbered = 0
        """How many notes Word has numbered so far."""

    def write(self, content: Content, look: frozenset[str] = frozenset()) -> list[Element]:
        """Write content in a look."""
        written: list[Element] = []
        before: Inline | None = None
        for inline in content:
            if isinstance(before, Call | TableCall) and type(before) is type(inline):
                written.append(self._write_comma())
            written += INLINES.of(inline)(self, inline, look)
            before = inline
        return written

    def write_plain(self, content: Content) -> str | None:
        """Write content as markup of Word's own; None where it is more than words."""
        runs = []
        for inline in content:
            if isinstance(inline, LeftToRight):
                inside = self.write_plain(inline.content)
                runs.append(None if inside is None else f"<?ltr begin?>{inside}<?ltr end?>")
            elif isinstance(inline, Words) and "\u00ad" not in inline.text:
                text = html.escape(check_text(inline.text, self.node), quote=False)
                runs.append(f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>')
            else:
                return None
        return None if None in runs else "".join(kept for kept in runs if kept)

    def name_node(self) -> str:
        """Say of which node a paragraph is, if that is asked for."""
        return f"<?node {self.node}?>" if self.named else ""

    def bookmark(self, node: str, inlines: list[Element]) -> list[Element]:
        """Put a bookmark round inlines, if the node is referred to."""
        return self.enclose(node, inlines) if node in self.references.targets else inlines

    def enclose(self, node: str, inlines: list[Element]) -> list[Element]:
        """Put a bookmark round inlines."""
        self.bookmarks += 1
        start = f'<w:bookmarkStart w:id="{self.bookmarks}" w:name="{name_bookmark(node)}"/>'
        return [raw(start), *inlines, raw(f'<w:bookmarkEnd w:id="{self.bookmarks}"/>')]

    def _name_look(self, look: frozenset[str]) -> str | None:
        kinds = ("link", "strong", "emphasis")
        otherwise = "reference" if "reference" in look else None
        return "_".join(kind for kind in kinds if kind in look) or otherwise

    def write_words(self, inline: Words, look: frozenset[str]) -> list[Element]:
        """Write words in their look."""
        return [self._write_text(inline.text, look)]

    def write_emphasis(self, inline: Emphasis | Strong, look: frozenset[str]) -> list[Element]:
        """Write what is emphasized inside another look, too."""
        return self.write(inline.content, look | {inline.kind})

    def write_link(self, inline: Link, look: frozenset[str]) -> list[Element]:
        """Write a link outside the paper."""
        return [_link(inline.target, self.write(inline.content, look | {"link"}))]

    def write_symbol(self, inline: SymbolLink, look: frozenset[str]) -> list[Element]:
        """Write a symbol as a link, unless it stands in one."""
        shown = self._write_text(inline.text, look | {"link"})
        return [shown if "link" in look else _link(inline.target, [shown])]

    def write_left_to_right(self, inline: LeftToRight, look: frozenset[str]) -> list[Element]:
        """Write a run that keeps its order."""
        inside = self.write(inline.content, look)
        return [raw("<?ltr begin?>"), *inside, raw("<?ltr end?>")]

    def write_shifted(self, inline: Superscript | Subscript, look: frozenset[str]) -> list[Element]:
        """Write raised or lowered figures, which pandoc has words for."""
        name = "Superscript" if isinstance(inline, Superscript) else "Subscript"
        return [{"t": name, "c": self.write(inline.content, look)}]

    def write_line_break(self, _inline: LineBreak, _look: frozenset[str]) -> list[Element]:
        """Write the end of a line."""
        return [BREAK]

    def write_bracket(self, inline: Bracket, _look: frozenset[str]) -> list[Element]:
        """Write a bracket in a style of its own, by which it is known when the file comes back."""
        return [in_style(self.names[f"bracket_{inline.around}"], [{"t": "Str", "c": inline.text}])]

    def _write_text(self, text: str, look: frozenset[str]) -> Element:
        """Write text; its soft hyphens one by one, as pandoc loses a last and a doubled one."""
        elements: list[Element] = []
        for piece in re.split("(\u00ad)", check_text(text, self.node)):
            elements += [SOFT_HYPHEN] if piece == "\u00ad" else [{"t": "Str", "c": piece}]
        kind = self._name_look(look)
        if kind:
            return in_style(self.names[kind], elements)
        return elements[0] if len(elements) == 1 else {"t": "Span", "c": [["", [], []], elements]}

    def write_reference(self, reference: Reference, look: frozenset[str]) -> list[Element]:
        """Write a reference: as fields where Word can work it out, as a link elsewhere."""
        pieces = self.references.write(reference)
        if pieces is None:
            shown = self._write_text(reference.text, look)
            if not look:
                shown = in_style(self.names.role("reference"), [shown])
            return [link_inside(reference.target, [shown])]
        return [
            self._write_field(piece, look)
            if isinstance(piece, Field) else self._write_text(piece, look)
            for piece in pieces
        ]  # fmt: skip

    def _write_field(self, field: Field, look: frozenset[str]) -> Element:
        kind = self._name_look(look)
        style = f'<w:rPr><w:rStyle w:val="{self.ids[self.names[kind]]}"/></w:rPr>' if kind else ""
        return raw(
            write_field(f"REF {field.bookmark} {field.switches}", field.shown, self.node, style)
        )

    def _write_comma(self) -> Element:
        comma = self.edition.language.list_comma.strip()
        return in_style(self.names.role("call-comma"), [{"t": "Str", "c": comma}])

    def write_call(self, call: Call, _look: frozenset[str]) -> list[Element]:
        """Write a call with its note in it, which is how pandoc has notes.

        The symbol stands in a head of Word's, where it allows no notes: its call is written there
        as text, and here one that is not seen.
        """
        note = self.edition.note(call.note)
        if note.series == "end":
            mark = in_style(self.names.role("call"), [self._write_text(call.mark, frozenset())])
            return self.enclose(call.id, [link_inside(note.id, [mark])])
        written: list[Element] = []
        if note.series == "text" and note.mark == str(self.numbered + 1):
            self.numbered += 1  # Word's own number
        else:
            at_symbol = call in self.edition.masthead.symbol_note
            written.append(raw(f"<?{'unseen' if at_symbol else 'mark'} {note.mark}?>"))
        here, self.node = self.node, note.id
        paragraphs: list[Element] = [
            {"t": "Para", "c": self.write(kept)} for kept in note.paragraphs
        ]
        if self.named:
            paragraphs[0]["c"].insert(0, raw(self.name_node()))
        self.node = here
        return [*written, {"t": "Note", "c": paragraphs}]

    def write_table_call(self, call: TableCall, _look: frozenset[str]) -> list[Element]:
        """Write the letter of a note of a table."""
        letter = {"t": "Str", "c": check_text(call.mark, self.node)}
        return [in_style(self.names["table_call"], [letter])]


INLINES: Rules[Callable[[ContentWriter, Any, frozenset[str]], list[Element]]] = Rules(
    "masthead/render/docx/content.py",
    {
        Words.kind: ContentWriter.write_words,
        Emphasis.kind: ContentWriter.write_emphasis,
        Strong.kind: ContentWriter.write_emphasis,
        Link.kind: ContentWriter.write_link,
        Reference.kind: ContentWriter.write_reference,
        SymbolLink.kind: ContentWriter.write_symbol,
        LeftToRight.kind: ContentWriter.write_left_to_right,
        Superscript.kind: ContentWriter.write_shifted,
        Subscript.kind: ContentWriter.write_shifted,
        LineBreak.kind: ContentWriter.write_line_break,
        Bracket.kind: ContentWriter.write_bracket,
        Call.kind: ContentWriter.write_call,
        TableCall.kind: ContentWriter.write_table_call,
    },
)
"""How inlines of each kind are written: with the look of what they stand in."""


def link_inside(node: str, inlines: list[Element]) -> Element:
    """Write a link to a node of the paper, whose look is that of what stands in it."""
    return _link(f"#{name_bookmark(node)}", inlines)


def _link(target: str, inlines: list[Element]) -> Element:
    return {"t": "Link", "c": [["", [], []], inlines, [target, ""]]}
