"""`python3 -m masthead.setup`: set this clone up, for building or for testing."""

from __future__ import annotations

import argparse
import errno
import sys
from pathlib import Path

from masthead.setup import SetupError
from masthead.setup.environment import (
    RUNTIME_LOCK,
    TEST_LOCK,
    WHEEL_LOCK,
    compile_package,
    find_python,
    install_locks,
    warm_engine,
)
from masthead.setup.fonts import install_fonts
from masthead.setup.node import install_test_tools
from masthead.setup.places import FONTS, LOCK_NAME, font_folder
from masthead.setup.system import FOR_BUILD, FOR_ENVIRONMENT, FOR_TESTS, provide
from masthead.setup.tools import announce
from masthead.setup.turns import take_turn

CLONE = Path(__file__).resolve().parents[2]


def main(arguments: list[str] | None = None) -> int:
    """Do the steps that the command line asks for; 0 when all is set up, 1 when it cannot be."""
    parser = argparse.ArgumentParser(
        prog="python3 -m masthead.setup",
        description="Have on this machine what Masthead needs. What is there is left alone.",
    )
    parser.add_argument(
        "step",
        nargs="?",
        choices=("build", "test", "fonts", "wheel", "relock"),
        default="build",
        help="for what: building papers (default), running the tests as well, only the fonts, "
        "making a wheel; or write the lock files anew",
    )
    parser.add_argument("--upgrade", action="store_true", help="relock for the newest releases")
    asked = parser.parse_args(arguments)
    in_clone = (CLONE / "pyproject.toml").is_file()
    if not in_clone and asked.step != "fonts":
        print(f"set-up: {asked.step} is for a clone; here there is `fonts` only", file=sys.stderr)
        return 2
    try:
        if not in_clone:
            install_shared_fonts()
            return 0
        with take_turn(CLONE / ".setup" / "turn"):
            if asked.step == "relock":
                from masthead.setup.relock import relock

                relock(CLONE, upgrade=asked.upgrade)
            else:
                set_up(asked.step)
    except SetupError as error:
        print(f"set-up: {error}", file=sys.stderr)
        return 1
    except OSError as error:  # a folder that is closed, a disk that is full
        place = f"{error.filename}: " if error.filename else ""
        print(f"set-up: {place}{error.strerror or error}{advise(error)}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("set-up: interrupted; run it again to go on", file=sys.stderr)
        return 130
    return 0


def advise(error: OSError) -> str:
    """Say what to do about a folder where fonts cannot go."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return " (make room on the disk)"
    if error.errno not in (errno.EACCES, errno.EPERM, errno.EROFS, errno.ENOTDIR, errno.EEXIST):
        return ""
    return (
        " (XDG_DATA_HOME names another folder for fonts; a folder styles/fonts/ in the project is "
        "taken first)"
    )


def install_shared_fonts() -> None:
    """Install the fonts for a Masthead that came as a package: for this folder, or this person."""
    from masthead.project import built_in_folder

    folder = font_folder(Path.cwd())
    if not install_fonts(built_in_folder("styles") / LOCK_NAME, folder):
        announce(f"all fonts are in {folder}")


def set_up(step: str) -> None:
    """Do what a step (build, test, fonts, wheel) needs; the system first, which fails soonest."""
    if step == "wheel":  # neither a library nor a font
        install_locks(CLONE, WHEEL_LOCK)
        return
    installed = False
    if step != "fonts":
        needs = [*FOR_BUILD, *(FOR_TESTS if step == "test" else ())]
        if not find_python(CLONE).exists():
            needs.insert(0, FOR_ENVIRONMENT)
        provide(needs)
        installed = install_locks(CLONE, RUNTIME_LOCK)
    install_fonts(CLONE / "styles" / LOCK_NAME, CLONE / FONTS, CLONE)
    if step == "test":
        install_locks(CLONE, TEST_LOCK)
        install_test_tools(CLONE)
    if step != "fonts":
        compile_package(CLONE)
    if installed:
        warm_engine(CLONE)


if __name__ == "__main__":
    sys.exit(main())
