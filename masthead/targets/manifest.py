"""The manifest: for each built file its hash, size, and everything that it was made from.

It holds no times, so equal builds have equal manifests. What several files were made from stands
once, under a short name that is its own hash.
"""

from __future__ import annotations

import hashlib
import io
import json
from collections.abc import Collection, Iterable, Mapping
from pathlib import Path
from typing import Any

from masthead import __version__
from masthead.targets.fingerprint import Tools
from masthead.targets.otherfonts import OtherFonts
from masthead.targets.outlet import Outlet
from masthead.targets.report import Outcome

NAME = "manifest.json"
FORM = 1
"""Changes when the manifest changes its form."""


def read_manifest(folder: Path) -> dict[str, Any]:
    """Read a folder's manifest; an empty one when there is none that can be read."""
    try:
        return parse_manifest((folder / NAME).read_bytes())
    except OSError:
        return parse_manifest(None)


def parse_manifest(data: bytes | None) -> dict[str, Any]:
    """Parse a manifest; an empty one of what is none.

    Of files it has those entries that are as :func:`update_manifest` writes them.
    """
    empty: dict[str, Any] = {"files": {}, "made_with": {}}
    try:
        manifest = json.loads(data or b"")
    except ValueError:
        return empty
    if not isinstance(manifest, dict) or manifest.get("form") != FORM:
        return empty
    if not all(isinstance(manifest.get(key), dict) for key in empty):
        return empty
    files = {name: entry for name, entry in manifest["files"].items() if _is_entry(entry)}
    return {**manifest, "files": files}


def update_manifest(
    outlet: Outlet,
    outcomes: Iterable[Outcome],
    tools: Tools,
    unlocked: Mapping[str, OtherFonts],
    forgotten: Collection[str] = (),
) -> None:
    """Put what was built into an outlet's manifest; other papers' files in it stay.

    ``unlocked`` says by file what stood for a locked font in its making; ``forgotten`` are files
    that it knows no longer. Raises OSError.
    """
    with outlet.hold():
        written = outlet.read(NAME)
        before = parse_manifest(written)
        files = {
            name: entry
            for name, entry in before["files"].items()
            if name not in forgotten and outlet.measure(name) == entry.get("size")
        }
        made_with = dict(before["made_with"])
        names: dict[tuple[str, frozenset[tuple[str, str]]], str] = {}
        for outcome in outcomes:
            target = outcome.target
            read = target.format, frozenset(outcome.inputs.items())
            if (name := names.get(read, "")) == "":
                basis = {"inputs": outcome.inputs, "tools": tools.versions(target.format)}
                told = json.dumps(basis, sort_keys=True).encode()
                name = names[read] = hashlib.sha256(told).hexdigest()[:16]
                made_with[name] = basis
            files[target.filename] = {
                "sha256": outcome.sha256,
                "size": outcome.size,
                **({"pages": outcome.pages} if outcome.pages is not None else {}),
                "format": target.format,
                "languages": list(target.languages),
                "source": {"file": target.source, "sha256": outcome.source},
                "edition": outcome.edition,
                "made_with": name,
                **({"job": outcome.job} if outcome.job else {}),
                **({"unlocked_fonts": found} if (found := unlocked.get(target.filename)) else {}),
            }
        used = {entry.get("made_with") for entry in files.values()}
        manifest = {
            "form": FORM,
            "masthead": __version__,
            "files": dict(sorted(files.items())),
            "made_with": {name: made_with[name] for name in sorted(made_with) if name in used},
        }
        data = _format(manifest)
        if written != data:
            future = outlet.write(NAME, data, hashlib.sha256(data).hexdigest())
            if future is not None:
                future.result()


def _format(manifest: dict[str, Any]) -> bytes:
    """Format it bit by bit: of very many files the bits alone would take gigabytes."""
    buffer = io.BytesIO()
    with io.TextIOWrapper(buffer, "utf-8", newline="\n") as text:
        json.dump(manifest, text, indent=1, ensure_ascii=False)
        text.write("\n")
        text.flush()
        return buffer.getvalue()


def _is_entry(entry: object) -> bool:
    match entry:
        case {
            "format": str(),
            "languages": [*codes],
            "source": {"file": str()},
            "made_with": str(),
        }:
            return all(isinstance(code, str) for code in codes)
        case _:
            return False
