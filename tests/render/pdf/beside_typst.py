"""The same text set by Typst, beside ours: ``python -m tests.render.pdf.beside_typst``.

Writes the pictures of docs/typography.md, and prints what can be counted: where full lines end, the
steps between baselines, marks where they may not stand.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
from itertools import pairwise
from pathlib import Path
from typing import Any

from masthead.edition.edition import (
    Call,
    Content,
    Edition,
    Emphasis,
    Heading,
    Link,
    Note,
    Paragraph,
    Reference,
    Strong,
    Subparagraph,
    SymbolLink,
    Words,
)
from masthead.measures import Measures, load_measures
from masthead.project import Project
from masthead.render.pdf import render_pdf
from masthead.render.pdf.fonts import open_fonts
from tests.render.pdf.conftest import make_edition
from tests.render.pdf.reading import gather_lines, read_glyphs

ROOT = Path(__file__).resolve().parents[3]
PICTURES = ROOT / "docs" / "pictures"
RESOLUTION = 130
LEFT, RIGHT = 123.35, 490.85
MARKS = "、，。．：；！？）》」』”’"


def make_sample(edition: Edition) -> Edition:
    """Take what is hard to set: quotations, dates, symbols, notes, narrow lists."""
    words = (
        "见NPT/CONF.2026/PC.I/WP.5号工作文件，该文件在2024年7月22日至8月2日的会议上提交——"
        "其中说：“《条约》(1968年)第六条……仍然有效。”",
    )
    symbols = SymbolLink(("NPT/", "CONF.2000/", "28"), "https://docs.un.org/zh/NPT/CONF.2000/28")
    first = Paragraph("p1", 1, "1.", (Words(words[0] + "另见"), symbols, Words("，《最后文件》。")))
    blocks = list(edition.body)
    wanted = ("p7", "p9", "p12")
    kept = [block for block in blocks if isinstance(block, Paragraph) and block.id in wanted]
    long = kept[-1]
    last = Paragraph(
        long.id, long.number, long.label, long.content,
        tuple(Subparagraph(u.id, u.level, u.number, u.label, u.content, u.subparagraphs[:3])
              for u in long.subparagraphs[7:]),
    )  # fmt: skip
    notes = tuple(note for note in edition.notes if note.id in ("n2", "n3"))
    return make_edition(edition, first, *kept[:-1], last, notes=notes)


def set_with_typst(edition: Edition, measures: Measures, fonts: Path, target: Path) -> bytes:
    """Set the same units with Typst on the same column: type, pitch, indents and notes as ours."""
    import typst

    source = target / "sample.typ"
    source.write_text(write_typst(edition, measures), encoding="utf-8")
    made: bytes = typst.compile(
        str(source), font_paths=[str(fonts)], ignore_system_fonts=True, format="pdf"
    )
    return made


def write_typst(edition: Edition, measures: Measures) -> str:
    """Write an edition's text as Typst source."""
    page, body = measures.page, measures.text["body"]
    notes = {note.id: note for note in edition.notes}
    head = f"""
#set page(width: {page.width}pt, height: {page.height}pt, margin: (
  left: {page.margins.left + measures.column.left}pt,
  right: {page.margins.right + measures.column.right}pt, top: 73pt, bottom: 60pt))
#set text(size: {body.size}pt, lang: "zh", region: "cn", top-edge: 0.88em, bottom-edge: -0.12em,
  font: ((name: "Tinos", covers: "latin-in-cjk"), "Noto Serif SC"))
#set par(justify: true, leading: {body.line - body.size}pt, spacing: {body.line - body.size + 6}pt)
#set footnote.entry(separator: line(length: 74pt, stroke: .75pt), gap: 2pt)
#show footnote.entry: set text(size: 8.5pt)
#let unit(label, label-at, text-at, turn, body) = block(inset: (left: turn), par(
  first-line-indent: (amount: label-at - turn, all: true),
  box(width: text-at - label-at, label) + body))
"""
    lines = [head]
    for block in edition.body:
        if isinstance(block, Paragraph):
            at = measures.indents.paragraph
            lines.append(_unit(block.label or "", at, block.content, notes, measures))
            lines += _list(block.subparagraphs, notes, measures)
        elif isinstance(block, Heading):
            lines.append(f"*{_content(block.content, notes)}*\n")
    return "\n".join(lines)


def _list(units: tuple[Subparagraph, ...], notes: dict[str, Note], measures: Measures) -> list[str]:
    lines = []
    for unit in units:
        at = measures.indents.subparagraphs[unit.level - 1]
        lines.append(_unit(unit.label, at, unit.content, notes, measures))
        lines += _list(unit.subparagraphs, notes, measures)
    return lines


def _unit(label: str, at: Any, content: Content, notes: dict[str, Note], measures: Measures) -> str:
    left = measures.column.left
    places = ", ".join(f"{place - left:.2f}pt" for place in (at.label, at.text, at.turn))
    return f"#unit([{_escape(label)}], {places}, [{_content(content, notes)}])\n"


def _content(content: Content, notes: dict[str, Note]) -> str:
    parts = []
    for inline in content:
        match inline:
            case Words(text) | Reference(_, text):
                parts.append(_escape(text))
            case Emphasis(inner) | Strong(inner) | Link(_, inner):
                parts.append(_content(inner, notes))
            case SymbolLink():
                parts.append(_escape(inline.text))
            case Call(_, key, _) if key in notes:
                text = _content(notes[key].paragraphs[0], notes)
                parts.append(f"#footnote[{text}]")
    return "".join(parts)


def _escape(text: str) -> str:
    return "".join(f"\\{char}" if char in "\\#*_`$<>@[]~/-.\"'" else char for char in text)


def count_lines(data: bytes) -> dict[str, float]:
    """Count full lines, how far they end from the edge, and what breaks a rule."""
    ends, steps, wrong = [], [], 0
    for glyphs in read_glyphs(data):
        lines = [
            line for line in gather_lines([g for g in glyphs if g.size in (10.5, 6.5, 6.3)])
            if LEFT - 1 < line[0].x < 180
        ]  # fmt: skip
        for line, following in pairwise(lines):
            step = following[0].baseline - line[0].baseline
            if step > 18 or step < 14:
                continue
            last = line[-1]
            ends.append(abs((last.x + last.size / 2 if last.text in MARKS else last.right) - RIGHT))
            steps.append(abs(step - 16.4))
            wrong += following[0].text in MARKS
    return {
        "full lines": len(ends),
        "off the edge by more than 0.1 pt": sum(end > 0.1 for end in ends),
        "farthest from the edge, pt": round(max(ends), 2),
        "steps that are not 16.4 pt": sum(step > 0.05 for step in steps),
        "mean step off by, pt": round(statistics.mean(steps), 3),
        "marks at the start of a line": wrong,
    }


def draw(data: bytes, top: float, height: float, path: Path) -> None:
    """Draw the column of a first page, from ``top`` on, as a small picture."""
    import pypdfium2

    document = pypdfium2.PdfDocument(data)
    page = document[0]
    below = page.get_height() - top - height
    crop = (100, below, page.get_width() - 510, top)
    image = page.render(scale=RESOLUTION / 72, crop=crop, grayscale=True).to_pil()
    document.close()
    image.quantize(16).save(path, "PNG", optimize=True)


def main() -> int:
    """Set both, count, and draw."""
    from masthead.edition.resolve import resolve_edition
    from masthead.read.reader import read_paper

    project = Project(ROOT)
    paper = read_paper(project, next(iter(sorted(project.source.glob("*.yaml"))))).require()
    edition = make_sample(resolve_edition(project, paper, "zh"))
    measures = load_measures(project, edition.station, "zh", edition.series)
    ours = render_pdf(project, edition).data
    with tempfile.TemporaryDirectory() as folder:
        typst = set_with_typst(edition, measures, open_fonts(project).folder, Path(folder))
    for name, data in (("ours", ours), ("typst", typst)):
        print(name)
        for key, value in count_lines(data).items():
            print(f"  {key:36} {value:g}")
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else PICTURES
    for name, data in (("ours", ours), ("typst", typst)):
        first = next(
            glyph for glyph in read_glyphs(data)[0] if glyph.text == "1" and 120 < glyph.x < 125
        )
        draw(data, first.baseline - 14, 286, folder / f"typography-{name}.png")
    return 0


if __name__ == "__main__":
    sys.exit(main())
