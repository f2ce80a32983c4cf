"""Where the cache is: the folder for what can be made anew at any time.

A build with nothing to do asks this first, so that next to nothing is imported for it.
"""

from __future__ import annotations

import os
import sys

ROOMS = ("objects", "actions", "runs", "engine")
"""Its subfolders, each of one kind of things."""


def find_cache_folder() -> str:
    """Find the folder of the cache: ``MASTHEAD_CACHE``, or where the platform keeps caches."""
    if named := os.environ.get("MASTHEAD_CACHE"):
        return named
    system: str = sys.platform
    if system.startswith("linux"):  # as platformdirs says; importing it costs 20 ms
        caches = os.environ.get("XDG_CACHE_HOME", "").strip() or os.path.expanduser("~/.cache")  # noqa: PTH111
        return os.path.join(caches, "masthead")  # noqa: PTH118
    import platformdirs

    return platformdirs.user_cache_dir("masthead")
