"""``make bench``: every measure of this folder, or those that ``BENCH_ARGS`` names."""

from __future__ import annotations

import importlib
import os
import platform
import sys
from pathlib import Path


def main(wanted: list[str]) -> int:
    """Run measures by the names of their modules; 1 when one was missed."""
    known = list_measures()
    if unknown := [name for name in wanted if name not in known]:
        print(f"there is no measure {unknown[0]}; there are {', '.join(known)}", file=sys.stderr)
        return 2
    print(
        f"{read_model()}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f} at the start",
        flush=True,
    )
    missed = False
    for name in wanted or known:
        print(f"\n--- {name}", flush=True)
        missed |= bool(importlib.import_module(f"tests.bench.{name}").main())
    return int(missed)


def list_measures() -> list[str]:
    """List the measures by the names of their modules."""
    return sorted(
        path.stem
        for path in Path(__file__).parent.glob("*.py")
        if not path.stem.startswith("_") and "def main(" in path.read_text("utf-8")
    )


def read_model() -> str:
    """Read what the processor calls itself."""
    for path in Path("/proc").glob("cpuinfo"):
        for line in path.read_text("utf-8", "replace").splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    return platform.processor() or platform.machine()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
