"""Every kind of block and of inline content is printed by every writer, or stops it with its name.

The kinds are those of the unions ``Block`` and ``Inline``, so a new one that a writer has no rule
for fails here. What is printed is compared with the words that were put in.
"""

from __future__ import annotations

import itertools
import pickle
import re
from collections.abc import Callable, Iterator
from typing import Any, ClassVar, get_args, get_origin

import msgspec.structs
import pytest
from lxml import etree, html
from msgspec import Struct

from masthead.edition.content import ContentMaker
from masthead.edition.edition import (
    Annex,
    Block,
    Call,
    Content,
    Edition,
    Emphasis,
    EndNotes,
    Heading,
    Image,
    Inline,
    InlinePart,
    Node,
    Note,
    Paragraph,
    TableCall,
    Words,
    plain_text,
    walk_contents,
    walk_inlines,
)
from masthead.edition.marks import MARKED
from masthead.edition.resolve import resolve_edition
from masthead.kinds import UnknownKindError
from masthead.measures import load_measures
from masthead.paper import Paper, Unit
from masthead.project import Project
from masthead.render.archive import read_archive
from masthead.render.docx import render_docx
from masthead.render.docx.content import INLINES as WORD_INLINES
from masthead.render.docx.story import BLOCKS as WORD_BLOCKS
from masthead.render.epub import render_epub
from masthead.render.html import render_html, render_parallel
from masthead.render.html.outline import ENTRIES, make_outline
from masthead.render.html.parallel import ROWS
from masthead.render.pdf import render_pdf
from masthead.render.pdf.page import write_page
from masthead.render.templates import load_template
from tests.oracle import LABELS, NOT_PRINTED, is_choice, list_fields, list_words, read_sequence
from tests.render.docx.reading import WordFile
from tests.render.pdf.reading import open_pdf, read_tags

BLOCKS: tuple[Any, ...] = get_args(Block)
INLINES: tuple[Any, ...] = get_args(Inline)


# --- every kind, with words of its own ------------------------------------------------------

CALL = Call("c-n1", "n1", "markend")
NOTE = Note("n1", "c-n1", "text", 1, "markend", ((Words("The note."),),))
"""A call needs its note, and both show one mark."""


class Maker:
    """Makes a part of any kind from the types of its fields, and keeps the words put in."""

    def __init__(self) -> None:
        self.numbers = itertools.count(1)
        self.words: dict[str, str] = {}
        """The kinds by the words that are in them."""
        self.inside: list[Any] = []
        """The kinds of the parts that are being made."""

    def make(self, kind: Any) -> Any:
        """Make a part with words in every field that is printed."""
        if kind is Call:
            self.words[CALL.mark] = kind.kind
            return CALL
        if kind is TableCall:
            return TableCall("x-table", "p1", CALL.mark)
        self.inside.append(kind)
        made = kind(**{name: self.fill(kind, name, hint) for name, hint in list_fields(kind)})
        self.inside.pop()
        return made

    def fill(self, kind: Any, name: str, hint: Any) -> Any:
        """Make a value for a field."""
        if name in ("id", "call"):
            called = CALL.id if EndNotes in self.inside else ""  # otherwise nothing calls it
            return f"x{next(self.numbers)}" if name == "id" else called
        if is_choice(hint):
            return get_args(hint)[0]
        if hint == Content:
            return (Words(self.write(kind)),)
        if get_origin(hint) is tuple:
            return self.fill_tuple(kind, name, hint)
        return self.fill_plain(kind, name, hint)

    def fill_tuple(self, kind: Any, name: str, hint: Any) -> Any:
        """Make what a field holds several of: one of them."""
        if hint == tuple[Content, ...]:
            return ((Words(self.write(kind)),),)
        if hint == tuple[str, ...]:
            return () if name in NOT_PRINTED else (self.write(kind),)
        inner = Paragraph if get_args(hint)[0] == Block else get_args(hint)[0]
        if several := get_args(inner):  # one of each kind that may stand there
            return tuple(self.make(one) for one in several if one not in self.inside)
        if inner is float:
            return (100.0,)
        return () if inner is int or inner in self.inside else (self.make(inner),)

    def fill_plain(self, kind: Any, name: str, hint: Any) -> Any:
        """Make a word, an address, a picture, or a number."""
        if name == "image":
            return Image("source/samples/figures/colours.png", 640, 320, "0" * 64)
        if hint is str and name == "target":
            return "p1" if kind.kind in ("reference", "entry") else "https://example.org/"
        if hint is str:
            field = next(one for one in msgspec.structs.fields(kind) if one.name == name)
            keeps = field.default is not msgspec.NODEFAULT and name not in LABELS
            return field.default if keeps else self.write(kind)
        return 1

    def write(self, kind: Any) -> str:
        """Write a word that is nowhere else."""
        word = f"word{next(self.numbers)}end"
        self.words[word] = kind.kind
        return word


@pytest.fixture(scope="module")
def everything(edition_en: Edition) -> tuple[Edition, dict[str, str]]:
    """An edition with every kind in it, and the kinds by their words."""
    maker = Maker()
    blocks = [maker.make(kind) for kind in BLOCKS]
    inlines = tuple(inline for kind in INLINES for inline in (maker.make(kind), Words(" ")))
    return fill(edition_en, *blocks, inlines=inlines), maker.words


def fill(edition: Edition, *blocks: Any, inlines: Any = ()) -> Edition:
    """Put blocks and inlines into an edition instead of its own text."""
    text = Paragraph("p1", 1, "1.", (Words("Text "), *inlines))
    notes = (NOTE,) if CALL in inlines else ()
    changed = {"title": (Words("Title"),), "byline": (), "notes": notes}
    return msgspec.structs.replace(edition, body=(text, *blocks), **changed)


def read_page(project: Project, edition: Edition) -> str:
    measures = load_measures(project, edition.station, edition.language.code, edition.series)
    return tell(html.document_fromstring(write_page(project, edition, measures)))


def read_html(project: Project, edition: Edition) -> str:
    return tell(html.document_fromstring(render_html(project, edition)))


def read_parallel(project: Project, edition: Edition) -> str:
    return tell(html.document_fromstring(render_parallel(project, [edition, edition])))


def read_epub(project: Project, edition: Edition) -> str:
    members = read_archive(render_epub(project, edition, None))
    pages = [name for name in members if re.match(r"EPUB/text/ch", name)]
    return " ".join(tell(etree.fromstring(members[name])) for name in pages)


def read_word(project: Project, edition: Edition) -> str:
    file = WordFile(render_docx(project, edition))
    return " ".join(f"{kept.label} {kept.text}" for kept in (*file.paragraphs(), *file.notes()))


def read_pdf(project: Project, edition: Edition) -> str:
    with open_pdf(render_pdf(project, edition).data) as pdf:
        return read_tags(pdf).text


def tell(tree: Any) -> str:
    alternatives = (picture.get("alt", "") for picture in tree.iter("{*}img", "img"))
    return " ".join(("".join(tree.itertext()), *alternatives))


WRITERS: dict[str, Callable[[Project, Edition], str]] = {
    "page": read_page, "pdf": read_pdf, "html": read_html, "parallel": read_parallel,
    "epub": read_epub, "docx": read_word,
}  # fmt: skip


@pytest.mark.parametrize("writer", WRITERS)
def test_every_kind_is_printed(project, everything, writer):
    edition, kinds = everything
    printed = re.sub("[\u00ad\u200b\u2060\\s]", "", WRITERS[writer](project, edition))
    assert {kind for word, kind in kinds.items() if word not in printed} == set()


def test_the_oracle_misses_no_word(everything):
    edition, kinds = everything
    assert kinds.keys() == set(list_words(edition)) & kinds.keys()


def test_the_walker_misses_no_text(everything):
    """Labels are no texts; everything else is one, and so found by its slot."""
    edition, kinds = everything
    found = " ".join(plain_text(content) for _, _, content in walk_contents(edition))
    said = " ".join(text for _, text in read_sequence(edition))
    assert {word for word in kinds if word in said} == {word for word in kinds if word in found}
    wordless = {"call", "table-call", "line-break"}
    assert {kinds[word] for word in kinds if word in found} >= {
        kind.kind for kind in INLINES
    } - wordless
    inside = [inline for *_, content in walk_contents(edition) for inline in walk_inlines(content)]
    assert {inline.kind for inline in inside} == {kind.kind for kind in INLINES}


def test_the_outline_has_a_place_for_every_kind(everything):
    edition, _ = everything
    entries = make_outline(edition.body, paragraphs=True)
    assert {"p1", *(block.id for block in edition.body if block.kind in ("heading", "annex"))} <= {
        entry.id for entry in list_entries(entries)
    }


def list_entries(entries: Any) -> Iterator[Any]:
    for entry in entries:
        yield entry
        yield from list_entries(entry.entries)


def test_every_table_has_a_row_for_each_kind_and_no_other(project):
    body = load_template(project, "html/body.html").module
    blocks, inlines = {kind.kind for kind in BLOCKS}, {kind.kind for kind in INLINES}
    for table in (WORD_BLOCKS, body.block_rules):
        assert table.keys() == blocks, table.where
    assert WORD_INLINES.keys() == inlines
    assert body.inline_rules.keys() == inlines | MARKED  # pages show marked editions
    for kind in BLOCKS:
        assert ENTRIES.of(kind)
        assert ROWS.of(kind)


# --- kinds that nobody knows ----------------------------------------------------------------


class UnheardBlock(Node, frozen=True):
    kind: ClassVar[str] = "unheard-of"
    content: Content

    def contents(self):
        return (("title", self.content),)


class UnheardInline(InlinePart, frozen=True):
    kind: ClassVar[str] = "unheard-of"
    text: str

    def say(self):
        return self.text


class Stranger(Struct, frozen=True):
    """What does not even say what is in it."""

    id: str
    content: Content


LOST = (Words("lost"),)
UNKNOWN = {
    "block": {"blocks": [UnheardBlock("x1", LOST)]},
    "block in an annex": {"blocks": [Annex("a1", "Annex", LOST, (), (UnheardBlock("x1", LOST),))]},
    "inline": {"inlines": [UnheardInline("lost")]},
    "inline in another": {"inlines": [Emphasis((UnheardInline("lost"),))]},
    "stranger": {"blocks": [Stranger("x1", LOST)]},
    "stranger in content": {"inlines": [Stranger("x1", LOST)]},
}


@pytest.mark.parametrize("unknown", UNKNOWN)
@pytest.mark.parametrize("writer", WRITERS)
def test_what_nobody_knows_stops_every_writer(project, edition_en, writer, unknown):
    put = UNKNOWN[unknown]
    edition = fill(edition_en, *put.get("blocks", ()), inlines=put.get("inlines", ()))
    with pytest.raises(UnknownKindError) as raised:
        WRITERS[writer](project, edition)
    name = "Stranger" if "stranger" in unknown else "unheard-of"
    assert re.fullmatch(
        rf"(masthead|templates)/\S+ has no rule for .*'{name}'.*", str(raised.value)
    )


@pytest.mark.parametrize(
    "blocks",
    [
        [UnheardBlock("x1", LOST)],
        [Stranger("x1", LOST)],
        [Heading("h1", 1, 1, None, (Stranger("x1", LOST),))],
    ],
)
def test_what_nobody_knows_stops_the_outline_and_the_walker(edition_en, blocks):
    with pytest.raises(UnknownKindError):
        make_outline(tuple(blocks), paragraphs=True)
    if isinstance(blocks[0], Stranger):
        with pytest.raises(UnknownKindError):
            list(walk_contents(fill(edition_en, *blocks)))


def test_the_oracle_prints_what_nobody_knows(edition_en):
    edition = fill(edition_en, Stranger("x1", (UnheardInline("found"),)))
    assert "found" in list(list_words(edition))


def test_markup_that_nobody_knows_stops_the_text_that_it_stands_in(edition_en):
    maker = ContentMaker(edition_en.language, lambda _: None, lambda _: None, lambda _: None)
    with pytest.raises(UnknownKindError, match="unheard-of"):
        maker.make((UnheardInline("lost"),))


class UnheardUnit(Unit):
    kind: ClassVar[str] = "unheard-of"

    def parts(self):
        return ()


def test_a_unit_that_nobody_knows_stops_resolving_and_checking(project, paper):
    from masthead.check.inspection import Inspection

    unknown: Paper = paper.model_copy(update={"text": [*paper.text, UnheardUnit()]})
    with pytest.raises(UnknownKindError, match="unheard-of"):
        resolve_edition(project, unknown, "en")
    with pytest.raises(UnknownKindError, match="unheard-of"):
        Inspection(project, unknown).resolve()


def test_the_error_comes_back_from_a_worker_whole():
    error = UnknownKindError("masthead/render/docx/story.py", "unheard-of")
    back = pickle.loads(pickle.dumps(error))  # noqa: S301 - as a worker's result travels
    assert (str(back), back.exit_code) == (str(error), 3)
