"""Concordance: the language versions have the same parts in the same places."""

from __future__ import annotations

import math
import statistics
from collections import Counter
from collections.abc import Callable, Iterator

from masthead.check.inspection import Called, Inspection, Pair
from masthead.check.passage import Passage
from masthead.check.pattern import list_words
from masthead.check.rule import Hit, rule
from masthead.syntax.text import CrossReference, Emphasis, Link, Strong, read_plain

MANUAL = "UN Editorial Manual: all language versions say the same in the same place"


def report_pair(pair: Pair, offset: int, end: int, **fields: object) -> Hit:
    """Report characters of the translation, with the place of the same unit in the original."""
    hit = pair.here.hit(offset, end, code=pair.here.code, other=pair.there.code, **fields)
    return Hit(hit.place, hit.length, hit.fields, pair.subject, pair.there.place(0))


def report_both(pair: Pair, **fields: object) -> Hit:
    """Report a unit of the translation as a whole, with the place of the original."""
    return report_pair(pair, 0, 0, **fields)


@rule(
    "C001",
    "note {key!r} is called here in {code!r}, and elsewhere in {other!r}",
    "call it in the same unit",
    source=MANUAL,
    reads="paper",
)
def call_notes_in_the_same_unit(inspection: Inspection) -> Iterator[Hit]:
    """A note is called in the same unit in every language.

    Readers of two versions follow the same note from the same place.

    Good: both versions call [^declaration] in paragraph 12 (h)
    Bad: English calls [^declaration] in 12 (h), Chinese in 12 (g)
    """
    for here, there in inspection.versions:
        mine, yours = inspection.find_calls(here), inspection.find_calls(there)
        for note in filter(yours.__contains__, mine):
            if mine[note].subject is not yours[note].subject:
                yield _report_call(mine[note], here, yours[note], there)
                yield _report_call(yours[note], there, mine[note], here)


def _report_call(one: Called, code: str, other: Called, there: str, **fields: object) -> Hit:
    place, length = one.subject.texts[code].at(one.call.start), one.call.end - one.call.start
    also = other.subject.texts[there].at(other.call.start)
    told = {"key": one.call.key, "code": code, "other": there, **fields}
    return Hit(place, length, told, one.subject, also)


@rule(
    "C002",
    "notes are called in another order than in {other!r}: {keys}",
    "their numbers would differ between the versions",
    source=MANUAL,
    reads="paper",
)
def call_notes_in_the_same_order(inspection: Inspection) -> Iterator[Hit]:
    """Notes are called in the same order in every language.

    Notes are numbered by their calls, so another order gives the same note two numbers.

    Good: …statement[^one] and declaration[^two] / 声明[^one]和宣言[^two]
    Bad: …statement[^one] and declaration[^two] / 宣言[^two]和声明[^one]
    """
    for here, there in inspection.versions:
        mine, yours = inspection.find_calls(here), inspection.find_calls(there)
        notes = [note for note in mine if note in yours]
        others = [note for note in yours if note in mine]
        for number, (note, other) in enumerate(zip(notes, others, strict=True)):
            if note != other:
                keys = [mine[kept].call.key for kept in notes[number : number + _SHOWN]]
                yield _report_call(mine[note], here, yours[other], there, keys=", ".join(keys))
                break


_SHOWN = 3
"""How many notes are named whose order differs."""


@rule(
    "C003",
    "the references here are not those of {other!r}: {here} against {there}",
    "refer to the same units",
    source=MANUAL,
    reads="pair",
)
def refer_to_the_same_units(pair: Pair) -> Iterator[Hit]:
    """References lead to the same units in every language.

    A reference that is missing or leads elsewhere sends a reader to another paragraph.

    Good: see [@first] / 见[@first]
    Bad: see [@first] / 见[@second]
    """
    here, there = (
        Counter(kept.id for kept in passage.written.walk() if isinstance(kept, CrossReference))
        for passage in (pair.here, pair.there)
    )
    if here != there:
        listed = [", ".join(sorted((one - two).elements())) or "none"
                  for one, two in ((here, there), (there, here))]  # fmt: skip
        yield report_both(pair, here=listed[0], there=listed[1])


@rule(
    "C004",
    "{what}: {here} here, {there} in {other!r}",
    "mark the same words",
    source=MANUAL,
    reads="pair",
)
def emphasize_the_same_words(pair: Pair) -> Iterator[Hit]:
    """Emphasis stands in every language or in none.

    What is emphasized in one version weighs more there; 《》, « » or “ ” may stand for italics of
    titles. In notes each language has its own custom, and ibid. is slanted in some.

    Good: the *only* course / *唯一*的做法
    Bad: the *only* course / 唯一的做法
    """
    for what, kind in (("emphasized passages", Emphasis), ("strong passages", Strong)):
        here, there = (_count(passage, kind) for passage in (pair.here, pair.there))
        if here == there or pair.subject.kind == "note":
            continue
        more, fewer = (pair.here, pair.there) if here > there else (pair.there, pair.here)
        quoted = _count_quotes(fewer) + fewer.text.count("《")
        excused = min(_count_titles(more), quoted)
        if kind is Strong or (abs(here - there) > excused and not _is_usual(pair, _count_emphasis)):
            yield report_both(pair, what=what, here=here, there=there)


@rule(
    "C005",
    "links: {here} here, {there} in {other!r}",
    "link the same words",
    source=MANUAL,
    reads="pair",
)
def link_the_same_addresses(pair: Pair) -> Iterator[Hit]:
    """Links stand in every language or in none; the addresses may differ by language.

    A reader of one version would not find what readers of the other are given.

    Good: [the site](https://www.un.org/en) / [网站](https://www.un.org/zh)
    Bad: [the site](https://www.un.org/en) / 网站
    """
    here, there = (_count(passage, Link) for passage in (pair.here, pair.there))
    if here != there:
        yield report_both(pair, here=here, there=there)


def _count_emphasis(passage: Passage) -> int:
    return _count(passage, Emphasis)


def _is_usual(pair: Pair, count: Callable[[Passage], int]) -> bool:
    """Whether more than one text of the paper differs in the same way, in these two languages.

    What a translator does several times is their language's way of saying it: parentheses after
    names, quotation marks round titles. What happens once may be a slip.
    """
    usual = pair.inspection.usual
    key = count.__name__, pair.here.code, pair.there.code
    if key not in usual:
        differences = [
            count(kept.here) - count(kept.there)
            for kept in pair.inspection.pairs
            if (kept.here.code, kept.there.code) == key[1:] and kept.subject.kind != "note"
        ]
        usual[key] = tuple(
            sum(difference * sign > 0 for difference in differences) for sign in (1, -1)
        )
    more, fewer = usual[key]
    return (more if count(pair.here) > count(pair.there) else fewer) > 1


def _count(passage: Passage, kind: type[Emphasis | Strong | Link]) -> int:
    return sum(isinstance(inline, kind) for inline in passage.written.walk())


def _count_titles(passage: Passage) -> int:
    """Count what is emphasized because it is a title: the words have capitals."""
    emphasized = (kept for kept in passage.written.walk() if isinstance(kept, Emphasis))
    return sum(read_plain(kept.content)[:1].isupper() for kept in emphasized)


_OPENING = str.maketrans({"（": "("})
_QUOTES = {"fr": "«", "es": "«“", "ru": "«", "ar": "“«", "zh": "“「", "en": "“"}


@rule(
    "C006",
    "parentheses: {here} here, {there} in {other!r}",
    "put the same words into parentheses",
    source=MANUAL,
    reads="pair",
)
def put_the_same_into_parentheses(pair: Pair) -> Iterator[Hit]:
    """What is in parentheses in the original is so in the translation.

    A parenthesis that is lost takes words out of an aside, or loses them altogether. One more is
    told where the translation has no others that the original has not.

    Good: the Coalition (Brazil, Egypt) / 联盟(巴西、埃及)
    Bad: the Coalition (Brazil, Egypt) / 联盟巴西、埃及
    """
    here, there = (_count_parentheses(passage) for passage in (pair.here, pair.there))
    if here < there or (here > there and not _is_added(pair, _count_parentheses)):
        yield report_both(pair, here=here, there=there)


def _is_added(pair: Pair, count: Callable[[Passage], int]) -> bool:
    """Whether a translation adds such marks, as notes in it do, or several of its texts."""
    return pair.subject.kind == "note" or _is_usual(pair, count)


def _count_parentheses(passage: Passage) -> int:
    text = passage.countable.translate(_OPENING)
    if "(" not in text:
        return 0
    if passage.code in ("fr", "es", "ru"):
        return text.count("(")
    labels = sum(text.count(f"({letter})") for letter in "abcdefghijklmnopqrstuvwxyz")
    return text.count("(") - labels - _count_numeral_labels(text)


def _count_numeral_labels(text: str) -> int:
    return sum(text.count(f"({label})") for label in (
        "ii", "iii", "iv", "vi", "vii", "viii", "ix", *"一二三四五六七八九十"))  # fmt: skip


@rule(
    "C007",
    "quotations: {here} here, {there} in {other!r}",
    "quote the same words",
    source=MANUAL,
    reads="pair",
)
def quote_the_same_words(pair: Pair) -> Iterator[Hit]:
    """What is quoted in the original is quoted in the translation.

    Quotation marks say whose words these are, in every language alike. More of them are told where
    the translation has no others that the original has not.

    Good: a policy of “no-first-use” / “不首先使用”政策
    Bad: a policy of “no-first-use” / 不首先使用政策
    """
    here, there = (_count_quotes(passage) for passage in (pair.here, pair.there))
    titles = _count_titles(pair.here if here < there else pair.there)
    if abs(here - there) <= titles:
        return
    if here < there or (here > there and not _is_added(pair, _count_quotes)):
        yield report_both(pair, here=here, there=there)


def _count_quotes(passage: Passage) -> int:
    text = passage.text
    marks = _QUOTES.get(passage.code, "“«")
    straight = text.count('"') // 2
    return straight + sum(text.count(mark) for mark in marks)


_ENDS = {"。": ".", "！": "!", "？": "?", "；": ";", "؛": ";", "؟": "?", "：": ":", "।": "."}


def _list_ends(passage: Passage) -> list[str]:
    """List the marks that end sentences and members of sentences."""
    text = passage.prose
    ends = []
    for position, character in enumerate(text):
        if character in _ENDS:
            ends.append(_ENDS[character])
        elif character in ".;:?!":
            following = text[position + 1 : position + 2]
            # What ends the text ends a sentence, be it an initial: "see annex B."
            last = text[position + 1 : position + 5].lstrip("”’»)")[:1] in ("", "\n")
            before = text[max(position - 5, 0) : position].rpartition(" ")[2].lstrip("(“«[")
            initial = len(before) <= 1 and (not before or before.isalpha())
            abbreviated = character == "." and (initial or before.lower() in _SHORT)
            if last or (following in " \n”’»)" and not abbreviated):
                ends.append(character)
    return ends


_SHORT = list_words(
    "no nos para paras sect sects vol vols art arts p.m a.m e.g i.e st dr mr ms par párr núm см ст"
)


def count_sentences(passage: Passage) -> int:
    """Count the sentences of a text that end."""
    return sum(end in ".?!" for end in _list_ends(passage))


@rule(
    "C008",
    "sentences: {here} here, {there} in {other!r}",
    "see whether one is missing",
    source=MANUAL,
    reads="pair",
)
def translate_sentence_by_sentence(pair: Pair) -> Iterator[Hit]:
    """A unit has as many sentences in one language as in the other.

    A sentence that is lost, or there twice, shows in the count; where one was divided, allow it.

    Good: Stop. Go. / 停。走。
    Good: See annex B. / 见附件二。
    Bad: Stop. Go. / 停。
    """
    here, there = (count_sentences(passage) for passage in (pair.here, pair.there))
    if here != there and pair.subject.kind != "note" and not _is_usual(pair, count_sentences):
        yield report_both(pair, here=here, there=there)


@rule(
    "C009",
    "this ends {here}, and in {other!r} {there}",
    "end alike: a list goes on in one version and ends in the other",
    source=MANUAL,
    reads="pair",
)
def end_alike(pair: Pair) -> Iterator[Hit]:
    """A unit ends with the same kind of mark in every language.

    A semicolon says that a list goes on, a colon that one follows, a full stop that it ends.

    Good: the expansion of arsenals; / 核武库扩大；
    Good: Jan. / 1月
    Bad: the expansion of arsenals; / 核武库扩大。
    """
    here, there = (_find_end(passage) for passage in (pair.here, pair.there))
    if here != there and not ({here, there} == {".", ""} and _has_short_word(pair)):
        last = len(pair.here.text.rstrip())
        shown = [f"with {mark!r}" if mark else "without a mark" for mark in (here, there)]
        yield report_pair(pair, max(last - 1, 0), last, here=shown[0], there=shown[1])


def _has_short_word(pair: Pair) -> bool:
    """Whether one of the texts is a word with a point, which may be an abbreviation: Jan., No."""
    return any(
        passage.last_mark == "." and " " not in passage.text.strip()
        for passage in (pair.here, pair.there)
    )


def _find_end(passage: Passage) -> str:
    last = passage.last_mark
    return _ENDS.get(last, last if last in tuple(".;:?!") else "")


def measure_ratios(inspection: Inspection) -> dict[int, tuple[float, float]]:
    """Measure for every pair how far its ratio of lengths is from the paper's usual one.

    Gives the ratio as a factor of the usual one, and the factor that would be unusual. Short texts
    vary more than long ones, and so may be further off.
    """
    measured: dict[int, tuple[float, float]] = {}
    for here, there in inspection.versions:
        pairs = [
            pair for pair in inspection.pairs
            if (pair.here.code, pair.there.code) == (here, there)
            and pair.subject.kind not in ("state", "note")
        ]  # fmt: skip
        ratios = {
            id(pair): math.log(pair.here.length / pair.there.length)
            for pair in pairs
            if pair.here.length >= 4 and pair.there.length >= 4
        }
        if len(ratios) < 8:
            continue
        usual = statistics.median(ratios.values())
        spread = 1.4826 * statistics.median(abs(ratio - usual) for ratio in ratios.values())
        for pair in pairs:
            if id(pair) in ratios:
                shorter = min(pair.here.length, pair.there.length)
                limit = max(4 * spread, 0.45) + 2.2 / math.sqrt(shorter)
                measured[id(pair)] = (ratios[id(pair)] - usual, limit)
    return measured


@rule(
    "C010",
    "this is {factor:.1f} times as {what} as usual beside {other!r}",
    "see whether words are missing on one side",
    source="practice of translation services: the ratio of lengths is steady within a paper",
    reads="paper",
)
def keep_the_usual_length(inspection: Inspection) -> Iterator[Hit]:
    """A unit's length beside the other language is near the paper's usual ratio.

    Omissions and additions show in the length before they show in the reading.

    Good: units between which the ratio of lengths varies by a third
    Bad: a paragraph of 700 characters beside one of 40
    """
    measured = measure_ratios(inspection)
    for pair in inspection.pairs:
        distance, limit = measured.get(id(pair), (0.0, 1.0))
        if abs(distance) > limit:
            what = "long" if distance > 0 else "short"
            yield report_both(pair, factor=math.exp(abs(distance)), what=what)


@rule(
    "C011",
    "the {other!r} text has changed since this translation was accepted",
    "translate the change; check --accept renews the fingerprints",
    source="fingerprints kept beside the paper by check --accept",
    reads="pair",
)
def renew_translations(pair: Pair) -> Iterator[Hit]:
    """A translation is not older than the text it was made from.

    What was changed after the translation is lost to its readers.

    Good: both texts as they were accepted, or both changed
    Bad: the original changed, the translation as it was accepted
    """
    accepted = pair.inspection.accepted
    here, there = pair.here, pair.there
    if accepted.is_older(here.code, there.code, here.written, there.written):
        yield report_both(pair)
