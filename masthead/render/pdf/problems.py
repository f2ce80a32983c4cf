"""The faults that are found while a page is set: codes T001 to T099."""

from __future__ import annotations

from masthead.diagnostic import Problem, Severity

MISSING_GLYPH = Problem(
    "T001",
    "{font} has no {character!r} ({code})",
    "write it otherwise, or lock a font that has it",
)
NOTE_TOO_LONG = Problem(
    "T002", "note {mark} is longer than its page has room for", "shorten it, or divide it"
)
NOTE_APART = Problem(
    "T003",
    "note {mark} stands on page {page} and its call on page {call}",
    "move the call, or shorten the notes near it",
)
TOO_WIDE = Problem(
    "T004",
    "{word!r} is too long for its line and was broken where the line ends",
    "write it with spaces or hyphens where it may be broken",
    Severity.WARNING,
)
LAST_PAGE = Problem(
    "T005",
    "lines on the last page: {lines}, which is too few",
    "shorten the text by as much, or add to it",
    Severity.WARNING,
)
LOOSE_LINE = Problem(
    "T006",
    "a line is stretched to {room} em between its {parts}: {line!r}",
    "reword before the long word that follows, or shorten it",
    Severity.WARNING,
)
FIRST_PAGE = Problem(
    "T007",
    "the first page ends before the text begins",
    "shorten what stands before it, or what must stay together where it begins",
    Severity.WARNING,
)
TABLE_WIDE = Problem(
    "T008",
    "the columns need {found} points, and the table has {room}",
    "give it pages of its own with landscape: true, or divide it",
)
