"""Characters that only look like the wanted ones: they come with text copied from elsewhere.

A reader sees no difference, a search finds nothing. What stands for what is said by the Unicode
Standard (compatibility and canonical decompositions) wherever it says so, and else by short tables.
Where it might be wrong nothing is proposed, and the character is named all the same.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

from masthead.check.pattern import Pattern
from masthead.patterns import compile_later

HAN = "\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"


MARKUP = re.compile(r"[*\[\]\\^~]")
"""What a text has to escape."""


class LookAlike(NamedTuple):
    """Characters from ``start`` to ``end``, and what they stand for: None where it is not sure."""

    start: int
    end: int
    wanted: str | None


_ANY = Pattern(
    "[\u0060\u00b4\u02bc\u02da\u2010\u201a\u2022\u2027\u2160-\u217f\u2215\u2219\u22c5"
    "\u2e80-\u2fd5\u30fb\u3371-\u33df\uf900-\ufdff\ufe50-\ufefc\uff10-\uff19\uff21-\uff3a\uff41-\uff5a"
    "\uff61-\uffe6\U0001d400-\U0001d7ff]"
)
"""What any of them holds: most texts hold none."""
_DECOMPOSED = Pattern(
    r"[\ufb00-\ufb06\ufb13-\ufb17]+"  # ﬁ, ﬀ
    r"|[\u2160-\u217f]+"  # Roman numerals in one character
    r"|[\uff10-\uff19\uff21-\uff3a\uff41-\uff5a]+"  # full-width letters and digits
    r"|[\uff61-\uffdc]+|[\uffe0-\uffe2\uffe5\uffe6]"  # half-width marks, kana and Hangul; ￥
    r"|[\ufe50-\ufe6b]"  # small marks
    r"|[\U0001d400-\U0001d7ff]{2,}"  # letters styled as in formulas; a single one may be one
)
_HAN = Pattern("[\u2e80-\u2fd5\uf900-\ufaff]+")
_RADICALS = dict(
    zip(
        "⺠⻁⻄⻅⻆⻉⻋⻑⻓⻔⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻧⻨⻩⻪⻬⻮⻰",
        "民虎西见角贝车長长门青韦页风飞食马骨鬼鱼鸟卤麦黄黾齐齿龙",
        strict=True,
    )
)
"""Radicals that are words of their own, and of which the standard does not say it."""
_UNIT = Pattern("[\u3371-\u33df]")
_ARABIC = Pattern(
    "[\ufb50-\ufd3d\ufd50-\ufdc7\ufdf2\ufe80-\ufefc]"
    "(?:[\u0640\u064b-\u0652]*[\ufb50-\ufd3d\ufd50-\ufdc7\ufdf2\ufe80-\ufefc])*"
)
_CJK_MARKS = str.maketrans("｡､･", "。、·")
_MARK = Pattern(
    f"[\u2010\u201a\u02da\u2215]|(?<=[{HAN}])[\u30fb\u2022\u2027\u2219\u22c5\uff65](?=[{HAN}])"
    r"|(?<=[^\W\d_])[\u00b4\u0060\u02bc](?=[^\W\d_])"
)
_MARKS = {
    "\u2010": "-", "\u201a": ",", "\u02da": "°", "\u2215": "/",
    **dict.fromkeys("\u30fb\u2022\u2027\u2219\u22c5\uff65", "·"),
}  # fmt: skip
_ELISION = compile_later(r"(?<![^\W_])(?:[ldjmnstcLDJMNSTC]|[Qq]u)\Z")
"""What stands before an apostrophe in French; elsewhere ´ may be the accent of a letter."""


def find_lookalikes(text: str) -> Iterator[LookAlike]:
    """Find what only looks like other characters; searches take it for something else."""
    if _ANY.search(text) is None:
        return
    if not text.isascii():
        for match in _DECOMPOSED.find(text):
            wanted = unicodedata.normalize("NFKC", match[0].translate(_CJK_MARKS))
            yield LookAlike(*match.span(), _sure(match[0], wanted))
        for match in _HAN.find(text):
            wanted = "".join(
                _RADICALS.get(kept, unicodedata.normalize("NFKC", kept)) for kept in match[0]
            )
            if wanted != match[0] or wanted < "\uf900":  # some that stand there are no doubles
                yield LookAlike(*match.span(), _sure(match[0], wanted))
        for match in _UNIT.find(text):
            yield LookAlike(*match.span(), _write_unit(match[0]))
        yield from _find_arabic_forms(text)
    for match in _MARK.find(text):
        yield LookAlike(*match.span(), _MARKS.get(match[0]) or _read_apostrophe(match))


def _sure(written: str, wanted: str) -> str | None:
    """What is wanted, unless some character stayed as it was: then it is of a kind of its own."""
    return None if set(written) & set(wanted) else wanted


def _write_unit(character: str) -> str | None:
    """Write a unit in letters: kg, or m² with its figure raised; None for other squares."""
    codes = unicodedata.decomposition(character).split()[1:]
    return "".join(chr(int(code, 16)) for code in codes).replace("\u2215", "/") or None


def _read_apostrophe(match: re.Match[str]) -> str | None:
    before = match.string[max(match.start() - 3, 0) : match.start()]
    return "’" if match[0] == "\u02bc" or _ELISION.search(before) else None


def _find_arabic_forms(text: str) -> Iterator[LookAlike]:
    """Find letters of Arabic in the forms that they have in words.

    The forms tell whether letters stand in the order of reading. Where some word does not, the text
    was taken from a page as its ink stands, and nothing is proposed for any of them.
    """
    found = list(_ARABIC.find(text))
    in_order = all(_is_in_order(match) for match in found if not _is_label(match))
    for match in found:
        wanted = "".join(unicodedata.normalize("NFKC", kept) for kept in match[0])
        if _is_label(match):
            wanted += "\u0640"  # which keeps it in the form that it has
        yield LookAlike(*match.span(), wanted if in_order else None)


def _is_label(match: re.Match[str]) -> bool:
    """Whether a letter stands alone in its initial form, as in the label (هـ)."""
    around = match.string[: match.start()][-1:] + match.string[match.end() :][:1]
    form = unicodedata.decomposition(match[0][0])
    return len(match[0]) == 1 and form.startswith("<initial>") and not around.strip('()[] "«».')


def _is_in_order(match: re.Match[str]) -> bool:
    """Whether a form that joins the next letter is followed by one that joins the one before."""
    before, after = match.string[: match.start()][-1:], match.string[match.end() :][:1]
    forms = [
        unicodedata.decomposition(kept).partition(" ")[0] for kept in match[0] if kept > "\u0652"
    ]
    follow = [form in ("<medial>", "<final>") for form in forms]
    join = [form in ("<medial>", "<initial>") for form in forms]
    return (
        join[:-1] == follow[1:]
        and (not follow[0] or before.isalpha())
        and (not join[-1] or after.isalpha())
    )


_CLUSTER = Pattern("[\u1100-\u11ff]+|[^\\s\u0300-\u036f\u064b-\u065f][\u0300-\u036f\u064b-\u065f]*")
_HAMZA = {"\u0649\u0654": "ئ", "\u06cc\u0654": "ئ"}
"""What the standard does not compose, and Arabic never writes in two characters."""


def find_decomposed(text: str) -> Iterator[LookAlike]:
    """Find letters and their accents as characters of their own, where there is one for both.

    In what order several marks of a letter were typed says nothing, and is left as it is.
    """
    if text.isascii() or (
        unicodedata.is_normalized("NFC", text) and not any(pair in text for pair in _HAMZA)
    ):
        return
    for match in _CLUSTER.find(text):
        wanted = _HAMZA.get(match[0]) or unicodedata.normalize("NFC", match[0])
        if sorted(wanted) != sorted(match[0]) and not _HAN.match(match[0]):
            yield LookAlike(*match.span(), wanted)


_PERSIAN = Pattern(
    "[\u06cc\u06d0\u06a9\u06aa\u06be\u06c1\u06d2\u06c3\u06d5\u06c0]|[\u06f0-\u06f9]+"
)
_LETTERS = {
    "\u06cc": "ي", "\u06a9": "ك", "\u06aa": "ك", "\u06be": "ه", "\u06c1": "ه", "\u06c3": "ة",
}  # fmt: skip
_ARABIC_LETTER = re.compile("[\u0620-\u064a\u064b-\u0652\u066e-\u06d3]")


def find_persian(text: str) -> Iterator[LookAlike]:
    """Find letters and digits of Persian and Urdu in an Arabic text.

    At the end of a word the ی of Persian may stand for ي or for ى.
    """
    for match in _PERSIAN.find(text) if not text.isascii() else ():
        wanted = _LETTERS.get(match[0])
        if match[0] == "\u06cc" and not _ARABIC_LETTER.match(text, match.end()):
            wanted = None
        if match[0] >= "\u06f0":
            zero = "٠" if re.search("[٠-٩]", text) else "0"
            wanted = "".join(chr(ord(zero) + unicodedata.digit(kept)) for kept in match[0])
        yield LookAlike(*match.span(), wanted)
