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

    def __init__(self, action, folder: Path, **inputs: str) -> None:
        self.steps = [step for step in action["runs"]["steps"] if "run" in step]
        self.folder = folder
        given = {name: entry.get("default", "") for name, entry in action["inputs"].items()}
        self.values = {f"inputs.{name}": value for name, value in (given | inputs).items()}
        self.values["github.action_path"] = str(ROOT)
        self.home = folder.parent / "home"
        self.home.mkdir()
        self.summary = folder.parent / "summary.md"

    def fill(self, text: str) -> str:
        return re.sub(r"\$\{\{ *([\w.-]+) *\}\}", lambda match: self.values[match[1]], text)

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
                **{name: self.fill(value) for name, value in step.get("env", {}).items()},
            }  # fmt: skip
            where = self.folder / self.fill(step.get("working-directory", "."))
            done[step["name"]] = subprocess.run(
                ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]],
                cwd=where, env=environment, capture_output=True, text=True, check=False,
            )  # fmt: skip
            if done[step["name"]].returncode:
                break
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
    assert list(done) == ["Set Masthead up", "Check", "Build", "Verify"]
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
    assert list(done) == ["Set Masthead up", "Check"]
    assert done["Check"].returncode == 1
    assert f"::error file=source/{STEM}.yaml,line=" in done["Check"].stdout


def test_every_input_is_used_and_every_used_input_exists(action):
    text = (ROOT / "action.yml").read_text("utf-8")
    used = set(re.findall(r"inputs\.([\w-]+)", text))
    assert used == set(action["inputs"])


def test_no_input_reaches_a_shell_unquoted(action):
    """What others type goes through the environment, never into the text of a script."""
    for step in action["runs"]["steps"]:
        assert "${{" not in step.get("run", "")


@pytest.mark.parametrize("path", [".github/workflows/build.yml", "action.yml"])
def test_actions_of_others_are_pinned_to_a_version(path):
    used = re.findall(r"uses: (\S+)", (ROOT / path).read_text("utf-8"))
    assert used
    assert all(name == "./" or re.search(r"@v\d+$", name) for name in used)
