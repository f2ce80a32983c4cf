"""What can be wrong with a source file before its text is looked at."""

from __future__ import annotations

from masthead.diagnostic import Problem, Severity

# The file
TOO_LARGE = Problem("R001", "the file is larger than {limit} MB", "a paper is far smaller")
NOT_UTF8 = Problem("R002", "byte {byte} is not UTF-8", "save the file as UTF-8")
CONTROL_CHARACTER = Problem("R003", "control character {character}", "delete it")
EMPTY = Problem("R004", "the file is empty", "masthead new SYMBOL writes one to start from")
UNREADABLE = Problem("R005", "the file cannot be read: {reason}", "")
NAME_NOT_STEM = Problem(
    "R006", "the file's name does not match its symbol {symbol}", "name it {wanted}"
)
SAME_STEM = Problem(
    "R007", "{other} has the same symbol, so both would build the same files", "keep one of them"
)

# YAML
SYNTAX = Problem("R010", "{message}", "check quotes, colons and indentation just before this")
TAB = Problem("R011", "a tab where YAML wants blanks", "use blanks")
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

# Schema
UNKNOWN_KEY = Problem("R020", "unknown key {key!r}", "{hint}")
MISSING_KEY = Problem("R021", "{key!r} is missing", "{hint}")
WRONG_TYPE = Problem("R022", "{found}, where {wanted} is wanted", "{hint}")
WRONG_VALUE = Problem("R023", "{message}", "{hint}")
NOT_A_UNIT = Problem(
    "R024", "this is no unit of text", "a unit begins with heading:, paragraph: or annex:"
)
COMMENT_IN_TEXT = Problem(
    "R025",
    "# begins a comment here: what follows is not printed",
    "put the text in quotes or in a block (|-), and a comment on a line of its own",
)
NO_TEXT = Problem(
    "R026", "there is no text", "write at least one unit: - paragraph:, - heading: or - annex:"
)

# Languages
UNKNOWN_LANGUAGE = Problem("R030", "{code!r} is not one of the languages", "{hint}")
LANGUAGE_NOT_LISTED = Problem(
    "R031", "text in {code!r}, but the paper has no such version", "list it under versions"
)
MISSING_LANGUAGE = Problem(
    "R032",
    "the {code!r} text is missing",
    "write it here, or set the version's status to pending",
)
PENDING_VERSION = Problem(
    "R033",
    "version {code!r} is pending: it is not built",
    "a draft may hold it: build --draft",
    Severity.WARNING,
)
NO_VERSION = Problem("R034", "no version that could be built", "at least one must not be pending")

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
EMPTY_LINE = Problem(
    "R048", "an empty line inside a unit", "begin a new unit; only notes have several paragraphs"
)
BIDI_CONTROL = Problem(
    "R049", "bidirectional control character {character}", "delete it: direction is made by layout"
)
TOO_NESTED = Problem("R050", "markup nested deeper than {limit} levels", "")
UNOPENED = Problem(
    "R051", "] closes a link that was not opened", "put [ before the link's words, or write \\]"
)
TOO_LONG = Problem("R053", "a text of more than {limit:,} characters", "divide it into units")
EMPTY_LINK = Problem("R052", "a link without words", "write them between [ and ]")

# Ids, notes, references
DUPLICATE_ID = Problem("R060", "id {id!r} is used a second time", "first in line {line}")
UNKNOWN_NOTE = Problem("R061", "there is no note {key!r}", "{hint}")
NOTE_NOT_CALLED = Problem("R062", "note {key!r} is never called in {code!r}", "{hint}")
NOTE_CALLED_TWICE = Problem(
    "R063",
    "note {key!r} is called a second time in {code!r}",
    "first in line {line}; use two notes",
)
UNKNOWN_REFERENCE = Problem("R064", "there is no unit with the id {id!r}", "{hint}")
ID_OF_NOTE = Problem(
    "R066",
    "a note with the id {id!r}",
    "delete it: a note is called by its key, and not referred to",
)
CALL_IN_NOTE = Problem("R065", "a note is called inside a note", "say it in the note itself")
MARK_IN_NAME = Problem(
    "R067",
    "{written} in a name of submitted_by",
    "delete it: these names go into the files' metadata, where nothing is called or referred to",
)

# Too much of it
MORE_FAULTS = Problem("R099", "there are more problems after this one", "mend these first")

# Masthead
BAD_SYMBOL = Problem("R070", "{symbol!r} is not a document symbol: {reason}", "{hint}")
UNKNOWN_SERIES = Problem("R071", "unknown series {name!r}", "{hint}")
UNKNOWN_CITY = Problem("R072", "unknown city {name!r}", "{hint}")
END_BEFORE_START = Problem("R073", "the meeting ends before it starts", "check start and end")
BAD_JOB = Problem("R074", "{written!r} is not a job number", "for example 24-01234 or GE.24-01234")
SYMBOL_OF_OTHER_SERIES = Problem(
    "R075", "{symbol} is not a symbol of the series {series}", "check symbol and series"
)
SESSION_DISAGREES = Problem(
    "R076", "session {session} does not agree with {symbol}", "the symbol says session {wanted}"
)
WRONG_STATION = Problem("R077", "the series {series} has no page of {station!r}", "{hint}")
BODY_NOT_NAMED = Problem(
    "R078", "the series {series} does not name its body in {code!r}", "add it to the series' file"
)
PENDING_SYMBOL = Problem(
    "R080",
    "{symbol}: the number is not assigned yet",
    "when it is, change symbol and the file's name",
    Severity.INFO,
)
PENDING_JOB = Problem(
    "R081",
    "the job number is not known yet",
    "when it is, bar code, QR code and job lines appear",
    Severity.INFO,
)
