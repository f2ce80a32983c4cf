"""Akoma Ntoso files made for tests: a resolution in nobody's words, in any of six languages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

NAMESPACE = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
ISO = {"ar": "ara", "zh": "zho", "en": "eng", "fr": "fra", "ru": "rus", "es": "spa"}
LANGUAGES = tuple(ISO)
WORDS = {
    "ar": ("إذ تشير", "تقرر", "إن الجمعية العامة", "كلمة"), "zh": ("回顾", "决定", "大会", "词"),
    "en": ("Recalling", "Decides", "The General Assembly", "word"),
    "fr": ("Rappelant", "Décide", "L’Assemblée générale", "mot"),
    "ru": ("ссылаясь", "постановляет", "Генеральная Ассамблея", "слово"),
    "es": ("Recordando", "Decide", "La Asamblea General", "palabra"),
}  # fmt: skip
ADOPTED = {
    "ar": "قرار اتخذته الجمعية العامة في 3 تشرين الثاني/نوفمبر 2025",
    "zh": "2025年11月3日大会决议",
    "en": "Resolution adopted by the General Assembly on 3 November 2025",
    "fr": "Résolution adoptée par l’Assemblée générale le 3 novembre 2025",
    "ru": "Резолюция, принятая Генеральной Ассамблеей 3 ноября 2025 года",
    "es": "Resolución aprobada por la Asamblea General el 3 de noviembre de 2025",
}
AGENDA = {
    "ar": "البند 7 من جدول الأعمال", "zh": "议程项目7", "en": "Agenda item 7",
    "fr": "Point 7 de l’ordre du jour", "ru": "Пункт 7 повестки дня", "es": "Tema 7 del programa",
}  # fmt: skip
CLOSING = {
    "ar": ("الجلسة العامة 30", "3 تشرين الثاني/نوفمبر 2025"),
    "zh": ("第30次全体会议", "2025年11月3日"), "en": ("30th plenary meeting", "3 November 2025"),
    "fr": ("30e séance plénière", "3 novembre 2025"),
    "ru": ("30-е пленарное заседание", "3 ноября 2025 года"),
    "es": ("30a sesión plenaria", "3 de noviembre de 2025"),
}  # fmt: skip
ANNEX = {"ar": "المرفق", "zh": "附件", "en": "Annex", "fr": "Annexe", "ru": "Приложение",
         "es": "Anexo"}  # fmt: skip
APPENDIX = {"ar": "التذييل", "zh": "附录", "fr": "Appendice"}
NUMBER = {"ar": "{} -", "zh": "{}.", "en": "{}.", "fr": "{}.", "ru": "{}.", "es": "{}."}
LETTERS = {"ar": ("(أ)", "(ب)"), "zh": ("(a)", "(b)"), "en": ("(a)", "(b)"), "fr": ("a)", "b)"),
           "ru": ("a)", "b)"), "es": ("a)", "b)")}  # fmt: skip
CLASS = {"ar": "bold italic", "zh": "bold"}


def say(code: str, count: int, salt: str = "") -> str:
    """Make so many words of a language; a number in them is the same in all."""
    return " ".join([f"{WORDS[code][3]}{salt}"] * count)


def stress(code: str, words: str) -> str:
    return f'<span class="{CLASS.get(code, "italic")}">{words}</span>'


def note(code: str, number: int, text: str) -> str:
    """Make a note, its call in raised parentheses in Arabic."""
    inner = f'<authorialNote marker="{number}" placement="bottom"><p>\t{text}</p></authorialNote>'
    if code == "ar":
        inner = inner.replace("<p>\t", "<p>\t()\t")
        return f"<sup>(</sup>{inner}<sup>)</sup>"
    return inner


def container(code: str, text: str) -> str:
    """Make a preambular paragraph."""
    return f"<container><p>\t{stress(code, WORDS[code][0])} {text},</p></container>"


def paragraph(label: str, text: str, *, number: bool = False) -> str:
    """Make a paragraph with its label: as an element, or typed."""
    num, typed = (f"<num>\t{label}</num>", "") if number else ("", f"\t{label}\t")
    return f"<paragraph>{num}<content><p>{typed}{text}</p></content></paragraph>"


def heading(text: str, *, style: str = "H23") -> str:
    return f'<paragraph class="{style}"><subheading>\t\t{text}</subheading></paragraph>'


def para(code: str, number: int, text: str = "", *, apart: bool = False) -> str:
    """Write a paragraph with its number, which stands apart from its text or before it."""
    text = text or f"{say(code, 6)} {number}{number}."
    return paragraph(NUMBER[code].format(number), text, number=apart)


def annexed(code: str, inner: str) -> str:
    """Write an annex with its label and a title."""
    return heading(ANNEX[code], style="HCh") + heading(say(code, 3, "-t"), style="H1") + inner


def table(rows: Sequence[Sequence[str]]) -> str:
    """Make a table whose first row is its head."""
    cells = [
        "<tr>" + "".join(f"<{tag}><p>{cell}</p></{tag}>" for cell in row) + "</tr>"
        for row, tag in zip(rows, ["th"] + ["td"] * len(rows), strict=False)
    ]
    return f'<container name="table"><table>{"".join(cells)}</table></container>'


def make_body(code: str) -> Mapping[str, str]:
    """Make preamble, text and annex with one of everything."""
    numbers = NUMBER[code]
    first, second = LETTERS[code]
    decides = stress(code, WORDS[code][1])
    return {
        "preamble": container(code, f"{say(code, 6)} A/79/{10}{note(code, 1, say(code, 3))}")
        + container(code, say(code, 9)),
        "text": heading(say(code, 2, "-1"))
        + paragraph(numbers.format(1), f"{decides} {say(code, 8)} 2026:", number=True)
        + paragraph(first, f"{say(code, 5)};")
        + paragraph(second, f"{say(code, 7)} 30;")
        + paragraph(
            numbers.format(2),
            f'{decides} <a href="https://undocs.org/{code}/A/RES/70/1">70/1</a> {say(code, 4)}.',
        ),
        "annex": heading(ANNEX[code], style="HCh")
        + heading(say(code, 3, "-2"), style="H1")
        + paragraph(numbers.format(1), f"{say(code, 9)}.")
        + table([[say(code, 1), say(code, 2)], [say(code, 3), "25"], ["A/79/11", "7"]]),
    }


def make_file(code: str, symbol: str = "A/RES/80/999", **changes: str) -> bytes:
    """Make a file: ``preamble``, ``text`` and ``annex`` are its parts, ``language`` its code."""
    parts = {**make_body(code), "language": ISO[code], "symbol": symbol, **changes}
    attachment = (
        f'<attachments><attachment><doc name="annex"><mainBody>{parts["annex"]}</mainBody></doc>'
        "</attachment></attachments>" if parts["annex"] else ""
    )  # fmt: skip
    return f"""\
<akomaNtoso xmlns="{NAMESPACE}"><statement name="resolution"><meta><identification source="#x">
<FRBRWork><FRBRuri value="/akn/un/80-999/"/><FRBRdate date="2025-11-03" name="adoption"/></FRBRWork>
<FRBRExpression><FRBRdate date="2025-11-05" name="publication"/>
<FRBRlanguage language="{parts["language"]}"/></FRBRExpression></identification></meta>
<coverPage><p><docNumber refersTo="#symbol">{parts["symbol"]}</docNumber></p>
<p><docDate date="2025-11-05" refersTo="#dateOfIssuance"/></p>
<p><session value="80"/></p><p><inline name="agenda item">{AGENDA[code]}</inline></p>
<p><inline name="agenda item name">{say(code, 3)}</inline></p>
<p><docTitle>{ADOPTED[code]}</docTitle></p>
<p><docProponent refersTo="#noMainCommittee">[{say(code, 2)} (A/80/L.1)]</docProponent></p>
</coverPage>
<preface><p><docNumber>80/999.</docNumber><docTitle>{say(code, 4)}</docTitle></p></preface>
<preamble><formula name="enactingFormula"><p>{stress(code, WORDS[code][2])},</p></formula>
{parts["preamble"]}</preamble><mainBody>{parts["text"]}</mainBody>
<conclusions><p><inline name="adoptionMeeting" title="30">{CLOSING[code][0]}</inline><eol/>
<docDate date="2025-11-03" refersTo="#adoptionDate">{CLOSING[code][1]}</docDate></p></conclusions>
{attachment}</statement></akomaNtoso>
""".encode()
