"""What is typed for many papers: parts, reports of failures, engines, caches; wrong use too."""

from __future__ import annotations

import hashlib
import json
import subprocess

import pytest

from tests.waiting import LONG, wait_until


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        (("--shard", "9/8"), "9/8 is no part such as 3/8"),
        (("--shard", "0/8"), "0/8 is no part such as 3/8"),
        (("--shard", "three"), "three is no part such as 3/8"),
        (("--max-failures", "0"), "0 is not in the range"),
        (("--failures", "source/failures.jsonl"), "nothing is added to files in source/"),
        (("--cache", "source/cache"), "nothing is put into source/"),
        (("--scheduler", "tcp://127.0.0.1:1"), "say --engine dask"),
        (("--engine", "dask", "--scheduler", "somewhere"), "no address such as tcp://"),
        (("--engine", "ray"), "is not one of"),
    ],
)
def test_wrong_use_is_told_in_a_line(desk, typed, words):
    assert words in desk.type("build", *typed, expect=2)


@pytest.mark.parametrize(
    "typed",
    [("--cache", "nonsense://somewhere"), ("--failures", "no/such/folder/failures.jsonl")],
)
def test_what_cannot_be_had_is_told_in_a_line(desk, typed):
    said = desk.type("build", *typed, expect=3)
    assert len(said.splitlines()) == 1
    assert typed[1] in said


def test_a_build_with_a_report_of_failures_writes_it_each_time(desk):
    typed = ("build", "--format", "text", "--failures", "failures.jsonl")
    desk.type(*typed)
    (desk.root / "failures.jsonl").unlink()
    desk.type(*typed)
    assert (desk.root / "failures.jsonl").read_text() == ""
    (paper,) = (desk.root / "source").glob("*.yaml")
    paper.write_text(paper.read_text().replace("original:", "originale:"))
    desk.type(*typed, expect=1)
    assert "originale" in (desk.root / "failures.jsonl").read_text()


def test_a_local_build_imports_neither_dask_nor_fsspec(desk):
    """Nor does one that needs them where they are not installed end in anything but a line."""
    script = (
        "import sys; from masthead.cli import main; code = main(sys.argv[1:]); print("
        "sorted({'dask', 'distributed', 'fsspec', 'tornado'} & set(sys.modules))); sys.exit(code)"
    )
    import subprocess
    import sys

    done = subprocess.run(
        [sys.executable, "-P", "-c", script, "build", "--format", "text", "--cache", "kept"],
        cwd=desk.root, env=desk.environment, capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert done.stdout.splitlines()[-1] == "[]"
    lacking = (
        "import sys; sys.modules['distributed.client'] = None\n"
        "from masthead.cli import main; sys.exit(main(sys.argv[1:]))"
    )
    done = subprocess.run(
        [sys.executable, "-P", "-c", lacking, "build", "--engine", "dask"],
        cwd=desk.root, env=desk.environment, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 3
    assert done.stderr.splitlines() == [
        "masthead: --engine dask takes Dask: pip install 'masthead[cluster]'"
    ]


def test_builds_at_once_and_one_that_was_killed_share_a_store_and_an_output(desk, tmp_path):
    """At addresses where files are not put whole: there they are written beside and moved."""
    store, folder = tmp_path / "store", tmp_path / "papers"
    typed = (
        "build", "--format", "html", "--format", "text", "--jobs", "1",
        "--cache", f"local://{store}", "--output", f"local://{folder}",
    )  # fmt: skip

    def begin():
        return subprocess.Popen(
            desk.command(*typed), cwd=desk.root, env=desk.environment,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
        )  # fmt: skip

    victim = begin()
    wait_until(lambda: victim.poll() is not None or [*store.rglob("*")], "something is written")
    victim.kill()
    victim.communicate(timeout=LONG)  # what it said goes with it
    for build in [begin(), begin()]:
        said, _ = build.communicate(timeout=LONG)
        assert build.returncode == 0, said
    desk.type(*typed)  # of two that ended at the same moment the later one's manifest stays
    assert "4 files up to date" in desk.type(*typed)
    listed = json.loads((folder / "manifest.json").read_text())["files"]
    assert len(listed) == 4
    for name, about in listed.items():
        data = (folder / name).read_bytes()
        assert hashlib.sha256(data).hexdigest() == about["sha256"]
