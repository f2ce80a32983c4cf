"""What a language or a series cannot express: found while an edition is resolved."""

from __future__ import annotations

from masthead.diagnostic import Problem

NO_LABEL = Problem(
    "E001",
    "{code} has no label for {what} number {number}",
    "divide the list, or give language/{code}.yaml more of them",
)
TOO_DEEP = Problem(
    "E002",
    "{code} has no label for {what} of level {level}",
    "bring the text up one level, or add the label to language/{code}.yaml",
)
NO_ORDINAL = Problem(
    "E003",
    "{code} has no words for session {number}",
    "add them to numerals in language/{code}.yaml",
)
NOT_NAMED = Problem("E004", "{file} does not name {what} in {code!r}", "add the name there")
NOT_REFERABLE = Problem(
    "E005",
    "unit {id!r} has no number or label to refer to",
    "number it, or refer to its heading",
)
NOTHING_BEFORE = Problem(
    "E007",
    "an inserted {what}, and there is none with a number before it",
    "put it behind the one whose number it is to have, or number it itself",
)
NOT_CHOSEN = Problem(
    "E008",
    "unit {id!r} is part of an alternative that was not chosen",
    "refer to what was chosen, or to the alternatives by an id of theirs",
)
NO_SESSION = Problem(
    "E006", "{series} held no session in {year}", "check the year; its first one was in {first}"
)
