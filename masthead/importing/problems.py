"""What can be wrong with files that come in, and what of them did not arrive."""

from __future__ import annotations

from masthead.diagnostic import Problem, Severity

UNREADABLE = Problem("I001", "the file cannot be read: {reason}")
TOO_LARGE = Problem("I002", "the file is larger than {limit} MB", "a resolution has less")
NO_XML = Problem("I003", "this is no XML: {reason}", "give the file as it was downloaded")
ENTITIES = Problem(
    "I004", "the file declares entities, or names a DTD", "such files are not read: leave them out"
)
NO_AKOMA = Problem(
    "I005", "this XML is no Akoma Ntoso: it begins with <{name}>",
    "the files of the repositories UNxml are",
)  # fmt: skip
TOO_MANY = Problem(
    "I036", "the file has more than {limit} elements", "no official text has a tenth of that"
)
TOO_DEEP = Problem("I006", "elements stand more than {limit} deep in each other")
NO_LANGUAGE = Problem(
    "I007", "the file does not say its language in a way that is known: {found!r}",
    "say it: --lang fr",
)  # fmt: skip
NO_SYMBOL = Problem(
    "I008", "the symbol cannot be read: {symbol!r}: {reason}",
    "say it: --symbol A/80/400",
)  # fmt: skip
NO_SERIES = Problem(
    "I009", "{symbol} fits none of the series", "docs/recipes.md says how to add one"
)
NO_TEXT = Problem("I010", "there is no text in the file")
TWICE = Problem("I011", "this is {code} once more: {other} is in that language", "leave one out")
OTHER_WORK = Problem(
    "I012", "this is another work, {work}: {other} is {first}",
    "import each work by itself, or the folder in which they are",
)  # fmt: skip
NOT_IN_SERIES = Problem("I013", "the series {series} has no papers in {code}", "leave the file out")
NO_DATE = Problem("I014", "the file has no date", "say it: --date 2025-01-31")

MISSING = Problem(
    "I020", "this unit is not in {codes}; {source}: {text!r}",
    "write it, or take it out where it is; nothing is built in {codes} before",
    Severity.WARNING,
)  # fmt: skip
IN_DATA = Problem(
    "I029", "the rows of this table come from {file}, and were edited: {text!r}",
    "change them there", Severity.WARNING,
)  # fmt: skip
NO_PLACE = Problem(
    "I030", "this was edited in the file, and has no place of its own in the paper: {text!r}",
    "edit it in the paper", Severity.WARNING,
)  # fmt: skip
SOURCE_LEFT = Problem(
    "I031", "the source that the file brings along is not used: {reason}",
    "the paper is made of the words of the file alone", Severity.WARNING,
)  # fmt: skip
UNSAYABLE = Problem(
    "I026", "the source has no form for this text, which begins {text!r}",
    "divide it in the file, or take out what is no text",
)  # fmt: skip
OTHER_PICTURE = Problem(
    "I025", "there is another picture of this name, and it stays: the paper shows that one",
    "give it another name, and import again", Severity.WARNING,
)  # fmt: skip
NOT_TAKEN = Problem("I021", "{message}", "", Severity.WARNING)
LABEL = Problem(
    "I022", "the label {typed!r} is typed in the text: {why}", "", Severity.WARNING
)  # fmt: skip
OTHERWISE = Problem(
    "I023", "{code} prints {made!r} where the file has {typed!r}", "", Severity.WARNING
)

NOT_ALIKE = Problem("I015", "{code}: {what}", "see that it is right", Severity.WARNING)
NOT_IN_SOME = Problem(
    "I033", "this is not in {codes}, which is built without it; {source}: {text!r}",
    "write it where it should be there", Severity.WARNING,
)  # fmt: skip
LOST = Problem(
    "I034", "the paper does not have these words: {text!r}", "write them where they belong",
    Severity.WARNING,
)  # fmt: skip
PRINTED = Problem(
    "I035", "{code} prints {typed!r}, as its file does, where {made!r} would be made", "",
    Severity.WARNING,
)  # fmt: skip
NOT_LABELLED = Problem(
    "I032", "{code} prints {count} units without a label, as its file does; in others: {made!r}",
    "take printed: away where it should have one", Severity.WARNING,
)  # fmt: skip
ACCEPTED = Problem(
    "I024", "{code} is accepted, as the files say so: {message}{others}", "", Severity.WARNING
)
PENDING = Problem(
    "I028", "the version {code!r} is pending: it lacks something that the others have",
    "write what is missing, then take status: pending away; the others are built", Severity.WARNING,
)  # fmt: skip
MADE = Problem(
    "I027", "{code} prints {count} labels that its file does not have, such as {made!r}",
    "the other languages have them: see that they are right", Severity.WARNING,
)  # fmt: skip
