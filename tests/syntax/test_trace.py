"""The place of every character of a scalar, however the scalar is written."""

from __future__ import annotations

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from masthead.syntax import yaml as reading
from masthead.syntax.yaml import LocatedText, load_yaml

SCALARS = {
    "plain": "key: some text, 中文",
    "backslashes that are text": "key: '\\::'':\n  \\\n  end'",
    "a backslash on a plain line": "key: text\n  \\\n  end",
    "plain on two lines": "key: some text\n  that goes on\n\n  after a blank line",
    "single quotes": "key: 'it''s quoted, and it''s text'",
    "single quotes on lines": "key: 'first\n   second ''line''  \n\n\n   third '",
    "double quotes": 'key: "plain in quotes"',
    "escapes": r'key: "\u4e2d\x41 tab\t \"quoted\" \\ \U0001F600 end"',
    "escapes on lines": 'key: "first \\\n    second\n\n    \\ third \\"x\\"\n    "',
    "literal": "key: |-\n  first\n  second\n\n  third",
    "literal, blank lines first": "key: |+\n\n\n   中文\n   second\n",
    "literal, indented text": "key: |2\n    two more\n   one more\n  none",
    "literal, comment": "key: |-  # a comment\n  first",
    "folded": "key: >-\n  first\n  goes on\n\n  second\n    kept as it is\n    and this\n  back",
    "folded, then a key": "key: >-\n  first\n  goes on\n\nother: x",
    "folded inside": "- key: >\n    first\n    goes on\n\n- other",
    "folded, blank lines first": "key: >\n\n  first\n  goes on\n",
    "folded, trailing blanks": "key: >-\n  first \n  goes on",
    "in a list": "- - key: |-\n      中文\n      字",
    "in flow": "[{key: 'a''b', other: plain}, \"x\\ty\"]",
    "empty": "key: ''",
    "no text in a block": "key: |-\n\nother: x",
}


def find_texts(tree: object) -> list[LocatedText]:
    if isinstance(tree, LocatedText):
        return [tree]
    if isinstance(tree, dict):
        return [text for value in tree.values() for text in find_texts(value)]
    return [text for value in tree for text in find_texts(value)] if isinstance(tree, list) else []


def assert_traced(source: str, *, whole: bool = True) -> int:
    """Every character that is not white space or escaped stands where it is said to stand."""
    lines = source.split("\n")
    texts = find_texts(load_yaml(source.encode(), "x"))
    for text in texts:
        for offset, character in enumerate(text):
            if character.isspace() or (whole and not text.origin.is_exact):
                continue
            place = text.origin.place(text, offset)
            written = lines[place.line - 1][place.column - 1 :]
            assert written.startswith((character, "\\", "''")), (text, offset, place)
    return len(texts)


@pytest.mark.parametrize("name", SCALARS)
def test_every_character_is_where_it_is_said_to_be(name: str) -> None:
    assert assert_traced(SCALARS[name], whole=False)


@pytest.mark.parametrize("name", [name for name in SCALARS if not name.startswith("no text")])
def test_places_are_exact(name: str) -> None:
    for text in find_texts(load_yaml(SCALARS[name].encode(), "x")):
        assert text.origin.is_exact


def test_slow_loader_gives_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    fast = {name: load_yaml(source.encode(), "x") for name, source in SCALARS.items()}
    monkeypatch.setattr(reading, "_Loader", yaml.SafeLoader)
    for name, source in SCALARS.items():
        slow = load_yaml(source.encode(), "x")
        assert slow == fast[name]
        for one, other in zip(find_texts(slow), find_texts(fast[name]), strict=True):
            assert one.origin == other.origin, name


PROSE = st.text(alphabet=st.sampled_from("ab 中文，。'\"\\:#-*[]&!|>%@`,{}?\n"), max_size=40)


@given(PROSE, st.sampled_from([None, "'", '"', "|", ">"]), st.integers(20, 80))
def test_whatever_pyyaml_writes_is_traced(prose: str, style: str | None, width: int) -> None:
    source = yaml.dump(
        {"key": [prose]}, allow_unicode=True, default_style=style, width=width, sort_keys=False
    )
    tree = load_yaml(source.replace('"key"', "key").replace("'key'", "key").encode(), "x")
    (value,) = next(iter(tree.values()))
    assert value == prose or not isinstance(value, str)
    if "? |" not in source and "? >" not in source:
        assert_traced(source)
