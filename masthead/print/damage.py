"""Damage: whatever can go wrong while the objects of a PDF are followed."""

from __future__ import annotations

import contextlib
import re
import warnings
from collections.abc import Iterator
from typing import TYPE_CHECKING

from masthead.diagnostic import PaperError, Place
from masthead.print import problems

if TYPE_CHECKING:
    import pikepdf

_NAME = re.compile(r"^(?:stream )?<_io\.BytesIO[^>]*>:? |^empty PDF ")
_LOST = re.compile(
    r"damaged|reconstruct|treating|ended prematurely|\bEOF\b|decod|giving up|\bloop|unable|"
    r"too many|null|not found|ignoring|deeply|invalid|undefined"
)
"""What the library says where something is not as it was, or not there any more."""


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
        pikepdf.PikepdfError, RuntimeError, ValueError, TypeError, AttributeError, LookupError,
        ArithmeticError, NotImplementedError, UserWarning,
    ) as error:  # fmt: skip
        if "memory limit" in str(error):
            raise PaperError([problems.TOO_LARGE.at(place)]) from None
        raise PaperError([problems.DAMAGED.at(place, reason=shorten(error))]) from error


def shorten(error: object) -> str:
    """Say a library's complaint without the name it gave to bytes in memory."""
    text = str(error).splitlines()[0] if str(error) else type(error).__name__
    return _NAME.sub("", text.rpartition(">: ")[2]).strip() or "it cannot be read"


def find_damage(pdf: pikepdf.Pdf) -> str:
    """Find what was lost when a PDF was opened and read so far, in words; empty for nothing.

    What else the library remarks upon (a count that is wrong, a length, blanks where none belong)
    it has put right, and the pages are all there.
    """
    return next((shorten(remark) for remark in pdf.get_warnings() if _LOST.search(str(remark))), "")
