"""Everything that can be wrong with a source file ends in diagnostics at the right place.

``bad/`` has a paper for each fault, named by the code it must get, and beside it what is reported:
``pytest --renew`` writes that anew.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from masthead.check.report.lines import Lines
from masthead.diagnostic import Problem
from masthead.language import problems as of_languages
from masthead.project import Project
from masthead.read import problems as of_papers
from masthead.read.reader import read_paper, read_source
from masthead.series import problems as of_series
from masthead.syntax import problems as of_syntax
from masthead.write.canonical import write_canonical
from tests.counting import count_calls

HERE = Path(__file__).parent
BAD = sorted(HERE.glob("bad/*.yaml"))
GOOD = HERE / "good" / "plain.yaml"
PLAIN = GOOD.read_bytes()

# Reported where several papers are read, or seen in a test of its own below.
ELSEWHERE = {
    "R001": "too large", "R002": "not UTF-8", "R003": "control characters", "R005": "unreadable",
    "R006": "file name", "R007": "two papers", "R019": "entries", "R053": "length", "R057": "words",
    "R078": "body",
    "R102": "closed", "R103": "huge", "R104": "no picture", "R105": "other kind", "R106": "tiny",
    "R099": "too many faults",
    # of papers that another one corrects: test_corrections.py
    "R201": "broken", "R202": "no such unit",
    "R151": "standard note: test_standing.py",
    # of data files: test_rows.py
    **dict.fromkeys((f"R{number}" for number in range(130, 145)), "rows of files"),
}  # fmt: skip


def list_codes() -> list[str]:
    """The codes of what can be wrong with a paper's file, from every room that it passes."""
    return [
        kept.code
        for room in (of_syntax, of_languages, of_series, of_papers)
        for kept in vars(room).values()
        if isinstance(kept, Problem)
    ]


def report(project: Project, data: bytes, name: str = "paper.yaml") -> list[str]:
    reading = read_source(project, data, name)
    return [str(found) for found in reading.diagnostics.sorted()]


def test_good_paper_has_nothing_to_report(project: Project) -> None:
    assert report(project, PLAIN) == []


@pytest.mark.parametrize("path", BAD, ids=lambda path: path.stem)
def test_bad_paper_gets_its_diagnostics(project: Project, path: Path, renew: bool) -> None:
    found = report(project, path.read_bytes())
    golden = path.with_suffix(".txt")
    if renew:
        golden.write_text("\n".join(found) + "\n", encoding="utf-8")
    assert found == golden.read_text(encoding="utf-8").splitlines()
    assert any(f"[{path.stem[:4]}]" in line for line in found)
    assert not any(line.startswith(":") for line in found)


def test_every_problem_of_reading_has_a_bad_paper() -> None:
    table = {code for code in list_codes() if not "R090" <= code < "R099"}
    shown = {line.split("[")[1][:4] for path in BAD for line in
             path.with_suffix(".txt").read_text(encoding="utf-8").splitlines()}  # fmt: skip
    assert shown & set(ELSEWHERE) == set()
    assert shown | set(ELSEWHERE) == table


def test_codes_are_used_once() -> None:
    codes = list_codes()
    assert len(codes) == len(set(codes))


# The bytes of a file ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "change",
    [
        lambda data: b"\xef\xbb\xbf" + data,
        lambda data: data.replace(b"\n", b"\r\n"),
        lambda data: data.replace(b"\n", b"\r"),
        lambda data: b"\xef\xbb\xbf" + data.replace(b"\n", b"\r\n"),
        lambda data: data.rstrip(b"\n"),
        lambda data: data + b"\n\n# the end\n...\n",
        lambda data: b"%YAML 1.1\n---\n" + data,
    ],
    ids=["BOM", "CRLF", "CR", "BOM and CRLF", "no last line feed", "comment at the end", "start"],
)
def test_harmless_bytes_change_nothing(project: Project, change: object) -> None:
    plain, changed = (read_source(project, data, "x").require() for data in (PLAIN, change(PLAIN)))
    for code in plain.versions:
        assert write_canonical(changed, code) == write_canonical(plain, code)


def test_places_count_from_the_first_character_after_the_mark(project: Project) -> None:
    data = b"\xef\xbb\xbf" + PLAIN.replace(b"session: 2", b"session: 3").replace(b"\n", b"\r\n")
    assert report(project, data)[0].startswith("paper.yaml:3:10: error[R076]")


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (PLAIN.replace(b"Title", b"T\xe9tle"), "paper.yaml:13:6: error[R002] byte 0xE9"),
        (b"\xef\xbb\xbfa: \xff", "paper.yaml:1:4: error[R002] byte 0xFF"),
        (PLAIN.decode().encode("utf-16"), "paper.yaml:1:1: error[R002] the file's encoding, UTF"),
        (PLAIN.decode().encode("utf-16-le"), "paper.yaml:1:1: error[R002] the file's encoding"),
        (PLAIN.decode().encode("utf-16-be"), "paper.yaml:1:1: error[R002] the file's encoding"),
        (PLAIN.replace(b"Title", b"T\x00tle"), "paper.yaml:13:6: error[R003] control character"),
        (PLAIN.replace(b"Title", b"Ti\x1btle"), "paper.yaml:13:7: error[R003]"),
        (PLAIN.replace(b"Title", "Ti\u2028tle".encode()), "paper.yaml:13:7: error[R003]"),
        (PLAIN.replace(b"Title", "Ti\ufefftle".encode()), "paper.yaml:13:7: error[R003]"),
        (PLAIN.replace(b"  en: |-\n    Title", b'  en: "T\\0tle"'), "paper.yaml:12:9: error[R003]"),
        (b"a: " + b"x" * 10_000_000, "paper.yaml:1:1: error[R001] the file is larger than 4 MB"),
        (b"", "paper.yaml:1:1: error[R004]"),
        (b"\xef\xbb\xbf", "paper.yaml:1:1: error[R004]"),
        (b"null\n", "paper.yaml:1:1: error[R004]"),
    ],
    ids=lambda kept: kept[11:40] if isinstance(kept, str) else "",
)  # fmt: skip
def test_bytes_that_no_paper_has(project: Project, data: bytes, expected: str) -> None:
    assert report(project, data)[0].startswith(expected)


def test_body_that_the_series_does_not_name(project: Project, tmp_path: Path) -> None:
    folder = tmp_path / "series"
    folder.mkdir()
    series = project.read("series", "npt-preparatory-committee.yaml").decode()
    kept = series[: series.index("body:")] + "body: {zh: [筹备委员会]}\n"
    (folder / "npt-preparatory-committee.yaml").write_text(kept, encoding="utf-8")
    found = report(Project(tmp_path), PLAIN)
    assert [line[:29] for line in found] == ["paper.yaml:8:3: error[R078] t"]


# The file itself --------------------------------------------------------------------------------


def read_file(project: Project, path: Path) -> list[str]:
    return [str(found).split("error")[1] for found in read_paper(project, path).diagnostics]


def test_a_link_that_leads_outside_the_project_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("not for a paper")
    link = tmp_path / "project" / "source" / "A_80_1.yaml"
    link.parent.mkdir(parents=True)
    link.symlink_to(tmp_path / "secret")
    project = Project(tmp_path / "project")
    (found,) = read_paper(project, link).diagnostics
    assert str(found) == (
        "source/A_80_1.yaml:1:1: error[R005] "
        "the file cannot be read: a link that leads outside the project"
    )
    assert Lines(project).get("source/A_80_1.yaml", 1) == ""  # and no report quotes from it


def test_files_that_cannot_be_read(project: Project, tmp_path: Path) -> None:
    (tmp_path / "folder.yaml").mkdir()
    assert read_file(project, tmp_path / "none.yaml")[0].startswith(
        "[R005] the file cannot be read: No such file"
    )
    assert read_file(project, tmp_path / "folder.yaml") == [
        "[R005] the file cannot be read: a folder"
    ]
    assert read_file(project, Path("/dev/zero")) == [
        "[R005] the file cannot be read: not a regular file"
    ]
    (tmp_path / "loop.yaml").symlink_to("loop.yaml")
    assert read_file(project, tmp_path / "loop.yaml")[0].startswith("[R005]")
    assert read_file(project, tmp_path / "a\0b.yaml")[0].startswith("[R005]")


@pytest.mark.parametrize(
    ("name", "good"),
    [
        ("NPT_CONF.2026_PC.II_WP.5.yaml", True),
        ("NPT_CONF.2026_PC.II_WP.5.yml", True),
        ("NPT_CONF.2026_PC.II_WP.5-EN.yaml", False),
        ("NPT_CONF.2026_PC.II_WP.6.yaml", False),
        ("paper.yaml", False),
    ],
)
def test_file_is_named_after_its_symbol(
    project: Project, tmp_path: Path, name: str, good: bool
) -> None:
    (tmp_path / name).write_bytes(PLAIN)
    found = [line[1:5] for line in read_file(project, tmp_path / name)]
    assert found == ([] if good else ["R006"])


def test_file_of_one_version_may_name_its_language(project: Project, tmp_path: Path) -> None:
    reading = read_source(project, PLAIN, "x").require()
    path = tmp_path / "NPT_CONF.2026_PC.II_WP.5-ZH.yaml"
    path.write_text(write_canonical(reading, "zh"), encoding="utf-8")
    assert read_file(project, path) == []


# Sizes ------------------------------------------------------------------------------------------

HEAD = PLAIN[: PLAIN.index(b"text:")].decode()
MILLION = 1_000_000


def put_text(text: str) -> bytes:
    return PLAIN.replace(b"      One;", f"      {text}".encode())


MONSTERS = {
    "lists in lists": (lambda: b"[" * MILLION, "R017"),
    "dashes": (lambda: b"- " * MILLION, "R017"),
    "questions": (lambda: b"? " * MILLION, "R017"),
    "mappings in mappings": (lambda: b"{" * MILLION, "R017"),
    "entries": (lambda: b"- a\n" * MILLION, "R019"),
    "keys": (lambda: b"".join(b"k%d: 1\n" % number for number in range(200_000)), "R019"),
    "keys twice": (lambda: b"a: 1\n" * 300_000, "R013 R099"),
    "anchors": (lambda: b"[" + b"&a b, " * 200_000 + b"]", "R015 R099"),
    "no units": (
        (HEAD + "text:\n" + "- paragraf: {en: a., zh: b.}\n" * 10_000).encode,
        "R024 R099",
    ),
    "stars": (lambda: put_text("*" * MILLION), "R042 R053 R099"),
    "calls": (lambda: put_text("[^" * MILLION), "R043 R053 R099"),
    "links": (lambda: put_text("[](" * MILLION), "R045 R053 R099"),
    "address": (lambda: put_text("[a](https://" + "a" * MILLION + " )"), "R045 R053"),
    "bidi": (lambda: put_text("\u202e" * MILLION), "R049 R053 R099"),
    "opening brackets": (lambda: put_text("[" * 200_000), "R050 R057 R099"),
    "closing brackets": (lambda: put_text("]" * 200_000), "R057 R058 R099"),
    "backslashes": (lambda: put_text("\\" * 200_000), "R057"),
    "emphasis": (lambda: put_text("*a " * 60_000), ""),
    "symbols": (lambda: put_text("A/1" * 60_000), "R057"),
    "lines": (lambda: put_text("中\n      " * 100_000), ""),
    "one word": (lambda: put_text("a" * 199_000), "R057"),
    "the longest word": (lambda: put_text("a" * 2_999 + ";"), ""),
    "Chinese": (lambda: put_text("中" * 100_000), ""),
    "words": (lambda: put_text("word " * 39_000), ""),
}


@pytest.mark.parametrize("name", MONSTERS)
def test_monsters_are_read_with_work_that_grows_with_their_length(
    project: Project, name: str
) -> None:
    make, codes = MONSTERS[name]
    data = make()
    read = []
    calls = count_calls(lambda: read.append(read_source(project, data, "paper.yaml")))
    assert calls < 20 * len(data) + 10_000
    (reading,) = read
    found = {diagnostic.code for diagnostic in reading.diagnostics}
    assert found == set(codes.split())
    assert len(reading.diagnostics) < 600


def test_deeply_nested_subparagraphs_are_refused_by_count(project: Project) -> None:
    deep = "".join(
        f"{'  ' * level}  subparagraphs:\n{'  ' * level}  - en: a.\n{'  ' * level}    zh: b.\n"
        for level in range(30)
    )
    data = f"{HEAD}text:\n- paragraph: {{en: a., zh: b.}}\n{deep}".encode()
    assert {line.split("[")[1][:4] for line in report(project, data)} == {"R017"}
