"""WeasyPrint's declarations of C functions, parsed once and kept in the cache.

It declares 450 lines of C to cffi whenever it is imported, and a parser written in Python reads
them. What cffi makes of them is kept as plain data, under the hash of the module that declares them
and the version of cffi, and stands in for the parser at the next import. No page can look different
for it: what cannot be read is parsed, what cannot be written is parsed the next time, too.
"""

from __future__ import annotations

import ast
import contextlib
import hashlib
import io
import sys
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from types import ModuleType
from typing import Any

from masthead.cachefolder import find_cache_folder
from masthead.files import write_file
from masthead.streams import say_more

FORM = "1"
"""Changes when what is kept changes its form."""
_KINDS = {
    "_version": int, "_types": bytes, "_globals": tuple, "_struct_unions": tuple, "_enums": tuple,
    "_typenames": tuple,
}  # fmt: skip
"""What cffi makes of declarations: names and types; it leaves out what is empty."""


@contextlib.contextmanager
def lend_declarations() -> Iterator[None]:
    """Lend cffi's place to what was kept, while WeasyPrint is imported; else keep it then."""
    place = find_place() if "cffi" not in sys.modules else None
    kept = _read(place) if place else None
    if kept is None:
        yield
        if place is not None:
            _keep(place)
        return
    stand_in = ModuleType("cffi")
    stand_in.FFI = lambda: _declare(kept)  # type: ignore[attr-defined]
    sys.modules["cffi"] = stand_in
    try:
        yield
    finally:
        del sys.modules["cffi"]


def find_place() -> Path | None:
    """Find the file for the declarations of the WeasyPrint and the cffi that are installed."""
    import _cffi_backend

    spec = find_spec("weasyprint")
    try:
        folder = (spec.submodule_search_locations if spec else None) or [""]
        source = Path(folder[0], "text", "ffi.py").read_bytes()
    except OSError:
        return None
    made_with = f"{FORM} {_cffi_backend.__version__} {sys.platform} {sys.maxsize} "
    digest = hashlib.sha256(made_with.encode() + source).hexdigest()
    return Path(find_cache_folder(), "engine", digest)


def _declare(kept: dict[str, Any]) -> Any:
    """Make what ``cffi.FFI()`` is once everything was declared to it."""
    import _cffi_backend

    class Declared(_cffi_backend.FFI):  # type: ignore[misc]
        def cdef(self, source: str) -> None:
            """Declare what is declared already."""

    return Declared("masthead", **kept)


def _read(place: Path) -> dict[str, Any] | None:
    """Read what was kept; None where nothing was, or something else is there."""
    try:
        check, _, body = place.read_bytes().partition(b"\n")
    except FileNotFoundError:
        return None
    except OSError as error:
        say_more(f"{place}: {error.strerror}; WeasyPrint's declarations are parsed")
        return None
    if hashlib.sha256(body).hexdigest().encode() == check:
        with contextlib.suppress(ValueError, SyntaxError, RecursionError, MemoryError):
            found = ast.literal_eval(body.decode())
            if isinstance(found, dict) and all(
                isinstance(value, _KINDS.get(name, ())) for name, value in found.items()
            ):
                return found
    say_more(f"{place}: damaged; WeasyPrint's declarations are parsed, and kept anew")
    return None


def _keep(place: Path) -> None:
    """Keep the declarations of the WeasyPrint that was just imported."""
    from cffi import FFI

    ffi = sys.modules["weasyprint.text.ffi"].ffi
    if not isinstance(ffi, FFI):
        return
    ffi.set_source("masthead", None)
    written = io.StringIO()
    ffi.emit_python_code(written)
    call = ast.parse(written.getvalue()).body[-1].value  # type: ignore[attr-defined]
    body = repr({one.arg: ast.literal_eval(one.value) for one in call.keywords}).encode()
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        write_file(place, hashlib.sha256(body).hexdigest().encode() + b"\n" + body)
    except OSError as error:
        say_more(f"{place}: {error.strerror}; WeasyPrint's declarations are not kept")
