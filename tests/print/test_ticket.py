"""Job tickets: what they say, and the commands that print."""

from __future__ import annotations

import json
import shlex
from typing import Any

import pytest

from tests.print.conftest import Printer
from tests.print.pdfs import LETTER, make_pdf


def read_ticket(printer: Printer, *job: Any, **options: Any) -> dict[str, Any]:
    ticket: dict[str, Any] = json.loads(printer(*job, **options).ticket.to_json("0" * 64))
    return ticket


def read_command(ticket: dict[str, Any]) -> dict[str, str]:
    """Read the only command's options."""
    (command,) = ticket["commands"]
    words = shlex.split(command)
    assert words[0] == "lp"
    assert words[-2:] == ["--", ticket["file"]]
    options = [words[place + 1] for place, word in enumerate(words) if word == "-o"]
    found = dict(option.split("=", 1) for option in options)
    found["copies"] = words[words.index("-n") + 1]
    return found


def test_a_booklet(printer: Printer) -> None:
    ticket = read_ticket(printer, make_pdf(10), "booklet", copies=30, thickness=0.12)
    assert ticket["file"] == "WP.5-EN-booklet-tabloid.pdf"
    assert ticket["sha256"] == "0" * 64
    assert (ticket["sheets"], ticket["sides"], ticket["sheets_of_all_copies"]) == (3, 6, 90)
    assert ticket["documents"] == [
        {"source": "output/1.pdf", "pages": 10, "blank_pages": 2, "sides": [1, 6], "sheets": 3,
         "spine": "left"}
    ]  # fmt: skip
    assert ticket["paper"]["name"] == "Tabloid"
    assert (ticket["paper"]["width"], ticket["paper"]["height"]) == (431.8, 279.4)
    assert ticket["fold"] == {
        "kind": "half", "spine": "left", "signatures": [3], "creep": 0.24,
    }  # fmt: skip
    assert ticket["staple"] == {"kind": "saddle"}
    assert read_command(ticket) == {
        "copies": "30",
        "collate": "true",
        "media": "na_ledger_11x17in",
        "sides": "two-sided-short-edge",
        "print-scaling": "none",
        "finishings": "93,8",
    }


def test_several_signatures_are_bound_not_stapled(printer: Printer) -> None:
    ticket = read_ticket(printer, make_pdf(40), "booklet", signature=16)
    assert ticket["fold"]["signatures"] == [4, 4, 2]
    assert ticket["staple"] == {"kind": "bind the signatures"}
    assert "finishings" not in read_command(ticket)


@pytest.mark.parametrize(
    ("direction", "corner", "finishing"), [("ltr", "top-left", "20"), ("rtl", "top-right", "22")]
)
def test_a_set(printer: Printer, direction: Any, corner: str, finishing: str) -> None:
    ticket = read_ticket(printer, make_pdf(3), "set", direction, grey=True)
    assert ticket["staple"] == {"kind": "corner", "corners": [corner]}
    assert ticket["fold"] is None
    assert ticket["colour"] == "black"
    command = read_command(ticket)
    assert command["sides"] == "two-sided-long-edge"
    assert command["finishings"] == finishing
    assert command["media"] == "na_letter_8.5x11in"
    assert command["print-color-mode"] == "monochrome"


def test_a_landscape_set_turns_about_its_short_edge(printer: Printer) -> None:
    ticket = read_ticket(printer, make_pdf([LETTER[::-1]] * 3))
    assert ticket["duplex"] == "short-edge"
    assert read_command(ticket)["sides"] == "two-sided-short-edge"


def test_two_pages_up_turn_about_the_short_edge_four_about_the_long(printer: Printer) -> None:
    assert read_ticket(printer, make_pdf(9), "2up")["duplex"] == "short-edge"
    assert read_ticket(printer, make_pdf(9), "4up")["duplex"] == "long-edge"


def test_collated_versions_are_stapled_one_by_one(printer: Printer) -> None:
    result = printer([make_pdf(3), make_pdf(5)], direction=["rtl", "ltr"], copies=7)
    ticket = json.loads(result.ticket.to_json(""))
    pages = [shlex.split(command) for command in ticket["commands"]]
    assert [words[words.index("-P") + 1] for words in pages] == ["1-4", "5-10"]
    assert ["finishings=22" in words for words in pages] == [True, False]
    assert ["finishings=20" in words for words in pages] == [False, True]


def test_too_thick_to_staple(printer: Printer) -> None:
    result = printer(make_pdf(102))
    assert [found.code for found in result.diagnostics] == ["P033"]
    ticket = json.loads(result.ticket.to_json(""))
    assert ticket["staple"] is None
    assert "finishings" not in read_command(ticket)
    assert printer(make_pdf(100)).diagnostics == ()


def test_untrimmed_sheets_need_paper_of_their_size(printer: Printer) -> None:
    ticket = read_ticket(printer, make_pdf(3), crop_marks=True)
    assert ticket["paper"]["untrimmed"] == pytest.approx([234.95, 298.45], abs=0.06)
    assert read_command(ticket)["media"] == "Custom.235x298mm"


def test_names_with_blanks_and_quotes_are_quoted(printer: Printer) -> None:
    from masthead.print.options import PrintOptions
    from masthead.print.press import make_print
    from masthead.print.source import PrintSource

    stem = "A_80_400 (Part I) 'x'; rm *"
    source = PrintSource("a.pdf", make_pdf(1))
    result = make_print([source], PrintOptions(), printer.papers, stem)
    (command,) = json.loads(result.ticket.to_json(""))["commands"]
    assert shlex.split(command)[-1] == f"{stem}-set-letter.pdf"
