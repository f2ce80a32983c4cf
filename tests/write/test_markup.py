"""What a text says becomes markup that is read as saying just that."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from masthead.syntax.inline import parse_text
from masthead.syntax.text import (
    Bracketed,
    CrossReference,
    Emphasis,
    LineBreak,
    Link,
    NoteCall,
    Origin,
    Plain,
    Strong,
    Subscript,
    Superscript,
    read_plain,
    strip_places,
)
from masthead.write.markup import make_text
from tests.strategies import words

PAGE = "https://example.org/a_(b)?c=1"


@pytest.mark.parametrize(
    ("said", "raw"),
    [
        ([Plain("plain words, [brackets] & <all>")], "plain words, [brackets] & <all>"),
        ([Plain("2 * 3")], r"2 \* 3"),
        ([Plain("[^note] and [@id]")], r"\[^note] and \[@id]"),
        ([Plain("[words](https://example.org)")], r"[words\](https://example.org)"),
        ([Plain("C:\\temp \\* \\")], "C:\\temp \\\\\\* \\\\"),
        ([Plain("a "), Emphasis((Plain("b"),)), Plain("c")], "a *b*c"),
        ([Emphasis((Plain("a"),)), Strong((Plain("b"),))], "*a***b**"),
        ([Emphasis((Plain("a"),)), Emphasis((Plain("b"),))], "*ab*"),
        ([Strong((Emphasis((Plain("a"),)), Plain("b")))], "***a*b**"),
        ([Emphasis((Strong((Plain("a"),)), Plain("b")))], "***a****b*"),
        ([Strong((Strong((Plain("a"),)),))], "**a**"),
        ([Emphasis(()), Plain("a")], "a"),
        ([Plain(" a "), NoteCall("n")], "a [^n]"),
        ([Plain("5 m"), Superscript((Plain("2"),)), Plain(", ~5")], "5 m^2^, ~5"),
        ([Plain("CO"), Subscript((Plain("2"),)), Plain(" m^2^")], r"CO~2~ m\^2\^"),
        ([Plain("one "), LineBreak(), Plain(" two"), LineBreak()], "one \\\ntwo"),
        ([Plain("[[a]] or b]]")], r"\[\[a\]\] or b\]\]"),
        ([Plain("[a [b]]")], "[a [b]]"),
        ([Bracketed((Plain(" a "), Bracketed((Plain("[b]"),)), Plain(" ")))], "[[a [[[b]]]]]"),
        ([Bracketed((Plain("[a"),)), Bracketed(()), Plain("b")], r"[[\[a]]b"),
        (
            [Bracketed((Plain("@id"),)), Bracketed((Superscript((Plain("14"),)), Plain("C")))],
            "[[ @id]][[ ^14^C]]",
        ),
        ([Emphasis((Plain("a"), Bracketed((Emphasis((Plain("b"),)),))))], "*a[[b]]*"),
        ([Link((Plain("[see]"),), PAGE), CrossReference("id")], rf"[\[see\]]({PAGE})[@id]"),
    ],
)
def test_only_what_would_be_markup_is_escaped(said, raw):
    assert make_text([tuple(said)]).raw == raw


def test_several_paragraphs_are_those_of_a_note():
    text = make_text([(Plain("one"),), (), (Plain("two"),)])
    assert text.raw == "one\n\ntwo"
    assert len(text.paragraphs) == 2


@pytest.mark.parametrize(
    "said",
    [
        [Link((Plain("here"),), "javascript:alert(1)")],
        [Link((Plain("a"), Emphasis((Link((Plain("b"),), PAGE),))), "https://example.org/ b")],
        [NoteCall("No Key")],
        [Plain("x"), Superscript((Plain("two words"),))],
        [Plain("one\n\ntwo")],
        [],
    ],
)
def test_what_the_markup_cannot_say_is_refused(said):
    with pytest.raises(ValueError, match="no markup says this"):
        make_text([tuple(said)])


def enclose(inner):
    """Words in brackets, at whose ends no space is left out."""
    return Bracketed((Plain("y"), *inner, Plain("y")))


plain = st.builds(Plain, words.filter(lambda text: text.strip() and "\t" not in text))
inlines = st.recursive(
    plain | st.builds(NoteCall, st.just("note")) | st.builds(CrossReference, st.just("id")),
    lambda inner: (
        st.builds(enclose, st.lists(inner, max_size=3))
        | st.builds(Emphasis, st.lists(inner, max_size=3).map(tuple))
        | st.builds(Strong, st.lists(inner, max_size=3).map(tuple))
    ),
    max_leaves=6,
)


def flatten(content, marks=frozenset()):
    """What is printed, character by character: with its marks, however they are nested."""
    for inline in content:
        if isinstance(inline, Emphasis | Strong):
            yield from flatten(inline.content, marks | {type(inline).__name__})
        elif isinstance(inline, Bracketed):
            yield "opened", marks
            yield from flatten(inline.content, marks)
            yield "closed", marks
        elif isinstance(inline, Plain):
            yield from ((character, marks) for character in inline.text)
        else:
            yield inline, marks


@settings(max_examples=300)
@given(content=st.lists(inlines, min_size=1, max_size=5), width=st.sampled_from((None, 20, 60)))
def test_whatever_a_text_says_is_read_again(content, width):
    content = strip_places((Plain("x"), *content, Plain("x")))
    text = make_text([content], width)
    again, faults = parse_text(text.raw, Origin("", 1, 1))
    assert not faults
    assert list(flatten(strip_places(again.content))) == list(flatten(content))


def test_lines_are_broken_where_a_line_feed_changes_nothing():
    english = "The conference *reaffirmed* that [all](https://example.org/x) of it stands. " * 4
    chinese = "会议重申，全面彻底消除核武器，是不使用核武器的唯一绝对保证。" * 6
    for words_, width in ((english.strip(), 60), (chinese, 60)):
        said = parse_text(words_, Origin("", 1, 1))[0].content
        text = make_text([said], width)
        lines = text.raw.split("\n")
        assert len(lines) > 3
        assert all(len(line) <= width for line in lines)
        assert read_plain(text.content) == read_plain(
            parse_text(words_, Origin("", 1, 1))[0].content
        )
