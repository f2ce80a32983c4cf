"""How lines end: a long text is encoded once; from right to left a lost blank leaves no hole."""

from __future__ import annotations

import itertools
from types import SimpleNamespace

from masthead.edition.edition import Emphasis, Reference, Words
from masthead.edition.resolve import resolve_edition
from masthead.measures import load_measures
from masthead.read.reader import read_paper
from masthead.render.pdf import lineends
from masthead.render.pdf.setting import lay_out_pages
from tests.render.pdf.conftest import make_edition, make_paragraph


def test_a_text_is_encoded_once_until_it_is_another():
    box = SimpleNamespace(text="核武器" * 10)
    first = lineends._encode(box)
    assert lineends._encode(box) is first == box.text.encode()
    box.text = box.text[1:]  # as WeasyPrint copies a box, with all that was noted in it
    assert lineends._encode(box) == box.text.encode() != first


def test_a_line_was_broken_after_its_first_word_before_a_no_break_space_and_a_link(project):
    """What is tied to a link that does not fit goes with it, and nothing else does."""
    paper = read_paper(project, project.source / "samples/A_80_XX.yaml").require()
    like = resolve_edition(project, paper, "en")
    ending = "as stated in No.\N{NO-BREAK SPACE}"
    blocks = [
        make_paragraph(at, Words(f"{'i' * at} word by word {ending}"), Emphasis((Words("a" * 30),)))
        for at in range(1, 60)
    ]
    document, _, _ = lay_out_pages(
        project,
        make_edition(like, *blocks, title=(Words("Title"),)),
        load_measures(project, like.station, "en", like.series),
    )
    lines = [
        "".join(text.text for text in list_texts(line) if hasattr(text, "text"))
        for page in document.pages
        for line in page._page_box.descendants()
        if type(line).__name__ == "LineBox"
    ]
    broken = [line for line in lines if line.endswith("aaa") and "word" not in line]
    assert broken
    assert {line.rstrip("a") for line in broken} <= {"", "No.\N{NO-BREAK SPACE}"}


def list_texts(box):
    """List the texts and labels in a line, from left to right."""
    kids = getattr(box, "children", ()) if type(box).__name__ in ("LineBox", "InlineBox") else None
    found = [box] if kids is None else [text for kid in kids for text in list_texts(kid)]
    return sorted(found, key=lambda text: text.position_x)


def test_texts_of_a_line_touch_from_right_to_left(project):
    """A text that ends its line with a lost blank, between two references."""
    paper = read_paper(project, project.source / "samples/A_80_XX.yaml").require()
    like = resolve_edition(project, paper, "ar")
    blocks = [
        make_paragraph(
            number,
            Words("كلمة " * number),
            Reference("p1", "الفقرة 3"),
            Words("، وتسمي داخله "),
            Reference("p1", "الفقرة\N{NO-BREAK SPACE}1 والفقرات التي تليها"),
            Words(" كلمة" * 20),
        )
        for number in range(1, 16)
    ]
    measures = load_measures(project, like.station, "ar", like.series)
    edition = make_edition(like, *blocks, title=(Words("عنوان"),))
    document, _, _ = lay_out_pages(project, edition, measures)
    ended = 0
    for page in document.pages:
        for line in page._page_box.descendants():
            if type(line).__name__ != "LineBox":
                continue
            texts = list_texts(line)
            ended += texts[0].text == "، وتسمي داخله"
            assert abs(texts[0].position_x - line.position_x) < 0.01, texts
            for left, right in itertools.pairwise(texts):
                hole = right.position_x - left.position_x - left.margin_width()
                assert abs(hole) < 0.01, (left, right)
    assert ended
