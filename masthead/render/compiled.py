"""Compiled templates, kept where Python keeps its compiled modules and on the same terms.

Compiling takes a tenth of a second in each process. What is kept is known by the template's text,
the environment's module, and the versions of Python and Jinja2; where it cannot be read or written,
templates are compiled anew.
"""

from __future__ import annotations

import contextlib
import hashlib
import importlib.util
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from jinja2 import BytecodeCache, FileSystemBytecodeCache, __version__

if TYPE_CHECKING:
    from jinja2.bccache import Bucket


class _CompiledTemplates(FileSystemBytecodeCache):
    """A folder of compiled templates. That it is damaged, full or closed only costs time."""

    def load_bytecode(self, bucket: Bucket) -> None:
        try:
            super().load_bytecode(bucket)
        except Exception:  # noqa: BLE001  # damaged: unpickling may raise anything
            bucket.reset()

    def dump_bytecode(self, bucket: Bucket) -> None:
        with contextlib.suppress(OSError):
            super().dump_bytecode(bucket)


def open_compiled(made_by: str) -> BytecodeCache | None:
    """Open the compiled templates; None where Python keeps nothing compiled.

    ``made_by`` is the module that says how templates are compiled: another text of it counts.
    """
    if sys.dont_write_bytecode:
        return None
    folder = Path(importlib.util.cache_from_source(__file__)).parent
    maker = hashlib.sha256(Path(made_by).read_bytes() + __version__.encode()).hexdigest()
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        return None
    return _CompiledTemplates(str(folder), f"template-{maker[:12]}-%s.cache")
