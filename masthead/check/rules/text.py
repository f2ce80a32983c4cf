"""Text: spaces, brackets, quotation marks and strange characters, in every language."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterator

from masthead.check.inspection import Inspection
from masthead.check.passage import Passage
from masthead.check.pattern import HIDDEN, Pattern, hide, list_words
from masthead.check.rule import Hit, rule
from masthead.syntax.linefeed import REFERENCE
from masthead.syntax.unseen import IGNORABLE, JOINERS

PUNCTUATION = "UN Editorial Manual, punctuation"
FORMAT = "the source format: spaces that do not break are made by layout"
SPACED = ("en", "fr", "es", "ru", "ar")
"""Languages that divide words by spaces."""

_BLANK = "\t\u00a0\u1680\u202f\u205f\u3000" + "".join(map(chr, range(0x2000, 0x200B)))
_BLANKS = Pattern(f"[{_BLANK}]+", *_BLANK)


@rule(
    "S001",
    "{name} is typed",
    "type a plain space, or none: layout decides where it does not break",
    source=FORMAT,
    mends=True,
)
def type_plain_blanks(passage: Passage) -> Iterator[Hit]:
    """Only plain spaces are typed.

    Layout keeps "22 July" and "para. 12" together by itself; a space that is not plain hides in
    the text, and searches miss it.

    Good: 22 July
    Bad: 22\u00a0July
    """
    for match in _BLANKS.find(passage.text):
        start, end = match.span()
        beside_han = passage.code == "zh" or start == 0 or end == len(passage.text)
        name = "a tab" if match[0][0] == "\t" else f"U+{ord(match[0][0]):04X}"
        yield passage.hit(start, end, "" if beside_han else " ", name=name)


_DOUBLE = Pattern(r"(?<=\S)  +(?=\S)", "  ")


@rule("S002", "two spaces or more", "type one", source=PUNCTUATION, mends=True)
def type_one_blank(passage: Passage) -> Iterator[Hit]:
    """Between words stands one space.

    Two spaces make a hole in a justified line, and one too many in a search.

    Good: all States. They
    Bad: all States.  They
    """
    for match in _DOUBLE.find(passage.text):
        yield passage.hit(*match.span(), " " if passage.code != "zh" else "")


_BEFORE = Pattern(r"(?<! ) ++(?!\.\.)(?=[,.;:!?)\]”’»،؛؟](?!\w))|(?<=[(\[“‘«]) ++", " ")


@rule(
    "S003",
    "a space {where}",
    "delete it",
    source=PUNCTUATION,
    languages=("en", "es", "ru", "ar"),
    mends=True,
)
def put_marks_beside_words(passage: Passage) -> Iterator[Hit]:
    """No space stands before a comma, a stop or a closing mark, nor after an opening one.

    The mark could go to the next line, away from its word.

    Good: States (all of them), and
    Good: the Treaty ... remains, since the ’90s
    Bad: States , and
    Bad: States ( all of them)
    """
    for match in _BEFORE.find(passage.prose):
        start, end = match.span()
        following = passage.prose[end : end + 1]
        if start == 0 or following == "":
            continue
        closing = following in ",.;:!?)]”’»،؛؟"
        mark = following if closing else passage.prose[start - 1]
        if mark in "“”‘’«»" and mark not in _find_kind(passage.code, closing=closing):
            continue
        where = f"before {following!r}" if closing else f"after {passage.prose[start - 1]!r}"
        yield passage.hit(start, end, "", where=where)


def _find_kind(code: str, *, closing: bool) -> str:
    """The quotation marks that close, or open, in a language, and do nothing else in it."""
    if code == "ar":
        return "»" if closing else "«"
    if code == "ru":
        return "”»" if closing else "‘«"
    return "”’»" if closing else "“‘«"


_AFTER = Pattern(r"(?<=[^\W\d_])[,;:](?=[^\W\d_])|(?<=[^\W\d_]{2}[.!?])(?=[A-ZÀ-ÞА-Я][a-zà-ÿа-я])",
                 ",", ";", ":", ".", "!", "?")  # fmt: skip


@rule(
    "S004",
    "no space after {found!r}",
    "type one",
    source=PUNCTUATION,
    languages=SPACED,
    mends=True,
)
def put_a_blank_after_marks(passage: Passage) -> Iterator[Hit]:
    """After a mark stands a space.

    Two words that touch are one word for a search and for a line break.

    Good: transparency, verifiability
    Bad: transparency,verifiability
    Bad: the end.The beginning
    """
    for match in _AFTER.find(passage.words):
        start, end = match.span()
        if start == end:
            yield passage.hit(start - 1, end)
        else:
            # Node.Js and a:b are names; between two small letters a comma is nothing else.
            sure = match[0] in ",;" and passage.text[start - 1 : end + 1].islower()
            yield passage.hit(start, end, f"{match[0]} " if sure else None)


_TWICE = Pattern(r"([,;:!?،؛؟，。；：！？、])\1+|(?<!\.)\.\.(?!\.)",
                 *(mark * 2 for mark in ",;:!?،؛؟，。；：！？、."))  # fmt: skip


@rule("S005", "{found!r}: a mark twice", "type it once", source=PUNCTUATION, mends=True)
def type_marks_once(passage: Passage) -> Iterator[Hit]:
    """A mark stands once.

    Two marks are left over where words were deleted.

    Good: all States,
    Bad: all States,,
    """
    for match in _TWICE.find(passage.words):
        # ?? and !! are meant at times, and two points may be one too many or one too few.
        sure = match[0][0] in ",;،؛，；、"
        yield passage.hit(*match.span(), match[0][0] if sure else None)


_INVISIBLE = Pattern(f"[{IGNORABLE}]+")


@rule(
    "S006",
    "{count}: {name}",
    "delete it",
    source="the Unicode Standard: default ignorable code points",
    mends=True,
)
def leave_nothing_invisible(passage: Passage) -> Iterator[Hit]:
    """No invisible characters: soft hyphens, zero-width spaces, tags, joiners outside Arabic.

    They come with text that was copied from elsewhere, and searches miss words that hold them.

    Good: non-proliferation
    Bad: non-proli\u00adferation
    Bad: Sta\u034ftes
    Bad: all States\U000e0041\U000e0042
    """
    if passage.text.isascii():
        return
    for match in _INVISIBLE.find(passage.text):
        if passage.code == "ar" and not match[0].strip(JOINERS):
            continue
        number = len(match[0])
        count = "an invisible character" if number == 1 else f"{number} invisible characters"
        code = f"U+{ord(match[0][0]):04X}"
        name = unicodedata.name(match[0][0], "").lower()
        yield passage.hit(*match.span(), "", count=count, name=f"{code} {name}".rstrip())


STRANGE = Pattern("[\ue000-\uf8ff\ufdd0-\ufdef\ufffc\ufffd\U000f0000-\U0010ffff]")
"""Private use, noncharacters, and what stands for something that was lost."""


@rule(
    "S007",
    "U+{number:04X} is no character of any script",
    "type what should stand here",
    source="the Unicode Standard: private use, noncharacters, replacement characters",
)
def type_real_characters(passage: Passage) -> Iterator[Hit]:
    """Every character is one that fonts and readers know.

    A replacement character stands where a program could not read what was there.

    Good: naïve
    Bad: na\ufffdve
    Bad: the picture \ufffc shows
    """
    if passage.text.isascii():
        return
    for match in STRANGE.find(passage.text):
        # In a passage a reference is this character, too; it is a fault where it was typed.
        if match[0] != REFERENCE or passage.find_typed(match.start()) == REFERENCE:
            yield passage.hit(*match.span(), number=ord(match[0]))


_WIDE_MARKS = str.maketrans("，。；：！？（）、．％", ",.;:!?(),.%")
WIDE = Pattern(
    "[，。；：！？（）、．％「」『』《》〈〉]", *"，。；：！？（）、．％「」『』《》〈〉"
)


@rule(
    "S008",
    "{found!r} is a mark of Chinese",
    "type the mark of this language",
    source=PUNCTUATION,
    languages=SPACED,
    mends=True,
)
def type_marks_of_the_language(passage: Passage) -> Iterator[Hit]:
    """No full-width marks in languages that do not have them.

    They are typed with the wrong keyboard, and leave a hole after them.

    Good: States, and
    Bad: States，and
    """
    for match in WIDE.find(passage.text):
        wanted = match[0].translate(_WIDE_MARKS)
        if wanted == match[0]:
            yield passage.hit(*match.span())
            continue
        following = passage.text[match.end() : match.end() + 1]
        blank = " " if following.isalnum() and wanted not in "(" else ""
        yield passage.hit(*match.span(), wanted + blank)


_LATIN = "A-Za-zÀ-ɏ"
_OTHERS = "\u0370-\u03ff\u0400-\u04ff"
_STRESSED = Pattern("(?<=[а-яё])[áéóý]|[áéóýÁÉÓ](?=[а-яё])", *"áéóýÁÉÓ")
"""Vowels that Russian documents borrow to show where a word is stressed: бóльший."""
_MIXED = Pattern(rf"[{_LATIN}][{_OTHERS}]|[{_OTHERS}][{_LATIN}]")
_LETTER = Pattern(rf"[{_LATIN}{_OTHERS}]*")


@rule(
    "S009",
    "{found!r} mixes letters of two scripts",
    "type the word anew",
    source="Unicode Technical Standard 39: mixed scripts",
)
def write_words_in_one_script(passage: Passage) -> Iterator[Hit]:
    """The letters of a word are of one script.

    Latin, Cyrillic and Greek have letters that look alike, and searches tell them apart.

    Good: Treaty
    Bad: Тreaty
    """
    text = passage.prose
    if passage.code == "ru":
        text = hide(text, [match.span() for match in _STRESSED.find(text)])
    end = 0
    for match in _MIXED.find(text) if not text.isascii() else ():
        if match.start() < end:
            continue
        start = match.start()
        while start > end and text[start - 1].isalpha() and text[start - 1] < "\u0500":
            start -= 1
        word = _LETTER.match(text, match.start())
        end = word.end() if word else match.end()
        yield passage.hit(start, end)


_WORD_TWICE = Pattern(r"(?<![\w’'-])([^\W\d_]{2,})\s+\1(?![\w\u0610-\u061a\u064b-\u065f\u0670’'-])")
_FREE = list_words("that had nous vous que so very bon в")
_SURE = {
    "en": list_words("the an of and to with from by at for its their this which"),
    "fr": list_words("de du des et aux par pour sur dans le la les un une"),
    "es": list_words("de del el los las y con por para un una"),
    "ru": list_words("и на по из для от при об"),
}
"""Words that never stand twice, whatever the sentence is."""


@rule(
    "S011",
    "{found!r}: a word twice",
    "delete one",
    source="practice of editors",
    languages=SPACED,
    mends=True,
)
def say_words_once(passage: Passage) -> Iterator[Hit]:
    """No word stands twice in a row.

    The eye does not see it at the end of a line.

    Good: the Treaty, in Pago Pago, Boutros Boutros-Ghali
    Bad: the the Treaty
    """
    for match in _WORD_TWICE.find(passage.words):
        word = match[1]
        if word in _FREE or word[0].isupper():
            continue  # a name
        sure = word in _SURE.get(passage.code, ())
        yield passage.hit(*match.span(), word if sure else None)


@rule(
    "S012",
    "this begins with {found!r}",
    "{wanted}",
    source="UN Editorial Manual, capital letters",
    reads="paper",
)
def begin_with_a_capital(inspection: Inspection) -> Iterator[Hit]:
    """A text begins with a capital letter where its script has them, and never with a closing mark.

    What begins small, or with a comma, is the rest of something that was deleted. Where one in
    ten of a version's texts of a kind begins small, that is their form, as in Russian resolutions.

    Good: The expansion of nuclear arsenals;
    Bad: the expansion of nuclear arsenals;
    Bad: , the expansion of nuclear arsenals;
    """
    small: dict[tuple[str, str], list[tuple[Passage, int]]] = {}
    texts: Counter[tuple[str, str]] = Counter()
    for passage in inspection.passages():
        text = passage.text.lstrip(f"([“”‘«„《（ {REFERENCE}")
        start = len(passage.text) - len(text)
        first = text[:1]
        texts[passage.code, passage.subject.kind] += 1
        if not first or (start and passage.text[0] == REFERENCE):
            continue
        if _goes_on(passage):
            continue
        if first in ",.;:!?)]’»，。；：！？、）》،؛؟" and not text.startswith("..."):
            wanted = "delete it, or write what is missing before it"
            yield passage.hit(start, start + 1, wanted=wanted)
        elif first.islower() and not _begins_small(passage, text, start):
            small.setdefault((passage.code, passage.subject.kind), []).append((passage, start))
    for kind, found in small.items():
        if len(found) * _SHARE < texts[kind] or len(found) < _USUAL:
            for passage, start in found:
                yield passage.hit(start, start + 1, wanted="begin with a capital letter")


def _goes_on(passage: Passage) -> bool:
    """Whether it stands inside a sentence: a made title, "For … read …", a Russian resolution."""
    kind, slot = passage.subject.kind, passage.subject.slot
    if kind in ("from", "to") or (kind == "correction" and slot in ("for", "read")):
        return True
    return passage.code == "ru" and kind in ("preamble", "operative")


_USUAL, _SHARE = 3, 10
"""How many texts, and one in how many, have to begin small for it to be their form."""


def _begins_small(passage: Passage, text: str, start: int) -> bool:
    """Whether a text may begin small: in a cell, a list, where it goes on; an address, an i."""
    kind = passage.subject.kind
    goes_on = kind == "subparagraph" and not getattr(passage.subject.node, "numbered", True)
    word = text.split(maxsplit=1)[0]
    return (
        kind in ("basis", "state")
        or passage.subject.stands_in_a_cell
        or goes_on
        or (kind == "subparagraph" and passage.code == "ru")
        or passage.prose[start : start + 1] == HIDDEN
        or not (word.isalpha() or len(word) > 2)
        or any(letter.isupper() for letter in word[1:])  # iPhone, eLearning
    )


_POINTS = Pattern(r"(?<!\.)\.\.\.(?!\.)", "...")


@rule("S013", "three points", "type …", source=PUNCTUATION, languages=SPACED, mends=True)
def type_the_ellipsis(passage: Passage) -> Iterator[Hit]:
    """An ellipsis is one character.

    Three points can be torn apart at the end of a line.

    Good: the Treaty … remains in force
    Bad: the Treaty ... remains in force
    """
    for match in _POINTS.find(passage.prose):
        yield passage.hit(*match.span(), "…")
