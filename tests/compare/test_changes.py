"""Random papers: against itself nothing is said; random edits are found, and nothing else is."""

from __future__ import annotations

import copy
from itertools import product

import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from masthead.compare.words import split_words
from tests.compare.conftest import compare_sources, paragraph, write_paper
from tests.strategies import CODES, papers


def find_texts(value, found):
    """Find the prose of a paper that is long enough to be known again when it is edited."""
    if isinstance(value, dict):
        if set(CODES) <= value.keys() and not value.get("same"):
            found += [(value, code) for code in CODES if len(split_words(str(value[code]))) >= 6]
        for inner in value.values():
            find_texts(inner, found)
    elif isinstance(value, list):
        for inner in value:
            find_texts(inner, found)
    return found


def list_words(summary, change):
    return sorted(
        word
        for told in summary.changes
        for texts in told.words.values()
        for pieces in texts.values()
        for piece in pieces
        if piece.change == change
        for word in split_words(piece.text)
    )


@settings(max_examples=40, suppress_health_check=list(HealthCheck))
@given(source=papers(), data=st.data())
def test_random_edits_are_found_and_no_others(project, source, data):
    same = compare_sources(project, source, source)
    assert same.changes == []
    assert not any(same.renumbered.values())

    written = yaml.safe_load(source)
    edited = copy.deepcopy(written)
    texts = find_texts(edited["text"], [])
    chosen = data.draw(st.lists(st.integers(0, len(texts) - 1), max_size=3, unique=True)
                       if texts else st.just([]))  # fmt: skip
    marks = []
    for at in chosen:
        text, code = texts[at]
        marks.append(f"Zedit{at}")
        text[code] = f"{text[code]} Zedit{at}"
    places = [at for at, unit in enumerate(edited["text"]) if "paragraph" in unit]
    inserted = data.draw(st.sampled_from(places)) if places and data.draw(st.booleans()) else None
    if inserted is not None:
        new = {"paragraph": dict.fromkeys(CODES, "Zinsert"), "numbered": False}
        edited["text"].insert(inserted, new)
        marks += ["Zinsert"] * len(CODES)
    after = yaml.safe_dump(edited, allow_unicode=True, sort_keys=False, width=2**20)

    there = compare_sources(project, source, after)
    assert list_words(there, "inserted") == sorted(marks)
    assert list_words(there, "deleted") == []
    assert {told.what for told in there.changes} <= {"changed", "inserted"}
    assert there.counts.get("inserted", 0) == (inserted is not None)
    back = compare_sources(project, after, source)
    assert list_words(back, "deleted") == sorted(marks)
    assert list_words(back, "inserted") == []


WORDS = ["".join(parts) for parts in product(("ba", "ko", "mi"), ("ra", "lu", "se"), "tnslm")]


@settings(max_examples=60)
@given(data=st.data())
def test_paragraphs_that_come_go_and_are_moved_are_told_as_that(project, data):
    number = st.integers(0, len(WORDS) - 1)
    size = data.draw(st.integers(3, 9))
    old = []
    for at in range(size):
        words = [WORDS[one] for one in data.draw(st.lists(number, min_size=6, max_size=12))]
        old.append(paragraph(" ".join([f"first{at}", *words, f"last{at}"]), f"第{at}项的内容"))
    new = list(old)
    moved = data.draw(st.integers(0, size - 1))
    unit = new.pop(moved)
    goes = data.draw(st.integers(0, size - 1).filter(lambda place: abs(place - moved) > 1)
                     if size > 3 else st.just((moved + 2) % size))  # fmt: skip
    new.insert(goes, unit)
    gone = data.draw(st.sampled_from([one for one in range(size) if new[one] is not unit]))
    before = new.pop(gone)
    new.append(paragraph("Wholly other words that nobody wrote before", "从未写过的另一些话"))
    summary = compare_sources(project, write_paper(old), write_paper(new))
    counts = summary.counts
    assert counts.pop("moved", 0) <= 1  # what it passed may be what went
    assert counts == {"inserted": 1, "deleted": 1}
    (told,) = (told for told in summary.changes if told.what == "deleted")
    assert told.old["en"] == f"paragraph\u00a0{old.index(before) + 1}"
