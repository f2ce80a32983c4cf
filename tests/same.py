"""Whether two states of the project make the same bytes: ``make same BASE=main``.

Every paper in ``source/`` and its samples is built in every format, once as the other revision has
it and once as it lies here; as a draft, since not all of them are agreed upon. What differs is
listed: so one sees whether a change to the code changes a paper.
"""

from __future__ import annotations

import argparse
import hashlib
import re
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
BUILD = (".venv/bin/python", "build.py", "build")
PAPERS = ("source", "source/samples")
SHARED = (".venv", "styles/fonts")
"""What set-up brought: a second state of the project borrows it."""


def main() -> int:
    """Build both, and say what differs; 1 when anything does."""
    parser = argparse.ArgumentParser(prog="make same", description=__doc__)
    parser.add_argument("base", metavar="REV", help="the git revision to compare with")
    base = parser.parse_args().base
    with tempfile.TemporaryDirectory(prefix="masthead-same-") as folder:
        there = Path(folder, "base")
        run(ROOT, "git", "worktree", "add", "--quiet", "--detach", str(there), base)
        try:
            borrow(there)
            before = build(there, Path(folder, "before"))
        finally:
            run(ROOT, "git", "worktree", "remove", "--force", str(there))
        after = build(ROOT, Path(folder, "after"))
    different = compare(before, after)
    print(*different, f"{len(before)} files at {base}, {len(after)} here, {len(different)} differ",
          sep="\n")  # fmt: skip
    return bool(different)


def borrow(folder: Path) -> None:
    """Let a state of the project use the environment and the fonts of this one."""
    for name in SHARED:
        place = folder / name
        if place.is_dir():  # what git keeps of it
            for file in (ROOT / name).iterdir():
                if not (place / file.name).exists():
                    (place / file.name).symlink_to(file)
        else:
            place.symlink_to(ROOT / name)


def build(folder: Path, output: Path) -> dict[str, str]:
    """Build every paper of a state in all its formats; the hashes of the files by their names."""
    told = subprocess.run(
        [*BUILD, "--help"], cwd=folder, check=True, capture_output=True, text=True
    )
    (names,) = re.findall(r"--format \[([\w|-]+)\]", told.stdout)
    formats = [option for name in names.split("|") for option in ("--format", name)]
    run(
        folder,
        *BUILD,
        *PAPERS,
        *formats,
        "--draft",
        "--no-cache",
        "--quiet",
        "--output",
        str(output),
    )
    return {
        file.name: hashlib.sha256(file.read_bytes()).hexdigest()
        for file in sorted(output.iterdir())
        if file.suffix != ".json"
    }


def compare(before: dict[str, str], after: dict[str, str]) -> list[str]:
    """List the files that are not the same, each with what is the matter."""
    said = {(True, True): "differs", (True, False): "is gone", (False, True): "is new"}
    return [
        f"{name} {said[name in before, name in after]}"
        for name in sorted(before.keys() | after.keys())
        if before.get(name) != after.get(name)
    ]


def run(folder: Path, *command: str) -> None:
    """Run a command in a folder. Raises CalledProcessError when it fails."""
    subprocess.run(command, cwd=folder, check=True)


if __name__ == "__main__":
    sys.exit(main())
