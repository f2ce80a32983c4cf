"""English usage: dashes, commas, abbreviations, quotation marks, States, headings."""

from __future__ import annotations

import re
from collections.abc import Iterator

from masthead.check.inspection import Inspection
from masthead.check.passage import Passage
from masthead.check.pattern import Pattern, list_words
from masthead.check.rule import Hit, rule
from masthead.paper import walk_units

ENGLISH = ("en",)
PUNCTUATION = "UN Editorial Manual, punctuation"

_EM_DASH = Pattern(r" ?[—―] ?| -- ", "—", "―", "--")


@rule(
    "S130",
    "{found!r}: an em dash",
    "set an aside off with en dashes and spaces: word – word",
    source=PUNCTUATION,
    languages=ENGLISH,
    mends=True,
)
def set_asides_off_with_en_dashes(passage: Passage) -> Iterator[Hit]:
    """An aside is set off with en dashes and spaces.

    The United Nations has one dash, and tells aside and range by the spaces.

    Good: The Treaty – and this is its strength – binds all.
    Bad: The Treaty—and this is its strength—binds all.
    Bad: The Treaty -- and this is its strength -- binds all.
    """
    for match in _EM_DASH.find(passage.words):
        yield passage.hit(*match.span(), " – " if _is_between_words(passage, match) else None)


def _is_between_words(passage: Passage, match: re.Match[str]) -> bool:
    """Whether a dash stands between small letters, and so in no name, number or title."""
    around = passage.text[max(match.start() - 1, 0) : match.start()]
    around += passage.text[match.end() : match.end() + 1]
    return len(around) == 2 and around.replace(",", "a").islower()


_HYPHEN = Pattern(
    r"(?<=[A-Za-z,”’)]) - (?=[A-Za-z“‘(])|(?<=[a-z,”’)])– (?=[a-z])|(?<=[a-z,]) –(?=[a-z])",
    " - ",
    "– ",
    " –",
)


@rule(
    "S131",
    "{found!r}: the dash of an aside",
    "write an en dash between spaces: word – word",
    source=PUNCTUATION,
    languages=ENGLISH,
    mends=True,
)
def put_blanks_round_dashes(passage: Passage) -> Iterator[Hit]:
    """The dash of an aside is an en dash with a space on both sides.

    A hyphen joins, a dash parts.

    Good: The Treaty – all of it – binds
    Bad: The Treaty - all of it - binds
    Bad: The Treaty –all of it– binds
    """
    for match in _HYPHEN.find(passage.words):
        yield passage.hit(*match.span(), " – " if _is_between_words(passage, match) else None)


_ITEM = r"(?:[\w’“”$%-]+ ){0,3}[\w’“”$%-]+"
_SERIAL = Pattern(rf"(?P<before>, {_ITEM}), (?P<word>and|or) (?P<after>{_ITEM})", ", and ", ", or ")
_CLAUSE = re.compile(
    r"\b(?:is|are|was|were|has|have|had|will|would|can|could|should|must|may|might|shall|which|who|"
    r"that|whether|when|where|if|while|because|since|it|they|we|he|she|there|this|these|in|on|at|by|"
    r"for|to|as|with|without|from|upon|under|between|within|and|or|including|such|therefore|however|thus|inter|alia|example)\b",
    re.IGNORECASE,
)


@rule(
    "S132",
    "a comma before {word!r} in a list",
    "delete it",
    source=f"{PUNCTUATION} (resolutions are the exception)",
    reads="paper",
    languages=ENGLISH,
)
def leave_out_the_serial_comma(inspection: Inspection) -> Iterator[Hit]:
    """No comma stands before and or or in a list of words.

    It is right in resolutions, and in no other document.

    Good: transparency, verifiability and irreversibility
    Good: It is true, as we know, and will remain so.
    Bad: transparency, verifiability, and irreversibility
    """
    units = walk_units(inspection.paper.text)
    if inspection.paper.adoption is not None or any(unit.kind == "operative" for unit in units):
        return
    for passage in inspection.passages(ENGLISH):
        yield from _find_serial_commas(passage)


def _find_serial_commas(passage: Passage) -> Iterator[Hit]:
    text = passage.words
    for match in _SERIAL.find(text):
        before, after = match["before"].removeprefix(", "), match["after"]
        first = text[: match.start()].rpartition(".")[2].rpartition(";")[2]
        joined = text[match.end() :].startswith((" and ", " or "))
        if _CLAUSE.search(before) or _CLAUSE.match(after) or joined or not first.strip():
            continue
        if not (before[0].islower() and after[0].islower()):
            continue  # held in Perth, Australia, and attended by all
        comma = match.start("word") - 2
        yield passage.hit(comma, comma + 1, word=match["word"])


_DOTTED = Pattern(r"\b(?:[A-Z]\.){2,}(?!\w)", ".")
_KNOWN = frozenset({"U.N.", "U.S.", "U.K.", "E.U.", "A.U.", "U.S.A.", "U.S.S.R.", "N.P.T.", "D.C."})


@rule(
    "S133",
    "{found!r}: full stops in an abbreviation",
    "write {wanted}",
    source="UN Editorial Manual, abbreviations",
    languages=ENGLISH,
)
def abbreviate_without_stops(passage: Passage) -> Iterator[Hit]:
    """Abbreviations have no full stops.

    UNDP is read as a word, and stops in it end sentences.

    Good: UNDP, IAEA, Mr. J. R. Smith
    Bad: I.A.E.A. safeguards
    Bad: the U.S. Government
    """
    for match in _DOTTED.find(passage.words):
        letters = match[0].count(".")
        if letters >= 3 or match[0] in _KNOWN:
            ends = match.end() == len(passage.words)
            wanted = match[0].replace(".", "") + ("." if ends else "")
            yield passage.hit(*match.span(), wanted=wanted)


_POSSESSIVE = Pattern(r"\b[A-Z]{2,}(?:’s|'s)\b", "’s", "'s")


@rule(
    "S134",
    "{found!r}: the possessive of an abbreviation",
    "write of the …",
    source="UN Editorial Manual, abbreviations",
    languages=ENGLISH,
)
def leave_abbreviations_without_possessive(passage: Passage) -> Iterator[Hit]:
    """Abbreviations have no possessive.

    The mandate of UNDP is how official texts say it; countries and organizations likewise.

    Good: the mandate of UNDP
    Bad: UNDP’s mandate
    """
    for match in _POSSESSIVE.find(passage.words):
        yield passage.hit(*match.span())


_UN = Pattern(r"(?<![\w/.-])(?:the )?UN(?![\w/-]| [A-Z]|[’'])", "UN")


@rule(
    "S135",
    "{found!r}: the United Nations are abbreviated",
    "write United Nations",
    source="UN Editorial Manual, abbreviations",
    languages=ENGLISH,
    mends=True,
)
def spell_out_the_united_nations(passage: Passage) -> Iterator[Hit]:
    """United Nations is spelt out in the text.

    So are its principal organs.

    Good: the United Nations, UN-Women, UN News, UNDP
    Bad: the UN
    """
    for match in _UN.find(passage.words):
        wanted = "the United Nations" if match[0].startswith("the") else "United Nations"
        yield passage.hit(*match.span(), wanted)


_LY = Pattern(
    r"\b([A-Za-z]{3,}ly)-([a-z]+ed|[a-z]+ing|known|held|made|sensitive|led|built)\b",
    "ly-",
)
_NOT_ADVERBS = list_words(
    "family early only supply assembly likely friendly daily weekly monthly yearly ally anomaly"
    " reply fly multiply elderly rally tally bully belly italy july"
)


_ADVERBS = list_words(
    "highly newly fully widely internationally legally politically mutually environmentally freely "
    "closely recently previously specially especially globally locally nationally regionally "
    "directly jointly poorly rapidly severely strongly formerly fairly equally commonly clearly"
)
"""Adverbs that are nothing else."""


@rule(
    "S136",
    "{found!r}: a hyphen after an adverb",
    "write {wanted}",
    source="UN Editorial Manual, hyphenation",
    languages=ENGLISH,
    mends=True,
)
def join_no_adverbs(passage: Passage) -> Iterator[Hit]:
    """No hyphen stands after an adverb in -ly.

    The ending says already that the word belongs to the next one.

    Good: highly enriched uranium, a family-owned firm
    Bad: highly-enriched uranium
    """
    for match in _LY.find(passage.words):
        if match[1].lower() not in _NOT_ADVERBS and not match[1][0].isupper():
            wanted = f"{match[1]} {match[2]}"
            sure = match[1] in _ADVERBS
            yield passage.hit(*match.span(), wanted if sure else None, wanted=wanted)


_OPEN = re.compile(r"(?:\A|[\s(])'")
_STRAIGHT = Pattern("[\"']", '"', "'")


@rule(
    "S137",
    "a straight quotation mark",
    "write {wanted}",
    source=PUNCTUATION,
    languages=ENGLISH,
    mends=True,
)
def curl_quotation_marks(passage: Passage) -> Iterator[Hit]:
    """Quotation marks and apostrophes are curled.

    A straight mark does not say whether it opens or closes.

    Good: a “close call”, the Leaders’ Declaration
    Bad: a "close call"
    Bad: the Leaders' Declaration
    """
    text = passage.prose
    quoted = text.count('"') % 2 == 0
    for match in _STRAIGHT.find(text):
        before = text[match.start() - 1 : match.start()]
        after = text[match.end() : match.end() + 3]
        opens = not before or before in " \n([“‘–—/"
        if match[0] == '"':
            wanted = "“" if opens else "”"
            sure = quoted and not before.isdigit()  # 5" is a length
        else:
            elided = after[:1].isdigit() or after.startswith(("tis", "twas", "em ", "cause"))
            wanted = "‘" if opens and not elided else "’"
            owned = before == "s" and not _OPEN.search(text, 0, match.start())
            sure = elided or owned or (before.isalpha() and after[:1].isalpha())
        yield passage.hit(*match.span(), wanted if sure else None, wanted=wanted)


_SINGLE = Pattern(r"‘([^‘’“”]+)’(?!\w)", "‘")


@rule(
    "S138",
    "{found!r}: single quotation marks outside",
    "quote with “ ”; ‘ ’ are for a quotation inside one",
    source=PUNCTUATION,
    languages=ENGLISH,
)
def quote_with_double_marks(passage: Passage) -> Iterator[Hit]:
    """Quotation marks are double outside and single inside.

    Good practice in all documents of the Organization.

    Good: the “responsible ‘possession’ of weapons”
    Bad: so-called ‘responsible’ States
    """
    text = passage.prose
    for match in _SINGLE.find(text):
        before = text[: match.start()]
        if before.count("“") <= before.count("”"):
            yield passage.hit(*match.span())


_CONTRACTED = Pattern(
    r"\b(?:\w+n|can|won|shan)[’']t\b|\b(?:it|that|there|here|what|who|let)[’']s\b"
    r"|\b\w+[’'](?:re|ve|ll|d)\b",
    "’", "'",
    flags=re.IGNORECASE,
)  # fmt: skip


@rule(
    "S143",
    "{found!r}: a contraction",
    "write it out",
    source="UN Editorial Manual, style",
    languages=ENGLISH,
)
def write_words_out(passage: Passage) -> Iterator[Hit]:
    """Contractions are written out.

    They are of speech, and documents are read in other languages.

    Good: it does not, the State’s obligation
    Bad: it doesn’t
    Bad: it’s clear
    """
    for match in _CONTRACTED.find(passage.words):
        yield passage.hit(*match.span())
