"""What can be found wrong with a Word file: T101 on in writing it, T110 on by its linter."""

from __future__ import annotations

from masthead.diagnostic import Problem

NO_STYLE_NAMED = Problem(
    "T101", "the measures of {station} do not name a Word style for {kind}", "add it under word:"
)
NOT_XML = Problem(
    "T102", "the character {character} cannot stand in a Word file", "remove it"
)  # fmt: skip

NOT_WORD = Problem("T110", "{part} cannot be read: {reason}", "build the file again")
DANGLING = Problem("T111", "{part} leads to {target}, which is not there")
NO_SUCH_STYLE = Problem("T112", "{part} uses the style {name}, which is not defined")
NO_SUCH_LIST = Problem("T113", "{part} uses the list {name}, which is not defined")
NO_SUCH_NOTE = Problem("T114", "{part} calls the note {name}, which is not there")
NOT_CALLED = Problem("T115", "the note {name} is never called")
NO_SUCH_BOOKMARK = Problem("T116", "{part} refers to the bookmark {name}, which is not there")
BAD_BOOKMARK = Problem("T117", "the bookmark {name} {reason}")
NO_STYLE = Problem("T118", "a paragraph of {part} has text but no style: {text}")
DIRECT = Problem("T119", "{part} formats directly what a style should say: {name} ({text})")
EMPTY = Problem("T120", "{part} has an empty paragraph: {text}", "make the space by a style")
BAD_FIELD = Problem("T121", "a field of {part} is not closed where it should be")
TRACKED = Problem("T122", "{part} has tracked changes, with the name {name}")
