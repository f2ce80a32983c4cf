"""What of a file was not read: each of its texts is looked for in the draft.

Whatever an element is called and wherever it stands, its words are in the draft, or are told.
"""

from __future__ import annotations

import html
from collections.abc import Iterable, Iterator

from lxml.etree import _Element

from masthead.draft.draft import Facts, Section, say
from masthead.importing.akoma.content import ContentReader, leave_out
from masthead.importing.akoma.document import name_of
from masthead.importing.losses import Whole, squeeze
from masthead.syntax.text import Content

_APART = ("meta", "coverPage")
"""What is not text: facts are read of it."""


def tell_unread(
    root: _Element, facts: Facts, sections: Iterable[Section], reader: ContentReader
) -> None:
    """Remark every text of a file whose words are not in what was read of it."""
    code = reader.language.code
    read = Whole(squeeze(" ".join(_list_read(facts, sections, reader)), code))
    for element, text in _list_texts(root):
        words = leave_out(html.unescape(text))
        if not read.has(squeeze(words, code)):
            reader.remark(element, f"words that are not read: {' '.join(words.split())}")


def _list_texts(element: _Element) -> Iterator[tuple[_Element, str]]:
    """List the texts of a file, each with the element in which it stands."""
    if name_of(element) in _APART:
        return
    if element.text:
        yield element, element.text
    for child in element:
        yield from _list_texts(child)
        if child.tail:
            yield element, child.tail


def _list_read(
    facts: Facts, sections: Iterable[Section], reader: ContentReader
) -> Iterator[str]:  # fmt: skip
    yield facts.number
    yield say(facts.title)
    for section in sections:
        yield section.label
        contents: list[Content] = [section.title, section.opening]
        for block in section.blocks:
            yield from map(say, contents)
            yield block.label
            contents = list(block.texts())
        yield from map(say, (*contents, *section.closing))
    for paragraphs in reader.notes.values():
        yield from map(say, paragraphs)
