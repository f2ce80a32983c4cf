"""Which units are the same: moved, divided, joined, renumbered ones, tables, notes."""

from __future__ import annotations

import random

import pytest

from masthead.compare.matching import match_papers
from masthead.diagnostic import UsageError
from masthead.read.reader import read_source
from tests.compare.conftest import HEAD, compare_sources, paragraph, write_paper
from tests.counting import count_calls

ONE = "The Committee met in New York and considered the matter at length."
TWO = "Several delegations stated that transparency must be improved further."
THREE = "Reports are due in the spring of every year, from all of the States parties."


def tell(summary):
    return [(told.what, told.old.get("en"), told.new.get("en")) for told in summary.changes]


def named(number):
    return f"paragraph\u00a0{number}"


def test_a_unit_that_is_new_renumbers_the_others(compare):
    summary = compare([paragraph(ONE), paragraph(TWO)],
                      [paragraph(ONE), paragraph(THREE), paragraph(TWO)])  # fmt: skip
    assert tell(summary) == [("inserted", None, named(2))]
    assert summary.renumbered["en"] == [(named(2), named(3))]


def test_a_unit_that_stands_elsewhere_is_moved_and_nothing_else(compare):
    summary = compare([paragraph(ONE), paragraph(TWO), paragraph(THREE)],
                      [paragraph(THREE), paragraph(ONE), paragraph(TWO)])  # fmt: skip
    assert tell(summary) == [("moved", named(3), named(1))]


def test_a_unit_that_became_a_part_of_another_is_moved(compare):
    inner = {"en": THREE, "zh": "报告"}
    summary = compare([paragraph(ONE, subparagraphs=[inner]), paragraph(TWO)],
                      [paragraph(ONE), paragraph(TWO, subparagraphs=[inner])])  # fmt: skip
    assert tell(summary) == [("moved", f"{named(1)}\u00a0(a)", f"{named(2)}\u00a0(a)")]


def test_a_unit_is_divided_and_joined(compare):
    whole = [paragraph(f"{ONE} {TWO}", "委员会举行了会议。各代表团发言。"), paragraph(THREE)]
    parts = [
        paragraph(ONE, "委员会举行了会议。"),
        paragraph(TWO, "各代表团发言。"),
        paragraph(THREE),
    ]
    both = f"{named(1)}, {named(2)}"
    assert tell(compare(whole, parts)) == [("divided", named(1), both)]
    assert tell(compare(parts, whole)) == [("joined", both, named(1))]


def test_an_id_tells_a_unit_however_its_words_are_changed(compare):
    summary = compare([paragraph(ONE, id="it"), paragraph(TWO)],
                      [paragraph(TWO), paragraph("Nothing of the sort.", id="it")])  # fmt: skip
    assert summary.counts == {"changed": 1, "moved": 1}


def test_a_heading_of_a_paragraph_says_what_it_was(compare):
    summary = compare([paragraph(ONE), paragraph(TWO)],
                      [{"heading": paragraph(ONE)["paragraph"]}, paragraph(TWO)])  # fmt: skip
    (told,) = (told for told in summary.changes if told.facts)
    assert ("kind", "paragraph", "heading") in told.facts


def table(*rows):
    heads = [{"en": "Year", "zh": "年份"}, {"en": "Posts", "zh": "员额"}]
    return {"table": {"title": {"en": "Posts", "zh": "员额"}, "columns": heads, "rows": list(rows)}}


def test_a_row_and_a_number_of_a_table(compare):
    old = table([2024, 5], [2025, 7], [2026, 7])
    new = table([2024, 5], [2025, 8], [2026, 7], [2027, 9])
    summary = compare([paragraph(ONE), old], [paragraph(ONE), new])
    changed, inserted = summary.changes
    assert changed.new["en"] == "table\u00a01, row 2, cell 2"
    assert changed.facts == [("number", "7", "8")]
    assert (inserted.what, inserted.new["en"]) == ("inserted", "table\u00a01, row 4")
    assert [fact.new for fact in inserted.facts] == ["2027", "9"]


def test_a_table_that_became_a_list_went_and_a_list_came(compare):
    items = {"list": [{"en": "2024: 5", "zh": "2024年：5"}, {"en": "2025: 7", "zh": "2025年：7"}]}
    summary = compare([paragraph(ONE), table([2024, 5], [2025, 7])], [paragraph(ONE), items])
    assert summary.counts == {"inserted": 2, "deleted": 1}


def test_a_note_that_has_another_key_is_the_same(project, compare):
    def note(key):
        return {"notes": {key: {"en": "See document A/80/6.", "zh": "见A/80/6号文件。"}}}

    called = [[paragraph(f"{ONE}[^{key}]", f"话[^{key}]")] for key in ("a", "b")]
    old, new = write_paper(called[0], **note("a")), write_paper(called[1], **note("b"))
    assert compare_sources(project, old, new).changes == []


def test_masthead_and_facts(compare):
    facts = {"job": "24-01234", "title": HEAD["title"] | {"en": "On final drafts"}}
    (told,) = compare([paragraph(ONE)], [paragraph(ONE)], **facts).changes
    assert told.kind == "masthead"
    assert told.facts == [("job", "", "24-01234")]
    assert list(told.words) == ["en"]


def test_papers_with_nothing_in_common(compare):
    other = [{"heading": {"en": "Other", "zh": "别的事情"}}]
    with pytest.raises(UsageError, match=r"old\.yaml and .*new\.yaml have nothing in common"):
        compare([paragraph(ONE)], other, symbol="NPT/CONF.2026/PC.II/WP.8")
    assert compare([paragraph(ONE)], other).counts == {"inserted": 1, "deleted": 1}


def test_papers_without_a_language_in_common(project):
    written = [write_paper([{"paragraph": {code: "Words"}}], original=code, versions={code: {}},
                           title={code: "On drafts"}) for code in ("en", "zh")]  # fmt: skip
    with pytest.raises(UsageError, match=r"no language is in both: .* has en, and .* has zh"):
        compare_sources(project, *written)


def test_a_column_that_is_new_is_told_with_its_cells(compare):
    def wide(*rows, heads):
        columns = [{"en": head, "zh": head} for head in heads]
        return {"table": {"columns": columns, "rows": list(rows)}}

    old = wide([2024, 5], [2025, 7], heads=("Year", "Posts"))
    new = wide([2024, 11, 5], [2025, 13, 7], heads=("Year", "Staff", "Posts"))
    summary = compare([paragraph(ONE), old], [paragraph(ONE), new])
    assert summary.counts == {"inserted": 3}
    assert [fact.new for told in summary.changes for fact in told.facts] == ["11", "13"]


def test_a_call_that_went_to_another_paragraph(project):
    note = {"notes": {"a": {"en": "See document A/80/6.", "zh": "见A/80/6号文件。"}}}
    units = [paragraph(ONE, "会议"), paragraph(TWO, "透明度")]
    called = [
        [paragraph(f"{ONE}[^a]", "会议[^a]"), units[1]],
        [units[0], paragraph(f"{TWO}[^a]", "透明度[^a]")],
    ]
    summary = compare_sources(project, *(write_paper(text, **note) for text in called))
    marked = [
        (piece.change, piece.text)
        for told in summary.changes
        for piece in told.words["en"]["text"]
        if piece.change != "kept"
    ]
    assert marked == [("deleted", "[^a]"), ("inserted", "[^a]")]


def test_hundreds_of_edited_paragraphs_are_each_told(compare):
    old = [paragraph(f"Paragraph of matter number x{n} and nothing else of it") for n in range(300)]
    new = [paragraph(f"Paragraph of matter number x{n} and something else of it")
           for n in range(300)]  # fmt: skip
    assert compare(old, [*new, paragraph(THREE)]).counts == {"changed": 300, "inserted": 1}


def test_a_language_that_did_not_follow_the_original_is_named(compare):
    old = [paragraph(ONE, "会议"), paragraph(TWO, "透明度")]
    told, other = compare(
        old, [paragraph(f"{ONE} So it did.", "会议"), paragraph(TWO, "透明")]
    ).changes  # fmt: skip
    assert list(told.not_followed) == ["zh"]
    assert other.not_followed == {}


def test_units_without_numbers_are_told_apart(compare):
    plain = [paragraph(words, numbered=False) for words in (TWO, THREE)]
    summary = compare([paragraph(ONE), *plain], [paragraph(ONE)])
    near = f"after {named(1)}"
    assert [told.old["en"] for told in summary.changes] == [
        f"unnumbered paragraph {near}", f"unnumbered paragraph 2 {near}",
    ]  # fmt: skip


def test_a_key_that_was_given_to_a_new_note_is_another_call(project):
    see, other = {"en": "See document A/80/6.", "zh": "见A/80/6号文件。"}, {
        "en": "As was agreed upon by all of them.", "zh": "经大家商定。",
    }  # fmt: skip
    old = write_paper([paragraph(f"{ONE}[^a]", "会议[^a]")], notes={"a": see})
    new = write_paper(
        [paragraph(f"{ONE}[^a]", "会议[^a]"), paragraph(f"{TWO}[^b]", "透明度[^b]")],
        notes={"a": other, "b": see},
    )
    summary = compare_sources(project, old, new)
    changed = next(told for told in summary.changes if told.kind == "paragraph")
    assert [piece.change for piece in changed.words["en"]["text"]] == [
        "kept", "deleted", "inserted",
    ]  # fmt: skip


def test_twice_as_many_units_that_are_all_somewhat_alike_take_twice_the_work(project):
    words = [f"word{n}" for n in range(60)]
    rng = random.Random(1)

    def count(number):
        papers = []
        for _ in range(2):
            text = [paragraph(" ".join(rng.sample(words, 30)), " ".join(rng.sample(words, 30)))
                    for _ in range(number)]  # fmt: skip
            source = write_paper(text).encode()
            papers.append(read_source(project, source, "source/a.yaml").require())
        return count_calls(lambda: match_papers(*papers, ("en", "zh")))

    assert count(160) < 2.5 * count(80)


def test_what_is_agreed_upon_is_a_change_of_its_words_or_of_its_alternative(compare):
    other = {"en": TWO, "zh": "另一句话"}
    choice = {"alternatives": [{"en": ONE, "zh": "同样的话"}, other]}
    chosen = {"alternatives": [{"en": ONE, "zh": "同样的话"}, {**other, "chosen": True}]}
    old = [paragraph(f"[[{THREE}]]", "[[话]]"), choice, paragraph(ONE, bracketed=True)]
    new = [paragraph(THREE, "话"), chosen, paragraph(ONE)]
    assert tell(compare(old, old)) == []
    summary = compare(old, new)
    assert tell(summary) == [
        ("changed", named(1), named(1)),
        ("changed", f"alternative 2 of {named(2)}", f"alternative 2 of {named(2)}"),
        ("changed", named(3), named(3)),
    ]
