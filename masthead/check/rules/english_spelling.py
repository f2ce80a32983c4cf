"""English spelling: British, with -ize, as the Concise Oxford Dictionary has it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from masthead.check.passage import Passage
from masthead.check.pattern import Pattern, list_words
from masthead.check.rule import Hit, rule
from masthead.patterns import compile_later

SPELLING = "UN Editorial Manual, spelling (Concise Oxford English Dictionary, twelfth edition)"
ENGLISH = ("en",)

_ISE = Pattern(
    r"\b([A-Za-z]+[a-z])is(e|ed|es|er|ers|ing|able|ation|ations|ational)\b",
    "ise", "isi", "isa",
)  # fmt: skip
_TRUE = list_words(
    """adv advert anyw appr appra ar bra bru chast circumc clockw compr comprom conc counterpo
    cr cru dem desp dev disfranch disgu edgew enfranch enterpr equipo exc exerc exorc expert franch
    gu improv inc lengthw lia likew mala marqu merchand no otherw parad po porpo pra pract prec prem
    prom ra repr rev stepw sunr superv surm surpr telev torto treat turquo upr val wid"""
)
"""What stands before -ise in words that are not spelt -ize."""
_PREFIXES = ("un", "re", "mis", "over", "fund", "non", "dis")
_FRENCH = compile_later(r" (?:de|du|des|et|la|le|les|non gouv|internationale?s?|mondiale?s?)\b")
"""What follows where a word is not English: organisation internationale."""
_INITIAL = compile_later(r"(?:\A|[a-z\d)”’]{2}[.!?:] )[“‘(]?\Z")
"""What stands before the first word of a sentence."""


def is_name(text: str, start: int, end: int) -> bool:
    """Whether a word is part of a name: it has a capital which its place does not give it.

    At the beginning of a sentence it is one when more words with capitals go on with it.
    """
    if not text[start].isupper():
        return False
    if not _INITIAL.search(text, 0, start):
        return True
    return re.match(r"(?: (?:of|for))? [A-Z]", text[end:]) is not None


@rule(
    "S101",
    "{found!r}: the spelling is -ize",
    "{wanted}",
    source=SPELLING,
    languages=ENGLISH,
    mends=True,
)
def spell_with_ize(passage: Passage) -> Iterator[Hit]:
    """Words in -ize and -ization are spelt with z; true -ise words keep their s.

    United Nations spelling is British with one exception, and this is it.

    Good: recognize, modernization, exercise, advised, raising, unsupervised, otherwise, crises
    Good: the Organisation for Economic Co-operation and Development, “Modernisation”
    Good: practise, disenfranchise, the Organisation internationale de la Francophonie
    Bad: recognise
    Bad: the modernisation of arsenals
    Bad: prioritising
    """
    text = passage.words
    for match in _ISE.find(text):
        stem, ending = match[1], match[2]
        if _is_true(stem.lower()) or is_name(text, *match.span()):
            continue
        if _FRENCH.match(text, match.end()):
            continue
        wanted = f"{stem}iz{ending}"
        sure = stem[0].islower()
        yield passage.hit(*match.span(), wanted if sure else None, wanted=wanted)


def _is_true(stem: str) -> bool:
    """Whether a word is a true -ise word: television, supervisor, likewise, raised."""
    if stem in _TRUE:
        return True
    return any(stem.startswith(prefix) and stem[len(prefix) :] in _TRUE for prefix in _PREFIXES)


_CHANGED = dict(
    pair.split("=")
    for pair in list_words(
        """
        analyze=analyse analyzed=analysed analyzes=analyses analyzing=analysing paralyze=paralyse
        paralyzed=paralysed catalyze=catalyse catalyzed=catalysed center=centre centers=centres
        centered=centred theater=theatre theaters=theatres kilometer=kilometre kilometers=kilometres
        liter=litre liters=litres fiber=fibre color=colour
        colors=colours favor=favour favors=favours favored=favoured favorable=favourable
        favorably=favourably honor=honour honors=honours honored=honoured honoring=honouring
        labor=labour neighbor=neighbour neighbors=neighbours neighboring=neighbouring
        behavior=behaviour behaviors=behaviours endeavor=endeavour endeavors=endeavours rumor=rumour
        vigor=vigour harbor=harbour defense=defence defenses=defences offense=offence
        offenses=offences fulfill=fulfil fulfills=fulfils fulfillment=fulfilment
        enrollment=enrolment installment=instalment skillful=skilful willful=wilful distill=distil
        traveled=travelled traveling=travelling traveler=traveller labeled=labelled
        labeling=labelling modeled=modelled modeling=modelling canceled=cancelled
        canceling=cancelling channeled=channelled channeling=channelling signaled=signalled
        signaling=signalling fueled=fuelled fueling=fuelling counseling=counselling leveled=levelled
        marvelous=marvellous aluminum=aluminium gray=grey catalog=catalogue catalogs=catalogues
        dialog=dialogue dialogs=dialogues program=programme programs=programmes plow=plough
        maneuver=manoeuvre maneuvers=manoeuvres skeptical=sceptical skepticism=scepticism
        aging=ageing pretense=pretence co-operation=cooperation co-operate=cooperate
        co-operative=cooperative co-ordination=coordination co-ordinate=coordinate
        co-ordinated=coordinated amongst=among whilst=while e-mail=email e-mails=emails
        judgement=judgment judgements=judgments focussed=focused focussing=focusing
        benefitted=benefited benefitting=benefiting connexion=connection
        """
    )
)
"""American and older spellings, and what stands for them."""
_MARKS = str.maketrans(dict.fromkeys(",.;:()“”‘’!?/", " "))
_WORD = Pattern(r"[A-Za-z]+(?:-[A-Za-z]+)*")
_COMPUTER = ("computer ", "software ", "Computer ", "Software ")
_UNSURE = list_words("program programs gray catalog dialog dialogs center centers")
"""Words that may be right: of a computer, a unit, a verb."""


@rule(
    "S102",
    "{found!r} is not the spelling of the United Nations",
    "{wanted}",
    source=f"{SPELLING}; United Nations Spelling List",
    languages=ENGLISH,
    mends=True,
)
def spell_as_in_britain(passage: Passage) -> Iterator[Hit]:
    """Words are spelt as in Britain, and as the United Nations Spelling List has them.

    Documents of one Organization have one spelling.

    Good: programme, centre, analyse, fulfil, cooperation, a computer program
    Good: the Department of Defense, Pearl Harbor, Mr. Gray, “Color”, the *Journal of Labor*
    Bad: the nuclear weapons program
    Bad: data centers
    Bad: to analyze
    Bad: the fulfillment of obligations
    """
    text = passage.words
    if _CHANGED.keys().isdisjoint(text.lower().translate(_MARKS).split()):
        return
    for match in _WORD.find(text):
        word = match[0]
        right = _CHANGED.get(word.lower())
        if right is None or text[: match.start()].endswith(_COMPUTER):
            continue
        if is_name(text, *match.span()):
            continue
        sure = word.islower() and word not in _UNSURE
        right = right.capitalize() if word[0].isupper() else right
        yield passage.hit(*match.span(), right if sure else None, wanted=right)
