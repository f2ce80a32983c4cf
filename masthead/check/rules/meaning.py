"""Meaning: figures, dates, symbols, terms and scripts agree between the language versions."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from masthead.check.figures.figure import DATE, LABEL, Figure, compare_figures
from masthead.check.figures.read import READERS, read_figures
from masthead.check.inspection import Pair
from masthead.check.passage import Passage
from masthead.check.rule import Hit, rule
from masthead.symbol import is_held

_REPORTED = {DATE: "C021", LABEL: "C023"}


def _compare(pair: Pair) -> list[tuple[Figure | None, Figure | None]]:
    """Compare the figures of a pair, once for all rules."""
    compared = pair.inspection.compared
    if id(pair) not in compared:
        here, there = (pair.inspection.language(kept.code) for kept in (pair.here, pair.there))
        if here is None or there is None:
            compared[id(pair)] = []
        else:
            words = here.code in READERS and there.code in READERS
            mine = read_figures(pair.here.countable, here)
            yours = read_figures(pair.there.countable, there)
            compared[id(pair)] = list(compare_figures(mine, yours, words=words))
    return compared[id(pair)]


def _report_figures(pair: Pair, code: str) -> Iterator[Hit]:
    """Report what differs, at the figure itself, in the version that has it."""
    for mine, yours in _compare(pair):
        kind = mine.kind if mine else yours.kind if yours else ""
        if _REPORTED.get(kind, "C020") != code:
            continue
        sides = [(pair.here, mine), (pair.there, yours)]
        if mine is None:
            sides.reverse()
        (one, figure), (other, counterpart) = sides
        if figure is not None:
            hit = one.hit(
                figure.start, figure.end, code=one.code, other=other.code,
                here=_quote(one, figure), there=_quote(other, counterpart),
            )  # fmt: skip
            also = other.place(counterpart.start if counterpart else 0)
            yield Hit(hit.place, hit.length, hit.fields, pair.subject, also)


def _quote(passage: Passage, figure: Figure | None) -> str:
    if figure is None:
        return "nothing like it"
    return f"{passage.countable[figure.start : figure.end].strip()!r}"


@rule(
    "C020",
    "{here} in {code!r}, {there} in {other!r}",
    "the numbers of the versions must agree",
    source="UN Editorial Manual, numbers; concordance of language versions",
    reads="pair",
)
def state_the_same_numbers(pair: Pair) -> Iterator[Hit]:
    """Numbers are the same in every language, in digits or in words.

    A wrong number is the mistake that is seen last and quoted first.

    Good: three principles / 三项原则
    Good: two thirds of 1.5 million / 150万的三分之二
    Good: the 2023–2026 review cycle / 2023-2026年审议周期
    Good: Parts I and II / 第一和第二部分
    Good: 50 per cent / 百分之五十
    Good: the first session of the Group of 20 / 二十国集团第一届会议
    Bad: three principles / 四项原则
    Bad: in 2000 / 2001年
    Bad: article VI / 第五条
    Bad: the first session / 第二届会议
    """
    yield from _report_figures(pair, "C020")


@rule(
    "C021",
    "{here} in {code!r}, {there} in {other!r}",
    "the dates of the versions must agree",
    source="UN Editorial Manual, dates; concordance of language versions",
    reads="pair",
)
def state_the_same_dates(pair: Pair) -> Iterator[Hit]:
    """Dates are the same in every language.

    A day or a month that differs makes two events of one.

    Good: on 15 and 16 November 2022 / 2022年11月15日和16日
    Good: 22 July–2 August 2024 / 2024年7月22日至8月2日
    Good: in January 2022 / 2022年1月
    Bad: on 15 and 16 November 2022 / 2022年11月15日和17日
    Bad: on 3 January 2022 / 2022年2月3日
    """
    yield from _report_figures(pair, "C021")


@rule(
    "C022",
    "{symbol}: {here} in {code!r}, {there} in {other!r}",
    "name the same documents",
    source="United Nations document symbols are the same in all languages",
    reads="pair",
)
def name_the_same_documents(pair: Pair) -> Iterator[Hit]:
    """Document symbols are the same in every language, but for those of corrigenda.

    A symbol with one character changed is another document. Corrigenda are issued in the languages
    that need them.

    Good: See A/RES/70/1. / 见A/RES/70/1。
    Bad: See A/RES/70/1. / 见A/RES/71/1。
    """
    here, there = (_list_symbols(passage) for passage in (pair.here, pair.there))
    for symbol, count in (here - there).items():
        yield from _report_symbol(pair.here, pair.there, symbol, count, here, there)
    for symbol, count in (there - here).items():
        yield from _report_symbol(pair.there, pair.here, symbol, count, there, here)


def _list_symbols(passage: Passage) -> Counter[str]:
    symbols = (_strip(passage.plain[start:end]) for start, end in passage.symbols)
    # Other organizations may name a document otherwise in each language, and a corrigendum is
    # often of some languages only.
    return Counter(symbol for symbol in symbols if is_held(symbol) and "/Corr." not in symbol)


def _strip(symbol: str) -> str:
    """A symbol without the words in parentheses that are translated: "(Parts I and II)"."""
    bare = re.sub(r" ?\((?:Parts?|Vol|Sect)[^)]*\)$", "", symbol)
    return bare.replace(" (", "(").rstrip("*")


def _report_symbol(
    one: Passage, other: Passage, symbol: str, count: int,
    mine: Counter[str], yours: Counter[str],
) -> Iterator[Hit]:  # fmt: skip
    spans = [span for span in one.symbols if _strip(one.plain[slice(*span)]) == symbol]
    for start, end in spans[-count:]:
        hit = one.hit(start, end, symbol=symbol, here=mine[symbol], there=yours[symbol],
                      code=one.code, other=other.code)  # fmt: skip
        yield Hit(hit.place, hit.length, hit.fields, one.subject, other.place(0))


@rule(
    "C023",
    "subparagraph {here} in {code!r}, {there} in {other!r}",
    "cite the same subparagraph; [@id] does it by itself",
    source="UN Editorial Manual, references to paragraphs",
    reads="pair",
)
def cite_the_same_subparagraphs(pair: Pair) -> Iterator[Hit]:
    """Labels of subparagraphs that are cited are the same in every language.

    Paragraphs and subparagraphs have the same numbers in all versions, so that citations match.

    Good: see paragraph 4 (b) of that document / 见该文件第4段(b)
    Bad: see paragraph 4 (b) of that document / 见该文件第4段(c)
    """
    yield from _report_figures(pair, "C023")


@rule(
    "C030",
    "{found!r} in {code!r} has no counterpart in {other!r}",
    "the usual one is {wanted}",
    source="UNTERM; language/terms.yaml",
    reads="pair",
)
def render_terms_alike(pair: Pair) -> Iterator[Hit]:
    """A term of the glossary has its counterpart in the other language.

    Terms of treaties carry obligations; another word for one is another obligation.

    Good: the nuclear-weapon States / 核武器国家
    Good: non-nuclear-weapon States / 无核武器国家
    Bad: the nuclear-weapon States / 无核武器国家
    Bad: negative security assurances / 消极安全承诺
    """
    terms = pair.inspection.terms
    mentions = {kept.code: kept.find_terms(terms) for kept in (pair.here, pair.there)}
    for one, other in ((pair.here, pair.there), (pair.there, pair.here)):
        answered = {term for kept in mentions[other.code] for term in kept.terms}
        reported: set[frozenset[int]] = set()
        for mention in mentions[one.code]:
            known = {term for term in mention.terms if terms.speaks(term, other.code)}
            if not mention.asks or not known or known & answered or mention.terms in reported:
                continue
            if len(known) < len(mention.terms):
                continue
            reported.add(mention.terms)
            wanted = " or ".join(
                repr(form) for term in sorted(known)
                for form in terms.terms[term].forms[other.code][:1]
            )  # fmt: skip
            hit = one.hit(
                mention.start, mention.end, code=one.code, other=other.code, wanted=wanted
            )
            yield Hit(hit.place, hit.length, hit.fields, pair.subject, other.place(0))


@rule(
    "C031",
    "{found!r}: {here} in {code!r}, and of its counterpart {there} in {other!r}",
    "see whether one is missing",
    source="UNTERM; language/terms.yaml",
    reads="pair",
)
def repeat_terms_alike(pair: Pair) -> Iterator[Hit]:
    """A term of the glossary stands as often in one language as in the other.

    Where one language has a pronoun for it, nothing is wrong; where a wrong term stands, much is.

    Good: nuclear disarmament and disarmament / 核裁军和裁军
    Bad: nuclear disarmament and nuclear disarmament / 核裁军和裁军
    """
    terms = pair.inspection.terms
    mentions = [kept.find_terms(terms) for kept in (pair.here, pair.there)]
    counts = [Counter(term for kept in found for term in kept.terms) for found in mentions]
    for one, other, mine, yours, found in (
        (pair.here, pair.there, counts[0], counts[1], mentions[0]),
        (pair.there, pair.here, counts[1], counts[0], mentions[1]),
    ):
        for term in mine:
            if 0 < yours[term] < mine[term]:
                last = [kept for kept in found if term in kept.terms][-1]
                hit = one.hit(
                    last.start, last.end, code=one.code, other=other.code,
                    here=mine[term], there=yours[term],
                )  # fmt: skip
                yield Hit(hit.place, hit.length, hit.fields, pair.subject, other.place(0))
