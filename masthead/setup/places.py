"""Where set-up puts fonts. Every build asks, so that this module imports next to nothing."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

FONTS = Path("styles") / "fonts"
LOCK_NAME = "fonts.lock"
RECORDED_FONTS = f"{FONTS.as_posix()}/"
"""What the names of font files begin with where a build records them, wherever they are."""


def font_folder(project: Path, environment: Mapping[str, str] = os.environ) -> Path:
    """The folder that fonts are read from and installed into.

    A project that has a font lock of its own (a clone of Masthead is one) or a `styles/fonts/` of
    its own keeps them there; all other projects of a person share one folder among the data that
    the platform keeps for programs, since the fonts weigh 60 MB.
    """
    own = project / FONTS
    if own.is_dir() or (own.parent / LOCK_NAME).is_file():
        return own
    if sys.platform == "darwin":
        data = Path.home() / "Library" / "Application Support"
    else:
        named = environment.get("XDG_DATA_HOME", "")
        data = Path(named) if named.startswith("/") else Path.home() / ".local" / "share"
    return data / "masthead" / "fonts"
