"""What can be wrong with a print job."""

from __future__ import annotations

from collections.abc import Iterable

from masthead.diagnostic import Diagnostic, PaperError, Problem, Severity

# The file to be printed
ENCRYPTED = Problem(
    "P001", "the PDF is encrypted", "build it anew, or ask for a copy without a password"
)
DAMAGED = Problem("P002", "the PDF is damaged: {reason}", "build it anew")
NO_PAGES = Problem("P003", "the PDF has no pages", "build it anew")
TOO_MANY_PAGES = Problem("P004", "{pages} pages are more than {limit}", "print it in parts")
MIXED_SIZES = Problem(
    "P005", "the pages are of different sizes: {sizes}", "print each size by itself"
)
NO_SIZE = Problem("P006", "page {page} is {width} × {height} pt", "build it anew")
NOT_FOUND = Problem("P007", "there is no such PDF", "build it first: masthead build --format pdf")
LEFT_OUT = Problem(
    "P008",
    "page {page} has {kinds}, which a print file leaves out",
    "flatten the comments and forms first if they are to be printed",
    Severity.WARNING,
)
COLLATED_SIZES = Problem(
    "P009", "its pages are {size}, those of {other} are {wanted}", "print them apart"
)
TOO_LARGE = Problem(
    "P010",
    "what is on a page unpacks to more than any page needs",
    "have the PDF made anew, with its pictures smaller",
)

# What was asked for
UNKNOWN_PAPER = Problem("P020", "{name!r} is not one of the papers", "{hint}")
NO_PAPER = Problem(
    "P021", "no paper goes with pages of {size} in this layout", "name one with --paper"
)
TOO_SMALL = Problem(
    "P022",
    "pages of {size} would shrink to {percent} % on {paper}",
    "take a larger paper or another layout: below {limit} % notes cannot be read",
)
THICKNESS = Problem(
    "P023",
    "a sheet cannot be {thickness} mm thick",
    "between {least} and {most} mm; office paper of 80 g/m² has 0.1",
)
TOO_MUCH_CREEP = Problem(
    "P024",
    "{sheets} sheets of {thickness} mm folded into one another push the inner pages out by "
    "{creep} mm; more than {limit} mm would cut into the text",
    "bind several signatures: --signature {signature}",
)
SIGNATURE = Problem(
    "P025", "a signature cannot have {pages} pages", "a folded sheet has four: take 4, 8, 12, …"
)
LANDSCAPE_BOOKLET = Problem(
    "P026", "landscape pages do not fold into a booklet", "take --layout set or 2up"
)
BLEED = Problem("P027", "the bleed cannot be {bleed} mm", "between 0 and {most} mm")
COPIES = Problem("P028", "{copies} copies", "at least 1")
ONLY_BOOKLET = Problem(
    "P029", "{option} is for booklets, and the layout is {layout}", "add --layout booklet"
)
ONLY_SET = Problem(
    "P030", "several languages go into one file as sets only", "leave out --layout or --collate"
)
ONE_VERSION = Problem(
    "P031", "there is only one language version to collate", "name several with --lang"
)
MOSTLY_BLANK = Problem(
    "P032",
    "one page makes a booklet with three blank ones",
    "--layout set prints it on one leaf",
    Severity.WARNING,
)
TOO_THICK_TO_STAPLE = Problem(
    "P033",
    "{sheets} sheets are more than a stapler takes ({limit})",
    "the job ticket leaves the staple out",
    Severity.WARNING,
)

# Colour
NOT_GREY = Problem(
    "P040", "page {page}: {what} cannot be made grey", "leave out --grey, or change the picture"
)
BAD_PROFILE = Problem(
    "P041", "it is no output profile for a press: {reason}", "ask the shop for its ICC profile"
)
PROFILE_NOT_FOUND = Problem(
    "P042", "there is no styles/{name}", "put the shop's ICC profile into the folder styles"
)
PROFILE_WITHOUT_PDFX = Problem(
    "P043", "an output profile belongs to PDF/X", "add --pdfx, or leave out --profile"
)

# PDF/X-4
FONT_NOT_EMBEDDED = Problem(
    "P050", "the font {font} is not in the file, as PDF/X wants it", "build it anew"
)
NOT_IN_PDFX = Problem("P051", "PDF/X does not allow {what}", "leave out --pdfx, or build it anew")
NO_DATE = Problem(
    "P052", "the PDF does not say when it was made, as PDF/X wants it", "build it anew"
)
NO_TITLE = Problem("P053", "the PDF has no title, as PDF/X wants it", "build it anew")


class JobError(PaperError):
    """The job was not given as it should be; the file itself may be fine."""

    exit_code = 2


def require(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Give the findings back when none of them is an error. Raises PaperError otherwise."""
    found = tuple(diagnostics)
    if any(diagnostic.severity is Severity.ERROR for diagnostic in found):
        raise PaperError(found)
    return found
