#!/usr/bin/env python3
"""Build, check and keep United Nations papers: `./build.py --help`.

The commands are in masthead/cli.py. This file only sees to it that they run in `.venv`, which
`make` fills, whatever Python was typed; so it stays free of syntax that an old Python lacks.
"""

import os
import sys
from importlib.machinery import PathFinder  # importlib.util costs 7 ms more

HERE = os.path.dirname(os.path.realpath(__file__))
NEEDED = ("click", "jinja2", "lxml", "msgspec", "pydantic", "pypandoc", "weasyprint", "yaml")


def enter_environment() -> None:
    """Go on in the project's virtual environment, if there is one and this is not it."""
    folder = os.path.join(HERE, ".venv")
    python = os.path.join(folder, "bin", "python")
    whole = os.path.isfile(os.path.join(folder, "pyvenv.cfg")) and os.access(python, os.X_OK)
    if whole and os.path.realpath(sys.prefix) != os.path.realpath(folder):
        sys.stdout.flush()
        os.execv(python, [python, os.path.join(HERE, "build.py"), *sys.argv[1:]])


def main() -> int:
    """Run Masthead's command line; 2 when it is not set up."""
    enter_environment()
    if any(PathFinder.find_spec(name) is None for name in NEEDED):
        print("Masthead is not set up yet: run make", file=sys.stderr)
        return 2
    from masthead.cli import main as run

    return run(folder=HERE)


if __name__ == "__main__":
    sys.exit(main())
