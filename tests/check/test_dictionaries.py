"""Dictionaries: what they are asked, and what not."""

from __future__ import annotations

from types import SimpleNamespace

from masthead.check.dictionaries import Dictionary


class Speller:
    """Suggests a word with a letter less, and remembers what it was asked."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.aff = SimpleNamespace(MAP=[set("eéèêë"), set("oôö"), {"œ", "oe"}])
        self.tables: list[int] = []

    def suggest(self, word: str) -> list[str]:
        self.asked.append(word)
        self.tables.append(len(self.aff.MAP))
        return [word[:-1]]


def test_for_what_is_too_long_to_be_a_word_nothing_is_sought() -> None:
    """With 200 letters it took minutes."""
    speller = Speller()
    dictionary = Dictionary(speller, frozenset())
    assert dictionary.suggest("disarmamentt") == ["disarmament"]
    assert dictionary.suggest("a" * 200) == []
    assert speller.asked == ["disarmamentt"]


def test_a_word_of_many_letters_with_doubles_does_not_make_millions() -> None:
    """Of “committee”, French accents made so many words that a check stood still."""
    speller = Speller()
    dictionary = Dictionary(speller, frozenset())
    assert dictionary.suggest("etatt") == ["etat"]
    assert dictionary.suggest("committeeeee") == ["committeeee"]
    assert speller.tables == [3, 0]
    assert len(speller.aff.MAP) == 3
