"""Arabic pages hold their left-to-right runs in the order of the Unicode bidirectional algorithm.

The oracle is an implementation of UAX #9 by others, over the whole line, each run isolated.
"""

from __future__ import annotations

import datetime
import re
import unicodedata

import bidi
import pytest
import yaml

from masthead.render.pdf import render_pdf
from tests.edition.papers import resolve, write_paper
from tests.edition.runs import make_runs
from tests.render.pdf.reading import gather_lines, open_pdf, read_glyphs, read_tags
from tests.render.pdf.test_text import squeeze
from tests.render.specimen import literal

BEFORE, AFTER = "ورد", "دار"  # letters that join none: each is one glyph
ISOLATE, POP = "\u2066", "\u2069"


def show(line):
    """Show what is seen of a line, from left to right.

    Brackets count as one, and quotation marks, for they mirror, and PDFium mirrors them again.
    """
    seen = squeeze(unicodedata.normalize("NFC", line))
    return re.sub(r"[“”‘’]", "'", re.sub(r"[()\[\]<>{}]", "|", seen))


def set_line(run):
    """Set a line with one run as UAX #9 has it."""
    shown = bidi.get_display(f"{BEFORE} {ISOLATE}{run}{POP}، {AFTER}", base_dir="R")
    return show(shown.replace(ISOLATE, "").replace(POP, ""))


def read_lines(data):
    """Read the lines of all pages from left to right, accents after what they stand on."""

    def find_place(glyph):
        return round(glyph.x, 1), unicodedata.combining(glyph.text[0])

    return [
        show("".join(glyph.text for glyph in sorted(line, key=find_place)))
        for page in read_glyphs(data)
        for line in gather_lines(page)
    ]


def make_edition(project, runs):
    """Make an Arabic edition with each run in a heading, a paragraph, a note and a cell."""
    lines = [f"{BEFORE} {literal(run)}، {AFTER}" for run in runs]
    source = {
        "symbol": "A/80/XX", "series": "general-assembly", "date": datetime.date(2025, 9, 1),
        "original": "ar", "versions": {"ar": {}}, "title": {"ar": AFTER},
        "text": [
            unit
            for number, line in enumerate(lines)
            for unit in ({"heading": {"ar": line}}, {"paragraph": {"ar": f"{line}[^n{number}]"}})
        ],
        "notes": {f"n{number}": {"ar": line} for number, line in enumerate(lines)},
    }  # fmt: skip
    rows = [[{"ar": line}] for line in lines]
    table = {"title": {"ar": AFTER}, "columns": [{"ar": BEFORE}], "rows": rows}
    source["text"].append({"table": table})
    return resolve(project, yaml.safe_dump(source, allow_unicode=True, width=1000), "ar")


def check(project, runs):
    edition = make_edition(project, runs)
    data = render_pdf(project, edition).data
    lines = read_lines(data)
    wrong = []
    for run in runs:
        wanted = set_line(run)
        found = [line for line in lines if wanted in line]
        if len(found) < 4:  # heading, paragraph, note, cell
            wrong.append((run, len(found), wanted))
    assert wrong == []
    with open_pdf(data) as pdf:
        text = unicodedata.normalize("NFC", squeeze(read_tags(pdf).text))
    for run in runs:
        written = unicodedata.normalize("NFC", squeeze(f"{BEFORE} {run}، {AFTER}"))
        assert text.count(written) >= 4, run


def test_a_symbol_with_a_mark_stands_as_it_is_written_in_running_heads(project):
    """Its mark came to stand before it: *CRC/C/GC/20."""
    same = "- paragraph: {ar: نص}\n"
    source = write_paper(same * 60, codes="ar", symbol="CRC/C/GC/20*", series="treaty-body-crc")
    pages = read_glyphs(render_pdf(project, resolve(project, source, "ar")).data)
    assert len(pages) > 1
    for page in pages:
        head = sorted((glyph for glyph in page if glyph.baseline < 75), key=lambda glyph: glyph.x)
        assert "".join(glyph.text for glyph in head).startswith("CRC/C/GC/20*")


def test_runs_stand_as_the_bidirectional_algorithm_has_them(project):
    check(project, make_runs(72, seed=1))


@pytest.mark.fuzz
@pytest.mark.parametrize("seed", range(10))
def test_many_runs_stand_as_the_bidirectional_algorithm_has_them(project, seed):
    check(project, make_runs(200, seed=100 + seed))
