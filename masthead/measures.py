"""Measures: how a duty station's page looks, as data (``styles/new-york.yaml``).

All lengths are in points, y and baselines from the page's top, x from its left edge; indents are
from the left margin. Word and CSS are filled from the same measures.
"""

from typing import Any

from pydantic import Field

from masthead.data import Data, change_data, check_data
from masthead.project import Project

BASELINE = 0.3374
"""How far a baseline lies below the middle of its line, in em: Times New Roman's own proportions,
which the official pages follow in every script."""

MEAN_ADVANCE = 0.40
"""The mean advance of Latin letters in running text, spaces included, in em: 0.402 in Times New
Roman, over the 16,000 characters of the sample paper."""


class Margins(Data):
    """Page margins in pt."""

    top: float
    right: float
    bottom: float
    left: float


class Page(Data):
    """The sheet and its margins in pt."""

    size: str
    width: float
    height: float
    margins: Margins
    first_bottom: float
    text_top: float | None = None
    """Where text begins on following pages, when the running head pushes it below the margin."""
    text_bottom: float | None = None
    """How far above the page's edge text ends, when the running foot pushes it above the margin."""
    header: float
    footer: float


class Landscape(Data):
    """What a page that is wider than high has of its own: margins, where heads and feet stand."""

    margins: Margins
    header: float
    footer: float


class Column(Data):
    """The body column, as indents from the margins in pt."""

    left: float
    right: float


class Rule(Data):
    """A horizontal rule: its top edge and weight in pt."""

    y: float
    weight: float


class Point(Data):
    """Where a line of text starts: x (or its right end) and baseline in pt."""

    x: float | None = None
    right: float | None = None
    baseline: float
    leading: float | None = None


class Box(Data):
    """A box on the page in pt."""

    x: float
    y: float
    width: float | None = None
    height: float | None = None
    side: float | None = None


class MastheadMeasures(Data):
    """The head of the first page."""

    columns: tuple[float, ...]
    row_heights: tuple[float, ...]
    word_shift: float = 0
    thin_rule: Rule
    thick_rule: Rule
    organization: Point
    symbol: Point
    emblem: Box
    body: Point
    block: Point
    block_first_step: float
    sessions: Point


class Head(Data):
    """The running head."""

    baseline: float
    rule: Rule
    title_over: float = 0
    """How far a running title reaches beyond the margin, as the official heads do."""


class Foot(Data):
    """The running foot. ``page`` is its page number's pattern, with ``{page}`` and ``{total}``."""

    baseline: float
    page: str
    job: bool = True
    """Whether the job number stands at the inner side."""


class JobMeasures(Data):
    """The first page's foot, once the job number is known."""

    line: Point
    barcode: Point
    module: float = 0.703
    """The narrowest bar of the bar code, measured in New York: 143 of them are 100.5 pt."""
    bars: float = 10.8
    """How high the bars are."""
    digits: Point | None = None
    """Where the digits stand that the bars say; none where they do not stand there."""
    recycling: Box
    qr: Box
    form: str
    """Regular expression of the job numbers of this duty station."""
    undated: str = "{number} ({letter})"
    """The job line while no date code is known; ``letter`` is the language's."""
    dated: str = "{number} ({letter})    {dates}"
    gap: str = "    "
    """Between the date codes."""


class EndRule(Data):
    """The centred rule after the last paragraph."""

    length: float
    weight: float
    before: float


class Indent(Data):
    """Where label, text and turn lines begin, in pt from the left margin."""

    label: float
    text: float
    turn: float


class HangingIndent(Data):
    """A label that ends at one place, text that begins at another, and the right indent."""

    label_end: float
    text: float
    right: float


class Indents(Data):
    """Indents of every kind of unit; ``tabs`` are the tab stops of the body style."""

    tabs: tuple[float, ...]
    paragraph: Indent
    first: float
    """Where a paragraph without a number begins; its other lines are those of one with a number."""
    subparagraphs: tuple[Indent, ...]
    bullets: tuple[Indent, ...]
    """Of lists without numbers, by level; a mark is their label."""
    heading: HangingIndent
    note: HangingIndent


class NoteRule(Data):
    """The rule above the notes, and the space before and after it."""

    x: float
    length: float
    weight: float
    before: float
    after: float


class Notes(Data):
    """The notes at the foot of the page.

    ``masthead`` is the least height of a single note to the masthead: a frame in official files.
    """

    rule: NoteRule
    masthead: float = 0


class TableMeasures(Data):
    """Rules of a table and the space in its cells, in pt (un-format 10)."""

    thin: float
    """Weight of the rule above the heads, under a common head, and above a sum."""
    thick: float
    """Weight of the rule under the heads, and under a total."""
    head_space: float
    """Above and below the words of a head."""
    space: float
    """Above and below the words of a cell."""
    sum_space: float
    """Above and below the words of a subtotal or a total, and below the row before it."""
    spacer: float
    """Between the rule under the heads and the first row."""
    start: float
    """Before the words of a cell, but in the first column."""
    end: float
    """After the words of a cell."""
    total: float
    """How far the words of a total are moved in."""
    bullet: float
    """How far the words of a list's item stand from its mark, and those of a list inside it."""
    note: float
    """How far the words of a note stand from its mark's place."""
    before: float
    """Above a table."""
    after: float
    """Below a table."""


class BoxMeasures(Data):
    """The frame of a box, which stands at the margins; its text is as wide as that around it."""

    frame: float
    """Weight of the frame in pt."""
    space: float
    """Under the last paragraph, besides its own space, and above the first where there is no title.
    """
    after: float
    """Below the frame."""


class DefinitionMeasures(Data):
    """The two columns of definitions: width of the first in pt, with the gap at its end."""

    term: float
    gap: float


class ContentsMeasures(Data):
    """Where the lines of contents begin and end, in pt from the margins."""

    label_end: float
    """Where labels of the first level end."""
    text: float
    """Where the words of the first level begin."""
    step: float
    """How far those of each level stand from those of the level above."""
    annex: float
    """How far the title of an annex stands from its label, which is above it."""
    pages: float
    """The width of the column of pages."""


class FigureMeasures(Data):
    """The space round a figure, in pt."""

    before: float
    after: float
    space: float
    """Between title and picture, and between the picture and its source."""
    most: float
    """The height of the highest picture: a page's, but for title and source."""


class SignatureMeasures(Data):
    """Space above a signature, in pt."""

    before: float


class Type(Data):
    """One type of text. Size, pitch, spacing, space before and after in pt; scale in percent.

    ``rise`` is how far a raised mark stands above the baseline; ``kern`` the size from which on
    letters are kerned.
    """

    size: float
    line: float
    scale: float = 100
    spacing: float = 0
    before: float = 0
    after: float = 0
    bold: bool = False
    italic: bool = False
    kern: float | None = None
    rise: float = 0
    latin: float | None = None
    """Size of Latin letters and digits inside text of another script, where it is not the same."""
    complex: float | None = None
    """Size that Word names for a complex script, whose official fonts have smaller letters."""

    @property
    def letter_spacing(self) -> float:
        """What each advance gets where glyphs cannot be scaled, in pt.

        It comes to the same width of a line as ``scale`` and ``spacing`` together. It is a whole
        number of thousandths of the size, which is as finely as a PDF places glyphs.
        """
        wanted = self.spacing + (self.scale / 100 - 1) * MEAN_ADVANCE * self.size
        return round(wanted / self.size, 3) * self.size

    @property
    def kerned(self) -> bool:
        """Whether letters are kerned at this size."""
        return self.kern is not None and self.size >= self.kern

    @property
    def drop(self) -> float:
        """How far the baseline lies below the top of a line, in pt."""
        return self.line / 2 + BASELINE * self.size


class Measures(Data):
    """All measures of a duty station, with what a language changes already put in."""

    station: str
    page: Page
    landscape: Landscape
    column: Column
    masthead: MastheadMeasures
    head: Head
    foot: Foot
    job: JobMeasures
    end_rule: EndRule
    before_text: float
    """Above a text that begins without a heading, besides the space after what is before it."""
    indents: Indents
    notes: Notes
    table: TableMeasures
    box: BoxMeasures
    definitions: DefinitionMeasures
    signature: SignatureMeasures
    figure: FigureMeasures
    contents: ContentsMeasures
    link: str
    """The colour of document symbols and addresses: RRGGBB."""
    tight_headings: bool = False
    """Whether nothing but the space after the first stands between two headings in sequence;
    otherwise it is the larger one of that and the space before the second.
    """
    squeeze: float = 0
    """How much of a space a full line may squeeze to take one word more, in em of its text."""
    text: dict[str, Type]
    word: dict[str, str]
    """Names of the official Word styles, by the type or unit they are for."""
    languages: dict[str, dict[str, Any]] = Field(default={}, exclude=True)
    series: dict[str, dict[str, Any]] = Field(default={}, exclude=True)
    """What a series changes; what a kind of paper changes comes after it, then a language."""
    kinds: dict[str, dict[str, Any]] = Field(default={}, exclude=True)
    """What a kind of paper changes."""

    def find_gap(self, first: str, second: str) -> float:
        """Find the space between two headings in sequence, by their types of text, in pt."""
        above, below = self.text[first], self.text[second]
        if self.tight_headings:
            return above.after
        return max(above.after, below.before + self.text["body"].after)

    @property
    def measure(self) -> float:
        """The width of the body column in pt."""
        margins = self.page.margins
        return self.page.width - margins.left - margins.right - self.column.left - self.column.right

    @property
    def wide_page(self) -> Page:
        """The page that is wider than high: the same sheet, turned, with all that stands on it.

        Where its running head and foot are higher than its margins they push the text away, as they
        do in Word.
        """
        page, wide = self.page, self.landscape
        margins, width, height = wide.margins, page.height, page.width
        down = wide.header - page.header
        foot = page.height - self.foot.baseline + self.text["foot_page"].drop
        up = wide.footer - page.footer
        return page.model_copy(update={
            "width": width, "height": height, "margins": margins,
            "header": wide.header, "footer": wide.footer,
            "text_top": max(margins.top, (page.text_top or page.margins.top) + down),
            "text_bottom": max(margins.bottom, foot + up),
        })  # fmt: skip

    def fit_picture(
        self, place: str, percent: int, width: float, height: float
    ) -> tuple[float, float]:
        """Find the size in pt at which a picture is printed: as wide as its place, not too high.

        ``place`` is page or column, of which it takes a part in percent.
        """
        margins = self.page.margins
        page = self.page.width - margins.left - margins.right
        room = (page if place == "page" else self.measure) * percent / 100
        scale = min(room / width, self.figure.most / height)
        return round(width * scale, 2), round(height * scale, 2)


def load_measures(
    project: Project, station: str, code: str, series: str = "", kind: str = ""
) -> Measures:
    """Load a duty station's measures as they are for a language, a series and a kind of paper.

    Raises PaperError when the file is wrong, FileNotFoundError when there is none.
    """

    def load() -> Measures:
        name = f"{station}.yaml"
        written = project.read("styles", name)
        measures = check_data(written, f"styles/{name}", Measures)
        cases = (("series", series), ("kinds", kind), ("languages", code))
        return change_data(measures, written, f"styles/{name}", *cases)

    return project.remember(("measures", station, code, series, kind), load)
