"""Patterns that wait until they are needed."""

from __future__ import annotations

import re

import pytest

from masthead import patterns
from masthead.patterns import compile_later


def test_a_pattern_is_compiled_at_its_first_use_and_once(monkeypatch):
    compiled = re.compile("(?P<letter>[b-d])+", re.IGNORECASE)
    made = []
    monkeypatch.setattr(patterns.re, "compile", lambda *of: made.append(of) or compiled)
    pattern = compile_later("(?P<letter>[b-d])+", re.IGNORECASE)
    assert made == []
    assert [match[0] for match in pattern.finditer("abba DC")] == ["bb", "DC"]
    assert pattern.sub("-", "abc") == "a-"
    assert pattern.match("abc", 1)["letter"] == "c"
    assert pattern.pattern == "(?P<letter>[b-d])+"
    assert len(made) == 1


def test_a_wrong_pattern_is_told_at_its_first_use():
    with pytest.raises(re.error):
        compile_later("(").search("")
