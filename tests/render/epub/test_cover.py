"""The cover: lines that fit, whatever the title."""

from __future__ import annotations

import re

import msgspec.structs
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from masthead.edition.edition import JointBody, SessionLine, Words
from masthead.render.epub.cover import HEIGHT, ROOM, break_lines, draw_cover, measure

SVG = "{http://www.w3.org/2000/svg}"


@given(st.text("ab é字，。《》 \u00a0-", max_size=80), st.floats(2, 30), st.booleans())
def test_lines_lose_nothing_and_fit(text, room, even):
    lines = break_lines(text, room, even=even)
    assert re.sub(r"\s", "", "".join(lines)) == re.sub(r"\s", "", text)
    assert all(measure(line.strip()) <= room + 1e-9 for line in lines)


def test_closing_marks_begin_no_line_and_opening_ones_end_none():
    assert break_lines("不扩散核武器条约，《条约》", 8) == ["不扩散核武器条", "约，《条约》"]


def test_even_lines_leave_no_word_alone():
    assert break_lines("one two three four", 7.9, even=True) == ["one two", "three four"]


@pytest.mark.parametrize("title", ["短", "x" * 900, "word " * 400, "长" * 900])
def test_every_title_stays_on_the_cover(project, edition_en, title):
    edition = msgspec.structs.replace(edition_en, title=(Words(title),))
    drawn = etree.fromstring(draw_cover(project, edition))
    for group in drawn.iter(f"{SVG}g"):
        size = float(group.get("font-size", 0))
        for text in group.findall(f"{SVG}text[@y]"):
            assert 0 < float(text.get("y")) < HEIGHT
            if size:
                assert measure(text.text) * size <= ROOM + 1


def test_a_masthead_of_many_lines_leaves_room_for_the_title(project, edition_en):
    """Fifty titles of agenda items left none: the book was not made."""
    lines = tuple(SessionLine("agenda-title", (Words(f"Item {n}"),)) for n in range(50))
    masthead = msgspec.structs.replace(edition_en.masthead, sessions=lines)
    edition = msgspec.structs.replace(edition_en, masthead=masthead, title=(Words("word " * 400),))
    drawn = etree.fromstring(draw_cover(project, edition))
    texts = [text for text in drawn.iter(f"{SVG}text") if text.get("y")]
    assert all(0 < float(text.get("y")) < HEIGHT for text in texts)
    said = "".join("".join(text.itertext()) for text in texts)
    assert "Item 1" in said
    assert said.count("…") == 2
    assert "word word" in said


def test_a_joint_paper_shows_both_symbols_and_bodies(project, edition_en):
    joint = JointBody("S", "/2024/2", ("Security Council",), ())
    masthead = msgspec.structs.replace(edition_en.masthead, joint=joint)
    edition = msgspec.structs.replace(edition_en, masthead=masthead)
    said = ["".join(one.itertext()) for one in etree.fromstring(draw_cover(project, edition))[1]]
    said = [" ".join(text.split()) for text in said]
    assert "S/2024/2" in said
    assert "NPT/CONF.2026/PC.II/WP.XX" in said
    assert any("Security Council" in text for text in said)
