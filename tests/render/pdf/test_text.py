"""The text that programs extract: all of it, in reading order, without stray blanks."""

from __future__ import annotations

import re
import shutil
import subprocess

import pytest

from masthead.edition.edition import plain_text
from tests.oracle import read_sequence
from tests.render.pdf.reading import read_text

HAN = "[\u4e00-\u9fff，。、；：？！”“《》]"


def squeeze(text):
    return re.sub(r"[\s\u00a0\u200b\u2060\ufffe\x02]+", "", text)


@pytest.mark.parametrize("code", ["zh", "en"])
def test_everything_is_extracted_in_reading_order(pdfs, request, code):
    edition = request.getfixturevalue(f"edition_{code}")
    text = squeeze(read_text(pdfs[code].data))
    head = edition.masthead
    lines = [head.symbol, *head.body, *(line.text for line in head.block)]
    lines += [plain_text(line.content) for line in head.sessions]
    at = 0
    for line in map(squeeze, lines):
        found = text.find(line, at)
        assert found >= at, line
        at = found + len(line)
    marks = {note.mark for note in edition.notes}
    for label, words in read_sequence(edition):
        if label in marks:
            continue  # a note is extracted with its page, not with its call
        start = squeeze(label + words)[:12]
        found = text.find(start, at)
        assert found >= at, start
        at = found


def test_no_blank_comes_out_between_chinese_characters(pdf_zh):
    text = read_text(pdf_zh.data)
    assert re.findall(rf"{HAN} +{HAN}", text) == []
    assert "\u3000" not in text


def test_no_blank_comes_out_of_poppler_either(pdf_zh, tmp_path):
    if shutil.which("pdftotext") is None:
        pytest.skip("poppler is not installed")
    path = tmp_path / "zh.pdf"
    path.write_bytes(pdf_zh.data)
    done = subprocess.run(
        ["pdftotext", "-enc", "UTF-8", str(path), "-"], capture_output=True, check=True
    )
    text = done.stdout.decode()
    assert re.findall(rf"{HAN} +{HAN}", text) == []
    joined = squeeze(text)
    for words in (
        "核武器国家长期不批准《全面禁止核试验条约》",
        "所谓“负责任”和“不负责任”的核武器持有",
    ):
        assert words in joined


def test_gaps_are_no_characters(pdf_zh, edition_zh):
    """What is made by the layout does not come out as text of the source either."""
    from tests.render.pdf.reading import open_pdf, read_tags

    with open_pdf(pdf_zh.data) as pdf:
        text = read_tags(pdf).text
    assert "2000年商定" in text
    assert "2022年1月核武器国家联合声明" in text
    assert re.findall(r"[\u4e00-\u9fff] +[0-9A-Za-z]", text) == []
