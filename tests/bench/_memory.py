"""The memory that a process has had at the most."""

from __future__ import annotations

import resource
import sys
from pathlib import Path


def read_peak() -> float:
    """Read the most memory that this process has had so far, in MB.

    What the kernel reports as resource usage also counts the process that started this one, as it
    was before it became this program: so where there is a better source, that is asked.
    """
    if sys.platform == "linux":
        for line in Path("/proc/self/status").read_text().splitlines():
            if line.startswith("VmHWM:"):
                return int(line.split()[1]) / 1024
    unit = 1024**2 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / unit
