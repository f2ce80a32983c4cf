"""What can be wrong between a paper, its series and its duty station."""

from __future__ import annotations

from masthead.diagnostic import Problem, Severity

UNKNOWN_SERIES = Problem("R071", "unknown series {name!r}", "{hint}")
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
PENDING_JOB = Problem(
    "R081",
    "the job number is not known yet",
    "when it is, bar code, QR code and job lines appear",
    Severity.INFO,
)
EMBLEM_MISSING = Problem(
    "R090", "there is no emblem styles/{name}", "put the file there, or delete the key"
)
EMBLEM_HUGE = Problem(
    "R091", "the emblem styles/{name} is {found}", "at most {limit}: save it smaller"
)
NOT_AN_IMAGE = Problem(
    "R092", "the emblem styles/{name} is no image: {reason}", "SVG, PNG and JPEG are read"
)
NO_PLACE_FOR_EMBLEM = Problem(
    "R093",
    "papers of the series {series} have no emblem",
    "delete the key: it changes nothing",
    Severity.WARNING,
)
JOB_OF_OTHER_STATION = Problem(
    "R094", "{written!r} is not a job number of {station}", "its form is {form}"
)
DATE_OUTSIDE_SESSION = Problem(
    "R095",
    "{date} is not in the years of session {session}: {first} and {second}",
    "check the date and the symbol",
    Severity.WARNING,
)
UNKNOWN_LOOK = Problem(
    "R096",
    "series/{series}.yaml: styles/{station}.yaml has no type of text {look!r}",
    "{hint}",
)
EMBLEM_OUTSIDE = Problem(
    "R097", "the emblem {name!r} leads outside styles/", "only the project's own files are read"
)

# Notes in words that many papers have
UNKNOWN_STANDING_NOTE = Problem("R150", "there is no standard note {key!r}", "{hint}")
NOTE_NOT_WORDED = Problem(
    "R151",
    "the standard note {key!r} has no words in {code!r}",
    "add them to language/{code}.yaml or series/{series}.yaml, under standing_notes",
)
NOTE_WORDED_TWICE = Problem(
    "R152",
    "a note with the words of the standard note {key!r}, and words of its own",
    "delete one of them",
)
