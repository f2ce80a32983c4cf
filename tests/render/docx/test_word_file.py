"""The Word file: valid, complete, in official styles, the same at every build."""

from __future__ import annotations

import datetime
import io
import re
import zipfile
from pathlib import Path

import pytest
from lxml import etree
from msgspec.structs import replace

from masthead.diagnostic import PaperError, ToolError
from masthead.edition.edition import Edition
from masthead.edition.resolve import resolve_edition
from masthead.measures import load_measures
from masthead.paper import Paper
from masthead.project import Project
from masthead.read.reader import read_source
from masthead.render.docx import render_docx
from masthead.render.docx.lint import lint_docx
from tests.conftest import ROOT
from tests.edition.papers import resolve, write_paper
from tests.oracle import read_sequence
from tests.render.docx import reading
from tests.render.docx.conftest import skipped_styles
from tests.render.docx.office import validate
from tests.render.docx.reading import VALUE, W, WordFile

Built = dict[str, tuple[Edition, bytes]]
ALL = ("specimen-en", "specimen-zh", "specimen-ar", "paper-zh", "paper-en")


def parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def vary(edition: Edition) -> list[Edition]:
    """The same edition as a draft and with typed numbers."""
    return [replace(edition, draft="Draft"), replace(edition, numbering="typed")]


def test_open_xml_sdk_finds_no_error(project: Project, built: Built, tmp_path: Path) -> None:
    more = [render_docx(project, kept) for kept in vary(built["specimen-en"][0])]
    assert validate(tmp_path, [*(data for _, data in built.values()), *more]) == []


@pytest.mark.parametrize("name", ALL)
def test_linter_finds_nothing(project: Project, built: Built, name: str) -> None:
    edition, data = built[name]
    assert lint_docx(data) == ()
    for other in vary(edition):
        assert lint_docx(render_docx(project, other)) == ()


@pytest.mark.parametrize("shared", [True, False])
@pytest.mark.parametrize("name", ALL)
def test_labels_texts_and_marks_read_back(
    project: Project, built: Built, name: str, shared: bool
) -> None:
    edition, data = built[name]
    expected = [kept for kept in read_sequence(edition) if any(kept)]
    skipped = skipped_styles(project, edition)
    for file in (data, render_docx(project, replace(edition, numbering="typed"))):
        assert reading.read_sequence(file, skipped, shared=shared) == expected


def test_official_styles_are_as_measured(built: Built) -> None:
    """Names, sizes, pitches and indents of the New York template, in twips and half-points."""
    styles = {
        style.find(f"{W}name").get(VALUE): style
        for style in WordFile(built["paper-en"][1]).root("styles").iter(f"{W}style")
    }

    def told(name: str, *path: str) -> str:
        element = styles[name].find("/".join(f"{W}{step}" for step in path[:-1]))
        return str(element.get(f"{W}{path[-1]}"))

    assert told("Normal", "pPr", "spacing", "line") == "240"
    assert told("Normal", "pPr", "spacing", "lineRule") == "exact"
    assert told("Normal", "rPr", "w", "val") == "103"
    assert told("Normal", "rPr", "spacing", "val") == "4"
    assert told("Normal", "rPr", "kern", "val") == "14"
    assert told("__Single Txt", "pPr", "ind", "left") == "1267"
    assert told("__Single Txt", "pPr", "ind", "right") == "1267"
    assert told("__Single Txt", "pPr", "jc", "val") == "both"
    tabs = [int(tab.get(f"{W}pos")) for tab in styles["__Single Txt"].iter(f"{W}tab")]
    assert tabs == [1267, 1742, 2218, 2693, 3182, 3658, 4133, 4622, 5098, 5573, 6048]
    for name, size, line in (
        ("_ H _Ch", "28", "300"), ("_ H_1", "24", "270"), ("_ H_2/3", "20", "240"),
        ("Title_H_CH", "28", "300"), ("Title_H1", "24", "270"), ("footnote text", "17", "210"),
    ):  # fmt: skip
        assert (told(name, "rPr", "sz", "val"), told(name, "pPr", "spacing", "line")) == (
            size,
            line,
        )
    tab = next(styles["_ H_1"].iter(f"{W}tab"))
    assert (tab.get(VALUE), tab.get(f"{W}pos")) == ("right", "1022")
    assert told("_ H_1", "pPr", "ind", "hanging") == "1267"
    assert told("Hyperlink", "rPr", "color", "val").upper() == "0000FF"
    assert styles["_ H_2/3"].get(f"{W}styleId") == "H23"


def test_page_is_the_templates(built: Built) -> None:
    section = WordFile(built["paper-en"][1]).root("document").find(f".//{W}sectPr")
    size, margins = section.find(f"{W}pgSz"), section.find(f"{W}pgMar")
    assert (size.get(f"{W}w"), size.get(f"{W}h")) == ("12240", "15840")
    sides = ("top", "right", "bottom", "left", "header", "footer")
    found = [int(margins.get(f"{W}{side}")) for side in sides]
    assert found == [1440, 1200, 1152, 1200, 432, 504]
    assert section.find(f"{W}titlePg") is not None
    kinds = [reference.get(f"{W}type") for reference in section if "Reference" in reference.tag]
    assert sorted(kinds) == ["default", "default", "even", "even", "first", "first"]


def test_masthead_is_the_fixed_table(built: Built) -> None:
    head = WordFile(built["paper-zh"][1]).root("header1")
    widths = [int(column.get(f"{W}w")) for column in head.iter(f"{W}gridCol")]
    assert widths == [1267, 1872, 245, 3110, 245, 3111]
    heights = [height.get(VALUE) for height in head.iter(f"{W}trHeight")]
    assert heights == ["864", "2880"]
    told = ["".join(text.text for text in p.iter(f"{W}t")) for p in head.iter(f"{W}p")]
    assert [text for text in told if text] == [
        "NPT/CONF.2026/PC.II/WP.XX", "不扩散核武器条约缔约国2026年审议大会筹备委员会",
        "16 May 2024", "Chinese", "Original: English",
    ]  # fmt: skip


def test_heads_and_feet_carry_symbol_page_and_job(built: Built) -> None:
    edition, data = built["specimen-en"]
    assert edition.job
    for number in (2, 3):
        head, foot = (WordFile(data).root(f"{kind}{number}") for kind in ("header", "footer"))
        codes = [code.text.split()[0] for code in foot.iter(f"{W}instrText")]
        assert sorted(codes) == ["DOCVARIABLE", "NUMPAGES", "PAGE"]
        assert edition.masthead.symbol in "".join(head.itertext())
        assert edition.job.number in "".join(foot.itertext())
    first = parts(data)["word/footer1.xml"].decode()
    assert edition.job.line in first
    assert f"*{edition.job.barcode}*" in first
    assert f'descr="{edition.job.address}"' in first


def test_draft_says_so_on_every_page(project: Project, edition_en: Edition) -> None:
    drafted = parts(render_docx(project, replace(edition_en, draft="Entwurf")))
    for number in (1, 2, 3):
        assert b"Entwurf" in drafted[f"word/header{number}.xml"]


def test_emphasis_follows_the_script(built: Built) -> None:
    for name, wanted in (("specimen-en", "i"), ("specimen-zh", "em"), ("specimen-ar", "b")):
        for style in WordFile(built[name][1]).root("styles").iter(f"{W}style"):
            if style.find(f"{W}name").get(VALUE) == "Emphasis":
                kinds = {etree.QName(kind).localname for kind in style.find(f"{W}rPr")}
                assert wanted in kinds


def test_languages_are_those_of_the_scripts(built: Built) -> None:
    for name, latin, east_asia, complex_script in (
        ("paper-en", "en-GB", "zh-CN", "ar-SA"), ("paper-zh", "en-GB", "zh-CN", "ar-SA"),
    ):  # fmt: skip
        lang = next(WordFile(built[name][1]).root("styles").iter(f"{W}lang"))
        told = [lang.get(f"{W}{kind}") for kind in ("val", "eastAsia", "bidi")]
        assert told == [latin, east_asia, complex_script]
    fonts = next(WordFile(built["paper-zh"][1]).root("styles").iter(f"{W}rFonts"))
    assert fonts.get(f"{W}eastAsia") == "SimSun"
    settings = parts(built["paper-zh"][1])["word/settings.xml"].decode()
    assert 'w:val="compressPunctuation"' in settings
    assert re.search(r'noLineBreaksBefore w:lang="zh-CN" w:val="[^"]*。', settings)


def test_right_to_left_runs_and_paragraphs(built: Built) -> None:
    edition, data = built["specimen-ar"]
    assert edition.language.direction == "rtl"
    document = WordFile(data).root("document")
    for run in document.iter(f"{W}r"):
        text = "".join(run.itertext(f"{W}t"))
        turned = run.find(f"{W}rPr/{W}rtl") is not None
        if re.search("[\u0600-\u06ff]", text):
            assert turned, text
        if text.startswith("NPT/CONF"):
            assert not turned
    normal = next(WordFile(data).root("styles").iter(f"{W}style"))
    assert normal.find(f"{W}pPr/{W}bidi") is not None
    for part in ("header1", "header2", "footer2"):
        assert WordFile(data).root(part).find(f".//{W}bidiVisual") is not None


def test_page_numbers_run_from_left_to_right(built: Built) -> None:
    """On the outer side of an Arabic page: at the right of even pages, at the left of odd ones."""
    _, data = built["specimen-ar"]
    styles = {
        style.get(f"{W}styleId"): style for style in WordFile(data).root("styles").iter(f"{W}style")
    }
    sides = set()
    for part in ("footer2", "footer3"):
        for paragraph in WordFile(data).root(part).iter(f"{W}p"):
            if "PAGE" not in "".join(paragraph.itertext(f"{W}instrText")):
                continue
            mark = paragraph.find(f"{W}pPr/{W}pStyle")
            look = styles[mark.get(f"{W}val")].find(f"{W}pPr")
            assert look.find(f"{W}bidi").get(f"{W}val") in ("0", "false")
            sides.add((part, look.find(f"{W}jc").get(f"{W}val")))
    assert sides == {("footer2", "right"), ("footer3", "left")}


def test_symbols_and_job_numbers_run_from_left_to_right(built: Built) -> None:
    """In LibreOffice the mark of a reissued symbol came to stand before it: *CRC/C/GC/20."""
    _, data = built["specimen-ar"]
    styles = {
        style.get(f"{W}styleId"): style for style in WordFile(data).root("styles").iter(f"{W}style")
    }
    checked = 0
    for part in ("header1", "header2", "header3", "footer1", "footer2", "footer3"):
        for paragraph in WordFile(data).root(part).iter(f"{W}p"):
            if re.search(r"NPT|24-01234 ", "".join(paragraph.itertext(f"{W}t"))):
                mark = paragraph.find(f"{W}pPr/{W}pStyle")
                look = styles[mark.get(f"{W}val")].find(f"{W}pPr")
                assert look.find(f"{W}bidi").get(f"{W}val") in ("0", "false"), part
                checked += 1
    assert checked == 4  # masthead, two heads, job line


def test_a_left_to_right_run_is_one_run_in_word(project: Project) -> None:
    unit = r"- paragraph: {ar: 'انظر A/80/1\*, *vol.* 7، و+41 22 917 1234 وما.'}"
    edition = resolve(project, write_paper(unit, codes="ar"), "ar")
    document = WordFile(render_docx(project, edition)).root("document")
    runs = [
        ("".join(run.itertext(f"{W}t")).replace("\u00a0", " "), run.find(f"{W}rPr/{W}rtl") is None)
        for run in document.iter(f"{W}r")
    ]
    left = "|".join(text for text, kept in runs if kept and text.strip())
    assert left == "Words|A/80/1*|, |vol.| 7|+41 22 917 1234"


def test_properties(built: Built) -> None:
    edition, data = built["specimen-en"]
    core, custom = parts(data)["docProps/core.xml"], parts(data)["docProps/custom.xml"].decode()
    told = {etree.QName(kind).localname: kind.text for kind in etree.fromstring(core)}
    assert told["title"] == edition.title_text
    assert told["creator"] == edition.language.list_comma.join(edition.authors)
    assert told["subject"] == edition.masthead.symbol
    assert told["language"] == "en-GB"
    assert told["created"] == told["modified"] == "2024-05-16T00:00:00Z"
    assert edition.job
    assert f'name="Job number"><vt:lpwstr>{edition.job.number}<' in custom
    assert 'name="Session"' in custom


def test_nothing_of_the_machine_is_in_it(built: Built) -> None:
    for _, data in built.values():
        for name, part in parts(data).items():
            for path in (ROOT.as_posix(), "/tmp/", "/home", "masthead-"):
                assert path.encode() not in part, (name, path)


def test_same_bytes_at_every_build(project: Project, built: Built) -> None:
    edition, data = built["specimen-zh"]
    assert render_docx(Project(project.root), edition) == data


def test_old_papers_keep_their_date(project: Project, edition_en: Edition) -> None:
    data = render_docx(project, replace(edition_en, date=datetime.date(1946, 1, 10)))
    assert b"1946-01-10T00:00:00Z" in parts(data)["docProps/core.xml"]
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert {member.date_time[0] for member in archive.infolist()} == {1980}


def test_one_changed_sentence_changes_one_paragraph(project: Project, paper: Paper) -> None:
    source = (project.root / paper.file).read_text("utf-8")
    old = "Threats to use nuclear weapons, whether implicit or explicit;"
    new = "Threats to use nuclear weapons (see NPT/CONF.2000/28), whether implicit or explicit;"
    assert source.count(old) == 1
    changed = read_source(project, source.replace(old, new).encode(), paper.file).require()
    before, after = (
        etree.fromstring(
            parts(render_docx(project, resolve_edition(project, kept, "en")))["word/document.xml"]
        )
        for kept in (paper, changed)
    )
    pairs = zip(before.iter(f"{W}p"), after.iter(f"{W}p"), strict=True)
    differ = [etree.tostring(one) != etree.tostring(two) for one, two in pairs]
    assert differ.count(True) == 1


def test_text_of_any_other_format_stays_text(built: Built) -> None:
    for name in ("specimen-en", "specimen-zh"):
        story = "".join(WordFile(built[name][1]).root("document").itertext())
        assert '<script>alert("x")</script> & &amp; ]]> --> ${title} {{ x }}' in story


def test_missing_template_is_said(
    project: Project, edition_en: Edition, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = Project(project.root)
    read = other.read

    def lose(room: str, name: str) -> bytes:
        if name == "docx/head.xml":
            raise FileNotFoundError(f"{room}/{name}")
        return read(room, name)  # type: ignore[arg-type]

    monkeypatch.setattr(other, "read", lose)
    with pytest.raises(ToolError, match=r"templates/docx/head\.xml is missing"):
        render_docx(other, edition_en)


def test_measures_without_a_style_are_said(tmp_path: Path, edition_en: Edition) -> None:
    measures = (ROOT / "styles/new-york.yaml").read_text("utf-8")
    (tmp_path / "styles").mkdir()
    (tmp_path / "styles/new-york.yaml").write_text(
        re.sub(r"  end_rule: End_Rule.*\n", "", measures), "utf-8"
    )
    with pytest.raises(PaperError, match=r"styles/new-york\.yaml.*T101.*end_rule"):
        render_docx(Project(tmp_path), edition_en)


@pytest.mark.parametrize("station", ["new-york", "geneva"])
def test_every_station_names_every_style(
    project: Project, edition_en: Edition, station: str
) -> None:
    kinds = load_measures(project, station, "en").word.keys()
    assert kinds == load_measures(project, "new-york", "en").word.keys()
    assert lint_docx(render_docx(project, replace(edition_en, station=station))) == ()


def test_what_follows_a_table_or_a_box_stands_no_further_from_it_than_on_pages(
    project: Project,
) -> None:
    """Word adds two spaces of which pages take the larger one: headings stood 6 pt too low."""
    table = "- table:\n    columns: [{en: C}, 1]\n    rows: [[{en: R}, 2]]\n"
    titled = table.replace("columns", "title: {en: T}\n    columns")
    text = (
        f"- paragraph: {{en: One.}}\n{titled}{titled}- heading: {{en: After a table}}\n{titled}"
        "- box: {title: {en: B}, text: [{en: Two.}]}\n- heading: {en: After a box}\n"
        "- paragraph: {en: Three.}\n- heading: {en: After words}\n- paragraph: {en: Four.}\n"
    )
    edition = resolve(project, write_paper(text))
    measures = load_measures(project, edition.station, "en")
    body = measures.text["body"].after
    assert measures.table.after - measures.table.before == body
    document = WordFile(render_docx(project, edition)).root("document")
    told = [
        ("".join(paragraph.itertext(f"{W}t")).strip(), spacing.get(f"{W}before"))
        for paragraph in document.iter(f"{W}p")
        if (spacing := paragraph.find(f"{W}pPr/{W}spacing")) is not None
    ]
    less = str(round(20 * (measures.text["heading_2"].before + body - measures.table.after)))
    assert told == [
        ("Table 2", "0"),
        ("After a table", less),
        ("Table 3", "0"),
        ("After a box", less),
    ]


def test_a_signature_stands_where_it_does_on_pages(project: Project) -> None:
    """Word added the space of the paragraph above: signatures stood 6 pt too low."""
    source = write_paper("- paragraph: {en: One.}\n- signature: {name: {en: N}}\n")
    source = source.replace("NPT/CONF.2026/PC.II/WP.5", "A/80/5").replace(
        "session: 2", "session: 80"
    )
    source = source.replace("npt-preparatory-committee", "general-assembly")
    source = source.replace("text:\n", "kind: statement\ntext:\n", 1)
    edition = resolve(project, source)
    measures = load_measures(project, edition.station, "en")
    document = WordFile(render_docx(project, edition)).root("document")
    (gap,) = [
        int(spacing.get(f"{W}before"))
        for paragraph in document.iter(f"{W}p")
        if (spacing := paragraph.find(f"{W}pPr/{W}spacing")) is not None
    ]
    assert gap == round(20 * (measures.signature.before - measures.text["body"].after))


@pytest.mark.parametrize("level", [1, 3])
def test_a_text_that_begins_with_a_heading_begins_where_it_does_on_pages(
    project: Project, level: int
) -> None:
    """The word “Corrigendum”, a small heading, stood 6 pt too high in Word."""
    text = f"- heading: {{en: First}}\n  level: {level}\n- paragraph: {{en: One.}}\n"
    edition = resolve(project, write_paper(text))
    measures = load_measures(project, edition.station, "en")
    data = WordFile(render_docx(project, edition))
    (heading,) = [
        one
        for one in data.root("document").iter(f"{W}p")
        if "".join(one.itertext(f"{W}t")).strip() == "First"
    ]
    said = heading.find(f"{W}pPr/{W}spacing")
    assert (said is None) == (level == 1)
    assert level == 1 or int(said.get(f"{W}before")) == 20 * measures.before_text
