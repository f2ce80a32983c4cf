"""What is built again after a change, and what is not."""

from __future__ import annotations

import os
import time

import pytest

from masthead.diagnostic import Diagnostic, Place, Severity, ToolError, UsageError
from masthead.project import Project
from masthead.targets.executor import InProcess
from masthead.targets.fingerprint import PACKAGE, Code
from masthead.targets.options import Options
from masthead.targets.progress import Progress
from masthead.targets.report import MADE, RESTORED, UNCHANGED
from masthead.targets.run import Run
from tests.targets.workshop import STEM, made, statuses

ALL = {f"{code} {form}" for code in ("zh", "en") for form in ("pdf", "docx", "epub")}
CHINESE = {one for one in ALL if one.startswith("zh")}
WORD = {one for one in ALL if one.endswith("docx")}


def change(path, old, new):
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new))


def test_first_build_makes_everything_the_second_nothing(workshop):
    assert made(workshop.build()) == ALL
    assert len(workshop.outputs()) == 6
    assert set(statuses(workshop.build()).values()) == {UNCHANGED}
    assert workshop.made == []


def test_touching_every_file_rebuilds_nothing(workshop):
    workshop.build()
    for path in [*workshop.root.rglob("*.yaml"), *workshop.root.rglob("*.txt")]:
        os.utime(path, (time.time() + 5, time.time() + 5))
    workshop.build()
    assert workshop.made == []


def test_a_chinese_sentence_rebuilds_the_three_chinese_files(workshop):
    workshop.build()
    workshop.write(zh="另一文本。")
    assert made(workshop.build()) == CHINESE


def test_a_template_rebuilds_what_reads_it(workshop):
    workshop.build()
    change(workshop.root / "templates/docx/page.txt", "docx", "Word")
    assert made(workshop.build()) == WORD


def test_a_comment_in_the_source_rebuilds_nothing(workshop):
    workshop.build()
    change(workshop.write(), "text:\n", "# a comment\n\ntext:\n\n")
    report = workshop.build()
    assert workshop.made == []
    assert set(statuses(report).values()) == {UNCHANGED}


def test_going_back_takes_from_the_cache(workshop):
    workshop.build()
    before = workshop.outputs()
    workshop.write(zh="另一文本。")
    workshop.build()
    assert workshop.outputs() != before
    workshop.write()
    report = workshop.build()
    assert workshop.made == []
    assert sorted(statuses(report).values()) == sorted([RESTORED] * 3 + [UNCHANGED] * 3)
    assert workshop.outputs() == before


@pytest.mark.parametrize(
    ("module", "expected"),
    [
        ("render/docx/story.py", WORD),
        ("render/pdf/page.py", {"zh pdf", "en pdf"} | WORD),  # the page paints Word's drawings
        ("render/epub/book.py", {"zh epub", "en epub"}),
        ("render/html/body.py", ALL - WORD),
        ("render/landing.py", ALL),
        ("edition/numbering.py", ALL),
        ("targets/make.py", ALL),
    ],
)
def test_a_module_rebuilds_its_formats(workshop, tmp_path, monkeypatch, module, expected):
    package = tmp_path / "package"
    for name in ("render/docx/story.py", "render/pdf/page.py", "render/epub/book.py",
                 "render/html/body.py", "render/landing.py", "edition/numbering.py",
                 "targets/make.py"):  # fmt: skip
        (package / name).parent.mkdir(parents=True, exist_ok=True)
        (package / name).write_bytes((PACKAGE / "__init__.py").read_bytes())
    monkeypatch.setattr(Code.__init__, "__defaults__", (package,))
    workshop.build()
    (package / module).write_text("changed = True\n")
    assert made(workshop.build()) == expected
    assert made(workshop.build()) == set()


def test_a_module_that_the_check_asks_has_papers_checked_again(workshop, tmp_path, monkeypatch):
    module = tmp_path / "package" / "render" / "pdf" / "coverage.py"
    module.parent.mkdir(parents=True)
    module.write_text("")
    monkeypatch.setattr(Code.__init__, "__defaults__", (tmp_path / "package",))
    workshop.build()
    module.write_text("changed = True\n")
    found = Diagnostic(Severity.WARNING, "T001", "no such character", "", Place("x", 1, 1))
    workshop.findings.append(found)
    assert list(workshop.build().diagnostics) == [found]


def test_the_epub_depends_on_the_pages_of_the_pdf_and_on_nothing_else_of_it(workshop):
    workshop.build()
    change(workshop.root / "templates/pdf/page.txt", "pdf", "PDF")
    assert made(workshop.build()) == {"zh pdf", "en pdf"}
    change(workshop.root / "templates/pdf/page.txt", "PDF", "pdf with more pages")
    workshop.pages = 4
    assert made(workshop.build()) == ALL - WORD


def test_an_epub_alone_has_the_pages_of_the_pdf(workshop):
    everything = workshop.build() and workshop.outputs()
    for path in (workshop.root / "output").iterdir():
        path.unlink()
    report = workshop.build(formats=("epub",), cache=False)
    assert set(statuses(report)) == {f"{STEM}-ZH.epub", f"{STEM}-EN.epub"}
    assert all(everything[name] == data for name, data in workshop.outputs().items())


def test_a_damaged_object_is_noticed_and_made_again(workshop, tmp_path):
    workshop.build()
    before = workshop.outputs()
    for path in (tmp_path / "cache" / "objects").glob("*/*"):
        path.write_bytes(b"damaged" + path.read_bytes()[7:])
    for path in (workshop.root / "output").iterdir():
        path.unlink()
    assert made(workshop.build()) == ALL
    assert workshop.outputs() == before


def test_damaged_records_are_noticed_and_made_again(workshop, tmp_path):
    workshop.build()
    before = workshop.outputs()
    for path in (tmp_path / "cache" / "actions").glob("*/*"):
        path.write_bytes(path.read_bytes()[:-3] + b"]}}")
    workshop.forget()
    assert made(workshop.build()) == ALL
    assert workshop.outputs() == before


def test_a_file_changed_in_the_output_folder_is_put_right(workshop):
    workshop.build()
    before = workshop.outputs()
    (workshop.root / "output" / f"{STEM}-ZH.pdf").write_bytes(b"something else")
    (workshop.root / "output" / f"{STEM}-EN.docx").unlink()
    report = workshop.build()
    assert workshop.made == []
    assert sorted(statuses(report).values()).count(RESTORED) == 2
    assert workshop.outputs() == before


def test_without_a_cache_everything_is_made_and_nothing_kept(workshop, tmp_path):
    workshop.build(cache=False)
    assert made(workshop.build(cache=False)) == ALL
    assert not (tmp_path / "cache").exists()


def test_errors_stop_their_paper_and_no_other(workshop):
    workshop.write(8, en="*never closed")
    report = workshop.build(expect=1)
    assert len(report.outcomes) == 6
    assert [found.code for found in report.diagnostics.errors] == ["R040"]


def test_what_check_finds_stops_the_build_when_it_is_an_error(workshop):
    from masthead.diagnostic import Place, Problem, Severity

    place = Place("source/a.yaml", 3)
    workshop.findings = [Problem("S001", "a warning", "", Severity.WARNING).at(place)]
    assert [found.code for found in workshop.build().spoken] == ["S001"]
    assert [found.code for found in workshop.build().spoken] == ["S001"]  # from the cache
    workshop.findings = [Problem("S002", "an error").at(place)]
    workshop.write(zh="另一文本。")
    report = workshop.build(expect=1)
    assert not report.outcomes


def test_nothing_is_delivered_before_the_check_is_over(workshop):
    """A single paper is checked while its files are made already: an error keeps them back."""
    from masthead.diagnostic import Place, Problem

    workshop.build()
    before = workshop.outputs()
    workshop.write(zh="另一文本。")
    workshop.build()
    workshop.write(zh="又一文本。")
    workshop.findings = [Problem("S002", "an error").at(Place("source/a.yaml", 3))]
    held = workshop.outputs()
    workshop.build(expect=1)
    assert workshop.outputs() == held != before
    workshop.findings = []
    change(workshop.write(), "original", "# a comment\noriginal")  # back: all is in the cache
    workshop.findings = [Problem("S002", "an error").at(Place("source/a.yaml", 3))]
    workshop.build(expect=1)
    assert workshop.outputs() == held
    assert workshop.made == []


def test_an_older_good_file_survives_a_broken_source(workshop):
    workshop.build()
    before = workshop.outputs()
    (workshop.root / "source" / f"{STEM}.yaml").write_text("symbol: [")
    workshop.build(expect=1)
    assert workshop.outputs() == before


def test_two_papers_with_one_stem_are_both_refused(workshop):
    other = workshop.root / "source" / "old" / f"{STEM}.yaml"
    other.parent.mkdir()
    other.write_text((workshop.root / "source" / f"{STEM}.yaml").read_text())
    workshop.write(8)
    report = workshop.build(
        str(workshop.root / "source"), str(other.parent), expect=1, formats=("docx",)
    )
    assert [found.code for found in report.diagnostics.errors] == ["R007", "R007"]
    assert {outcome.target.stem[-1] for outcome in report.outcomes} == {"8"}


def test_one_language_and_one_format(workshop):
    assert made(workshop.build(languages=("zh",), formats=("docx",))) == {"zh docx"}


def test_a_language_that_no_paper_has(workshop):
    with pytest.raises(UsageError, match="--lang ru"):
        workshop.build(languages=("ru",))


def test_side_by_side_depends_on_every_version(workshop):
    assert made(workshop.build(formats=("parallel",))) == {"zh+en parallel"}
    workshop.write(en="Another text.")
    assert made(workshop.build(formats=("parallel",))) == {"zh+en parallel"}


def test_what_the_cache_knows_of_a_paper_keeps_the_order_of_its_versions(workshop):
    workshop.build(formats=("docx",))
    assert made(workshop.build(formats=("parallel",))) == {"zh+en parallel"}


def test_a_draft_has_files_of_its_own_and_holds_pending_versions(workshop):
    workshop.build(formats=("docx",))
    change(workshop.write(), "  en: {}", "  en: {status: pending}")
    report = workshop.build(formats=("docx",), draft=True)
    assert set(statuses(report)) == {f"{STEM}-ZH-DRAFT.docx", f"{STEM}-EN-DRAFT.docx"}
    assert set(statuses(workshop.build(formats=("docx",)))) == {f"{STEM}-ZH.docx"}


def test_what_is_open_refuses_an_official_build_and_is_listed_by_a_clean_one(workshop):
    workshop.write(en="Another [[open]] text.")
    refused = workshop.build(formats=("docx",), expect=1)
    assert statuses(refused) == {}
    assert [(found.code, found.severity) for found in refused.spoken] == [("R190", "error")]
    draft = workshop.build(formats=("docx",), draft=True)
    assert set(statuses(draft)) == {f"{STEM}-ZH-DRAFT.docx", f"{STEM}-EN-DRAFT.docx"}
    assert [found.severity for found in draft.spoken if found.code == "R190"] in ([], ["info"])
    clean = workshop.build(formats=("docx",), draft=True, clean=True)
    assert [found.severity for found in clean.spoken if found.code == "R190"] == ["warning"]
    assert set(statuses(clean)) == set(statuses(draft))


def test_warnings_found_while_setting_come_back_from_the_cache(workshop, monkeypatch):
    from msgspec.structs import replace

    from masthead.diagnostic import Problem, Severity
    from masthead.render.fault import RenderFault
    from masthead.targets import build

    problem = Problem("T009", "the word {word} is too wide", "hyphenate it", Severity.WARNING)
    notice = RenderFault(problem, "p1", {"word": "{braces}"})
    real = build.make_file
    monkeypatch.setattr(build, "make_file", lambda *task: replace(real(*task), notices=(notice,)))
    first = workshop.build(formats=("docx",), languages=("zh",))
    change(workshop.write(), "text:\n", "# a line more\ntext:\n")
    second = workshop.build(formats=("docx",), languages=("zh",))
    assert workshop.made == []
    (one,), (two,) = first.spoken, second.spoken
    assert (one.code, one.message) == ("T009", "the word {braces} is too wide")
    assert two.place.line == one.place.line + 1


def test_faults_found_while_setting_have_their_line(workshop, monkeypatch):
    from masthead.diagnostic import Problem
    from masthead.render.fault import RenderError, RenderFault
    from masthead.targets import build

    problem = Problem("T001", "no glyph for {character}", "another word")
    real = build.make_file

    def make_file(root, generation, order):
        if order.format == "docx" and order.editions[0].language.code == "zh":
            raise RenderError(RenderFault(problem, "p1", {"character": "U+1F600"}))
        return real(root, generation, order)

    monkeypatch.setattr(build, "make_file", make_file)
    report = workshop.build(expect=1)
    assert len(report.outcomes) == 5
    (found,) = report.diagnostics.errors
    assert str(found).startswith(f"source/{STEM}.yaml:11:")
    assert found.message == "no glyph for U+1F600"


def test_a_pdf_that_cannot_be_set_takes_its_epub_with_it(workshop, monkeypatch):
    from masthead.targets import build

    real = build.make_file

    def make_file(root, generation, order):
        if order.format == "pdf" and order.editions[0].language.code == "zh":
            raise ToolError("pango is missing")
        return real(root, generation, order)

    monkeypatch.setattr(build, "make_file", make_file)
    report = workshop.build(expect=3)
    assert made(report) == ALL - {"zh pdf", "zh epub"}
    assert [found.code for found in report.diagnostics.errors] == ["B002", "B005"]


def test_a_fault_of_the_program_is_one_line(workshop, monkeypatch, capsys):
    from masthead.targets import build

    real = build.make_file

    def make_file(root, generation, order):
        if order.format == "docx":
            raise KeyError("nobody\nexpected this")
        return real(root, generation, order)

    monkeypatch.setattr(build, "make_file", make_file)
    report = workshop.build(expect=3)
    assert made(report) == ALL - WORD
    assert {found.code for found in report.diagnostics.errors} == {"B006"}
    said = capsys.readouterr().err
    assert "Traceback" not in said
    assert len(said.splitlines()) == 2


def test_many_papers_are_all_built(workshop):
    for number in range(10, 40):
        workshop.write(number, en=f"Text {number}.")
    report = workshop.build()
    assert len(report.outcomes) == 31 * 6
    assert all(outcome.status == MADE for outcome in report.outcomes)
    assert len(workshop.build().outcomes) == 31 * 6
    assert workshop.made == []


def test_hashes_of_fonts_go_with_pages_and_with_nothing_else(workshop, monkeypatch):
    """A Han font weighs 15 MB: a worker need not hash what the build has hashed."""
    from masthead.targets import build

    fonts = workshop.root / "styles" / "fonts"
    fonts.mkdir(parents=True)
    known = {str(fonts / "A.ttf"): [1, 2, 3, 4, "a"], str(workshop.root / "b"): [1, 2, 3, 4, "b"]}
    orders = {}
    real = build.make_file

    def make_file(root, generation, order):
        orders[order.format] = order
        return real(root, generation, order)

    monkeypatch.setattr(build, "make_file", make_file)
    options = Options(formats=("pdf", "docx"))
    run = Run(Project(workshop.root), options, InProcess(), Progress(quiet=True))
    run.hashes.known.update(known)
    run.build()
    assert orders["pdf"].fonts == {str(fonts / "A.ttf"): (1, 2, 3, 4, "a")}
    assert orders["docx"].fonts == {}
