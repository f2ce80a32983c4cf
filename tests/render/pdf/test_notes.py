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


@pytest.mark.parametrize(("code", "text"), [("zh", HAN), ("en", ENGLISH)])
def test_a_note_longer_than_the_page_is_divided(project, request, code, text):
    like = request.getfixturevalue(f"edition_{code}")
    paragraph = make_paragraph(1, text, Call("c-n1", "n1", "1"), text)
    note = make_note(1, *(text * 60 for _ in range(3)))
    edition = make_edition(like, paragraph, make_paragraph(2, text * 9), notes=(note,))
    result = render_pdf(project, edition)
    assert result.landing.nodes["p1"] == result.landing.nodes["n1"] == 1
    assert result.landing.pages > 3
    (words,) = read_notes(result.data).values()
    assert words.replace(" ", "") == f"1{text * 180}".replace(" ", "")


def test_a_long_note_that_shares_its_line_with_another_is_a_fault_that_names_it(
    project, edition_zh
):
    """The other could only begin where the long one ends: not on the page of its call."""
    calls = Call("c-n1", "n1", "1"), "和", Call("c-n2", "n2", "2")
    notes = make_note(1, HAN * 80), make_note(2, HAN)
    edition = make_edition(edition_zh, make_paragraph(1, HAN, *calls, HAN), notes=notes)
    with pytest.raises(RenderError) as raised:
        render_pdf(project, edition)
    (fault,) = raised.value.faults
    assert (fault.problem.code, fault.node) == ("T002", "n1")
    assert "note 1 is longer than its page" in str(raised.value)


def test_a_long_note_does_not_empty_the_first_page(project, edition_en):
    """It ended after the byline: two lines of the text had no room beside the note."""
    note = make_note(1, ENGLISH * 52)
    paragraph = make_paragraph(1, "It calls a note.", Call("c-n1", "n1", "1"), " " + ENGLISH * 3)
    edition = make_edition(edition_en, paragraph, make_paragraph(2, ENGLISH * 5), notes=(note,))
    result = render_pdf(project, edition)
    assert result.landing.nodes["p1"] == result.landing.nodes["n1"] == 1
    assert result.landing.pages == 2
    assert result.notices == ()
    (first, second) = read_glyphs(result.data)
    for page in (first, second):  # both pages have text, and under it the note
        text = [glyph.baseline for glyph in page if glyph.size == 10]
        notes = [glyph.baseline for glyph in page if glyph.size == 8.5 and glyph.baseline > 80]
        assert len({round(y) for y in text}) >= 2
        assert len({round(y) for y in notes}) >= 2
        assert max(text) < min(notes)


class LongStory(Story):
    """Papers with notes of up to a page and a half, one to a paragraph: one in three is long.

    What is longer still can keep the note after it from the page of its call, which is a fault.
    """

    def content(self, most, likely):
        words = self.say(most)
        if self.chance.random() > likely:
            return (words,)
        number = len(self.notes) + 1
        length = self.chance.choice((5, 10, 25, 50, 150, 300, 450))
        count = self.chance.choice((1, 1, 2)) if length < 300 else 1
        paragraphs = tuple((self.say(length),) for _ in range(count))
        note = Note(f"n{number}", f"c-n{number}", "text", number, str(number), paragraphs)
        self.notes.append(note)
        return words, Call(note.call, note.id, note.mark), self.say(most)


@pytest.mark.parametrize("code", ["zh", "en"])
def test_random_long_notes_are_whole_and_in_place(project, request, code):
    check_long_notes(project, request, code, range(6))


@pytest.mark.fuzz
@pytest.mark.parametrize("code", ["zh", "en"])
def test_many_random_long_notes_are_whole_and_in_place(project, request, code):
    check_long_notes(project, request, code, range(100, 400))


def check_long_notes(project, request, code, seeds):
    like = request.getfixturevalue(f"edition_{code}")
    divided = 0
    for seed in seeds:
        story = LongStory(seed, code)
        blocks = story.blocks()
        result = render_pdf(project, make_edition(like, *blocks, notes=tuple(story.notes)))
        found = read_notes(result.data)
        for note in story.notes:
            words = "".join(part.text.strip() for (part,) in note.paragraphs)
            assert found[note.id].replace(" ", "") == (note.mark + words).replace(" ", ""), seed
            assert result.landing.nodes[note.id] == result.landing.nodes[note.call], seed
        divided += count_divided(result.data)
        for page in read_glyphs(result.data):
            text = [glyph.baseline for glyph in page if glyph.size in (10, 10.5)]
            notes = [glyph.baseline for glyph in page if glyph.size == 8.5 and glyph.baseline > 80]
            assert max(text, default=0) < min(notes, default=1000), seed
    assert divided >= len(seeds) / 3


def read_notes(data):
    """Read the notes of a file as they are read aloud, by their ids."""
    with open_pdf(data) as pdf:
        notes = [tag for tag in read_tags(pdf).walk() if tag.role == "Note"]
        return {str(tag.element.ID): tag.text.strip() for tag in notes}


def count_divided(data):
    """Count the notes whose content stands on more than one page."""
    with open_pdf(data) as pdf:
        notes = [tag for tag in read_tags(pdf).walk() if tag.role == "Note"]
        return sum(len(set(walk_pages(tag.element))) > 1 for tag in notes)


def walk_pages(element):
    for kid in element.get("/K", []):
        if isinstance(kid, int):
            yield element.Pg.objgen
        elif "/Pg" in kid and kid.get("/Type") != "/StructElem":
            yield kid.Pg.objgen
        else:
            yield from walk_pages(kid)


def test_the_rest_of_a_note_is_there_when_its_page_alone_is_made_again(project, edition_en):
    """A page with a number that is known later is laid out twice, those around it once."""
    note = make_note(1, ENGLISH * 80)
    blocks = [
        make_paragraph(1, ENGLISH * 20, Call("c-n1", "n1", "1"), " " + ENGLISH * 2),
        make_paragraph(2, ENGLISH * 60),
    ]
    edition = make_edition(edition_en, *blocks, notes=(note,))
    import weasyprint.layout.page as pages

    from masthead.render.pdf import setting

    made = []

    def remake_all(original):
        def make_all_pages(context, root_box, html, before):
            made.append(len(before))
            if before:  # as if what stands on the second page had changed
                context.page_maker[1][-1]["content_changed"] = True
            yield from original(context, root_box, html, before)
            if not before:
                context.page_maker[1][-1]["content_changed"] = True

        return make_all_pages

    with pytest.MonkeyPatch.context() as patch:
        from weasyprint import layout

        patch.setattr(layout, "make_all_pages", remake_all(pages.make_all_pages))
        assert setting
        result = render_pdf(project, edition)
    assert len(made) > 1
    assert read_notes(result.data)["n1"].replace(" ", "") == ("1" + ENGLISH * 80).replace(" ", "")


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
