"""Official files that are built otherwise, whole: each is read back from what is built of it.

Whatever is in it, every word, label and note of each language stands in its version, in order.
"""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from tests.importing.making import (
    APPENDIX,
    CLOSING,
    ISO,
    LETTERS,
    NAMESPACE,
    WORDS,
    annexed,
    container,
    heading,
    note,
    para,
    paragraph,
    say,
    stress,
    table,
)
from tests.importing.official.measure import measure_files

CODES = ("ar", "zh", "fr")
FILES: dict[str, Callable[[str], str]] = {}


def file(make: Callable[[str], str]) -> Callable[[str], str]:
    FILES[make.__name__] = make
    return make


def write(code: str, body: str, *, symbol: str = "A/RES/80/999", kind: str = "resolution",
          preface: str | None = None) -> str:  # fmt: skip
    if preface is None:
        preface = f"<p><docNumber>80/999.</docNumber><docTitle>{say(code, 4)}</docTitle></p>"
    head = f"<preface>{preface}</preface>" if preface else ""
    return (
        f'<akomaNtoso xmlns="{NAMESPACE}"><statement name="{kind}"><meta>'
        f'<identification source="#">'
        '<FRBRWork><FRBRuri value="/akn/un/x/"/><FRBRdate date="2025-11-03" name="adoption"/>'
        f'</FRBRWork><FRBRExpression><FRBRlanguage language="{ISO[code]}"/></FRBRExpression>'
        f"</identification></meta><coverPage><p><docNumber>{symbol}</docNumber></p></coverPage>"
        f"{head}{body}</statement></akomaNtoso>"
    )


@file
def decision_without_title(code: str) -> str:
    first, second = LETTERS[code]
    body = f"<mainBody><p>{say(code, 9)} 30:</p>{paragraph(first, say(code, 4))}" \
           f"{paragraph(second, say(code, 5))}</mainBody>"  # fmt: skip
    number = "<p><docNumber>80/501 B.</docNumber></p>"
    return write(code, body, symbol="A/DEC/80/501B", kind="decision", preface=number)


@file
def council_with_an_annex(code: str) -> str:
    body = (
        f"<preamble><formula><p>{stress(code, say(code, 2))},</p></formula>"
        f"{container(code, say(code, 4))}</preamble>"
        f"<mainBody>{para(code, 1)}{heading(say(code, 2))}"
        f"{para(code, 2)}</mainBody><conclusions><p>{say(code, 2)} 9000</p></conclusions>"
        f"<attachments><attachment><doc><mainBody>{annexed(code, para(code, 1))}"
        f"</mainBody>"
        "</doc></attachment></attachments>"
    )
    title = f"<p><docTitle>{say(code, 1)} 2799 (2025)</docTitle></p>"
    return write(code, body, symbol="S/RES/2799 (2025)", preface=title)


def resolve(code: str, symbol: str, more: str = "") -> str:
    """Write a short resolution, with its number before its title."""
    number = symbol.rpartition("RES/")[2]
    body = (
        f"<preamble><formula><p>{stress(code, WORDS[code][2])},</p></formula>"
        f"{container(code, say(code, 4))}</preamble><mainBody>{para(code, 1)}{para(code, 2)}"
        f"</mainBody><conclusions><p>{CLOSING[code][0]}<eol/>{CLOSING[code][1]}</p></conclusions>"
    )
    preface = f"<p><docNumber>{number}.</docNumber><docTitle>{say(code, 4)}</docTitle></p>"
    return write(code, body + more, symbol=symbol, preface=preface)


@file
def notes_at_the_opening_and_the_last_lines(code: str) -> str:
    whole = resolve(code, "A/RES/80/998")
    whole = whole.replace("</p></formula>", f"{note(code, 1, say(code, 3, '-a'))}</p></formula>")
    last = f"<p>{say(code, 5)}{note(code, 2, say(code, 3, '-z'))}</p></conclusions>"
    return whole.replace("</conclusions>", last)


@file
def special_session_in_a_namespace_with_a_prefix(code: str) -> str:
    bare = resolve(code, "A/RES/ES-11/7").replace(" xmlns=", " xmlns:akn=")
    return re.sub(r"<(/?)(?=[a-zA-Z])", r"<\1akn:", bare)


@file
def annex_with_an_attachment_of_its_own(code: str) -> str:
    def attach(name: str, inner: str, more: str = "") -> str:
        return f"<attachments><attachment><doc name='{name}'><mainBody>{inner}</mainBody>{more}" \
               "</doc></attachment></attachments>"  # fmt: skip

    title = heading(APPENDIX[code], style="HCh") + heading(say(code, 3, "-x"), style="H1")
    appendix = attach("appendix", title + para(code, 1))
    inner = annexed(code, para(code, 1))
    return resolve(code, "A/RES/80/997", attach("annex", inner, appendix))


@file
def decision_with_a_table_and_a_part(code: str) -> str:
    rows = [[say(code, 1)] * 2, [say(code, 2) + note(code, 1, say(code, 3)), "2"]]
    body = f"<mainBody><p>{say(code, 5)} 30:</p>{table(rows)}<p>{say(code, 4)} 32.</p></mainBody>"
    number = f"<p><docNumber>80/402.</docNumber><docTitle>{say(code, 3)}</docTitle></p>"
    part = "<p><docNumber>A</docNumber></p>"
    return write(code, body, symbol="A/DEC/80/402 A", kind="decision", preface=number + part)


@file
def statement_of_the_president(code: str) -> str:
    body = f"<mainBody><p>{say(code, 9)} 9876:</p><p>“{say(code, 20)}.</p>" \
           f"<p>“{say(code, 10)}.”</p></mainBody>"  # fmt: skip
    title = f"<p><docTitle>{say(code, 4)}</docTitle></p>"
    return write(code, body, symbol="S/PRST/2025/3", preface=title)


@file
def collection_of_parts(code: str) -> str:
    def part(letter: str) -> str:
        return (
            f"<component><statement><preface><p><docNumber>{letter}</docNumber><docTitle>"
            f"{say(code, 3)}</docTitle></p></preface><preamble><formula><p>"
            f"{stress(code, WORDS[code][2])},</p></formula>{container(code, say(code, 5))}"
            f"</preamble>"
            f"<mainBody>{para(code, 1)}{para(code, 2)}</mainBody>" + (
                f"<conclusions><p>{CLOSING[code][0]}<eol/>{CLOSING[code][1]}</p></conclusions>"
                if (letter, code) != ("B", "zh") else ""
            ) + "</statement></component>"
        )  # fmt: skip

    whole = write(code, "", symbol="A/RES/80/999A-C")
    whole = whole.replace("statement name", "documentCollection name")
    annex = f"<component><doc><mainBody>{annexed(code, para(code, 1))}</mainBody></doc>"
    return whole.replace(
        "</statement>", f"<components>{part('A')}{part('B')}{part('C')}{annex}</component>"
        "</components></documentCollection>",
    )  # fmt: skip


@file
def collection_whose_last_part_alone_is_dated(code: str) -> str:
    whole = collection_of_parts(code)
    lines = f"<conclusions><p>{CLOSING[code][0]}<eol/>{CLOSING[code][1]}</p></conclusions>"
    dated = f"<conclusions><p>{CLOSING[code][0]}<eol/><docDate date='2025-11-03'>" \
            f"{CLOSING[code][1]}</docDate></p></conclusions>"  # fmt: skip
    head, _, last = whole.replace(lines, "").rpartition("</mainBody></statement>")
    return f"{head}</mainBody>{dated}</statement>{last}"


@file
def document_of_another_name(code: str) -> str:
    body = (
        f"<preamble>{container(code, say(code, 5))}</preamble><mainBody>{para(code, 1)}</mainBody>"
    )
    return write(code, body).replace("statement", "act")


@file
def text_in_two_pieces(code: str) -> str:
    def piece(place: int) -> str:
        return (
            f"<statement><preface><p><docTitle>{say(code, place)}</docTitle></p></preface>"
            f"<preamble>"
            f"<formula><p>{say(code, 3)} 4{place},</p></formula>{container(code, say(code, 5))}"
            f"</preamble><mainBody>{para(code, 1)}{para(code, 2)}</mainBody></statement>"
        )

    return write(code, f"<mainBody>{para(code, 1)}</mainBody>").replace(
        "</akomaNtoso>", f"{piece(4)}</akomaNtoso>"
    )


@file
def version_with_nothing_but_an_annex(code: str) -> str:
    text = (
        f"<preamble><formula><p>{stress(code, WORDS[code][2])},</p></formula>"
        f"{container(code, say(code, 5))}</preamble><mainBody>{para(code, 1)}"
        f"{paragraph(LETTERS[code][0], say(code, 3))}{para(code, 2)}</mainBody>"
    )
    annex = annexed(code, para(code, 1))
    attached = f"<attachments><attachment><doc><mainBody>{annex}</mainBody></doc></attachment>"
    preface = "" if code == "zh" else None
    return write(code, f"{'' if code == 'zh' else text}{attached}</attachments>", preface=preface)


@pytest.mark.parametrize("name", FILES)
def test_files_that_are_built_otherwise_are_read_back_whole(tmp_path, name):
    files = {code: FILES[name](code).encode() for code in CODES}
    measured = measure_files(tmp_path, files, ("docx",))
    assert (measured.refused, measured.differences) == ("", [])
    assert measured.compared == len(CODES)
