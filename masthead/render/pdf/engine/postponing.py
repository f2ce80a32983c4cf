"""Modules that WeasyPrint imports and hardly ever calls: imported when they are called.

Fonts are cut down by HarfBuzz, and none of ours is variable; fontTools' subsetter and instancer
would be a fifth of the import.
"""

from __future__ import annotations

import contextlib
import importlib
import sys
from collections.abc import Callable, Iterator
from types import ModuleType
from typing import Any

SELDOM = {
    "fontTools.subset": ("Options", "Subsetter"),
    "fontTools.varLib.instancer": ("instantiateVariableFont",),
}
"""The modules, with what WeasyPrint calls of each."""


@contextlib.contextmanager
def postpone_modules() -> Iterator[None]:
    """Let stand-ins be imported meanwhile, each of which calls the module itself."""
    absent = {name: called for name, called in SELDOM.items() if name not in sys.modules}
    for name, called in absent.items():
        stand_in = ModuleType(name)
        for function in called:
            setattr(stand_in, function, _call_later(name, function))
        sys.modules[name] = stand_in
    try:
        yield
    finally:
        for name in absent:
            del sys.modules[name]


def _call_later(module: str, function: str) -> Callable[..., Any]:
    """Make a function that imports a module and calls the function of that name in it."""

    def call(*arguments: Any, **named: Any) -> Any:
        return getattr(importlib.import_module(module), function)(*arguments, **named)

    return call
