"""A paragraph of ours gets the words of another."""

from __future__ import annotations

from masthead.importing.word.rewording import reword
from masthead.wordfile.model import Call, Look, Paragraph, Piece, Style, Words


def make(*pieces: Piece) -> Paragraph:
    return Paragraph(1, [*pieces], Style("a"), Look())


def test_the_mark_that_a_program_leaves_of_an_object_is_no_call() -> None:
    """A call and U+FFFC were taken for the same, and the import fell."""
    call, paired = Call("footnote", "1"), []
    ours = make(Words("so", Look()), call)
    theirs = make(Words("so\ufffc", Look()))
    made = reword(ours, theirs, lambda *two: paired.append(two), lambda new: new)
    assert made.pieces == [Words("so\ufffc", Look())]
    assert reword(theirs, ours, lambda *two: paired.append(two), lambda new: new).pieces == [
        Words("so", Look()), call
    ]  # fmt: skip
    assert paired == []
