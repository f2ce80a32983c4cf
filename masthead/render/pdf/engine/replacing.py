"""Functions of the engine, led through ours for a while."""

from __future__ import annotations

import contextlib
import pkgutil
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from masthead.render.pdf.engine.leanings import REPLACED

Making = Callable[[Any], Any]
"""Makes a function of the one whose place it takes, which it may call."""


@contextlib.contextmanager
def replace(makings: Mapping[str, Making]) -> Iterator[None]:
    """Replace functions of the engine meanwhile: each has a dotted name of `leanings.REPLACED`."""
    with contextlib.ExitStack() as restoring:
        for name, make in makings.items():
            if name not in REPLACED:
                raise AssertionError(f"{name} is replaced, and leanings.py does not say so")
            place, _, function = name.rpartition(".")
            owner = pkgutil.resolve_name(place)
            original = getattr(owner, function)
            restoring.callback(setattr, owner, function, original)
            setattr(owner, function, make(original))
        yield
