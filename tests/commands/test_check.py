"""``check`` and ``rules`` as people and programs type them."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.check.papers import write_paper
from tests.commands.conftest import ROOT, Desk

NAME = "NPT_CONF.2026_PC.II_WP.5.yaml"
GOOD = write_paper({"en": "All States recognize it.", "zh": "所有国家承认这一点。"})
WARNED = GOOD.replace("recognize", "recognise")
BAD = GOOD.replace("All States", "– All States")


@pytest.fixture
def empty(tmp_path: Path) -> Desk:
    """A project without papers."""
    (tmp_path / "source").mkdir()
    return Desk(tmp_path, tmp_path / "cache")


def put(desk: Desk, text: str, name: str = NAME) -> Path:
    path = desk.root / "source" / name
    path.write_text(text, encoding="utf-8")
    return path


def test_good_paper_is_fine(empty: Desk) -> None:
    put(empty, GOOD)
    assert empty.type("check") == "1 paper: nothing to say\n"


RECALLED = "as it was"


def note_check(desk: Desk) -> Path:
    """Check the paper; what was taken down then says that it was taken from there."""
    put(desk, GOOD)
    desk.rest()
    desk.type("check")
    (ledger,) = (desk.root / "cache" / "runs").glob("*.checks.json")
    written = ledger.read_text("utf-8")
    assert "1 paper: nothing to say" in written
    ledger.write_text(written.replace("1 paper: nothing to say", RECALLED), "utf-8")
    return ledger


def test_a_check_that_would_find_nothing_again_is_over_at_once(empty: Desk) -> None:
    ledger = note_check(empty)
    assert empty.type("check") == f"{RECALLED}\n"
    assert empty.type("check", "source") == "1 paper: nothing to say\n"
    for options in (("--all",), ("--format", "json"), ("--fix",)):
        assert RECALLED not in empty.type("check", *options)
    ledger.write_text("{", "utf-8")
    assert empty.type("check") == "1 paper: nothing to say\n"


@pytest.mark.parametrize(
    ("name", "text"),
    [
        (f"source/{NAME}", WARNED),
        (f"source/{NAME.replace('WP.5', 'WP.6')}", GOOD.replace("WP.5", "WP.6")),
        (f"source/{NAME.replace('yaml', 'yml')}", GOOD),
        (f"source/{NAME.replace('yaml', 'accepted.json')}", "{"),
        ("language/check.yaml", "strict: [C]\n"),
        ("language/terms.yaml", "- {en: recognize, zh: 承认}\n"),
    ],
)
def test_a_check_is_done_anew_when_something_that_it_read_has_changed(
    empty: Desk, name: str, text: str
) -> None:
    note_check(empty)
    (empty.root / name).parent.mkdir(exist_ok=True)
    (empty.root / name).write_text(text, "utf-8")
    done = subprocess.run(
        empty.command("check"), cwd=empty.root, env=empty.environment, capture_output=True,
        text=True, check=False,
    )  # fmt: skip
    assert RECALLED not in done.stdout
    assert done.returncode in (0, 1)


def test_a_check_with_something_to_say_says_it_again(empty: Desk) -> None:
    put(empty, WARNED)
    first = empty.type("check")
    assert "S101" in first
    assert empty.type("check") == first


def test_warnings_do_not_fail(empty: Desk) -> None:
    put(empty, WARNED)
    said = empty.type("check")
    assert "source/NPT_CONF.2026_PC.II_WP.5.yaml:14:18: warning[S101] 'recognise'" in said
    assert "    14 |       All States recognise it.\n       |                  ^^^^^^^^^\n" in said


def test_warnings_fail_if_asked_to(empty: Desk) -> None:
    put(empty, WARNED)
    assert "error[S101]" in empty.type("check", "--strict", expect=1)
    assert "error[S101]" in empty.type("build", "--strict", "--format", "html", expect=1)
    assert not list((empty.root / "output").glob("*"))
    assert "warning[S101]" in empty.type("build", "--format", "html")
    assert len(list((empty.root / "output").glob("*.html"))) == 2
    assert "error[S101]" in empty.type("build", "--strict", "--format", "html", expect=1)
    put(empty, GOOD.replace("zh: {}", "zh: {}, fr: {status: pending}"))
    said = empty.type("build", "--strict", "--format", "html")
    assert "R033" in said  # what reading warns of is no question of style


@pytest.mark.parametrize(
    "text", [BAD, BAD.replace("session: 2", "session: 3"), GOOD.replace("date:", "dat:"), "", "{"]
)
def test_errors_are_exit_code_1(empty: Desk, text: str) -> None:
    put(empty, text)
    assert re.search(r":\d+:\d+: error\[[A-Z]\d{3}\] ", empty.type("check", expect=1))


@pytest.mark.parametrize(
    "typed",
    [
        ("check", "nothing-there"), ("check", "--format", "xml"), ("check", "--select", "Z9"),
        ("check", "--ignore", "S999"), ("rules", "Q1"),
    ],
)  # fmt: skip
def test_wrong_use_is_exit_code_2(empty: Desk, typed: tuple[str, ...]) -> None:
    put(empty, GOOD)
    empty.type(*typed, expect=2)


def test_no_paper_at_all(empty: Desk) -> None:
    assert "there is no paper in source/" in empty.type("check", expect=2)


def test_papers_are_named_by_file_folder_and_symbol(empty: Desk) -> None:
    put(empty, BAD)
    put(empty, GOOD.replace("WP.5", "WP.6"), "NPT_CONF.2026_PC.II_WP.6.yaml")
    assert "2 papers" in empty.type("check", expect=1)
    assert "2 papers" in empty.type("check", "source", expect=1)
    assert "1 paper:" in empty.type("check", "NPT/CONF.2026/PC.II/WP.6")
    assert "1 paper:" in empty.type("check", f"source/{NAME}", expect=1)


def test_two_papers_with_one_stem(empty: Desk) -> None:
    put(empty, GOOD)
    put(empty, GOOD, NAME.replace(".yaml", ".yml"))
    assert "error[R007]" in empty.type("check", expect=1)


def test_rules_are_chosen(empty: Desk) -> None:
    put(empty, BAD)
    assert empty.type("check", "--ignore", "x001") == "1 paper: nothing to say\n"
    assert empty.type("check", "--select", "C,S", "--select", "M") == "1 paper: nothing to say\n"
    assert "X001" in empty.type("check", "--select", "X0", expect=1)
    # Errors of reading are not to be silenced.
    put(empty, BAD.replace("session: 2", "session: 3"))
    assert "R076" in empty.type("check", "--ignore", "R,X", expect=1)


def test_formats(empty: Desk) -> None:
    put(empty, BAD)
    kept = json.loads(empty.type("check", "--format", "json", expect=1))
    assert [found["code"] for found in kept["findings"]] == ["X001"]
    assert kept["findings"][0]["fixable"] is True
    sarif = json.loads(empty.type("check", "--format", "sarif", expect=1))
    assert sarif["runs"][0]["results"][0]["ruleId"] == "X001"
    assert empty.type("check", "--format", "github", expect=1).startswith("::error file=source/")


def test_all_shows_what_repeats_itself(empty: Desk) -> None:
    units = "".join(f"- paragraph: {{en: – They see {n}., zh: 承认{n}。}}\n" for n in range(30))
    put(empty, BAD + units)
    said = empty.type("check", "--select", "X001", expect=1)
    assert said.count("error[X001]") == 20
    assert f"source/{NAME}: 11 more of X001 (--all shows them)\n1 paper: 31 errors\n" in said
    whole = empty.type("check", "--select", "X001", "--all", expect=1)
    assert whole.count("error[X001]") == 31
    assert "more of" not in whole


def test_fix(empty: Desk) -> None:
    path = put(empty, BAD.replace("recognize", "recognise"))
    said = empty.type("check", "--fix")
    assert said == f"source/{NAME}: 2 mended\n1 paper: nothing to say\n"
    assert path.read_text(encoding="utf-8") == GOOD


def test_accept(empty: Desk) -> None:
    put(empty, GOOD.replace("en: {}", "en: {status: unofficial-translation, from: zh}"))
    name = NAME.replace(".yaml", ".accepted.json")
    assert f"source/{name}: written" in empty.type("check", "--accept")
    path = put(
        empty, (empty.root / "source" / NAME).read_text(encoding="utf-8").replace("承认", "都承认")
    )
    assert "warning[C011]" in empty.type("check")
    assert "C011" not in empty.type("check", "--accept", str(path))


def test_layout(empty: Desk) -> None:
    (empty.root / "styles").mkdir()
    (empty.root / "styles" / "fonts").symlink_to(ROOT / "styles" / "fonts")
    long = "a" * 300
    put(empty, write_paper({"en": f"All States recognize {long}."}))
    assert "T004" not in empty.type("check")
    assert "warning[T004]" in empty.type("check", "--layout")


def test_pages_of_the_samples_have_nothing_to_mend(empty: Desk) -> None:
    """In six languages, after which the engine goes without a word."""
    (empty.root / "styles").mkdir()
    (empty.root / "styles" / "fonts").symlink_to(ROOT / "styles" / "fonts")
    for path in (ROOT / "source" / "samples").glob("*.yaml"):
        shutil.copy(path, empty.root / "source")
    for beside in ("figures", "tables"):
        shutil.copytree(ROOT / "source" / "samples" / beside, empty.root / "source" / beside)
    said = empty.type("check", "--layout")
    count = len(list((empty.root / "source").glob("*.yaml")))
    assert said.endswith(f"{count} papers: 5 info\n")
    assert set(re.findall(r"\[([A-Z]\d{3})\]", said)) == {"R190"}  # of the one under negotiation
    assert "Exception ignored" not in said


def test_layout_without_fonts_is_a_failed_tool(empty: Desk) -> None:
    put(empty, GOOD)
    nowhere = str(empty.root / "data")  # whoever runs the tests may have the fonts at home
    assert "make" in empty.type("check", "--layout", expect=3, XDG_DATA_HOME=nowhere)


def test_nothing_heavy_is_imported_without_layout(empty: Desk) -> None:
    put(empty, BAD)
    heavy = "weasyprint pypandoc lxml babel rich pikepdf opencc jinja2 subprocess fontTools"
    code = (
        "import sys; from masthead.cli import main; main(['check']); "
        f"print([name for name in '{heavy}'.split() if name in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-P", "-c", code], cwd=empty.root, env=empty.environment, text=True,
        capture_output=True, check=True,
    )  # fmt: skip
    assert done.stdout.endswith("\n[]\n"), done.stdout


def test_check_of_the_papers_here_is_quiet() -> None:
    """A draft without a number says so only if asked for everything; what is open is told."""
    for options, wanted in (((), {"R190"}), (("--all",), {"R080", "R081", "R190"})):
        done = subprocess.run(
            [sys.executable, "build.py", "check", *options, "source", "source/samples"], cwd=ROOT,
            text=True, capture_output=True, check=False,
        )  # fmt: skip
        found = re.findall(r"\[([A-Z]\d{3})\]", done.stdout)
        assert (done.returncode, set(found)) == (0, wanted), done.stdout


def test_many_papers(empty: Desk) -> None:
    """Every paper is checked, and what is loaded once is loaded once."""
    text = (ROOT / "source" / "NPT_CONF.2026_PC.II_WP.XX.yaml").read_text(encoding="utf-8")
    for number in range(100, 112):
        name = f"NPT_CONF.2026_PC.II_WP.{number}.yaml"
        put(empty, text.replace("WP.XX", f"WP.{number}"), name)
    assert empty.type("check").endswith("12 papers: 12 info\n")


def test_rules_are_listed_and_explained(empty: Desk) -> None:
    listed = empty.type("rules").splitlines()
    assert len(listed) > 100
    assert "S101  warning  en  ✎  Words in -ize and -ization are spelt with z" in "\n".join(listed)
    explained = empty.type("rules", "s101", "R012")
    assert "bad:  recognise" in explained
    assert "source: UN Editorial Manual" in explained
    assert "R012 (error)" in explained


def test_hooks_and_editor_settings() -> None:
    import yaml

    hooks = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    for hook in hooks:
        assert hook["entry"].startswith("masthead check")
        assert re.search(hook["files"], f"source/{NAME}")
        assert re.search(hook["files"], "papers/source/samples/A_80_XX.yaml")
        assert not re.search(hook["files"], "sources/A_80_XX.yaml")
        assert not re.search(hook["files"], "source/NPT.accepted.json")
    settings = json.loads((ROOT / ".vscode" / "settings.json").read_text(encoding="utf-8"))
    ((schema, papers),) = settings["yaml.schemas"].items()
    assert (ROOT / schema).is_file()
    assert "source/*.yaml" in papers
    server = settings["glspc.server.command"], *settings["glspc.server.commandArguments"]
    assert server == ("./build.py", "lsp")
    assert (ROOT / server[0]).stat().st_mode & 0o111
    tasks = json.loads((ROOT / ".vscode" / "tasks.json").read_text(encoding="utf-8"))
    pattern = tasks["tasks"][0]["problemMatcher"]["pattern"]["regexp"]
    line = "source/a.yaml:12:3: warning[S141] 'All states' (write All States)"
    match = re.match(pattern, line)
    assert match
    assert match.groups() == ("source/a.yaml", "12", "3", "warning", "S141", line.split("] ")[1])


def test_the_build_checks_first(empty: Desk) -> None:
    put(empty, BAD)
    said = empty.type("build", expect=1)
    assert "error[X001]" in said
    assert not list((empty.root / "output").glob("*.pdf"))
    shutil.rmtree(empty.root / "cache", ignore_errors=True)
