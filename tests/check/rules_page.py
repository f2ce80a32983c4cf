"""Writes docs/rules.md from the rules and from what was measured.

python -m tests.check.rules_page
"""

from __future__ import annotations

import json
from pathlib import Path

from masthead.check.manual import write_page

PAGE = Path(__file__).parents[2] / "docs" / "rules.md"
MEASURED = Path(__file__).parent / "planted" / "measured.json"
OFFICIAL = Path(__file__).parent / "official" / "measured.json"


def make_page() -> str:
    """Make the page."""
    kept = (json.loads(path.read_text(encoding="utf-8")) for path in (MEASURED, OFFICIAL))
    return write_page(*kept)


if __name__ == "__main__":
    PAGE.write_text(make_page(), encoding="utf-8")
    print(f"{PAGE.name} is written")
