"""``python -m masthead``: the same as the command ``masthead``."""

from __future__ import annotations

import sys

from masthead.cli import main

if __name__ == "__main__":
    sys.exit(main())
