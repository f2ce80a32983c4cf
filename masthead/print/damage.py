"""Damage: whatever can go wrong while the objects of a PDF are followed."""

from __future__ import annotations

import contextlib
import warnings
from collections.abc import Iterator
from typing import Any

from masthead.diagnostic import PaperError, Place
from masthead.print import problems


@contextlib.contextmanager
def name_damage(place: Place) -> Iterator[None]:
    """Turn whatever goes wrong meanwhile into a diagnostic: the file is damaged.

    Only for following what a file gives: a number may be a name there, a page a font, so nearly
    anything can go wrong. What it was stays the cause of the PaperError.
    """
    import pikepdf

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", UserWarning)  # pikepdf's way to tell of broken content
            yield
    except pikepdf.PasswordError:
        raise PaperError([problems.ENCRYPTED.at(place)]) from None
    except (
        pikepdf.PdfError, RuntimeError, ValueError, TypeError, AttributeError, LookupError,
        ArithmeticError, NotImplementedError, UserWarning,
    ) as error:  # fmt: skip
        raise PaperError([problems.DAMAGED.at(place, reason=shorten(error))]) from error


def shorten(error: object) -> str:
    """Say a library's complaint without the name it gave to bytes in memory."""
    text = str(error).splitlines()[0] if str(error) else type(error).__name__
    return text.rpartition(">: ")[2].strip() or "it cannot be read"


def read_through(thing: Any, seen: set[tuple[int, int]]) -> None:
    """Read every stream that an object leads to, so that damage shows before anything is written.

    ``seen`` holds the indirect objects that were read before. Raises what the library raises.
    """
    import pikepdf

    waiting = [thing]
    while waiting:
        found = waiting.pop()
        if not isinstance(found, pikepdf.Object):
            continue
        if found.objgen != (0, 0):
            if found.objgen in seen:
                continue
            seen.add(found.objgen)
        if isinstance(found, pikepdf.Array):
            waiting.extend(found)
        elif isinstance(found, pikepdf.Dictionary | pikepdf.Stream):
            if isinstance(found, pikepdf.Stream):
                found.read_bytes(pikepdf.StreamDecodeLevel.generalized)
            waiting.extend(found.values())
