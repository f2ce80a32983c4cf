"""What a person asks for, and whether it can be had."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from masthead.diagnostic import Diagnostic, Place
from masthead.print import problems
from masthead.print.layout import FOLDED, Layout
from masthead.print.papers import MM, Papers


class PrintOptions(Struct, frozen=True):
    """One print job. What is None is as ``styles/print.yaml`` or the layout has it."""

    layout: Layout = Layout.SET
    paper: str | None = None
    """Name of the sheet's paper; None for the one that needs no scaling."""
    signature: int | None = None
    """Pages of a signature of a booklet; None for one signature."""
    thickness: float | None = None
    """Of one sheet, in mm."""
    bleed: float | None = 0
    """In mm."""
    crop_marks: bool = False
    registration: bool = False
    fold_marks: bool = False
    staple_marks: bool = False
    grey: bool = False
    pdfx: bool = False
    """Whether the file is to be PDF/X-4; without a profile it is black only."""
    profile: str | None = None
    """The shop's ICC profile, a file in ``styles/``."""
    copies: int = 1

    @property
    def black_only(self) -> bool:
        """Whether everything is printed with black alone."""
        return self.grey or (self.pdfx and self.profile is None)

    @property
    def name(self) -> str:
        """What the options add to the name of the file, after layout and paper."""
        return ("-grey" if self.grey else "") + ("-x4" if self.pdfx else "")


def check_options(options: PrintOptions, papers: Papers) -> Iterator[Diagnostic]:
    """Find what cannot be, whatever the file to be printed. Places are names of options."""
    limits = papers.limits
    least, most = limits.thickness
    if options.paper is not None and options.paper not in papers.papers:
        from masthead.data import suggest

        hint = suggest(options.paper, list(papers.papers))
        yield problems.UNKNOWN_PAPER.at(Place("--paper"), name=options.paper, hint=hint)
    if options.thickness is not None and not least <= options.thickness <= most:
        yield problems.THICKNESS.at(
            Place("--thickness"), thickness=f"{options.thickness:g}", least=least, most=most
        )
    if options.signature is not None and (options.signature < FOLDED or options.signature % FOLDED):
        yield problems.SIGNATURE.at(Place("--signature"), pages=options.signature)
    bleed = papers.bleed if options.bleed is None else options.bleed
    if not 0 <= bleed * MM <= limits.bleed:
        yield problems.BLEED.at(
            Place("--bleed"), bleed=f"{bleed:g}", most=f"{limits.bleed / MM:.1f}"
        )
    if options.copies < 1:
        yield problems.COPIES.at(Place("--copies"), copies=options.copies)
    if options.profile is not None and not options.pdfx:
        yield problems.PROFILE_WITHOUT_PDFX.at(Place("--profile"))
    if options.layout is not Layout.BOOKLET:
        asked = {
            "--signature": options.signature is not None,
            "--thickness": options.thickness is not None,
            "--fold-marks": options.fold_marks,
        }
        for option in (name for name, given in asked.items() if given):
            yield problems.ONLY_BOOKLET.at(Place(option), option=option, layout=options.layout)
