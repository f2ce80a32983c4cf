"""Every note stands on the page of its call, in random papers of all shapes."""

from __future__ import annotations

import random

import pytest

from masthead.edition.edition import Call, Heading, Note, Paragraph, Subparagraph, Words
from masthead.measures import load_measures
from masthead.render.fault import RenderError
from masthead.render.pdf import render_pdf
from masthead.render.pdf.setting import lay_out_pages
from tests.render.pdf.conftest import ENGLISH, HAN, make_edition, make_paragraph
from tests.render.pdf.reading import open_pdf, read_glyphs, read_tags

WORDS = {
    "zh": ["核武器国家", "缔约国", "的义务和承诺，", "《条约》", "现在比以往更需要。", "2026年"],
    "en": ["the States parties ", "to the Treaty, ", "obligations ", "and commitments. "],
}


class Story:
    """Makes random papers with up to eight notes to a page, some of them long."""

    def __init__(self, seed, code):
        self.chance = random.Random(seed)
        self.words = WORDS[code]
        self.notes = []

    def say(self, most):
        count = self.chance.randint(1, most)
        return Words("".join(self.chance.choice(self.words) for _ in range(count)))

    def content(self, most, likely):
        made = [self.say(most)]
        while self.chance.random() < likely and len(self.notes) < 40:
            number = len(self.notes) + 1
            key = f"n{number}"
            paragraphs = tuple((self.say(25),) for _ in range(self.chance.choice((1, 1, 1, 2))))
            self.notes.append(Note(key, f"c-{key}", "text", number, str(number), paragraphs))
            made += [Call(f"c-{key}", key, str(number)), self.say(most)]
        return tuple(made)

    def blocks(self):
        made = []
        for number in range(1, self.chance.randint(7, 23)):
            if self.chance.random() < 0.2:
                made.append(Heading(f"h{number}", 2, 1, None, self.content(3, 0.1)))
            inner = ()
            if self.chance.random() < 0.3:
                inner = tuple(
                    Subparagraph(f"p{number}-{n}", 1, n, f"({n})", self.content(15, 0.4))
                    for n in range(1, self.chance.randint(2, 6))
                )
            # The paragraph's own notes come after those of its list; no matter here.
            text = self.content(40, 0.45)
            made.append(Paragraph(f"p{number}", number, f"{number}.", text, inner))
        return made


@pytest.mark.parametrize("code", ["zh", "en"])
def test_no_note_is_apart_from_its_call(project, request, code):
    check_random_papers(project, request, code, range(12))


@pytest.mark.fuzz
@pytest.mark.parametrize("code", ["zh", "en"])
def test_no_note_is_apart_from_its_call_in_many_papers(project, request, code):
    check_random_papers(project, request, code, range(100, 500))


def check_random_papers(project, request, code, seeds):
    edition = request.getfixturevalue(f"edition_{code}")
    measures = load_measures(project, edition.station, code, edition.series)
    seen = crowded = 0
    for seed in seeds:
        story = Story(seed, code)
        blocks = story.blocks()
        paper = make_edition(edition, *blocks, notes=tuple(story.notes))
        _, landing, faults = lay_out_pages(project, paper, measures)
        assert faults == [], (seed, faults)
        for note in story.notes:
            assert landing.nodes[note.id] == landing.nodes[note.call], (seed, note.id)
        pages = [landing.nodes[note.id] for note in story.notes]
        seen += len(story.notes)
        crowded = max([crowded, *(pages.count(page) for page in set(pages))])
    assert seen > 7 * len(seeds)
    assert crowded >= 8


def make_note(number, *paragraphs):
    contents = tuple((Words(text),) for text in paragraphs)
    return Note(f"n{number}", f"c-n{number}", "text", number, str(number), contents)


def test_a_note_longer_than_the_page_is_a_fault_that_names_it(project, edition_zh):
    paragraph = make_paragraph(1, HAN, Call("c-n1", "n1", "1"))
    edition = make_edition(edition_zh, paragraph, notes=(make_note(1, HAN * 80),))
    with pytest.raises(RenderError) as raised:
        render_pdf(project, edition)
    (fault,) = raised.value.faults
    assert (fault.problem.code, fault.node) == ("T002", "n1")
    assert "note 1 is longer than its page" in str(raised.value)


def test_a_note_of_several_paragraphs_keeps_them(project, edition_en):
    paragraph = make_paragraph(1, ENGLISH, Call("c-n1", "n1", "1"))
    note = make_note(1, "The first.", "The second.", "The third.")
    result = render_pdf(project, make_edition(edition_en, paragraph, notes=(note,)))
    with open_pdf(result.data) as pdf:
        (found,) = [tag for tag in read_tags(pdf).walk() if tag.role == "Note"]
    assert found.text == "1 The first.The second.The third."
    glyphs = [glyph for glyph in read_glyphs(result.data)[0] if glyph.size == 8.5]
    starts = {round(glyph.x, 1) for glyph in glyphs if glyph.text == "T"}
    assert starts in ({123.3}, {123.4})


def test_asterisks_come_first_and_stay_out_of_the_numbers(pdf_zh, edition_zh):
    with open_pdf(pdf_zh.data) as pdf:
        notes = [tag.text for tag in read_tags(pdf).walk() if tag.role == "Note"]
    assert [text.split(" ")[0] for text in notes] == ["*", "1", "2", "3"]
    assert len(notes) == len(edition_zh.notes)


def test_calls_stand_after_the_punctuation_and_do_not_raise_their_line(pdf_zh):
    page = read_glyphs(pdf_zh.data)[3]
    at = next(index for index, glyph in enumerate(page) if glyph.size == 6.5)
    before, call, after = page[at - 1 : at + 2]
    assert before.text == "。"
    assert call.text == "1"
    assert before.baseline - call.baseline == pytest.approx(3.5, abs=0.05)
    assert before.baseline == pytest.approx(after.baseline, abs=0.01)


def test_three_hundred_notes_in_one_paragraph(project, edition_zh):
    content, notes = [], []
    for number in range(1, 301):
        content += [HAN, Call(f"c-n{number}", f"n{number}", str(number))]
        notes.append(make_note(number, HAN))
    edition = make_edition(edition_zh, make_paragraph(1, *content), notes=tuple(notes))
    measures = load_measures(project, edition.station, "zh", edition.series)
    _, landing, faults = lay_out_pages(project, edition, measures)
    assert faults == []
    assert landing.pages > 10
    assert all(landing.nodes[f"n{n}"] == landing.nodes[f"c-n{n}"] for n in range(1, 301))
