"""The composer by itself: kinds of characters, breaks, squeezed marks, full lines."""

from __future__ import annotations

import random

import pytest

from masthead.render.pdf.han.characters import Kind, find_kind, is_chinese, may_break, needs_gap
from masthead.render.pdf.han.composer import Item, compose
from tests.counting import count_calls

EM = 10.5
MEASURE = 35 * EM
WIDE = {Kind.HAN, Kind.OPENING, Kind.CLOSING, Kind.JOINING}


def make_items(text, em=EM):
    """Make items as a font would have them: wide characters 1 em, all others half of it."""
    return [
        Item(char, find_kind(char), em if find_kind(char) in WIDE else em / 2, em) for char in text
    ]


def set_text(text, measure=MEASURE, *, justify=True, first=None):
    """Compose a text: its lines as text, and the width of each."""
    items = make_items(text)
    lines = compose(items, measure if first is None else first, measure, justify=justify)
    return [(text[line.start : line.stop], sum(line.advances) * EM / 1000, line) for line in lines]


@pytest.mark.parametrize(
    ("before", "after", "allowed"),
    [
        ("核", "武", True), ("核", "，", False), ("核", "。", False), ("核", "》", False),
        ("《", "条", False), ("（", "一", False), ("“", "不", False), ("核", "”", False),
        ("核", "“", True), ("”", "核", True), ("—", "—", False), ("…", "…", False),
        ("核", "—", False), ("—", "核", True), ("·", "三", True), ("张", "·", False),
        ("a", "b", False), ("2", "0", False), ("5", "%", False), ("核", "N", True),
        ("T", "核", True), ("(", "一", False), ("核", ")", False), ("核", "(", True),
        (")", "核", True), ("N", "(", False), ("a", " ", False), (" ", "b", True),
        ("a", "\u00a0", False), ("\u00a0", "b", False), ("/", "C", False), ("\u200b", "C", True),
        ("-", "f", True), ("-", "2", False), ("x", "-", False), ("–", "2", False),
    ],
)  # fmt: skip
def test_where_lines_may_break(before, after, allowed):
    assert may_break(before, find_kind(before), after, find_kind(after)) is allowed


@pytest.mark.parametrize(
    ("before", "after", "gap"),
    [
        ("年", "2", True), ("2", "年", True), ("见", "N", True), ("T", "会", True),
        ("%", "的", True), ("，", "2", False), ("2", "，", False), ("(", "核", False),
        ("核", "(", False), ("核", "武", False), ("a", "b", False), ("《", "N", False),
    ],
)  # fmt: skip
def test_where_a_gap_stands(before, after, gap):
    assert needs_gap(before, find_kind(before), after, find_kind(after)) is gap


def test_a_call_has_no_gap_and_stays_with_its_word():
    kinds = find_kind("明"), Kind.MARK
    assert not needs_gap("明", kinds[0], "2", kinds[1])
    assert not may_break("明", kinds[0], "2", kinds[1])
    assert may_break("2", kinds[1], "和", find_kind("和"))


def test_kinds_of_rare_characters():
    assert find_kind("\U00020000") is Kind.HAN
    assert find_kind("Ａ") is Kind.HAN
    assert find_kind("é") is Kind.LATIN
    assert is_chinese("NPT《")
    assert not is_chinese("NPT (Parts I and II)")


def test_lines_are_full_and_nothing_is_lost():
    text = "核裁军和军备控制进程停滞不前，使本已危险的局势雪上加霜；各国应继续谴责一切核威胁。" * 9
    lines = set_text(text)
    assert "".join(line for line, _, _ in lines) == text
    for _, width, _ in lines[:-1]:
        assert width == pytest.approx(MEASURE, abs=0.02)
        assert width <= MEASURE


def test_first_line_has_a_measure_of_its_own():
    text = "核" * 100
    lines = set_text(text, first=MEASURE - 23.75)
    assert lines[0][1] == pytest.approx(MEASURE - 23.75, abs=0.02)
    assert lines[1][0] == "核" * 35


@pytest.mark.parametrize(
    ("text", "width"),
    [
        ("条》，约", 3.5), ("条》《约", 3.5), ("“《条", 2.0), ("条》”。约", 4.0),
        ("条，约", 3.0), ("条约。", 2.5), ("条——约", 4.0), ("条……约", 4.0), ("张·三", 2.5),
        ("年2月", 3.0), ("条》(约", 3.0),
    ],
)  # fmt: skip
def test_marks_give_up_their_empty_halves_and_gaps_stand(text, width):
    """Widths in em: half is lost between marks, at both ends of a line; a gap is a quarter."""
    ((_, found, _),) = set_text(text)
    assert found / EM == pytest.approx(width, abs=0.01)


def test_an_opening_mark_at_the_start_of_a_line_is_moved_back():
    lines = set_text("核" * 35 + "《条约》生效")
    assert lines[1][0].startswith("《")
    assert lines[1][2].shifts[0] == -500
    assert lines[1][2].advances[0] == 500


def test_an_opening_mark_after_a_label_is_moved_back_too():
    items = [Item("", Kind.BOX, 23.75, EM), *make_items("《条约》")]
    (line,) = compose(items, MEASURE, MEASURE, justify=True)
    assert line.shifts[1] == -500


def test_no_single_character_is_left_on_the_last_line():
    for length in range(30, 160):
        lines = set_text("核" * length + "。")
        if len(lines) > 1:
            assert len(lines[-1][0]) > 2, length
            assert all(width == pytest.approx(MEASURE, abs=0.02) for _, width, _ in lines[:-1])


def test_random_text_obeys_all_rules():
    chance = random.Random(20240516)
    alphabet = "核武器国家条约义务和承诺的是在" * 4 + "，。；：、《》“”（）()——……NPT2026/ab -"
    for _ in range(200):
        text = "核" + "".join(chance.choice(alphabet) for _ in range(chance.randint(1, 300)))
        measure = chance.choice((MEASURE, 343.75, 200.0))
        lines = set_text(text, measure)
        covered = "".join(line for line, _, _ in lines)
        assert covered.replace(" ", "") == text.replace(" ", "")
        for index, (line, width, made) in enumerate(lines):
            assert width <= measure + 1e-6
            if made.torn:
                continue
            if index:
                assert find_kind(line[0]) not in (Kind.CLOSING, Kind.JOINING, Kind.LATIN_CLOSING)
            if index < len(lines) - 1:
                assert find_kind(line[-1]) is not Kind.OPENING


def test_a_word_longer_than_the_line_is_torn_and_known():
    lines = set_text("中文" + "a" * 200 + "中文")
    assert any(line.torn for _, _, line in lines)
    assert all(width <= MEASURE for _, width, _ in lines)


def test_a_blank_at_the_end_of_a_line_takes_no_room():
    text = "核" * 33 + "ab cdefgh" + "核" * 30
    first, second = set_text(text)[:2]
    assert first[0].endswith("ab")
    assert second[0].startswith("cdefgh")


def test_a_ragged_line_ends_after_a_mark_where_it_can():
    title = "核武器国家未能在履行核裁军义务和承诺方面取得进展，导致核风险达到空前水平"
    lines = set_text(title, 27 * EM, justify=False)
    assert [line for line, _, _ in lines] == [title[:25], title[25:]]


def test_nothing_comes_of_nothing():
    assert compose([], MEASURE, MEASURE, justify=True) == []
    assert [line for line, _, _ in set_text("核")] == ["核"]


def test_work_grows_with_length():
    def count(times):
        items = make_items("核武器国家未能在履行义务和承诺方面，取得进展。" * times)
        return count_calls(lambda: compose(items, MEASURE, MEASURE, justify=True))

    assert count(800) < 8 * count(100) * 1.2
