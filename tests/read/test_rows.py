"""Rows from CSV files: what spreadsheets save is read, and faults are told with the file's line."""

from __future__ import annotations

from pathlib import Path

import pytest

from masthead.edition.edition import Chart, Figure, Table, plain_text
from masthead.edition.resolve import resolve_edition
from masthead.paper import Paper
from masthead.project import Project
from masthead.read.reader import Reading, read_source
from masthead.write.canonical import write_canonical
from masthead.write.source import write_source
from masthead.write.tree import is_same, make_tree

PAPER = """\
symbol: A/80/5
series: general-assembly
session: 80
date: 2025-11-01
original: en
versions: {en: {}, fr: {}}
title: {en: Title, fr: Titre}
text:
- table:
"""
COLUMNS = "    columns: [{en: Category, fr: Catégorie}, 2024, {en: Proposed, fr: Proposé}]\n"
ROWS = """\
row,category.en,category.fr,2024,proposed
section,Senior,Cadres,,
,Director,Directeur,1,2.50
,Deputy,Adjoint,0,..
total,Total,Total,1,2.50
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "source").mkdir()
    return tmp_path


def read(folder: Path, rows: str | bytes, keys: str = COLUMNS, file: str = "posts.csv") -> Reading:
    """Read a paper whose table takes its rows from a file."""
    data = rows.encode() if isinstance(rows, str) else rows
    (folder / "source" / "posts.csv").write_bytes(data)
    source = PAPER + keys + f"    data: {file}\n"
    return read_source(Project(folder), source.encode(), "source/paper.yaml")


def report(reading: Reading) -> list[str]:
    return [str(found) for found in reading.diagnostics if found.severity.name == "ERROR"]


def tell(folder: Path, paper: Paper, code: str = "en") -> list[list[str]]:
    """Tell the rows of a paper's table: its form, then what stands in its cells."""
    table = resolve_edition(Project(folder), paper, code).body[0]
    assert isinstance(table, Table)
    return [[row.form, *(plain_text(cell.content) for cell in row.cells)] for row in table.rows]


def test_rows_are_those_of_the_file(folder: Path) -> None:
    paper = read(folder, ROWS).require()
    assert tell(folder, paper, "fr") == [
        ["section", "Cadres"],
        ["data", "Directeur", "1", "2,50"],
        ["data", "Adjoint", "–", ".."],
        ["total", "Total", "1", "2,50"],
    ]


@pytest.mark.parametrize(
    "rows",
    [
        ROWS.replace("\n", "\r\n"),
        "\ufeff" + ROWS,
        ROWS.replace(",", ";"),
        ROWS.replace(",", ";").replace("2.50", "2,50"),
        ROWS.replace(",", "\t"),
        ROWS.replace("Director", '"Director"').replace("2024", '"2024"').replace(",1,", ',"1",'),
        ROWS.replace("Senior,Cadres", '"Senior","Cadres"').replace("\n", "\n\n"),
        f"{ROWS},,,,\n,,,,\n",
    ],
)
def test_what_spreadsheets_save_is_the_same(folder: Path, rows: str) -> None:
    assert tell(folder, read(folder, rows).require()) == tell(folder, read(folder, ROWS).require())


def test_heads_of_the_file_serve_where_the_paper_has_none(folder: Path) -> None:
    table = resolve_edition(Project(folder), read(folder, ROWS, "").require(), "fr").body[0]
    assert isinstance(table, Table)
    heads = [plain_text(cell.content) for cell in table.head[0].cells]
    assert heads == ["category", "2024", "proposed"]


def test_columns_are_chosen_by_their_names(folder: Path) -> None:
    keys = "    columns: [{en: P, fr: P, data: proposed}, {en: C, fr: C, data: category}]\n"
    assert tell(folder, read(folder, ROWS, keys).require())[1:] == [
        ["data", "2.50", "Director"], ["data", "..", "Deputy"], ["total", "2.50", "Total"],
    ]  # fmt: skip


def test_years_and_codes_are_words_where_the_column_says_so(folder: Path) -> None:
    keys = "    columns: [{en: Year, fr: Année, words: true}, 2024]\n"
    paper = read(folder, "year,2024\n1946,1946\n007,\n", keys).require()
    assert tell(folder, paper) == [["data", "1946", "1\u00a0946"], ["data", "007", ""]]


def test_text_over_lines_and_markup(folder: Path) -> None:
    rows = 'a.en,a.fr\n"A ""quoted""\n*word*",Un mot\nNext,Suite\nBad[^x],Mal\n'
    keys = "    columns: [{en: A, fr: A}]\n"
    reading = read(folder, rows, keys)
    assert report(reading) == [
        "source/posts.csv:5:1: error[R061] there is no note 'x' (write it under notes:)"
    ]
    words = [row[1] for row in tell(folder, read(folder, rows.replace("[^x]", ""), keys).require())]
    assert words == ['A "quoted" word', "Next", "Bad"]


def test_a_quote_within_a_field_is_a_character(folder: Path) -> None:
    rows = 'a,b\n5" pipe,1\n a "b" c,2\n"d ""e""",3\n'
    told = tell(folder, read(folder, rows, "").require())
    assert [row[1] for row in told] == ['5" pipe', 'a "b" c', 'd "e"']


def test_the_source_that_travels_holds_the_rows(folder: Path) -> None:
    paper = read(folder, ROWS).require()
    alone = write_canonical(paper, "en")
    assert "posts.csv" not in alone
    (folder / "source" / "posts.csv").unlink()
    again = read_source(Project(folder), alone.encode(), "source/paper.yaml").require()
    assert tell(folder, again) == tell(folder, paper)


def test_the_source_that_is_written_names_the_file(folder: Path) -> None:
    for keys in (COLUMNS, ""):
        paper = read(folder, ROWS, keys).require()
        written = write_source(paper)
        assert "Director" not in written
        again = read_source(Project(folder), written.encode(), "source/paper.yaml").require()
        assert is_same(make_tree(again), make_tree(paper))


def test_the_file_is_recorded_as_read(folder: Path) -> None:
    (folder / "source" / "posts.csv").write_text(ROWS, "utf-8")
    project = Project(folder)
    for name, known in (("posts.csv", True), ("other.csv", False)):
        with project.recording() as files:
            source = f"{PAPER}    data: {name}\n".encode()
            read_source(project, source, "source/paper.yaml")
        assert bool(files[f"source/{name}"]) == known


def test_a_file_of_three_thousand_rows(folder: Path) -> None:
    rows = "a,b\n" + "".join(f"Row {number},{number}\n" for number in range(3000))
    paper = read(folder, rows, "    columns: [{en: A, fr: A}, {en: B, fr: B}]\n").require()
    told = tell(folder, paper)
    assert len(told) == 3000
    assert told[-1] == ["data", "Row 2999", "2\u00a0999"]


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        ("", "posts.csv:1:1: error[R134] there are no rows"),
        ("a,b\n1,2,3\n1\n", "posts.csv:2:1: error[R136] fields in this line: 3, in the first"),
        ('a,b\n1,"2\n', "posts.csv:2:1: error[R135] this is no CSV: unexpected end of data"),
        ('a,b\n1,"2" x\n', "posts.csv:2:1: error[R135] this is no CSV: ',' expected after"),
        ("a,a\n1,2\n", "posts.csv:1:3: error[R139] a second column 'a'"),
        ("a,a.en\n1,2\n", "posts.csv:1:3: error[R139] a second column 'a.en'"),
        ("a.en,b\nx,2\n", "posts.csv:1:1: error[R140] column 'a' has no 'fr' text"),
        ("row,a\nsum,2\n", "posts.csv:2:1: error[R141] 'sum' is no kind of row"),
        ("row,a,b\nsection,x,2\n", "posts.csv:2:1: error[R142] a section's row with 2 cells"),
        ("a,b\nx,\"1,234\"\n", "posts.csv:2:4: error[R143] '1,234' is no number as data have it"),
        ("a,b\nx,1 234\n", "posts.csv:2:3: error[R143] '1 234' is no number as data have it"),
        ("a.en,a.fr\nx,\n", "posts.csv:2:1: error[R032] the 'fr' text is missing"),
        (b"a,b\nx,caf\xe9\n", "posts.csv:2:6: error[R002] byte 0xE9 is not UTF-8"),
        ("a,b\nx,y\n".encode("utf-16"), "posts.csv:1:1: error[R002] the file's encoding, UTF-16,"),
        ("a,b\nx,\x07\n", "posts.csv:2:3: error[R003] control character U+0007"),
        ("a\n" + "x" * 4_000_000, "posts.csv:1:1: error[R001]"),
        ("a,b\n" + "x,1\n" * 5001, "posts.csv:5002:1: error[R144] rows: 5001, at most 5000"),
    ],
)  # fmt: skip
def test_faults_are_told_with_the_line_of_the_file(
    folder: Path, rows: str | bytes, told: str
) -> None:
    found = report(read(folder, rows, ""))
    assert found[0].startswith(f"source/{told}")
    assert not any("paper.yaml" in line for line in found if "paper" not in told)


@pytest.mark.parametrize(
    ("file", "keys", "told"),
    [
        ("post.csv", COLUMNS, "11:11: error[R130] there is no file post.csv (did you mean 'posts"),
        ("no/posts.csv", COLUMNS, "11:11: error[R130] there is no file no/posts.csv (there is no"),
        ("../../x.csv", COLUMNS, "11:11: error[R131] ../../x.csv leads outside the project"),
        ("/etc/hostname", COLUMNS, "11:11: error[R131] /etc/hostname leads outside the project"),
        ("posts.csv", "    rows: [[1]]\n", "10:5: error[R133] rows beside data"),
        ("posts.csv", "    columns: [2024]\n", "10:5: error[R137] columns here: 1, in posts.csv"),
        (
            "posts.csv", "    columns: [{en: P, fr: P, data: propose}]\n",
            "10:15: error[R138] there is no column 'propose' in posts.csv (did you mean 'proposed'",
        ),
        (
            "posts.csv", "    columns: [{en: P, fr: P, data: proposed}, 2025]\n",
            "10:47: error[R138] there is no column '2025' in posts.csv",
        ),
    ],
)  # fmt: skip
def test_faults_of_the_table_are_told_in_the_paper(
    folder: Path, file: str, keys: str, told: str
) -> None:
    (found,) = report(read(folder, ROWS, keys, file))
    assert found.startswith(f"source/paper.yaml:{told}")


def test_a_link_that_leads_out_is_not_followed(folder: Path, tmp_path_factory: object) -> None:
    outside = folder.parent / "outside.csv"
    outside.write_text("a\nsecret\n")
    (folder / "source" / "link.csv").symlink_to(outside)
    (found,) = report(read(folder, ROWS, file="link.csv"))
    assert "error[R131] link.csv leads outside the project" in found


CHART = PAPER.replace("- table:", "- chart:") + "    type: bar\n    data: posts.csv\n"


def read_chart(folder: Path, rows: str) -> Reading:
    (folder / "source" / "posts.csv").write_text(rows)
    return read_source(Project(folder), CHART.encode(), "source/paper.yaml")


def test_a_chart_takes_its_rows_from_a_file_and_years_are_names(folder: Path) -> None:
    paper = read_chart(folder, "Year,Old,New.en,New.fr\n2024,1,2,2\n").diagnostics
    assert [found.code for found in paper] == ["R125"]  # words in a language are no numbers
    read = read_chart(folder, "Year;Old;New\n2024;1,5;..\n2025;;-2\n").require()
    (figure,) = resolve_edition(Project(folder), read, "fr").body
    assert isinstance(figure, Figure)
    assert isinstance(figure.image, Chart)
    assert figure.image.categories == ("2024", "2025")
    assert figure.image.names == ("Old", "New")
    assert figure.image.values == ((1.5, None), (None, -2))
    travelling = write_canonical(read, "fr")
    assert "posts.csv" not in travelling
    assert "1.5" in travelling


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ("Year,Old\n", "source/posts.csv:1:1: error[R134]"),
        ("Year,Old\n2024,x\n", "source/posts.csv:2:6: error[R125]"),
        ("Year,Old\n2024,NaN\n", "source/posts.csv:2:6: error[R125]"),
        ("row,Year,Old\ntotal,2024,1\n", "source/posts.csv:2:1: error[R122]"),
        ("Year\n2024\n", "source/posts.csv:1:1: error[R129]"),
        ("Year,Old\n" + "2024,1\n" * 61, "source/posts.csv:1:1: error[R023]"),
    ],
)
def test_faults_of_a_chart_are_told_with_the_line_of_its_file(
    folder: Path, rows: str, said: str
) -> None:
    (found,) = report(read_chart(folder, rows))
    assert found.startswith(said)
