"""LibreOffice shows the papers as the PDF does: pages, lines, labels, notes, masthead."""

from __future__ import annotations

import ctypes
import re
from dataclasses import dataclass
from pathlib import Path

import pypdfium2
import pypdfium2.raw as pdfium
import pytest

from masthead.edition.edition import Call, Edition, plain_text, walk_blocks
from masthead.project import Project
from masthead.render.docx import render_docx
from masthead.render.pdf import render_pdf
from tests.edition.papers import resolve, write_paper
from tests.oracle import read_sequence
from tests.render.docx.office import convert

pytestmark = pytest.mark.xdist_group("libreoffice")


@dataclass(frozen=True)
class Line:
    """A line of a page: its baseline from the top, its characters, where each begins and ends."""

    baseline: float
    text: str
    lefts: tuple[float, ...]
    rights: tuple[float, ...]


Pages = list[list[Line]]


def read_pages(path: Path) -> Pages:
    """Read the lines of a PDF's pages by their baselines, without blanks."""
    document = pypdfium2.PdfDocument(path)
    pages = []
    for page in document:
        told, height = page.get_textpage(), page.get_height()
        rows: dict[int, list[tuple[float, float, str]]] = {}
        for number in range(told.count_chars()):
            character = chr(pdfium.FPDFText_GetUnicode(told.raw, number))
            x, y = ctypes.c_double(), ctypes.c_double()
            pdfium.FPDFText_GetCharOrigin(told.raw, number, x, y)
            if character.strip():
                right = told.get_charbox(number)[2]
                row = round((height - y.value) * 10)
                near = next((known for known in rows if abs(known - row) <= 4), row)
                rows.setdefault(near, []).append((x.value, right, character))
        lines = []
        for row, kept in sorted(rows.items()):
            lefts, rights, characters = zip(*sorted(kept, key=lambda one: one[0]), strict=True)
            lines.append(Line(row / 10, "".join(characters), lefts, rights))
        pages.append(lines)
    document.close()
    return pages


@pytest.fixture(scope="module")
def shown(
    project: Project,
    edition_zh: Edition,
    edition_en: Edition,
    tmp_path_factory: pytest.TempPathFactory,
) -> dict[str, tuple[Edition, Pages, Pages]]:
    """By language: the edition, LibreOffice's pages of its Word file, the pages of its PDF."""
    folder = tmp_path_factory.mktemp("shown")
    editions = {"zh": edition_zh, "en": edition_en}
    for code, edition in editions.items():
        (folder / f"{code}.docx").write_bytes(render_docx(project, edition))
        (folder / f"{code}-ours.pdf").write_bytes(render_pdf(project, edition).data)
    convert(folder, "pdf", *(f"{code}.docx" for code in editions))
    return {
        code: (
            edition,
            read_pages(folder / "pdf" / f"{code}.pdf"),
            read_pages(folder / f"{code}-ours.pdf"),
        )
        for code, edition in editions.items()
    }


Shown = dict[str, tuple[Edition, Pages, Pages]]


def squeeze(text: str) -> str:
    return re.sub(r"\s", "", text)


def find_page(pages: Pages, text: str) -> int:
    """Find the page on which a text begins; its first words are enough."""
    wanted = squeeze(text)[:20]
    for number, page in enumerate(pages):
        if wanted in "".join(line.text for line in page):
            return number
    raise AssertionError(f"{wanted} is on no page")


@pytest.mark.parametrize("code", ["zh", "en"])
def test_page_count_is_within_one_of_the_pdfs(shown: Shown, code: str) -> None:
    _, word, ours = shown[code]
    assert abs(len(word) - len(ours)) <= 1


@pytest.mark.parametrize("code", ["zh", "en"])
def test_every_label_and_text_is_printed_in_order(shown: Shown, code: str) -> None:
    edition, word, _ = shown[code]
    printed = "".join(line.text for page in word for line in page)
    notes = {squeeze(text) for _, text in read_sequence(edition)[-len(edition.notes) :]}
    at = 0
    for label, text in read_sequence(edition):
        wanted = squeeze(label + text)
        if squeeze(text) in notes or not wanted:
            continue
        # A call or a page's head may interrupt a text: its beginning, with the label, is enough.
        found = printed.find(wanted[:12], at)
        assert found >= 0, wanted[:40]
        at = found + len(label)


@pytest.mark.parametrize("code", ["zh", "en"])
def test_notes_stand_on_the_pages_of_their_calls(shown: Shown, code: str) -> None:
    edition, word, _ = shown[code]
    contents = [edition.byline, *(unit.content for unit in walk_blocks(edition.body))]
    calls = [
        (plain_text(content[:at]), inline)
        for content in contents
        for at, inline in enumerate(content)
        if isinstance(inline, Call)
    ]
    assert len(calls) == len(edition.notes) == 4
    for before, call in calls:
        text = plain_text(edition.note(call.note).paragraphs[0])
        page = find_page(word, text)
        flow = "".join(line.text for line in word[page] if not re.fullmatch(r"[\d*]+", line.text))
        assert squeeze(before)[-8:] in flow
        # The foot of the page: below everything but the other notes and the page number.
        lines = [line.text for line in word[page]]
        place = max(at for at, line in enumerate(lines) if squeeze(text)[:15] in line)
        assert place >= len(lines) - 12


@pytest.mark.parametrize("code", ["zh", "en"])
def test_masthead_stands_where_the_pdf_has_it(shown: Shown, code: str) -> None:
    """Every line down to the session: baseline and beginning within 2 pt, the symbol by its end."""
    edition, word, ours = shown[code]
    starts = [
        edition.masthead.symbol, *edition.masthead.body,
        *(line.text for line in edition.masthead.block if line.text),
        *("".join(getattr(inline, "text", "") for inline in line.content)
          for line in edition.masthead.sessions),
    ]  # fmt: skip
    for start in starts:
        wanted = squeeze(start)[:12]
        one, two = (
            next(line for line in pages[0] if wanted in line.text) for pages in (word, ours)
        )
        assert one.baseline == pytest.approx(two.baseline, abs=2), start
        if start == edition.masthead.symbol:
            assert one.rights[-1] == pytest.approx(two.rights[-1], abs=2)
        else:
            begin = [line.lefts[line.text.index(wanted)] for line in (one, two)]
            assert begin[0] == pytest.approx(begin[1], abs=2), start


def test_chinese_pages_end_at_the_same_units(shown: Shown) -> None:
    """Each page ends within the same paragraph, the first with 1 (g), the fourth with (一)."""
    edition, word, ours = shown["zh"]
    for number in range(len(ours)):
        last = [
            [
                text
                for _, text in read_sequence(edition)
                if text and find_page(pages, text) == number
            ]
            for pages in (word, ours)
        ]
        assert last[0] == last[1]


def test_english_first_page_ends_within_one_line(shown: Shown) -> None:
    """Counted to the note; a raised asterisk may be a line by itself."""
    edition, word, ours = shown["en"]
    note = squeeze(plain_text(edition.notes[0].paragraphs[0]))[:20]
    counts = [
        next(
            at
            for at, line in enumerate(line for line in page[0] if line.text != "*")
            if line.text.lstrip("*").startswith(note)
        )
        for page in (word, ours)
    ]
    assert abs(counts[0] - counts[1]) <= 1


@pytest.mark.parametrize("code", ["zh", "en"])
def test_heads_and_feet(shown: Shown, code: str) -> None:
    edition, word, ours = shown[code]
    for number, (page, other) in enumerate(zip(word, ours, strict=False), start=1):
        if number == 1:
            continue
        assert page[0].text == edition.masthead.symbol
        assert page[0].baseline == pytest.approx(other[0].baseline, abs=1)
        assert page[-1].text == f"{number}/{len(word)}"
        left = number % 2 == 0
        assert (page[0].lefts[0] < 100) == left
        assert (page[-1].lefts[0] < 100) == left


def test_the_comma_between_two_calls_is_no_part_of_a_mark(project: Project, tmp_path: Path) -> None:
    """LibreOffice takes what follows a mark in its character style into the mark: "(1)،"."""
    text = "- paragraph: {ar: 'Words[^a][^b][^c]', en: 'Words[^a][^b][^c]'}"
    byline = "byline: {ar: 'Words[^x][^y][^z]', en: 'Words[^x][^y][^z]'}"
    notes = "\n".join(f"{key}: {{ar: Note, en: Note}}" for key in "abcxyz")
    source = write_paper(text, codes="ar en", notes=notes, extra=byline)
    for code in ("ar", "en"):
        (tmp_path / f"{code}.docx").write_bytes(
            render_docx(project, resolve(project, source, code))
        )
    convert(tmp_path, "fodt", "ar.docx", "en.docx")
    marks = {"ar": ["*", "**", "***", "(1)", "(2)", "(3)"], "en": ["*", "**", "***", "1", "2", "3"]}
    for code, wanted in marks.items():
        told = (tmp_path / "fodt" / f"{code}.fodt").read_text(encoding="utf-8")
        assert re.findall(r"<text:note-citation[^>]*>(.*?)</text:note-citation>", told) == wanted


@pytest.mark.parametrize("numbering", ["automatic", "typed"])
def test_text_after_a_label_as_wide_as_its_place_begins_where_the_pdfs_does(
    project: Project, tmp_path: Path, numbering: str
) -> None:
    """(viii) touched its text in Word, and stood a tab stop before it on the page."""
    below = "\n".join(f"    - {{en: Words of {number}}}" for number in range(1, 10))
    text = "- paragraph: {en: 'Words:'}\n  subparagraphs:\n  - en: 'One:'\n    subparagraphs:\n"
    edition = resolve(project, write_paper(text + below, numbering=numbering))
    (tmp_path / "word.docx").write_bytes(render_docx(project, edition))
    (tmp_path / "ours.pdf").write_bytes(render_pdf(project, edition).data)
    convert(tmp_path, "pdf", "word.docx")
    begins = [
        [
            (line.text[: line.text.index("W")], round(line.lefts[line.text.index("W")]))
            for line in read_pages(path)[0]
            if "Wordsof" in line.text
        ]
        for path in (tmp_path / "pdf" / "word.pdf", tmp_path / "ours.pdf")
    ]
    assert begins[0] == begins[1]
    assert [x for _, x in begins[0]] == [171] * 7 + [195, 171]


def test_parts_closing_lines_and_votes_stand_where_they_do_on_pages(
    project: Project, tmp_path: Path
) -> None:
    """The first part stood 6 pt too low in Word, the second 6 pt too high, voters apart."""
    part = "- part:\n    text:\n    - operative: {en: '*Decides* so.'}\n"
    vote = "- vote: {for: {en: 'Benin, Chile'}, against: 0, abstaining: {en: Egypt}}\n"
    source = write_paper(
        part + part + vote,
        symbol="A/RES/80/5", series="general-assembly-resolutions",
        adoption="{date: 2025-11-01, meeting: 22}",
    )  # fmt: skip
    edition = resolve(project, source)
    (tmp_path / "word.docx").write_bytes(render_docx(project, edition))
    (tmp_path / "ours.pdf").write_bytes(render_pdf(project, edition).data)
    convert(tmp_path, "pdf", "word.docx")
    word, ours = (
        [line.baseline for line in read_pages(path)[0]]
        for path in (tmp_path / "pdf" / "word.pdf", tmp_path / "ours.pdf")
    )
    assert len(word) == len(ours) > 15
    assert word == pytest.approx(ours, abs=1)
