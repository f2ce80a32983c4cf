"""What is reported about the checking itself: allowances that do not fit, and rules that break."""

from __future__ import annotations

from masthead.diagnostic import Problem, Severity

UNKNOWN_RULE = Problem("K001", "allow names {code}, which is no rule of check", "{hint}")
NO_REASON = Problem("K002", "allow {code} gives no reason", "say why it is right here")
NOTHING_TO_ALLOW = Problem(
    "K003", "allow {code} has nothing to allow here", "delete it", Severity.WARNING
)
BROKEN_RULE = Problem(
    "K004",
    "rule {code} broke: {reason}",
    "this is a fault of Masthead; the other rules went on",
    Severity.WARNING,
)
BAD_ACCEPTED = Problem(
    "K005",
    "the file of accepted translations cannot be used",
    "check --accept writes it anew",
    Severity.WARNING,
)
WITHOUT_PAPER = Problem(
    "K008",
    "fingerprints of translations without their paper",
    "rename the file with its paper, or delete it",
    Severity.INFO,
)
MORE_OF_IT = Problem(
    "K007",
    "rule {code} finds more in this text than it tells",
    "mend these first",
    Severity.INFO,
)
NOT_MENDED = Problem(
    "K006", "--fix would have broken the paper: nothing was changed", "mend it by hand"
)
CHANGED_MEANWHILE = Problem(
    "K009",
    "the file was saved while --fix was at work: nothing was changed",
    "mend it once more",
)
