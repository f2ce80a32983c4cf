"""What Python compiles while modules are imported, kept where it keeps the compiled modules.

A module's own code is compiled once. But each start compiles its regular expressions again, and the
methods that ``dataclasses`` writes as text: a fifth of the time of a short command. What came of
each text is kept for this Python, under the text itself; where it cannot be read or written, it is
compiled as ever.
"""

from __future__ import annotations

import _sre  # type: ignore[import-not-found]
import contextlib
import dataclasses
import hashlib
import marshal
import re
import sys
from array import array
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

MOST = 3_000
"""Texts that are kept for a command, three times what it has. Beyond are those that papers made."""
FEW = 8
"""New texts for which the file is not written again."""

Parts = tuple[int, bytes, int, dict[str, int], tuple[str | None, ...]]
"""A regular expression: its flags, its code, the number and the names of its groups."""


@contextlib.contextmanager
def keep_generated(command: str) -> Iterator[None]:
    """Take what was kept for a command meanwhile; keep what is new at the end."""
    place = _find_place(command)
    compiler: Any = getattr(re, "_compiler", None)
    if place is None or not hasattr(compiler, "_sre") or hasattr(dataclasses, "exec"):
        yield
        return
    kept = _Kept(_read(place), compiler.compile)
    compiler.compile = kept.compile_pattern
    # It has the parts handed back; so what is asked for at once in two threads is not mixed up.
    compiler._sre = SimpleNamespace(**{**vars(_sre), "compile": lambda *parts: parts})
    dataclasses.exec = kept.execute  # type: ignore[attr-defined]  # before the built-in one
    try:
        yield
    finally:
        compiler.compile, compiler._sre = kept.compiling, _sre
        vars(dataclasses).pop("exec")
        if kept.new > FEW:
            _write(place, kept)


class _Kept:
    """What was kept and what is new: parts of regular expressions, and code as `marshal` has it."""

    def __init__(self, known: dict[Any, Any], compiling: Any) -> None:
        self.known = known
        self.used: dict[Any, Any] = {}
        self.new = 0
        self.compiling = compiling

    def compile_pattern(self, pattern: Any, flags: int = 0) -> Any:
        """Compile a regular expression, or take its parts."""
        if type(pattern) not in (str, bytes) or flags & re.DEBUG:
            made = self.compiling(pattern, flags)
            return _sre.compile(*made) if isinstance(made, tuple) else made
        parts: Parts | None = self.known.get((pattern, int(flags)))
        if parts is None:
            made = self.compiling(pattern, flags)
            if not isinstance(made, tuple):  # it began before, or ends after, all this
                return made
            parts = (int(made[1]), array("I", made[2]).tobytes(), *made[3:])
            self.new += 1
        self.used[pattern, int(flags)] = parts
        code = memoryview(parts[1]).cast("I").tolist()
        return _sre.compile(pattern, parts[0], code, *parts[2:])

    def execute(self, text: str, *spaces: Any) -> None:
        """Execute what ``dataclasses`` wrote."""
        code: bytes | None = self.known.get(text)
        if code is None:
            code = marshal.dumps(compile(text, "<string>", "exec"))
            self.new += 1
        self.used[text] = code
        exec(marshal.loads(code), *spaces)  # noqa: S102, S302  # as dataclasses does

    def choose(self) -> dict[Any, Any]:
        """Choose what to keep: all of it, unless that is more than a command can have."""
        everything = {**self.known, **self.used}
        return everything if len(everything) <= MOST else self.used


def _find_place(command: str) -> Path | None:
    """Find where a command's texts are kept; None where Python keeps nothing compiled."""
    cached = __spec__.cached if __spec__ else None
    if sys.dont_write_bytecode or cached is None:
        return None
    return Path(cached).with_suffix(f".{command}.kept")


def _read(place: Path) -> dict[Any, Any]:
    """Read what was kept by this very Python; nothing where it is not whole."""
    try:
        header, _, body = place.read_bytes().partition(b"\n")
    except OSError:
        return {}
    if header != _write_header(body):
        return {}
    found = marshal.loads(body)  # noqa: S302  # beside the modules that we run
    return found if isinstance(found, dict) else {}


def _write(place: Path, kept: _Kept) -> None:
    from masthead.files import write_file

    chosen = kept.choose()
    if len(chosen) > MOST:
        return
    body = marshal.dumps(chosen)
    with contextlib.suppress(OSError):
        place.parent.mkdir(parents=True, exist_ok=True)
        write_file(place, _write_header(body) + b"\n" + body)


def _write_header(body: bytes) -> bytes:
    made_with = f"1 {sys.version} {_sre.MAGIC} {sys.byteorder} ".replace("\n", " ")
    return hashlib.sha256(made_with.encode() + body).hexdigest().encode()
