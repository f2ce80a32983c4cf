"""What can be wrong with a paper that is written as a paper should be."""

from __future__ import annotations

from masthead.diagnostic import Problem, Severity

# The file
EMPTY = Problem("R004", "the file is empty", "masthead new SYMBOL writes one to start from")
UNREADABLE = Problem("R005", "the file cannot be read: {reason}", "")
NAME_NOT_STEM = Problem(
    "R006", "the file's name does not match its symbol {symbol}", "name it {wanted}"
)
SAME_STEM = Problem(
    "R007", "{other} has the same symbol, so both would build the same files", "keep one of them"
)

# Its units
NOT_A_UNIT = Problem("R024", "this is no unit of text", "{hint}")
NO_TEXT = Problem(
    "R026", "there is no text", "write at least one unit: - paragraph:, - heading: or - annex:"
)

# What is not agreed upon
OPEN = Problem(
    "R190",
    "{what} is open",
    "an official build has nothing open: agree on it, or build --draft, or --clean",
    Severity.INFO,
)
ONE_ALTERNATIVE = Problem(
    "R191", "one alternative alone", "write another one, or the unit without alternatives:"
)
TWO_CHOSEN = Problem("R192", "a second alternative is chosen", "the first is in line {line}")
OTHER_ALTERNATIVE = Problem(
    "R193",
    "an alternative of another kind: {kind} beside {other}",
    "alternatives are of one kind: write it as the first one is written",
)
OTHER_NUMBER = Problem(
    "R194",
    "{key}: of this alternative is not that of the first one",
    "alternatives stand in one place: say the same in each",
)
ID_OF_ALTERNATIVE = Problem(
    "R195", "an alternative with the id {id!r}", "write it beside alternatives: they share it"
)

# Languages
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

# Paragraphs and lists
EMPTY_LINE = Problem(
    "R048",
    "an empty line inside a unit",
    "begin a new unit; only subparagraphs and notes have several paragraphs",
)
LIST_OF_CONTINUATION = Problem(
    "R054",
    "a list under text that has no letter itself",
    "put its members after the text, in the list that goes on there",
)
PARAGRAPHS_DIFFER = Problem(
    "R055",
    "paragraphs: {here} in {code!r}, {there} in {other!r}",
    "divide the text by empty lines in the same places",
)

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

CALL_IN_PARTY = Problem(
    "R069",
    "a note is called where a letter names its parties",
    "call it in a title of your own: title:",
)

# Masthead
BAD_SYMBOL = Problem("R070", "{symbol!r} is not a document symbol: {reason}", "{hint}")
UNKNOWN_CITY = Problem("R072", "unknown city {name!r}", "{hint}")
END_BEFORE_START = Problem("R073", "the meeting ends before it starts", "check start and end")
PENDING_SYMBOL = Problem(
    "R080",
    "{symbol}: the number is not assigned yet",
    "when it is, change symbol and the file's name",
    Severity.INFO,
)
NO_AGENDA_ITEM = Problem("R153", "an agenda without an item", "write item: 7, or delete the key")
AGENDA_TWICE = Problem(
    "R154",
    "{key}: beside items:, which have numbers and titles of their own",
    "write it in one of the items",
)
AGENDA_OF_BOTH = Problem(
    "R159",
    "an item of the provisional agenda and of the preliminary list",
    "delete provisional: or preliminary:",
)
AGENDA_ITEM_TWICE = Problem("R155", "agenda item {item} is here a second time", "delete one")
SYMBOL_NOTED_TWICE = Problem(
    "R156",
    "reissued: beside symbol_note:, and there is one note to the symbol",
    "say all of it in symbol_note:, or delete one of them",
)
REISSUED_EARLY = Problem(
    "R157", "reissued before the date of the paper, {date}", "check both dates"
)
SYMBOL_NOT_NOTED = Problem(
    "R158",
    "the symbol has an asterisk, and no note says why",
    "write reissued: and the date, or symbol_note: and the words",
    Severity.WARNING,
)

# Tables
ROW_SHORT = Problem(
    "R085",
    "this row fills {filled} of {columns} columns",
    "write an empty cell as null; a cell over several columns says columns: 2",
)
ROW_LONG = Problem(
    "R086", "from this cell on the row has no place left: there are {columns} columns", ""
)
CELL_WIDE = Problem(
    "R087",
    "this cell covers a place that there is not, or that another cell covers",
    "look at columns: here, and at rows: in the rows above",
)
CELL_OVER = Problem("R088", "this cell reaches {count} rows past the last one", "look at its rows:")
NO_ROWS = Problem("R089", "a table without rows", "write rows:, or name a CSV file under data:")

# What stands inside what
TWO_LISTS = Problem(
    "R110",
    "a list beside subparagraphs",
    "write it under list: of one of them, or as a unit of its own",
)
NOT_INSIDE = Problem(
    "R111", "a unit of the kind {what} cannot stand in a {outer}", "write it before or after it"
)
NUMBER_INSIDE = Problem(
    "R112",
    "a paragraph with a number in a {outer}, where none is counted",
    "write its text alone, or numbered: false",
)
SUMMARY_LATE = Problem(
    "R113", "a summary that is not the first unit of the text", "put it first, or delete summary:"
)
IDLE_BREAK = Problem(
    "R114",
    "a page break with nothing before it, or nothing after it on its page",
    "delete it: pages begin by themselves there",
)
WIDE_INSIDE = Problem(
    "R115",
    "a table with pages of its own in a {outer}",
    "write it before or after it, or without landscape:",
)

# Contents
SECOND_CONTENTS = Problem(
    "R180", "contents a second time", "the text and each annex list what is in them once"
)
NOTHING_LISTED = Problem(
    "R181",
    "contents without {what}: nothing would be listed",
    "delete {key}, or write {what} that can be listed",
)

# Numbers and labels of one's own
TWO_NUMBERS = Problem("R182", "{one}: beside {other}", "keep one of them")
NO_LABEL_FOR = Problem(
    "R183", "there is no label for {code!r}", "write one for it, or one for all: label: '5.'"
)
NO_END_NOTES = Problem(
    "R184",
    "notes_at: end, and no note is called in the text",
    "delete it: there would be no notes at its end",
    Severity.WARNING,
)

# Figures
NO_PICTURE = Problem("R100", "there is no file {name}", "{hint}")
PICTURE_OUTSIDE = Problem(
    "R101", "{name} leads outside the project", "put the picture beside the paper"
)
PICTURE_UNREADABLE = Problem("R102", "{name} cannot be read: {reason}", "")
PICTURE_HUGE = Problem("R103", "{name} is {found}", "at most {limit}: save it smaller")
NOT_A_PICTURE = Problem(
    "R104", "{name} cannot be printed: {reason}", "SVG, PNG and JPEG are printed"
)
OTHER_KIND = Problem("R105", "{name} is of the kind {kind}", "name it {wanted}", Severity.WARNING)
PICTURE_TINY = Problem(
    "R106", "{name} is {size} pixels: nothing could be seen in it", "bring a larger picture"
)
NOT_SHARP = Problem(
    "R107",
    "{name} has {found} dots per inch where it is printed, and {least} are wanted",
    "bring one that is {wanted} pixels wide, or print it narrower: width:",
    Severity.WARNING,
)
NO_PICTURE_FOR = Problem(
    "R108", "there is no picture for {code!r}", "name one under image:, or one file for all"
)
CALL_IN_ALT = Problem(
    "R109", "a note is called in words of a picture, or that stand for it", "call it in the title"
)

# Charts
BARS = Problem(
    "R119",
    "a chart of {count} bars",
    "at most {most}, more have no room on a page: leave rows out, or write type: stacked or line",
)
PARTS = Problem(
    "R120",
    "a pie of {count} parts",
    "at most {most}, more cannot be told apart: add the small ones up, or write type: bar",
)
GROUP_IN_CHART = Problem(
    "R121", "columns under a common head in a chart", "write each series by itself"
)
SUM_IN_CHART = Problem("R122", "a {form} in a chart", "delete it: charts draw rows of data alone")
CHART_ROW = Problem(
    "R123",
    "cells in this row: {filled}, columns of the chart: {columns}",
    "write what it is of, then a number of each series; null where there is none",
)
NO_CATEGORY = Problem(
    "R124", "a row of a chart begins with what it is of", "write a word or a year"
)
NO_NUMBER = Problem("R125", "this is no number, and a chart draws numbers", "write 25, -2.5 or ..")
LESS_THAN_NOTHING = Problem(
    "R126", "a part of a whole cannot be {number}", "write it as bars: type: bar"
)
PIE_OF_SEVERAL = Problem(
    "R127", "a pie of more than one series", "write one of them, or type: stacked"
)
NOTHING_TO_DRAW = Problem(
    "R128", "a chart with nothing to draw", "write its numbers, or a figure instead"
)
SERIES = Problem(
    "R129",
    "a chart of {count} series",
    "one column for what is compared, then 1 to {most} series: more cannot be told apart",
)

# Data files
NO_DATA = Problem("R130", "there is no file {name}", "{hint}")
DATA_OUTSIDE = Problem("R131", "{name} leads outside the project", "put the file beside the paper")
DATA_UNREADABLE = Problem("R132", "{name} cannot be read: {reason}", "")
ROWS_BESIDE_DATA = Problem("R133", "rows beside data", "delete them, or do not name {name}")
DATA_EMPTY = Problem(
    "R134", "there are no rows in the file", "its first line names the columns, the others are rows"
)
DATA_BROKEN = Problem(
    "R135", "this is no CSV: {reason}", "a quote inside quotes is written twice; save the file anew"
)
DATA_FIELDS = Problem(
    "R136", "fields in this line: {found}, in the first line: {wanted}", "look for a separator"
)
DATA_COLUMNS = Problem(
    "R137",
    "columns here: {wanted}, in {name}: {found}",
    "name those that are wanted: data: with each column",
)
NO_COLUMN = Problem("R138", "there is no column {column!r} in {name}", "{hint}")
COLUMN_TWICE = Problem(
    "R139", "a second column {name!r}", "give each a name of its own, or .en, .fr … for languages"
)
COLUMN_LANGUAGE = Problem(
    "R140", "column {name!r} has no {code!r} text", "add a column {name}.{code}"
)
NO_FORM = Problem(
    "R141", "{found!r} is no kind of row", "write section, subtotal, total, or nothing"
)
SECTION_CELLS = Problem("R142", "a section's row with {found} cells that are filled", "fill one")
DATA_ROWS = Problem("R144", "rows: {found}, at most {most}", "divide the table")
NO_PLAIN_NUMBER = Problem(
    "R143",
    "{found!r} is no number as data have it",
    "write digits and a point, as 1234.5; a column of codes says words: true",
)

# Kinds of papers
UNKNOWN_KIND = Problem("R160", "the series {series} has no papers of the kind {kind!r}", "{hint}")
UNIT_OF_OTHER_KIND = Problem("R161", "a unit of the kind {unit} in {kind}", "{hint}")
FACT_OF_OTHER_KIND = Problem("R162", "{key}: in {kind}, which has no such line", "{hint}")
FACT_MISSING = Problem("R163", "{kind} without {key}:", "add it")
PREAMBLE_LATE = Problem(
    "R164",
    "a preambular paragraph after an operative one, that of line {line}",
    "write it before that one; only after a heading does a preamble begin anew",
)
BASIS_TWICE = Problem(
    "R165",
    "two lines of adoption: basis: and {other} both say on what basis",
    "delete the one or the other",
)
NO_REPORT = Problem(
    "R166", "{key}: without the report that it is of", "add report: with its symbol"
)
VOTES_DIFFER = Problem(
    "R167",
    "{found} named in {code!r}, where {number} voted so",
    "count the names, which commas part from each other, and compare the languages",
)
VOTED_TWICE = Problem("R171", "{name!r} is named twice in {code!r}", "each votes once")
UNKNOWN_COMMITTEE = Problem("R170", "unknown committee {name!r}", "{hint}")
IDLE_OPENING = Problem(
    "R168",
    "opening: where no preambular or operative paragraph follows",
    "delete it, or say it in the part that it opens",
)
CALL_IN_OPENING = Problem(
    "R169", "a note is called in an opening", "call it in the title, or in a paragraph"
)


# Corrections
NO_CORRECTED = Problem(
    "R200",
    "a correction of {symbol}, which is no paper of this project",
    "say where in words (at:), or put its source into source/",
)
CORRECTED_BROKEN = Problem(
    "R201", "a correction of a paper that has errors itself: {file}", "correct that one first"
)
NO_SUCH_UNIT = Problem("R202", "{symbol} has no unit with the id {id!r}", "{hint}")
CORRECTION_NOWHERE = Problem(
    "R203",
    "a correction that does not say where, or says it twice",
    "write at: in each language, or unit: and the id of the unit that is corrected",
)
CORRECTION_EMPTY = Problem(
    "R204",
    "a correction that does not say what is to be read, or says it twice",
    "write for: and read:, one of them, or text: for what takes the place of the whole, or with "
    "insert: true is inserted there",
)

# Agendas and lists of documents
NO_ITEM = Problem("R205", "there is no agenda item {id!r} before its annotation", "{hint}")
ITEM_TWICE = Problem("R206", "{what} a second time", "first in line {line}")
BAD_DOCUMENT = Problem("R207", "{symbol!r} is not a document symbol: {reason}", "{hint}")

# Kinds of papers: letters, agendas, corrigenda
UNIT_MISSING = Problem(
    "R208", "a paper of the kind {kind} without a unit of the kind {unit}", "write one: {unit}:"
)
CLOSING_EARLY = Problem(
    "R209",
    "a unit of the kind {unit} in the middle of a paper of the kind {kind}",
    "write it at the end: only another one and annexes follow it",
)
KIND_DIFFERS = Problem(
    "R210",
    "the kind {kind}, and a communication of the form {form}",
    "delete kind:, or write form: {kind}",
)
UNIT_BARRED = Problem(
    "R211",
    "a unit of the kind {unit} in a paper of the kind {kind}, which has none",
    "delete it; in an annex it may stand",
)
