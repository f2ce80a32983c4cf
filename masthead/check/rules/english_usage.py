"""English usage: dashes, commas, abbreviations, quotation marks, States, headings."""

from __future__ import annotations

import re
from collections.abc import Iterator

from masthead.check.passage import Passage
from masthead.check.pattern import Pattern, list_words
from masthead.check.rule import Hit, rule

ENGLISH = ("en",)
PUNCTUATION = "UN Editorial Manual, punctuation"
CAPITALS = "UN Editorial Manual, capital letters; practice of the Treaty's conferences"

_EM_DASH = Pattern(r" ?[—―] ?| -- ", "—", "―", "--")


@rule(
    "S130",
    "{found!r}: an em dash",
    "set an aside off with en dashes and blanks: word – word",
    source=PUNCTUATION,
    languages=ENGLISH,
    mends=True,
)
def set_asides_off_with_en_dashes(passage: Passage) -> Iterator[Hit]:
    """An aside is set off with en dashes and blanks.

    The United Nations has one dash, and tells aside and range by the blanks.

    Good: The Treaty – and this is its strength – binds all.
    Bad: The Treaty—and this is its strength—binds all.
    Bad: The Treaty -- and this is its strength -- binds all.
    """
    for match in _EM_DASH.find(passage.prose):
        yield passage.hit(*match.span(), " – ")


_HYPHEN = Pattern(
    r"(?<=[A-Za-z,”’)]) - (?=[A-Za-z“‘(])|(?<=[a-z,”’)])– (?=[a-z])|(?<=[a-z,]) –(?=[a-z])",
    " - ",
    "– ",
    " –",
)


@rule(
    "S131",
    "{found!r}: the dash of an aside",
    "write an en dash between blanks: word – word",
    source=PUNCTUATION,
    languages=ENGLISH,
    mends=True,
)
def put_blanks_round_dashes(passage: Passage) -> Iterator[Hit]:
    """The dash of an aside is an en dash with a blank on both sides.

    A hyphen joins, a dash parts.

    Good: The Treaty – all of it – binds
    Bad: The Treaty - all of it - binds
    Bad: The Treaty –all of it– binds
    """
    for match in _HYPHEN.find(passage.prose):
        yield passage.hit(*match.span(), " – ")


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
    languages=ENGLISH,
    mends=True,
)
def leave_out_the_serial_comma(passage: Passage) -> Iterator[Hit]:
    """No comma stands before and or or in a list of words.

    It is right in resolutions, and in no other document.

    Good: transparency, verifiability and irreversibility
    Good: It is true, as we know, and will remain so.
    Bad: transparency, verifiability, and irreversibility
    """
    for match in _SERIAL.find(passage.prose):
        before, after = match["before"].removeprefix(", "), match["after"]
        first = passage.prose[: match.start()].rpartition(".")[2].rpartition(";")[2]
        joined = passage.prose[match.end() :].startswith((" and ", " or "))
        if _CLAUSE.search(before) or _CLAUSE.match(after) or joined or not first.strip():
            continue
        comma = match.start("word") - 2
        yield passage.hit(comma, comma + 1, "", word=match["word"])


_DOTTED = Pattern(r"\b(?:[A-Z]\.){2,}(?!\w)", ".")
_KNOWN = frozenset({"U.N.", "U.S.", "U.K.", "E.U.", "A.U.", "U.S.A.", "U.S.S.R.", "N.P.T.", "D.C."})


@rule(
    "S133",
    "{found!r}: full stops in an abbreviation",
    "write {wanted}",
    source="UN Editorial Manual, abbreviations",
    languages=ENGLISH,
    mends=True,
)
def abbreviate_without_stops(passage: Passage) -> Iterator[Hit]:
    """Abbreviations have no full stops.

    UNDP is read as a word, and stops in it end sentences.

    Good: UNDP, IAEA, Mr. J. R. Smith
    Bad: I.A.E.A. safeguards
    Bad: the U.S. Government
    """
    for match in _DOTTED.find(passage.prose):
        letters = match[0].count(".")
        if letters >= 3 or match[0] in _KNOWN:
            ends = match.end() == len(passage.prose)
            wanted = match[0].replace(".", "") + ("." if ends else "")
            yield passage.hit(*match.span(), wanted)


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
    for match in _POSSESSIVE.find(passage.prose):
        yield passage.hit(*match.span())


_UN = Pattern(r"(?<![\w/.-])(?:the )?UN(?![\w/-]| Women\b|[’'])", "UN")


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

    Good: the United Nations, UN-Women, UNDP
    Bad: the UN
    """
    for match in _UN.find(passage.prose):
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
    for match in _LY.find(passage.prose):
        if match[1].lower() not in _NOT_ADVERBS:
            yield passage.hit(*match.span(), f"{match[1]} {match[2]}")


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
    for match in _STRAIGHT.find(text):
        before = text[match.start() - 1 : match.start()]
        opens = not before or before in " \n([“‘–—/"
        wanted = ("“" if opens else "”") if match[0] == '"' else ("‘" if opens else "’")
        yield passage.hit(*match.span(), wanted)


_SINGLE = Pattern(r"‘([^‘’“”]+)’(?!\w)", "‘")


@rule(
    "S138",
    "{found!r}: single quotation marks outside",
    "quote with “ ”; ‘ ’ are for a quotation inside one",
    source=PUNCTUATION,
    languages=ENGLISH,
    mends=True,
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
            yield passage.hit(*match.span(), f"“{match[1]}”")


_PARTIES = Pattern(r"\bStates? (Part(?:y|ies))\b|\bstates? (part(?:y|ies))\b", "Part", "state")


@rule(
    "S139",
    "{found!r}",
    "write {wanted}",
    source=CAPITALS,
    languages=ENGLISH,
    mends=True,
)
def write_states_parties(passage: Passage) -> Iterator[Hit]:
    """States parties: capital S, small p.

    So the Treaty's own conferences have it.

    Good: the States parties, a State party
    Bad: the States Parties
    Bad: the states parties
    """
    for match in _PARTIES.find(passage.prose):
        found = match[0]
        if passage.subject.kind in ("title", "heading") and match[1] and _is_title(passage.text):
            continue
        wanted = f"S{found[1:].lower()}"
        if wanted != found:
            yield passage.hit(*match.span(), wanted)


_WEAPON_STATES = Pattern(
    r"\b(?P<non>[Nn]on[- ])?(?P<n>[Nn])uclear(?P<joint>[- ])[Ww]eapons?[- ](?P<state>[Ss]tates?)\b",
    "eapon",
)  # fmt: skip


@rule(
    "S140",
    "{found!r}",
    "write {wanted}",
    source=CAPITALS,
    languages=ENGLISH,
    mends=True,
)
def write_nuclear_weapon_states(passage: Passage) -> Iterator[Hit]:
    """Nuclear-weapon States: with a hyphen, and a capital S.

    The term is the Treaty's, and so is its form: non-nuclear-weapon States likewise.

    Good: nuclear-weapon States, non-nuclear-weapon States
    Good: Joint Statement of the Leaders of the Five Nuclear-Weapon States
    Bad: nuclear weapon States
    Bad: nuclear-weapon states
    Bad: non nuclear-weapon States
    """
    for match in _WEAPON_STATES.find(passage.prose):
        title = "Weapon" in match[0]
        non = f"{match['non'][:3]}-" if match["non"] else ""
        weapon = "Weapon" if title else "weapon"
        wanted = f"{non}{match['n']}uclear-{weapon} S{match['state'][1:]}"
        if wanted != match[0]:
            yield passage.hit(*match.span(), wanted)


_STATES = Pattern(
    r"\b(?P<what>[Mm]ember|[Aa]ll|[Oo]ther|[Ss]overeign|[Cc]ertain|[Ss]ignatory|[Oo]bserver|[Tt]hird)"
    r"[ -]states\b|\bmember[- ]States\b(?= of the United Nations)|\b[Mm]ember-States\b",
    "states", "ember",
)  # fmt: skip


@rule(
    "S141",
    "{found!r}",
    "write {wanted}",
    source=CAPITALS,
    languages=ENGLISH,
    mends=True,
)
def write_states_with_a_capital(passage: Passage) -> Iterator[Hit]:
    """States that are countries have a capital; so have Member States of the United Nations.

    A small state is a condition.

    Good: Member States, all States, a state of emergency
    Bad: Member states
    Bad: all states
    """
    for match in _STATES.find(passage.prose):
        what = match["what"] or "Member"
        wanted = f"{'Member' if what.lower() == 'member' else what} States"
        yield passage.hit(*match.span(), wanted)


_SMALL = list_words(
    "a an and as at but by for from in into nor of on or over per the to under upon with without"
)


def _is_title(text: str) -> bool:
    """Whether most words have a capital, as in titles of books."""
    words = [word.strip("“”‘’(),:;") for word in text.split()[1:]]
    words = [word for word in words if word[:1].isalpha() and word.lower() not in _SMALL]
    return len(words) >= 3 and sum(word[0].isupper() for word in words) / len(words) > 0.7


@rule(
    "S142",
    "the {kind} has capitals as a book title has",
    "write only the first word and proper names with a capital",
    source="UN Editorial Manual, headings",
    languages=ENGLISH,
)
def capitalize_headings_as_sentences(passage: Passage) -> Iterator[Hit]:
    """Titles and headings have capitals like sentences.

    Only the first word and proper names begin with one.

    Good: Catastrophic humanitarian consequences of nuclear weapons
    Bad: Catastrophic Humanitarian Consequences of Nuclear Weapons
    Bad: RECOMMENDATIONS OF THE COALITION
    """
    kind = passage.subject.kind
    if kind not in ("title", "heading", "annex", "agenda"):
        return
    shouted = len(passage.text) > 8 and passage.text.isupper()
    if shouted or _is_title(passage.text):
        yield passage.hit(0, len(passage.text), kind=kind)


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
    for match in _CONTRACTED.find(passage.prose):
        yield passage.hit(*match.span())
