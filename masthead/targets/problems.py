"""What can go wrong with a build while nothing is wrong with the paper's text."""

from __future__ import annotations

from masthead.diagnostic import Problem, Severity

NOT_WRITTEN = Problem("B001", "{file} cannot be written: {reason}", "{hint}")
TOOL_FAILED = Problem("B002", "{file} could not be made: {reason}", "")
WORKER_LOST = Problem(
    "B003", "{file} could not be made: the process at work on it was killed",
    "if memory ran out, build with --jobs 1",
)  # fmt: skip
TOO_SLOW = Problem(
    "B004", "{file} could not be made within {limit} seconds",
    "MASTHEAD_TIME_LIMIT sets another limit",
)  # fmt: skip
NEEDS_LAYOUT = Problem(
    "B005", "{file} was not made: it names the pages of the PDF, which could not be laid out",
    "mend what stands at the PDF",
)  # fmt: skip
INTERNAL = Problem(
    "B006", "{file} could not be made: {reason}",
    "this is a fault of Masthead; MASTHEAD_DEBUG=1 shows where",
)  # fmt: skip
OTHER_FONT = Problem(
    "B010", "pages were set with other fonts than the locked ones, and lines may break elsewhere: "
    "{fonts}",
    "make, or python3 -m masthead.setup fonts, gets the locked ones", Severity.WARNING,
)  # fmt: skip
FONT_REFUSED = Problem(
    "B011", "{file} takes other fonts than the locked ones, which --locked and verify refuse: "
    "{fonts}",
    "make, or python3 -m masthead.setup fonts, gets the locked ones",
)  # fmt: skip
CACHE_UNUSABLE = Problem(
    "B012", "the cache {folder} cannot be {reason}",
    "the build goes on without it; MASTHEAD_CACHE names another folder", Severity.WARNING,
)  # fmt: skip
CACHE_SMALL = Problem(
    "B017", "the cache is full: {limit} are less than this build puts into it, and the next one "
    "makes again what had to go",
    "MASTHEAD_CACHE_SIZE sets another limit, such as 5G", Severity.WARNING,
)  # fmt: skip
ENGINE_LOST = Problem(
    "B022", "the scheduler does nothing more for this build: {reason}",
    "what is missing the next build makes, and nothing else",
)  # fmt: skip
STOPPED = Problem(
    "B023", "the build stopped once {count} papers had failed: {left} more were not begun",
    "--max-failures says how many may; the next build goes on from here",
)  # fmt: skip
OUTLET_UNUSABLE = Problem(
    "B024", "files cannot be put there: {reason}",
    "what is there already is whole; the next build puts there what is missing",
)  # fmt: skip
STORE_UNUSABLE = Problem(
    "B018", "the cache cannot be {reason}",
    "everything is built nevertheless; what is missing there the next build makes again",
)  # fmt: skip
STORE_DAMAGED = Problem(
    "B019", "{count} of the cache did not hold what was put there: {names}",
    "they were removed, and what was in them is made again",
)  # fmt: skip
LEFTOVER = Problem(
    "B014", "{count} no paper makes any longer: {files}", "build --prune removes what is left over",
    Severity.WARNING,
)  # fmt: skip
LEFTOVER_CHANGED = Problem(
    "B015", "{file} is left over, but was changed since it was built, and stays",
    "remove it yourself", Severity.WARNING,
)  # fmt: skip
NOT_REMOVED = Problem("B016", "{file} cannot be removed: {reason}", "", Severity.WARNING)
CHANGED_MEANWHILE = Problem(
    "B013", "{file} was saved while it was being built", "build it once more"
)
