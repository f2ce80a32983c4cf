"""Texts of a paper, made of what drafts say; what the markup cannot say is said more plainly."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from urllib.parse import unquote

from msgspec import Struct, field
from msgspec.structs import replace

from masthead.diagnostic import PaperError, Place
from masthead.draft.content import join
from masthead.draft.draft import Remark, say
from masthead.importing import problems
from masthead.syntax.inline import MAX_LENGTH
from masthead.syntax.text import (
    Content,
    Emphasis,
    Holder,
    Inline,
    Link,
    NoteCall,
    Strong,
    Subscript,
    Superscript,
    Text,
)
from masthead.syntax.unseen import IGNORABLE
from masthead.write.markup import make_text

_INKLESS = re.compile(rf"[\s{IGNORABLE}]*")
_ADDRESS = re.compile(r"https?://(?:undocs\.org|docs\.un\.org)/(?:\w\w/)?(.+)")


class TextMaker(Struct):
    """Makes texts in each language, and notes what could not be said as it stands."""

    remarks: list[Remark] = field(default_factory=list)
    file: str = ""

    def tell(self, file: str, line: int, message: str) -> None:
        """Note something that was not taken over as it stands."""
        self.remarks.append(Remark(file, line, message))

    def make(self, content: Content, line: int = 0) -> Text:
        """Make a text of one paragraph. Raises PaperError where no markup says it."""
        return self.make_paragraphs([content], line)

    def make_paragraphs(self, paragraphs: Sequence[Content], line: int = 0) -> Text:
        """Make a text of several paragraphs."""
        wanted = [_bare_links(content) for content in paragraphs]
        for simplify in (_as_it_is, _without_shifts, _without_links, _words_alone):
            try:
                text = make_text([simplify(content) for content in wanted])
            except ValueError:
                continue
            if len(text.raw) > MAX_LENGTH:
                break
            if simplify is not _as_it_is:
                self.remarks.append(Remark(self.file, line, _SAID[simplify]))
            return text
        said = " ".join(map(say, wanted))
        place = Place(self.file, max(line, 1))
        raise PaperError([problems.UNSAYABLE.at(place, text=said[:60])])


def has_words(content: Content) -> bool:
    """Whether a text says anything that can be seen, beside the notes that it calls."""
    return _INKLESS.fullmatch(say(content)) is None


def rename_calls(content: Content, keys: Mapping[str, str]) -> Content:
    """Call notes by other keys; a call whose note has none is left out."""
    renamed: list[Inline] = []
    for inline in content:
        if isinstance(inline, NoteCall):
            if inline.key in keys:
                renamed.append(NoteCall(keys[inline.key]))
        elif isinstance(inline, Holder):
            renamed.append(replace(inline, content=rename_calls(inline.content, keys)))
        else:
            renamed.append(inline)
    return tuple(renamed)


def _bare_links(content: Content) -> Content:
    """Leave out the addresses of symbols that are typed in full: they are made."""
    bare: list[Inline] = []
    for inline in content:
        if isinstance(inline, Link) and _is_made(inline):
            bare += inline.content
        elif isinstance(inline, Link):
            target = inline.target.replace("(", "%28").replace(")", "%29")
            bare.append(replace(inline, target=target))
        else:
            bare.append(inline)
    return tuple(join(bare))


def _is_made(link: Link) -> bool:
    """Whether the address of a link is the one that its words lead to by themselves."""
    text, match = say(link.content), _ADDRESS.fullmatch(link.target)
    if not match or "/" not in text or any(isinstance(one, NoteCall) for one in link.content):
        return False
    return re.sub(r"\s", "", unquote(match[1])) == re.sub(r"\s", "", text).rstrip("*")


def _as_it_is(content: Content) -> Content:
    return content


def _without_shifts(content: Content) -> Content:
    """Put raised and lowered letters on the line, where the markup does not know them."""
    return tuple(_unwrap(content, (Superscript, Subscript)))


def _without_links(content: Content) -> Content:
    return tuple(_unwrap(content, (Superscript, Subscript, Link)))


def _words_alone(content: Content) -> Content:
    return tuple(_unwrap(content, (Superscript, Subscript, Link, Emphasis, Strong)))


def _unwrap(content: Content, kinds: tuple[type[Holder], ...]) -> list[Inline]:
    plain: list[Inline] = []
    for inline in content:
        if isinstance(inline, Holder):
            inner = _unwrap(inline.content, kinds)
            plain += inner if isinstance(inline, kinds) else [replace(inline, content=tuple(inner))]
        else:
            plain.append(inline)
    return plain


_SAID = {
    _without_shifts: "raised or lowered letters stand on the line: the markup has no form for them",
    _without_links: "addresses of links are left out: the markup has no form for them",
    _words_alone: "only the words are kept: the markup has no form for emphasis here",
}
