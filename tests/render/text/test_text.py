"""Plain text and Markdown say what the Edition says, every label and note, in its order.

Markdown is read by pandoc's reader of CommonMark, which knows nothing of our writer.
"""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path
from typing import Any

import msgspec.structs
import pypandoc
import pytest
from hypothesis import HealthCheck, given, settings
from lxml import html

from masthead.edition.edition import (
    Edition,
    Emphasis,
    EndNotes,
    Item,
    Link,
    Note,
    Paragraph,
    Strong,
    Words,
    walk_blocks,
    walk_contents,
    walk_inlines,
)
from masthead.edition.resolve import resolve_edition
from masthead.project import Project
from masthead.read.reader import read_paper
from masthead.render.text import render_markdown, render_text
from masthead.render.text.markdown import write_markdown
from tests.oracle import read_part, read_sequence, say
from tests.strategies import papers, resolve_source

PROJECT = Project(Path(__file__).resolve().parents[3])
READER = "commonmark+footnotes+pipe_tables+raw_html"
QUICK = settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))
SAMPLES = PROJECT.source / "samples"


def squeeze(text: str) -> str:
    """Take out blanks and what only orders runs; raised figures are those on the line."""
    text = unicodedata.normalize("NFKC", re.sub("[\u2066\u2069\\s]", "", text))
    return re.sub(r"\s", "", text)


def list_inlines(edition: Edition) -> list[Any]:
    return [inline for slot in walk_contents(edition) for inline in walk_inlines(slot.content)]


def read_text(edition: Edition) -> str:
    """Read plain text without the calls in it and the addresses after links."""
    text = render_text(PROJECT, edition).decode()
    inlines = list_inlines(edition)
    for inline in inlines:
        if isinstance(inline, Link):
            text = text.replace(f" <{inline.target}>", "")
    marks = {re.escape(inline.mark) for inline in inlines if hasattr(inline, "mark")}
    either = "|".join(sorted(marks)) or "(?!)"
    text = re.sub(rf"(?m)^( *)\[({either})\] ", r"\1\2 ", text)
    return squeeze(re.sub(rf"\[(?:{either})\]", "", text))


def read_markdown(edition: Edition) -> tuple[str, list[str]]:
    """Read what pandoc makes of Markdown: the text without calls, and the notes."""
    written = render_markdown(PROJECT, edition).decode()
    page = html.document_fromstring(pypandoc.convert_text(written, "html", READER))
    letters = {inline.mark for inline in list_inlines(edition) if inline.kind == "table-call"}
    for call in page.xpath("//a[contains(@class, 'footnote-')]"):
        call.drop_tree()
    for call in page.xpath("//sup"):
        leads = call.getparent().tag == "p" and not (call.getparent().text or "").strip()
        if call.text in letters and not (leads and (call.tail or "x")[0].isspace()):
            call.drop_tree()  # a call; the mark of the note itself leads its line
    told = []
    for notes in page.xpath("//section[@id='footnotes']"):
        told = [squeeze(one.text_content()) for one in notes.xpath("ol/li")]
        notes.drop_tree()
    return squeeze(page.text_content()), told


def check(edition: Edition) -> None:
    edition = msgspec.structs.replace(edition, status=())  # which is of the masthead
    wanted = squeeze("".join(map("".join, read_sequence(edition))))
    assert read_text(edition).endswith(wanted)
    markdown, notes = read_markdown(edition)
    assert markdown.endswith(expect_text(edition))
    assert notes == [squeeze("".join(map(say, note.paragraphs))) for note in list_notes(edition)]


def list_notes(edition: Edition) -> list[Note]:
    """List the notes that Markdown has as such: those at the end of a text, too."""
    ended = [block for block in edition.body if isinstance(block, EndNotes)]
    return [*edition.notes, *(note for block in ended for note in block.notes)]


def expect_text(edition: Edition) -> str:
    """Give what the text says before the notes, without the marks that Markdown's lists have."""
    body = (
        msgspec.structs.replace(block, notes=()) if isinstance(block, EndNotes) else block
        for block in edition.body
    )
    edition = msgspec.structs.replace(edition, body=tuple(body))
    count = sum(len(read_part(note)) for note in edition.notes)
    whole = read_sequence(edition)
    marks = {node.mark for node in walk_blocks(edition.body) if isinstance(node, Item)}
    kept = [("" if label in marks else label) + text for label, text in whole[: len(whole) - count]]
    return squeeze("".join(kept))


@given(source=papers())
@QUICK
def test_random_papers_say_everything(source):
    for code in ("en", "zh"):
        check(resolve_source(PROJECT, source, code))


@pytest.mark.parametrize("code", ["ar", "zh", "en", "fr", "ru", "es"])
def test_samples_say_everything_in_six_languages(code):
    for stem in ("A_80_XX", "A_C.2_80_XX", "A_C.5_80_XX"):
        paper = read_paper(PROJECT, SAMPLES / f"{stem}.yaml").require()
        if code in paper.versions:
            check(resolve_edition(PROJECT, paper, code))


def replace_text(edition: Edition, *content: Any) -> Edition:
    """Leave nothing in an edition but one paragraph."""
    paragraph = Paragraph("p1", None, None, tuple(content))
    return msgspec.structs.replace(edition, body=(paragraph,))


def test_emphasis_beside_letters_that_need_no_spaces_is_read_as_emphasis(edition_en):
    edition = replace_text(
        edition_en, Words("见"), Emphasis((Words("“附件”"),)), Strong((Words("一"),)), Words("。"),
        Words(" And "), Emphasis((Words("so on"),)), Words(", "), Strong((Words("so"),)),
    )  # fmt: skip
    written = write_markdown(edition)
    assert "见<em>“附件”</em><strong>一</strong>。 And *so on*, **so**" in written
    read = pypandoc.convert_text(written, "html", READER, extra_args=["--wrap=none"])
    assert "<em>“附件”</em><strong>一</strong>。 And <em>so on</em>, <strong>so</strong>" in read


@pytest.mark.parametrize("text", ["1. One", "- one", "+ one", "# one", "> one", "--- *one* _one_"])
def test_words_that_look_like_markup_are_words(edition_en, text):
    written = write_markdown(replace_text(edition_en, Words(text)))
    assert f"<p>{text}</p>".replace("> o", "&gt; o") in pypandoc.convert_text(
        written, "html", READER, extra_args=["--wrap=none"]
    )


def test_the_order_of_runs_from_the_left_is_held_in_arabic(project):
    paper = read_paper(project, SAMPLES / "A_80_XX.yaml").require()
    text = render_text(project, resolve_edition(project, paper, "ar")).decode()
    assert text.startswith("\u2066A/80/XX\u2069\n\n")


def test_a_merged_cell_leaves_its_places_empty(project):
    paper = read_paper(project, SAMPLES / "A_C.5_80_XX.yaml").require()
    lines = render_text(project, resolve_edition(project, paper, "en")).decode().split("\n")
    first = next(number for number, line in enumerate(lines) if "\tArticles" in line)
    assert lines[first : first + 2] == [
        "Chapter\tTitle\tArticles\t\tNumber of articles\tOf which amended[a]",
        "\t\tFirst\tLast",
    ]
