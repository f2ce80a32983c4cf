"""Dictionaries: what they are asked, and what not."""

from __future__ import annotations

from masthead.check.dictionaries import Dictionary


class Speller:
    """Suggests a word with a letter less, and remembers what it was asked."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def suggest(self, word: str) -> list[str]:
        self.asked.append(word)
        return [word[:-1]]


def test_for_what_is_too_long_to_be_a_word_nothing_is_sought() -> None:
    """With 200 letters it took minutes."""
    speller = Speller()
    dictionary = Dictionary(speller, frozenset())
    assert dictionary.suggest("disarmamentt") == ["disarmament"]
    assert dictionary.suggest("a" * 200) == []
    assert speller.asked == ["disarmamentt"]
