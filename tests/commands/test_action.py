"""The reusable action: its steps are run here as a runner would, over somebody else's source."""

from __future__ import annotations

import os
import re
import subprocess
from pathlib import Path

import pytest
import yaml

from tests.commands.conftest import ROOT, STEM


@pytest.fixture(scope="module")
def action():
    return yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))


class Runner:
    """Runs the steps of a composite action that are commands."""

    def __init__(self, action, folder: Path, /, base: str = "", **inputs: str) -> None:
        self.steps = [step for step in action["runs"]["steps"] if "run" in step]
        self.folder = folder
        self.values = {
            "github.action_path": f"{ROOT}/./",  # so it ends for `uses: ./`
            "github.job": "papers", "strategy.job-index": "0", "strategy.job-total": "1",
            "github.event.pull_request.base.sha": base,
        }  # fmt: skip
        given = {
            name: self.fill(entry.get("default", "")) for name, entry in action["inputs"].items()
        }
        self.values |= {f"inputs.{name}": value for name, value in (given | inputs).items()}
        self.outputs = folder.parent / "outputs"
        self.home = folder.parent / "home"
        self.home.mkdir(exist_ok=True)
        self.summary = folder.parent / "summary.md"

    def fill(self, text: str) -> str:
        return re.sub(r"\$\{\{ *([\w.-]+) *\}\}", lambda match: self.values[match[1]], text)

    def keep_outputs(self, step: str) -> None:
        for line in self.outputs.read_text().splitlines():
            name, _, value = line.partition("=")
            self.values[f"steps.{step}.outputs.{name}"] = value

    def is_wanted(self, step) -> bool:
        """Evaluate the one kind of condition that the action has."""
        return all(
            (self.values[name] == value) == (sign == "==")
            for name, sign, value in re.findall(r"([\w.-]+) (==|!=) '(\w*)'", step.get("if", ""))
        )

    def run(self) -> dict[str, subprocess.CompletedProcess[str]]:
        done = {}
        for step in self.steps:
            if not self.is_wanted(step):
                continue
            environment = {
                "PATH": os.environ["PATH"], "HOME": str(self.home), "CI": "true",
                "RUNNER_TEMP": str(self.home), "GITHUB_STEP_SUMMARY": str(self.summary),
                "GITHUB_OUTPUT": str(self.outputs), "GITHUB_WORKSPACE": str(self.folder.parent),
                **{name: self.fill(value) for name, value in step.get("env", {}).items()},
            }  # fmt: skip
            where = self.folder / self.fill(step.get("working-directory", "."))
            done[step["name"]] = subprocess.run(
                ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]],
                cwd=where, env=environment, capture_output=True, text=True, check=False,
            )  # fmt: skip
            if done[step["name"]].returncode:
                break
            if "id" in step:
                self.keep_outputs(step["id"])
        return done


@pytest.fixture
def elsewhere(desk):
    """Somebody's own repository: a folder with `source/` and nothing of ours."""
    (desk.root / "styles" / "fonts").unlink()
    (desk.root / "styles").rmdir()
    return desk.root


def test_it_sets_up_checks_builds_and_verifies(action, elsewhere):
    runner = Runner(action, elsewhere, formats="docx html")
    done = runner.run()
    assert list(done) == ["Find Masthead", "Set Masthead up", "Check", "Build", "Verify"]
    for name, process in done.items():
        assert process.returncode == 0, f"{name}: {process.stdout}{process.stderr}"
    assert {path.name for path in (elsewhere / "output").iterdir()} == {
        f"{STEM}-EN.docx", f"{STEM}-EN.html", f"{STEM}-ZH.docx", f"{STEM}-ZH.html",
        "manifest.json",
    }  # fmt: skip
    assert runner.summary.read_text().count("| new |") == 4
    assert "4 of 4 files are what the source makes" in done["Verify"].stdout


def test_a_paper_with_an_error_stops_it_with_an_annotation(action, elsewhere):
    source = elsewhere / "source" / f"{STEM}.yaml"
    source.write_text(source.read_text().replace("[^first]", "[^nobody]", 1))
    done = Runner(action, elsewhere, formats="html").run()
    assert list(done) == ["Find Masthead", "Set Masthead up", "Check"]
    assert done["Check"].returncode == 1
    assert f"::error file=project/source/{STEM}.yaml,line=" in done["Check"].stdout


def test_every_input_is_used_and_every_used_input_exists(action):
    text = (ROOT / "action.yml").read_text("utf-8")
    used = set(re.findall(r"inputs\.([\w-]+)", text))
    assert used == set(action["inputs"])


def test_no_input_reaches_a_shell_unquoted(action):
    """What others type goes through the environment, never into the text of a script."""
    for step in action["runs"]["steps"]:
        assert "${{" not in step.get("run", "")


def test_papers_may_be_named_in_lines(action, elsewhere):
    first = elsewhere / "source" / f"{STEM}.yaml"
    second = elsewhere / "source" / "NPT_CONF.2026_PC.II_WP.8.yaml"
    second.write_text(first.read_text().replace("WP.7", "WP.8"))
    named = f"source/{first.name}\nNPT/CONF.2026/PC.II/WP.8\n"
    done = Runner(action, elsewhere, formats="html", papers=named, verify="false").run()
    assert done["Build"].returncode == 0, done["Build"].stderr
    assert "4 files: 4 made" in done["Build"].stdout


def test_what_the_caches_hang_on(action, elsewhere):
    runner = Runner(action, elsewhere, formats="html", verify="false")
    runner.run()
    assert runner.values["steps.masthead.outputs.folder"] == str(ROOT)  # no /./, which they refuse
    assert re.fullmatch(r"[0-9a-f]{16}", runner.values["steps.masthead.outputs.locks"])
    caches = [step["with"] for step in action["runs"]["steps"] if "cache" in step.get("uses", "")]
    assert len(caches) == 2
    text = (ROOT / "action.yml").read_text("utf-8")
    assert "${{ hashFiles" not in text
    assert text.count("github.action_path") == 1


def test_a_renamed_paper_breaks_no_ci(action, elsewhere):
    """What was built before comes back from the action's cache, with files of the old name."""
    chosen = {"formats": "docx html"}
    Runner(action, elsewhere, **chosen).run()
    old = elsewhere / "source" / f"{STEM}.yaml"
    new = elsewhere / "source" / "NPT_CONF.2026_PC.II_WP.8.yaml"
    new.write_text(old.read_text().replace("PC.II/WP.7", "PC.II/WP.8"))
    old.unlink()
    done = Runner(action, elsewhere, **chosen).run()
    assert "4 removed" in done["Build"].stdout
    assert done["Verify"].returncode == 0, done["Verify"].stdout
    assert not list((elsewhere / "output").glob(f"{STEM}-*"))


def test_formats_that_are_no_longer_asked_for_break_no_ci(action, elsewhere):
    Runner(action, elsewhere, formats="docx html").run()
    paper = elsewhere / "source" / f"{STEM}.yaml"
    paper.write_text(paper.read_text().replace("First heading", "Another heading"))
    done = Runner(action, elsewhere, formats="html").run()
    assert done["Verify"].returncode == 0, done["Verify"].stdout


def test_a_pull_request_says_what_was_changed_in_its_papers(action, elsewhere):
    first = elsewhere / "source" / f"{STEM}.yaml"
    git = ["git", "-c", "user.name=a", "-c", "user.email=a@b", "-C", str(elsewhere)]
    for arguments in (["init", "-q"], ["add", "source"], ["commit", "-qm", "one"]):
        subprocess.run([*git, *arguments], check=True, capture_output=True)
    first.write_text(first.read_text().replace("First heading", "Another heading"))
    new = elsewhere / "source" / "NPT_CONF.2026_PC.II_WP.8.yaml"
    new.write_text(first.read_text().replace("PC.II/WP.7", "PC.II/WP.8"))
    chosen = {"formats": "html", "verify": "false"}
    done = Runner(action, elsewhere, base="HEAD", **chosen).run()
    assert done["Compare"].returncode == 0, done["Compare"].stderr
    kept = (elsewhere / "output" / "compared" / "changes.md").read_text()
    assert (elsewhere.parent / "summary.md").read_text().endswith(kept)
    assert {path.name for path in (elsewhere / "output" / "compared").iterdir()} == {
        "changes.md",
        *(
            f"{STEM}-{code}-changes.{name}"
            for code in ("EN", "ZH")
            for name in ("docx", "html", "pdf")
        ),
    }
    assert "~~First~~**Another** heading" in kept
    assert f"### source/{new.name}".replace("_", r"\_") in kept
    assert "is new since HEAD" in kept

    done = Runner(action, elsewhere, base="0" * 40, **chosen).run()
    assert done["Compare"].stdout.startswith("::warning::nothing is compared")
    assert done["Compare"].returncode == 0


@pytest.mark.parametrize(
    ("given", "name"),
    [
        ({}, "papers-papers"),
        ({"folder": "committee/first session"}, "papers-papers-committee-first-session"),
        ({"total": "3", "index": "2"}, "papers-papers-2"),
        ({"artifact": "mine"}, "mine"),
        ({"artifact": ""}, ""),
    ],
)
def test_two_jobs_of_a_workflow_keep_their_files_apart(action, elsewhere, given, name):
    inputs = {key: value for key, value in given.items() if key in ("folder", "artifact")}
    runner = Runner(action, elsewhere, **inputs)
    for key in {"total", "index"} & given.keys():
        runner.values[f"strategy.job-{key}"] = given[key]
    runner.steps = [step for step in runner.steps if step.get("id") == "masthead"]
    runner.run()
    assert runner.values["steps.masthead.outputs.artifact"] == name


def test_a_pull_request_that_touches_no_paper_keeps_nothing_and_is_fine(action):
    (upload,) = (one["with"] for one in action["runs"]["steps"] if "upload" in one.get("uses", ""))
    assert "inputs.changed-since == '' && 'error' || 'ignore'" in upload["if-no-files-found"]


@pytest.mark.parametrize("path", [".github/workflows/build.yml", "action.yml"])
def test_actions_of_others_are_pinned_to_a_commit(path):
    used = re.findall(r"uses: (.+)", (ROOT / path).read_text("utf-8"))
    assert used
    pinned = re.compile(r"[\w-]+/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+")
    assert all(name == "./" or pinned.fullmatch(name) for name in used)
