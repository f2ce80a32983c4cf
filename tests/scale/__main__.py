"""``make scale``: every measure of this folder, or those that ``SCALE_ARGS`` names."""

from __future__ import annotations

import importlib
import os
import sys

MEASURES = ("planning", "cluster", "resuming", "model")


def main(wanted: list[str]) -> int:
    """Run measures by their names; 1 when a bound was missed."""
    if unknown := [name for name in wanted if name not in MEASURES]:
        print(f"there is no measure {unknown[0]}; there are {', '.join(MEASURES)}", file=sys.stderr)
        return 2
    print(f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f} at the start", flush=True)
    kept = True
    for name in wanted or MEASURES:
        print(f"\n--- {name}", flush=True)
        kept &= bool(importlib.import_module(f"tests.scale.{name}").main())
    return int(not kept)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
