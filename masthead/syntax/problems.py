"""What can be wrong with how a file is written: its bytes, its YAML, its keys, its markup."""

from __future__ import annotations

from masthead.diagnostic import Problem

# The bytes
TOO_LARGE = Problem("R001", "the file is larger than {limit} MB", "a paper is far smaller")
NOT_UTF8 = Problem("R002", "{what} is not UTF-8", "save the file as UTF-8")
CONTROL_CHARACTER = Problem("R003", "control character {character}", "delete it")

# YAML
SYNTAX = Problem("R010", "{message}", "check quotes, colons and indentation just before this")
TAB = Problem("R011", "a tab where YAML wants spaces", "use spaces")
UNQUOTED = Problem(
    "R012", "{mark} in unquoted text", "put prose in quotes, or in a block: |- and an indented line"
)
DUPLICATE_KEY = Problem("R013", "key {key!r} stands here a second time", "first in line {line}")
KEY_NOT_TEXT = Problem("R014", "a key that is {what}", "keys are words such as paragraph or en")
ALIAS = Problem("R015", "YAML anchor or alias {mark}", "write the text out, or quote it")
TAG = Problem("R016", "YAML tag {tag}", "tags are not used here")
TOO_DEEP = Problem("R017", "nested deeper than {limit} levels", "")
SECOND_DOCUMENT = Problem("R018", "a second YAML document", "one paper is one file")
TOO_MANY = Problem("R019", "more than {limit:,} entries", "a paper has far fewer: divide it")
LOOKALIKE = Problem("R028", "{character} where YAML wants {wanted}", "{hint}")
CONFLICT = Problem(
    "R029",
    "marks of a merge conflict begin here",
    "keep one of the two versions, and delete the lines with <<<<<<<, ======= and >>>>>>>",
)

# Keys and values
UNKNOWN_KEY = Problem("R020", "unknown key {key!r}", "{hint}")
MISSING_KEY = Problem("R021", "{key!r} is missing", "{hint}")
WRONG_TYPE = Problem("R022", "{found}, where {wanted} is wanted", "{hint}")
WRONG_VALUE = Problem("R023", "{message}", "{hint}")
COMMENT_IN_TEXT = Problem(
    "R025",
    "# begins a comment here: what follows is not printed",
    "put the text in quotes or in a block (|-), and a comment on a line of its own",
)

# Inline markup
UNCLOSED = Problem("R040", "{mark} opens here and is never closed", "close it, or write {escaped}")
CROSSED = Problem("R041", "{mark} closes here, but {inner} is still open", "close {inner} first")
EMPTY_EMPHASIS = Problem("R042", "nothing stands between {mark} and {mark}", "write {escaped}")
BAD_CALL = Problem("R043", "{written} is not a note call", "a call is [^key], or write \\[")
BAD_REFERENCE = Problem("R044", "{written} is not a reference", "it is [@id], or write \\[")
BAD_LINK = Problem(
    "R045",
    "{written!r} is not an address",
    "an address begins with https://, http:// or mailto:; for a plain bracket write \\[",
)
NESTED_LINK = Problem("R046", "a link inside a link", "close the first one before")
EMPTY_TEXT = Problem("R047", "the text is empty", "write it, or delete the unit")
BIDI_CONTROL = Problem(
    "R049", "bidirectional control character {character}", "delete it: direction is made by layout"
)
TOO_NESTED = Problem("R050", "markup nested deeper than {limit} levels", "")
UNOPENED = Problem(
    "R051", "] closes a link that was not opened", "put [ before the link's words, or write \\]"
)
TOO_LONG = Problem("R053", "a text of more than {limit:,} characters", "divide it into units")
LONG_WORD = Problem(
    "R057", "more than {limit:,} characters without a space", "no line can hold them: divide them"
)
EMPTY_LINK = Problem("R052", "a link without words", "write them between [ and ]")

NO_BRACKETS_OPEN = Problem(
    "R058", "]] closes brackets that were not opened", "put [[ before their words, or write \\]\\]"
)
EMPTY_BRACKETS = Problem(
    "R059",
    "nothing stands between [[ and ]]",
    "write what is not agreed upon, or … where words are still to be found",
)

# Too much of it
MORE_FAULTS = Problem("R099", "there are more problems after this one", "mend these first")
