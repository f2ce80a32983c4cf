"""Whatever bytes a PDF has: a print file, or a diagnostic; never anything else."""

from __future__ import annotations

import contextlib
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from masthead.diagnostic import PaperError
from tests.bench import printing
from tests.counting import count_calls
from tests.print.conftest import Printer
from tests.print.pdfs import make_pdf, make_set_pdf

JOBS = [{}, {"layout": "booklet", "grey": True}, {"layout": "2up", "pdfx": True}]


def print_anyhow(printer: Printer, data: bytes) -> None:
    for job in JOBS:
        with contextlib.suppress(PaperError):
            assert printer(data, **job).data.startswith(b"%PDF")  # type: ignore[arg-type]


def write_plainly(pages: int) -> bytes:
    """Write a PDF whose objects and operators are plain text, so that changes reach them."""
    import pikepdf

    return make_pdf(
        pages,
        extra=b"q 1 0 0 rg 0 0 9 9 re f Q /DeviceRGB cs 0 0 1 sc f BT (x) Tj ET",
        object_stream_mode=pikepdf.ObjectStreamMode.disable,
        compress_streams=False,
    )


@given(st.data())
@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_bytes_changed_at_random(printer: Printer, data: st.DataObject) -> None:
    whole = bytearray(data.draw(st.sampled_from([write_plainly(2), make_set_pdf(2)])))
    for _ in range(data.draw(st.integers(1, 8))):
        place = data.draw(st.integers(0, len(whole) - 1))
        whole[place] = data.draw(st.integers(0, 255))
    print_anyhow(printer, bytes(whole))


@given(st.data())
@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_words_changed_at_random(printer: Printer, data: st.DataObject) -> None:
    """Numbers become names, dictionaries arrays, keys other keys."""
    words = write_plainly(2).split(b" ")
    pieces = [
        *b"/Page /Form null -1 99999999999 [ << ( /DeviceRGB cs scn Q BT true /Contents".split(),
        b"1 0 R",
        b"/Resources",
    ]
    for _ in range(data.draw(st.integers(1, 4))):
        words[data.draw(st.integers(0, len(words) - 1))] = data.draw(st.sampled_from(pieces))
    print_anyhow(printer, b" ".join(words))


@given(st.binary(max_size=400))
@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_bytes_that_were_never_a_pdf(printer: Printer, data: bytes) -> None:
    for start in (b"", b"%PDF-1.7\n"):
        with pytest.raises(PaperError):
            printer(start + data)


def test_pikepdf_is_imported_only_when_something_is_printed() -> None:
    code = (
        "import sys, masthead.commands.print, masthead.print.shop, masthead.print.press\n"
        "print([name for name in ('pikepdf', 'PIL', 'lxml', 'weasyprint') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_a_thousand_pages_in_no_more_memory_than_promised(built: bytes, tmp_path: Path) -> None:
    path = tmp_path / "long.pdf"
    path.write_bytes(printing.make_long_pdf(built, printing.PAGES))
    found = printing.measure(path, printing.JOBS["booklet, PDF/X-4"])
    assert found["memory"] <= printing.MOST_MEMORY
    assert found["size"] <= printing.MOST_SIZE


def test_work_grows_with_the_pages(printer: Printer, built: bytes) -> None:
    def count(pages: int) -> int:
        data = printing.make_long_pdf(built, pages)
        return count_calls(lambda: printer(data, **printing.JOBS["booklet, PDF/X-4"]))

    count(8)  # what is read once is read
    assert count(320) < 8 * count(40) * 1.2
