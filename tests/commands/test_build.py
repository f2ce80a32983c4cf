"""``masthead build`` as it is typed: what it says, what it leaves, how it ends."""

from __future__ import annotations

import json
import os
import resource
import signal
import subprocess
import sys

import pytest

from masthead.commands.build import make_options
from tests.commands.conftest import ROOT, STEM
from tests.waiting import LONG, wait_until

SIX = {f"{STEM}-{code}.{form}" for code in ("EN", "ZH") for form in ("pdf", "docx", "epub")}
QUICK = ("--format", "docx", "--format", "html")


def test_six_files_then_nothing_then_what_a_sentence_needs(desk):
    said = desk.run()
    assert set(desk.outputs()) == {*SIX, "manifest.json"}
    assert all(name in said for name in SIX)
    assert "6 files: 6 made in" in said
    before = desk.outputs()
    assert desk.run() == "6 files up to date\n"
    assert desk.type("build", "--jobs", "1").startswith("6 files up to date")
    desk.source.write_text(desk.source.read_text().replace("第一分段", "第壹分段"))
    assert "6 files: 3 made, 3 unchanged in" in desk.type()
    after = desk.outputs()
    changed = {name for name in SIX if before[name] != after[name]}
    assert changed == {name for name in SIX if "-ZH." in name}
    assert desk.type("verify").endswith("6 of 6 files are what the source makes\n")


def test_nothing_to_do_touches_no_heavy_library(desk):
    for _ in range(2):  # what has just been written is hashed once more, and then at rest
        desk.type(*QUICK)
        desk.rest()
    done = subprocess.run(
        [sys.executable, "-X", "importtime", *desk.command(*QUICK)[1:]],
        cwd=desk.root, env=desk.environment, capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert done.stdout == "4 files up to date\n"
    imported = {line.rpartition("|")[2].strip() for line in done.stderr.splitlines()}
    heavy = ("click", "pydantic", "yaml", "weasyprint", "lxml", "rich", "pathlib", "subprocess")
    assert not imported & set(heavy)


def test_the_short_cut_sees_every_kind_of_change(desk):
    desk.type(*QUICK)

    def rebuilt():
        said = desk.type(*QUICK)
        desk.rest()  # so that what is hashed next is kept
        return "up to date" not in said or " in " in said

    assert not rebuilt()
    (desk.root / "output" / f"{STEM}-EN.docx").write_bytes(b"x")
    assert rebuilt()
    (desk.root / "output" / "manifest.json").unlink()
    assert rebuilt()
    assert (desk.root / "output" / "manifest.json").exists()
    (desk.root / "source" / "A_80_1.yaml").write_text("symbol: A/80/1")
    assert "error" in desk.type(*QUICK, expect=1)
    (desk.root / "source" / "A_80_1.yaml").unlink()
    desk.type(*QUICK)
    assert not rebuilt()
    (desk.root / "templates" / "html").mkdir(parents=True)
    shipped = ROOT / "templates" / "html" / "body.html"
    (desk.root / "templates" / "html" / "body.html").write_bytes(shipped.read_bytes() + b"\n")
    assert rebuilt()  # a template of one's own hides the one that is shipped
    desk.source.touch()
    assert not rebuilt()


def test_warnings_are_repeated_when_there_is_nothing_to_do(desk):
    text = desk.source.read_text().replace("  zh: {}", "  zh: {}\n  fr: {status: pending}")
    desk.source.write_text(text)
    first = desk.type(*QUICK)
    second = desk.type(*QUICK)
    warning = [line for line in first.splitlines() if "warning[R033]" in line]
    assert warning
    assert warning == [line for line in second.splitlines() if "warning" in line]
    assert "up to date" in second


def test_quiet_says_only_what_is_wrong(desk):
    assert desk.type("--quiet", *QUICK) == ""
    assert desk.type("--quiet", *QUICK) == ""
    desk.source.write_text("symbol: [")
    assert desk.type("--quiet", *QUICK, expect=1).startswith(f"source/{STEM}.yaml:1:")


def test_what_was_accepted_is_seen(desk):
    """What stands in the file beside a paper decides what is said: no cache may hide a change."""
    html = ("--format", "html")
    text = desk.source.read_text().replace("  zh: {}", "  zh: {from: en}")
    desk.source.write_text(text)
    desk.type("check", "--accept")
    assert "C011" not in desk.type(*html)
    desk.source.write_text(text.replace("document cited.", "document that is cited."))
    assert "warning[C011]" in desk.type(*html)
    assert "warning[C011]" in desk.type(*html)
    desk.type("check", "--accept")
    assert "C011" not in desk.type(*html)
    desk.source.with_suffix(".accepted.json").write_text("{")
    assert "accepted" in desk.type(*html)
    desk.source.with_suffix(".accepted.json").unlink()
    assert desk.type(*html).startswith("2 files up to date")


def test_help_is_there_as_a_word_too(desk):
    assert desk.type("help") == desk.type("--help")
    assert desk.type("help", "check") == desk.type("check", "--help")


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (["NPT/CONF.2026/PC.II/WP.8"], "did you mean source/NPT_CONF.2026_PC.II_WP.7.yaml?"),
        (["no/such/file.yaml"], "there is no file no/such/file.yaml"),
        (["source/paper.schema.json"], "does not end in .yaml"),
        (["styles"], "there is no paper in styles/"),
        (["biuld"], "did you mean build?"),
        (["--lang", "ru"], "--lang ru: no paper here has such a version"),
        (["--lang", "xx"], "--lang xx: no such language (there are ar, en, es, fr, ru, zh)"),
        (["--lang", "en,"], "a code is missing"),
        (["--output", ""], "a name is missing"),
        (["--summary", ""], "a name is missing"),
        (["--summary", f"source/{STEM}.yaml"], "nothing is added to files in source/"),
        (["--jobs", "257"], "256 processes at most"),
        (["--output", "."], "that is the project itself"),
        (["--output", "source"], "--output source: papers are built from source/, not into it"),
        (["--output", "source/built"], "--output source/built: papers are built from source/, not"),
        (["--output", "styles/fonts/x"], "built from styles/, not into it"),
        (["--output", "masthead"], "built from masthead/, not into it"),
        (["--jobs", "0"], "at least one process has to work"),
        (["--jobs", "many"], "not a valid integer"),
        (["--format", "doc"], "not one of 'pdf'"),
        (["--colour"], "No such option"),
        (["verify", "--no-cache"], "No such option"),  # it never uses one
        (["--no-cash"], "No such option"),  # and not: there is no command
        (["--changed-since", "HEAD"], "not a git repository"),
    ],
)
def test_wrong_use(desk, typed, said):
    assert said in " ".join(desk.type(*typed, expect=2).split())


@pytest.mark.parametrize("name", [b"a\x1b[31mb.yaml", b"a\nb.yaml", b"a\xffb.yaml"])
def test_a_name_that_a_terminal_would_obey_is_told_and_not_obeyed(desk, name):
    folder = os.fsencode(desk.source.parent)
    os.rename(os.fsencode(desk.source), folder + b"/" + name)  # noqa: PTH104
    said = desk.type(*QUICK, expect=1)
    assert "[R006]" in said
    assert not set(said) & {"\x1b", "\udcff"}
    assert "a\ufffd" in said


@pytest.mark.parametrize("typed", [[], ["check"], ["print"]])
def test_a_folder_without_papers(empty_desk, typed):
    source = empty_desk.root / "source"
    assert "(masthead new SYMBOL makes it, with a paper" in empty_desk.type(*typed, expect=2)
    source.mkdir()
    assert "no paper in source/ (masthead new SYMBOL writes" in empty_desk.type(*typed, expect=2)
    (source / "drafts").mkdir()
    (source / "drafts" / "A_80_3.yaml").touch()
    assert "(name a folder: source/drafts/)" in empty_desk.type(*typed, expect=2)
    (source / "A_80_1.YAML").touch()
    assert "ends in .yaml, which A_80_1.YAML does not)" in empty_desk.type(*typed, expect=2)
    for name in ("A_80_2.yml.txt", "a\x1b[31mb.yaml.txt", "notes.txt"):
        (source / name).touch()
    said = empty_desk.type(*typed, expect=2)
    assert "which A_80_1.YAML, A_80_2.yml.txt, a\ufffd[31mb.yaml.txt do not)" in said


def test_capitals_are_taken(desk):
    said = desk.type("--lang", "EN,Zh", "--format", "HTML")
    assert "2 files: 2 made" in said


def test_an_output_folder_by_a_link_into_the_source(desk):
    (desk.root / "built").symlink_to("source")
    assert "source/" in desk.type("--output", "built", expect=2)
    (desk.root / "built").unlink()
    (desk.root / "built").write_text("a file")
    assert "built is a file where a folder has to be" in desk.type(
        "--output", "built/today", expect=2
    )


@pytest.mark.parametrize("variable", ["MASTHEAD_TIME_LIMIT", "MASTHEAD_CACHE_SIZE"])
def test_settings_that_are_none(desk, variable):
    assert variable in desk.type("--jobs", "2", expect=2, **{variable: "lots"})


def test_a_file_in_the_place_of_the_output_folder(desk):
    (desk.root / "output").write_text("a file")
    assert "output is a file where a folder has to be" in desk.type(*QUICK, expect=2)
    assert (desk.root / "output").read_text() == "a file"


def test_a_folder_in_the_place_of_a_file(desk):
    (desk.root / "output" / f"{STEM}-EN.docx").mkdir(parents=True)
    said = desk.type(*QUICK, expect=3)
    assert f"error[B001] output/{STEM}-EN.docx cannot be written: Is a directory" in said
    assert len(desk.outputs()) == 4


@pytest.mark.parametrize(
    ("formats", "limit", "codes"),
    [(["html"], 2_000, {"B001"}), (["html", "docx", "pdf"], None, {"B001", "B002"})],
)
def test_a_disk_that_is_full(desk, formats, limit, codes):
    """No file may be larger: a line for each that is, the rest is built, what was there stays.

    Whether a PDF can be made and not put there, or not even made, is a matter of its fonts: they
    are linked where the disk can do that, and otherwise written.
    """
    typed = [part for form in formats for part in ("--format", form)]
    desk.type(*typed, "--lang", "en")
    before = desk.outputs()
    limit = limit or 500 + len(before[f"{STEM}-EN.html"])  # room for the page, and no more
    desk.source.write_text(desk.source.read_text().replace("First heading", "Another heading"))
    done = subprocess.run(
        desk.command(*typed, "--lang", "en", "--no-cache", "--jobs", "2"),
        cwd=desk.root, env=desk.environment, capture_output=True, text=True, check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit)),
    )  # fmt: skip
    assert done.returncode == 3, done.stderr
    errors = [line for line in done.stderr.splitlines() if "error[" in line]
    assert len(errors) == len(formats[1:]) or len(formats) == 1
    assert all("File too large" in line for line in errors)
    assert {line.partition("[")[2][:4] for line in errors} <= codes
    after = desk.outputs()
    assert set(after) == set(before)
    torn = {f"{STEM}-EN.{form}" for form in (formats[1:] or formats)}
    assert all(after[name] == before[name] for name in torn)
    desk.type(*typed, "--lang", "en")
    assert all(desk.outputs()[name] != before[name] for name in torn)


def test_a_cache_that_cannot_be_written_does_not_matter(desk, tmp_path):
    (tmp_path / "blocked").write_text("a file")
    said = desk.type(*QUICK, MASTHEAD_CACHE=str(tmp_path / "blocked"))
    assert "4 files: 4 made" in said


@pytest.mark.parametrize("files", [0, 1, 3, 9])
def test_ctrl_c_ends_at_once_and_leaves_nothing_half_done(desk, files):
    """However far the build has come: so many temporary files there are."""
    build = subprocess.Popen(
        desk.command("--jobs", "2", "--no-cache"), cwd=desk.root, env=desk.environment,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
    )  # fmt: skip

    def has_come_so_far():
        return len(list(desk.scratch.rglob("*"))) > files or build.poll() is not None

    wait_until(has_come_so_far)
    build.send_signal(signal.SIGINT)
    said, _ = build.communicate(timeout=LONG)
    assert build.returncode in (0, 130)
    assert "Traceback" not in said
    if (desk.root / "output").exists():
        assert not [name for name in desk.outputs() if name.endswith(".tmp")]


def test_two_builds_at_once_into_one_folder(desk):
    builds = [
        subprocess.Popen(
            desk.command(*QUICK, "--jobs", "1"), cwd=desk.root, env=desk.environment,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
        )
        for _ in range(2)
    ]  # fmt: skip
    for build in builds:
        said, _ = build.communicate(timeout=LONG)
        assert build.returncode == 0, said
    assert len(desk.outputs()) == 5
    assert desk.type("verify").endswith("4 of 4 files are what the source makes\n")


def test_one_job_and_two_make_the_same(desk):
    desk.run("--jobs", "1", "--no-cache", "--output", "one", PYTHONHASHSEED="1", TZ="Asia/Tokyo")
    desk.run("--jobs", "2", "--no-cache", "--output", "two", LC_ALL="C")
    assert desk.outputs("one") == desk.outputs("two")


def test_a_paper_from_elsewhere_and_an_output_elsewhere(desk, tmp_path):
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    done = subprocess.run(
        desk.command(*QUICK, "--lang", "en", str(desk.source), "--output", str(elsewhere / "out")),
        cwd=desk.root, env=desk.environment, check=False,
    )  # fmt: skip
    assert done.returncode == 0
    assert len(list((elsewhere / "out").iterdir())) == 3


def test_a_project_is_found_from_a_folder_inside_it(desk):
    done = subprocess.run(
        desk.command(*QUICK), cwd=desk.root / "source", env=desk.environment, check=False
    )
    assert done.returncode == 0
    assert len(desk.outputs()) == 5


def test_only_papers_touched_since_a_revision(desk):
    desk.type("new", "NPT/CONF.2026/PC.II/WP.8")
    git = ["git", "-c", "user.name=a", "-c", "user.email=a@b", "-C", str(desk.root)]
    for arguments in (["init", "-q"], ["add", "source"], ["commit", "-qm", "one"]):
        subprocess.run([*git, *arguments], check=True)
    assert desk.type("--changed-since", "HEAD").startswith("nothing was built")
    desk.source.touch()
    desk.source.write_text(desk.source.read_text() + "# touched\n")
    desk.type("--changed-since", "HEAD", "--format", "html")
    assert {name for name in desk.outputs() if name.endswith("html")} == {
        f"{STEM}-EN.html", f"{STEM}-ZH.html",
    }  # fmt: skip


def test_the_summary_is_a_table(desk):
    desk.type(*QUICK, "--summary", "summary.md")
    desk.source.write_text(desk.source.read_text().replace("First heading", "Other | heading"))
    desk.type(*QUICK, "--summary", "summary.md")
    text = (desk.root / "summary.md").read_text()
    first, second = text.split("### ")[1:]
    digest = json.loads((desk.root / "output/manifest.json").read_text())["files"]
    assert first.count("| new |") == 4
    assert second.count("| changed |") == 2
    assert second.count("| the same |") == 2
    assert digest[f"{STEM}-EN.html"]["sha256"][:16] in second


def test_the_cache_command(desk):
    desk.type(*QUICK)
    said = desk.type("cache")
    assert "files   4 " in said
    assert desk.environment["MASTHEAD_CACHE"] in said
    assert desk.type("cache", "clear").startswith("cleared: ")
    assert "files   0 " in desk.type("cache", "info")


def test_what_is_clean_is_a_draft():
    asked = {"formats": (), "no_cache": False}
    stages = [make_options(**asked, **flags).stage for flags in ({}, {"draft": True})]
    assert stages == ["official", "draft"]
    clean = make_options(**asked, clean=True)
    assert (clean.stage, clean.draft) == ("clean", True)


def test_a_draft(desk):
    desk.type("--draft", "--format", "docx")
    assert f"{STEM}-EN-DRAFT.docx" in desk.outputs()


def test_build_py_goes_on_in_the_virtual_environment_of_its_folder(tmp_path):
    done = subprocess.run(
        ["/usr/bin/env", "python3", str(ROOT / "build.py"), "--version"],
        cwd=tmp_path, capture_output=True, text=True, check=False,
        env={**os.environ, "PYTHONPATH": ""},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("masthead, version ")
