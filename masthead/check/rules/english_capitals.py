"""English capitals: States and their parties, nuclear-weapon States, titles and headings."""

from __future__ import annotations

import re
from collections.abc import Iterator

from masthead.check.inspection import Inspection
from masthead.check.passage import Passage
from masthead.check.pattern import Pattern, list_words
from masthead.check.rule import Hit, rule
from masthead.patterns import compile_later

ENGLISH = ("en",)
CAPITALS = "UN Editorial Manual, capital letters; practice of the Treaty's conferences"

_PARTIES = Pattern(r"\b[Ss]tates? [Pp]art(?:y|ies)\b", "tate")
_BODY = re.compile(r"(?:Meeting|Conference|Assembly|Group|Union)s? of (?:the )?\Z")


@rule(
    "S139",
    "{found!r}",
    "write {wanted}",
    source=CAPITALS,
    reads="paper",
    languages=ENGLISH,
    mends=True,
)
def write_states_parties(inspection: Inspection) -> Iterator[Hit]:
    """States parties: capital S, small p; States Parties where a treaty has it so, and everywhere.

    Conferences on the law of the sea write States Parties, those on nuclear weapons States parties.

    Good: the States parties, a State party
    Bad: the States Parties, beside States parties
    Bad: the states parties
    """
    found = [
        (passage, match)
        for passage in inspection.passages(ENGLISH)
        for match in _PARTIES.find(passage.words)
        if not _BODY.search(passage.words, 0, match.start())
        and not (passage.subject.kind in ("title", "heading") and _is_title(passage.text))
    ]
    capital = sum("P" in match[0] for _, match in found)
    for passage, match in found:
        large = "P" in match[0]
        rare = large and capital * 2 <= len(found)
        if match[0][0] == "S" and not rare:
            continue
        wanted = f"S{match[0][1:].lower()}" if rare or not large else f"S{match[0][1:]}"
        yield passage.hit(*match.span(), None if large else wanted, wanted=wanted)


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
    for match in _WEAPON_STATES.find(passage.words):
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
    for match in _STATES.find(passage.words):
        what = match["what"] or "Member"
        wanted = f"{'Member' if what.lower() == 'member' else what} States"
        sure = what == "Member"  # all states: of matter, of the United States
        yield passage.hit(*match.span(), wanted if sure else None, wanted=wanted)


_SMALL = list_words(
    "a an and as at but by for from in into nor of on or over per the to under upon with without"
)


def _is_title(text: str) -> bool:
    """Whether most words have a capital, as in titles of books."""
    words = [word.strip("“”‘’(),:;") for word in text.split()[1:]]
    words = [word for word in words if word[:1].isalpha() and word.lower() not in _SMALL]
    return len(words) >= 3 and sum(word[0].isupper() for word in words) / len(words) > 0.7


_NAME = compile_later(
    r"\b(?:Declaration|Convention|Covenant|Protocol|Treaty|Agreement|Charter|Statute|Plan|Programme"
    r"|Agenda|Process|Initiative|Framework|Goals?|Decade|Year|Day|Week|Conference|Congress|Summit"
    r"|Forum|Meeting|Assembly|Council|Committee|Commission|Group|Union|League|Community|Organi[sz]ation"
    r"|Agency|Authority|Fund|Bank|Institute|University|Centre|Center|Court|Tribunal|Mission|Force"
    r"|Department|Division|Office|Service|Section|Unit|Bureau|Secretariat|Secretary|Government"
    r"|Minist(?:er|ry)|Representative|Ambassador|President|Republic|Kingdom|Nations|States|Islands?"
    r"|Sea|Ocean|Strategy|Principles|Rules|Guidelines|Code|Act|Law|Peoples)\b"
)
"""Words at the head of names: which capitals are those of a name is then not for a rule to say."""


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
    Good: Letter dated 3 May 2024 from the Permanent Representative of Ireland to the United Nations
    Bad: Catastrophic Humanitarian Consequences of Nuclear Weapons
    Bad: RECOMMENDATIONS OF THE COALITION
    """
    kind = passage.subject.kind
    if kind not in ("title", "subtitle", "heading", "annex", "agenda"):
        return
    shouted = len(passage.text) > 8 and passage.text.isupper() and " " in passage.text
    if shouted or (_is_title(passage.words) and not _NAME.search(passage.text)):
        yield passage.hit(0, len(passage.text), kind=kind)
