"""git: what it knows of the project's folder, asked with care."""

from __future__ import annotations

import os
from typing import IO

from masthead.diagnostic import ToolError, UsageError
from masthead.project import Project


def check_revision(project: Project, revision: str) -> str:
    """Check that git knows a revision, and give its hash. Raises UsageError, ToolError."""
    if not revision or revision.startswith("-"):
        raise UsageError(f"{revision or 'nothing'} is no revision")
    ask_git(project, "rev-parse", "--git-dir")  # which tells where there is no repository
    commit = f"{revision}^{{commit}}"
    said = ask_git(project, "rev-parse", "--verify", "--quiet", commit, asked=revision)
    return said.strip()


def ask_git(
    project: Project, *arguments: str, asked: str = "", into: IO[bytes] | None = None
) -> str:
    """Ask git something, and give what it says, unless that goes ``into`` a file.

    Raises UsageError when it fails, as for ``asked``, which is no revision; ToolError without git.
    """
    import subprocess  # 8 ms that a check does not need

    try:
        done = subprocess.run(
            # Of what a repository's settings could have it run, this is what can be kept from it.
            ["git", "-c", "core.fsmonitor=false", "-C", str(project.root), *arguments],
            stdout=into or subprocess.PIPE, stderr=subprocess.PIPE, stdin=subprocess.DEVNULL,
            check=False,
        )  # fmt: skip
    except OSError as error:
        raise ToolError(f"git cannot be started: {error.strerror}") from None
    if done.returncode:
        if asked:
            raise UsageError(f"{asked} is no revision that git knows here")
        reason = done.stderr.decode("utf-8", "replace").strip().splitlines()
        raise UsageError(f"git: {reason[-1].removeprefix('fatal: ') if reason else 'failed'}")
    return os.fsdecode(done.stdout or b"")
