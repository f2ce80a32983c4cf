"""The inline markup: what it makes of a text, and where each piece begins and ends."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from masthead.syntax.inline import parse_text, trace_plain
from masthead.syntax.text import (
    Bracketed,
    Content,
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
    Text,
    read_plain,
)  # fmt: skip

ORIGIN = Origin("x", 10, 5, 4)


def show(content: Content) -> str:
    """Write content in a form in which every boundary is seen."""
    parts = []
    for inline in content:
        match inline:
            case Plain(text):
                parts.append(text)
            case Emphasis(inner):
                parts.append(f"<em>{show(inner)}</em>")
            case Strong(inner):
                parts.append(f"<strong>{show(inner)}</strong>")
            case NoteCall(key):
                parts.append(f"<call {key}>")
            case CrossReference(identifier):
                parts.append(f"<to {identifier}>")
            case Superscript(inner):
                parts.append(f"<sup>{show(inner)}</sup>")
            case Subscript(inner):
                parts.append(f"<sub>{show(inner)}</sub>")
            case LineBreak():
                parts.append("<br>")
            case Bracketed(inner):
                parts.append(f"<open {show(inner)}>")
            case Link(inner, target):
                parts.append(f"<a {target}>{show(inner)}</a>")
    return "".join(parts)


def read(raw: str) -> Text:
    text, faults = parse_text(raw, ORIGIN)
    assert faults == []
    return text


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("words", "words"),
        ("*a* b", "<em>a</em> b"),
        ("中*文*字", "中<em>文</em>字"),
        ("**《条约》**规定", "<strong>《条约》</strong>规定"),
        ("***a***", "<strong><em>a</em></strong>"),
        ("***a* b**", "<strong><em>a</em> b</strong>"),
        ("**a *b***", "<strong>a <em>b</em></strong>"),
        ("*a **b***", "<em>a <strong>b</strong></em>"),
        ("a[^note]b", "a<call note>b"),
        ("a[^n1][^n-2]", "a<call n1><call n-2>"),
        ("*a[^n]*", "<em>a<call n></em>"),
        ("see [@first].", "see <to first>."),
        ("[UN](https://www.un.org/)", "<a https://www.un.org/>UN</a>"),
        ("[*UN*](mailto:a@b.org)", "<a mailto:a@b.org><em>UN</em></a>"),
        ("[a](https://un.org/x_(y)_z)", "<a https://un.org/x_(y)_z>a</a>"),
        ("[a] [b", "[a] [b"),
        ("a] (b)", "a] (b)"),
        ("see [a] and (b)", "see [a] and (b)"),
        ("[a [b] c](https://un.org)", "<a https://un.org>a [b] c</a>"),
        (r"5 \* 3 \* 2", "5 * 3 * 2"),
        (r"\[^note] \\ \a \中", r"[^note] \ \a \中"),
        ("a\\", "a\\"),
        ("<script>&amp;]>${}{{ }}", "<script>&amp;]>${}{{ }}"),
        ("_a_ `b` # c", "_a_ `b` # c"),
        ("5 m^2^, CO~2~", "5 m<sup>2</sup>, CO<sub>2</sub>"),
        ("10^−6^ and x^n+1^", "10<sup>−6</sup> and x<sup>n+1</sup>"),
        ("^14^C, SO~4~^2−^", "<sup>14</sup>C, SO<sub>4</sub><sup>2−</sup>"),
        ("*m^2^* m*n*^2^", "<em>m<sup>2</sup></em> m<em>n</em><sup>2</sup>"),
        ("[m^2^](https://un.org)", "<a https://un.org>m<sup>2</sup></a>"),
        ("(a+b)^2^ Ω~n~", "(a+b)<sup>2</sup> Ω<sub>n</sub>"),
        ("米^2^[^note]", "米<sup>2</sup><call note>"),
        ("States [[shall]] [[should]] meet", "States <open shall> <open should> meet"),
        ("[[ one [[ two ]] ]]", "<open one <open two>>"),
        ("[[\n各国\n]]", "<open 各国>"),
        ("[[a [plain] b]] [[c [d]]]", "<open a [plain] b> <open c [d]>"),
        ("[[[plain]]] [see [1]]", "<open [plain]> [see [1]]"),
        ("[[^note]] [[[^note]b]]", "[<call note>] <open <call note>b>"),
        ("[[@id]] [[[@id] b]]", "[<to id>] <open <to id> b>"),
        ("[[ [a](https://un.org) ]]", "<open <a https://un.org>a</a>>"),
        ("[a [[b]]](https://un.org)", "<a https://un.org>a <open b></a>"),
        ("[[a]](https://un.org)", "<open a>(https://un.org)"),
        ("*a [[b **c**]]* [[*d*]]", "<em>a <open b <strong>c</strong>></em> <open <em>d</em>>"),
        (r"\[[a]] [\[a\]\]", "[[a]] [[a]]"),
        (r"m\^2^, CO\~2~, \^a\^", "m^2^, CO~2~, ^a^"),
    ],
)
def test_markup(raw: str, expected: str) -> None:
    assert show(read(raw).content) == expected


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("one\ntwo", "one two"),
        ("one \n  two", "one two"),
        ("中\n文", "中文"),
        ("中，\n文", "中，文"),
        ("于2000\n年", "于2000年"),
        ("号\nNPT", "号NPT"),
        ("the term 条约\nis used", "the term 条约 is used"),
        ("the terms 条约\n公约 are used", "the terms 条约公约 are used"),
        ("a “quoted”\n“word”", "a “quoted” “word”"),
        ("“引文”\n“引文”", "“引文”“引文”"),
        ("武库。[^n]\n现在", "武库。<call n>现在"),
        ("武库。\n[^n]现在", "武库。<call n>现在"),
        ("中*文*\n字", "中<em>文</em>字"),
        ("中\n*文*字", "中<em>文</em>字"),
        ("中\n**[文](https://un.org)**", "中<strong><a https://un.org>文</a></strong>"),
        ("见\n[@first]\n和", "见<to first>和"),
        ("see\n[@first]\nand", "see <to first> and"),
        ("arsenals.[^n]\nIt is", "arsenals.<call n> It is"),
        ("one\\\ntwo", "one<br>two"),
        ("one \\  \n  two", "one <br>two"),
        ("中\\\n文", "中<br>文"),
        ("one\\\\\ntwo", "one\\ two"),
        ("one\\\n", "one\\"),
        ("中\n\\*文", "中*文"),
    ],
)
def test_line_feeds(raw: str, expected: str) -> None:
    assert show(read(raw).content) == expected


@pytest.mark.parametrize(
    "raw",
    [
        "~5", "~5 to ~10", "5~10", "5~10~15 °C", "~5,~6", "2^3", "2^3^4", "m^2", "^5^", "a ~b~ c",
        "~~old~~", "^^", "~", "m^ 2^", "m^2 ^", "https://www.un.org/~one/~two/", "~/a and ~/b",
        "，~5和~6", "在~5~10之间", "20~30~ 和", "5~6~",
        "x^a long stretch of words^", "x^aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa^", "a^,^b",
    ],
)  # fmt: skip
def test_carets_and_tildes_of_old_texts_are_text(raw: str) -> None:
    assert show(read(raw).content) == raw


def test_empty_lines_divide_paragraphs() -> None:
    text = read("\n one\n two\n  \n\nthree\n")
    assert [show(content) for content in text.paragraphs] == ["one two", "three"]


def test_pieces_know_where_they_stand() -> None:
    raw = r"a *b\**[^n][@i][c](https://un.org)"
    expected = [
        (Plain, 0, 2), (Emphasis, 2, 7), (Plain, 3, 6), (NoteCall, 7, 11), (CrossReference, 11, 15),
        (Link, 15, 34), (Plain, 16, 17),
    ]  # fmt: skip
    assert [(type(kept), kept.start, kept.end) for kept in read(raw).walk()] == expected


def test_fault_on_a_later_line_of_a_block() -> None:
    _, faults = parse_text("one\ntwo *three\nfour", ORIGIN)
    assert [str(fault.place) for fault in faults] == ["x:11:9"]


@pytest.mark.parametrize(
    ("raw", "codes"),
    [
        ("*a", "R040"), ("a*", "R040"), ("**a*", "R040 R040"), ("*a **b* c**", "R041 R040"),
        ("**", "R040"), ("****", "R042 R047"), ("a****", "R042"),
        ("[^]", "R043"), ("[^A]", "R043"), ("[^a b]", "R043"),
        ("[^a", "R043"), ("[@]", "R044"), ("[a](b)", "R045"), ("[a](https://un.org", "R045"),
        ("[a](https://un.org\n)", "R045"), ("[a](javascript:alert)", "R045"), ("[a]()", "R045"),
        ("[a](file:///etc/passwd)", "R045"), ("[a](https://)", "R045"), ("", "R047"),
        ("[^n]", "R047"), ("* *", "R047"), ("\u034f\U000e0041 \u3164", "R047"), ("a\u200f", "R049"),
        ("*[a*](https://un.org)", "R051"), ("a](https://un.org)", "R051"),
        ("[](https://un.org)", "R047 R052"), ("[[a", "R040"), ("a]]", "R058"), ("]]", "R058"),
        ("[[]]", "R047 R059"), ("a [[ ]]", "R059"), ("[[a *b]] c", "R041"), ("*a [[b* c]]", "R041"),
        ("[[a\n\nb]]", "R040 R058"), ("[a [[b](https://un.org) c]]", "R041"), ("[[a [b]]", "R040"),
        ("[[a](https://un.org)]]", "R051"), ("[[" * 9 + "a" + "]]" * 9, "R050"),
        ("[*a](https://un.org)*", "R041 R040"),
    ],
)  # fmt: skip
def test_faults(raw: str, codes: str) -> None:
    _, faults = parse_text(raw, ORIGIN)
    assert sorted(fault.code for fault in faults) == sorted(codes.split())


ANYTHING = st.text(alphabet=st.sampled_from("ab 中，1*[]()^~@\\\n"), max_size=30)


@given(ANYTHING)
@example("\\@[@\n]")
@example("\\@[@\\]")
def test_nothing_is_lost_and_everything_is_traced(raw: str) -> None:
    text, faults = parse_text(raw, ORIGIN)
    for inline in text.walk():
        if isinstance(inline, Plain):
            traced = trace_plain(inline, raw)
            assert len(traced) == len(inline.text)
            for position, character in zip(traced, inline.text, strict=True):
                assert raw[position] == character or (raw[position], character) == ("\n", " ")
    if faults or "\\" in raw or "[" in raw:
        return
    words = "".join(read_plain(content) for content in text.paragraphs)
    strip = str.maketrans("", "", " \n*^~")
    assert words.translate(strip) == raw.translate(strip)
