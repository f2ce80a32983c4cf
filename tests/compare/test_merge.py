"""The marked Edition of two versions: each of them comes out of it again, exactly."""

from __future__ import annotations

from functools import partial

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from masthead.compare.align import Same, align_nodes
from masthead.compare.matching import match_papers
from masthead.compare.merge import accept_all, merge_editions, reject_all, settle_edition
from masthead.compare.versions import mark_versions, pair_ids
from masthead.edition.edition import (
    Call,
    Emphasis,
    LeftToRight,
    Link,
    Paragraph,
    Words,
    walk_blocks,
)
from masthead.edition.marks import Deleted, Inserted, Marks, Renumbered
from masthead.edition.resolve import resolve_edition
from masthead.kinds import UnknownKindError
from masthead.read.reader import read_source
from masthead.render.docx import render_docx
from masthead.render.text.markdown import write_markdown
from masthead.render.text.plain import write_text
from tests.compare.conftest import paragraph, write_paper
from tests.compare.edits import LANGUAGES, draw_pair
from tests.strategies import papers


def pairs(most):
    """Draw a paper, its two languages, and by what and how often it is edited."""
    codes = st.permutations(LANGUAGES).map(lambda codes: (codes[0], codes[1]))
    return st.tuples(papers(), codes, st.integers(0, 2**32), st.integers(1, most))


@settings(max_examples=15, suppress_health_check=list(HealthCheck), phases=(Phase.generate,))
@given(drawn=pairs(10))
def test_accepting_gives_the_new_edition_and_rejecting_the_old_one(project, drawn):
    old, new = draw_pair(project, *drawn)
    codes = tuple(new.versions)
    matching = match_papers(old, new, codes)
    for code in codes:
        editions = [resolve_edition(project, paper, code) for paper in (old, new)]
        marked = merge_editions(*editions, pair_ids(project, matching, code))
        assert accept_all(marked) == settle_edition(editions[1])
        assert reject_all(marked) == settle_edition(editions[0])


def say(content):
    """Write marks as people type them."""
    said = ""
    for inline in content:
        match inline:
            case Inserted() | Deleted():
                before, after = ("{+", "+}") if isinstance(inline, Inserted) else ("[-", "-]")
                said += f"{before}{say(inline.content)}{after}"
            case Renumbered():
                said += f"<{say((inline.old,))}→{say((inline.new,))}>"
            case Call():
                said += f"^{inline.mark}"
            case Emphasis() | Link() | LeftToRight():
                said += f"*{say(inline.content)}*"
            case _:
                said += inline.say()
    return said


@pytest.fixture
def mark(project):
    """Mark two texts: a line for each node that says something, in the order of reading."""

    def mark(old, new, code="en", **facts):
        papers = (
            read_source(project, written.encode(), "source/a.yaml").require()
            for written in (write_paper(old, **facts), write_paper(new, **facts))
        )
        marked = mark_versions(project, match_papers(*papers, (code,)), code)
        marks = Marks(marked.marks)
        lines = []
        for node in (*walk_blocks(marked.body), *marked.notes):
            label = say(marks.write(node.id, "label", getattr(node, "label", None)))
            sign = {"kept": "", "inserted": "+", "deleted": "-"}[marks.of(node.id).change]
            end = {"": "", "inserted": "{+¶+}", "deleted": "[-¶-]"}[marks.of(node.id).ends]
            lines += [
                " ".join(filter(None, (f"{sign}{label}", f"{say(text)}{end}")))
                for _, text in node.contents()
            ]
        return lines

    return mark


def test_words_inside_emphasis_and_links_are_marked_inside_them(mark):
    old = "It *must not* be, [as said](https://example.org/) there"
    new = "It *must always* be, [as it is](https://example.org/) there"
    assert mark([paragraph(old)], [paragraph(new)]) == [
        "1. It *must [-not-]{+always+}* be, *as [-said-]{+it is+}* there"
    ]


def test_a_run_from_left_to_right_goes_as_a_whole(mark):
    versions = {"versions": {"ar": {}}, "original": "ar", "title": {"ar": "عنوان"}}
    old, new = (
        [{"paragraph": {"ar": f"انظر A new {word} Order هنا"}}] for word in ("World", "Old")
    )
    assert mark(old, new, "ar", **versions) == [
        "1 - انظر [-*A new World Order*-]{+*A new Old Order*+} هنا"
    ]


def test_numbers_that_follow_are_known_as_they_were_and_are(mark):
    old = [paragraph("First words"), paragraph("As in [@here]"), paragraph("Here", id="here")]
    new = [paragraph("Something else altogether"), *old]
    assert mark(old, new) == [
        "+{+1.+} {+Something else altogether+}",
        "[-1.-]{+2.+} First words",
        "[-2.-]{+3.+} As in <paragraph\N{NO-BREAK SPACE}3→paragraph\N{NO-BREAK SPACE}4>",
        "[-3.-]{+4.+} Here",
    ]


def test_a_paragraph_that_is_divided_or_joined_keeps_its_words(mark):
    one = [paragraph("The first sentence is here. The second sentence is there.")]
    two = [paragraph("The first sentence is here."), paragraph("The second sentence is there.")]
    assert mark(one, two) == [
        "{+1.+} The first sentence is here.[- -]{+¶+}",
        "[-1.-]{+2.+} The second sentence is there.",
    ]
    assert mark(two, one) == [
        "[-1.-] The first sentence is here.[-¶-]",
        "[-2.-]{+1.+} {+ +}The second sentence is there.",
    ]


def test_a_note_that_moves_takes_its_call_along(mark):
    notes = {"notes": {"a": {"en": "See there.", "zh": "见彼处。"}}}
    one, other = "Words of one kind", "Something else entirely"
    old = [paragraph(f"{one}[^a]", "话[^a]"), paragraph(other)]
    new = [paragraph(one, "话"), paragraph(f"{other}[^a]", "同样的话[^a]")]
    assert mark(old, new, **notes) == [
        "1. Words of one kind[-^1-]", "2. Something else entirely{+^1+}", "See there."
    ]  # fmt: skip


def table(*rows, columns=2):
    return {
        "table": {
            "columns": [{"en": f"Head {at}", "zh": f"栏{at}"} for at in range(columns)],
            "rows": [[{"en": cell, "zh": cell} for cell in row] for row in rows],
        }
    }


def test_rows_come_and_go_and_a_table_of_another_shape_goes_whole(mark):
    old = table(["ships", "many of them"], ["planes", "none"])
    new = table(["ships", "few of them"], ["trains", "some"], ["planes", "none"])
    assert mark([old], [new])[-6:] == [
        "ships", "[-many-]{+few+} of them", "+ {+trains+}", "+ {+some+}", "planes", "none"
    ]  # fmt: skip
    wide = table(["ships", "few", "3"], columns=3)
    lines = mark([old], [wide])
    assert [line[0] for line in lines if line] == ["-"] * 6 + ["+"] * 6


def test_a_table_that_became_a_list_is_gone(mark):
    items = {"list": [{"en": "ships", "zh": "船"}, {"en": "planes", "zh": "飞机"}]}
    lines = mark([table(["ships", "many"])], [items])
    assert lines == [
        "- [-Head 0-]", "- [-Head 1-]", "- [-ships-]", "- [-many-]",
        "+ {+ships+}", "+ {+planes+}",
    ]  # fmt: skip


def test_a_heading_of_another_level_is_another_one(mark):
    old, new = ({"heading": {"en": "Title", "zh": "题"}, "level": level} for level in (1, 2))
    assert mark([old, paragraph("x")], [new, paragraph("x")])[:2] == [
        "- [-Title-]", "+ {+Title+}"
    ]  # fmt: skip


def test_lines_of_the_masthead_are_marked(project):
    old, new = (
        read_source(project, write_paper([paragraph("x")], **facts).encode(), "a.yaml").require()
        for facts in (
            {"session": 1, "symbol": "NPT/CONF.2026/PC.I/WP.7"},
            {"session": 2},
        )
    )
    marked = mark_versions(project, match_papers(old, new, ("en",)), "en")
    marks = Marks(marked.marks)
    assert "[-First-]{+Second+} session" in [say(line.content) for line in marked.masthead.lines]
    assert marks.of("masthead").find("symbol", "").endswith("PC.I/WP.7")
    assert marks.of("edition").find("stem", "").endswith("PC.I_WP.7")


def test_a_writer_that_knows_no_marks_stops(project):
    marked = mark_papers(project, "One", "Two")
    for write in (write_markdown, write_text, partial(render_docx, project)):
        with pytest.raises(UnknownKindError, match="deleted"):
            write(marked)


def mark_papers(project, old, new):
    papers = (
        read_source(project, write_paper([paragraph(words)]).encode(), "a.yaml").require()
        for words in (old, new)
    )
    return mark_versions(project, match_papers(*papers, ("en",)), "en")


def test_several_paragraphs_that_became_several_are_no_parts_of_each_other():
    old, new = (
        [Paragraph(f"{side}{n}", n, f"{n}.", (Words(f"{side} {n}"),)) for n in (1, 2, 3)]
        for side in "ab"
    )
    same = Same({"b3": "a3"}, [(("a1", "a2"), ("b1", "b2"))])
    pairs = align_nodes(old, new, same)
    assert not any(pair.joined or pair.divided for pair in pairs)
    assert [pair.old.id for pair in pairs if pair.old] == ["a1", "a2", "a3"]
    assert [pair.new.id for pair in pairs if pair.new] == ["b1", "b2", "b3"]
