"""A language: everything that differs from one language version to another, as data.

Each language is one YAML file of this folder, named by its code. What the fields mean is said
here; where a value is not certain, the file says so beside it.
"""

import re
from typing import Any, Literal

from pydantic import Field, field_validator, model_validator

from masthead.data import Data, change_data, check_data
from masthead.diagnostic import PaperError, Place
from masthead.language.agenda import AgendaWords
from masthead.language.comparing import ComparingWords
from masthead.language.corrections import CorrectionWords
from masthead.language.drafts import LATIN, DraftWords
from masthead.language.letters import LetterWords
from masthead.language.resolution import ResolutionWords
from masthead.project import Project
from masthead.syntax.expressions import check_expression
from masthead.syntax.inline import MAX_LENGTH

COMMON_COUNTERS = frozenset({"decimal", "lower", "UPPER", "roman", "ROMAN", "han"})
"""The counters that every language has; see :mod:`masthead.language.numerals`."""

WORDS = frozenset({
    "contents", "tables", "figures", "page", "pages", "paragraph", "paragraphs", "annex", "note",
    "notes", "back", "summary", "source", "draft", "cover", "pending", "languages", "recycle",
    "emblem", "accessibility",
})  # fmt: skip
"""The words that every language must have, because some format prints or speaks them."""

_FIELD = re.compile(r"\{(\w*)\}")
_DAY = frozenset({"day", "month", "year"})
_ENDS = frozenset(f"{end}_{part}" for end in ("start", "end") for part in _DAY)


def _check_fields(pattern: str, allowed: frozenset[str]) -> str:
    """Refuse a pattern that names a field which nothing fills."""
    for name in _FIELD.findall(pattern):
        if name not in allowed:
            raise ValueError(f"{{{name}}} is none of {', '.join(sorted(allowed))}")
    return pattern


class Counter(Data):
    """A counter of the language's own: letters in order, or number words put together.

    As ``letters`` they go on doubled when they run out (aa, bb …); a plain list in the file is
    ``words`` from 1 on, and ends where it ends. A larger number is made of the largest of the
    ``parts`` below it, whose ``{rest}`` is what remains: 23 is ``twenty-{rest}`` and ``third``.
    Or else it has ``endings`` after the digits, by those with which the number ends: 23rd.
    """

    letters: tuple[str, ...] = ()
    words: dict[int, str] = Field(default={})
    parts: dict[int, str] = Field(default={})
    """Number to pattern, with ``{rest}``."""
    after: dict[int, str] = Field(default={})
    """Words that read otherwise when they are the rest of a larger number: *unième*."""
    endings: dict[str, str] = Field(default={})
    """What follows the digits, by the last of them; the longest that fits, and "" for any."""
    last: int = 0
    """The number up to which the parts reach."""

    @model_validator(mode="before")
    @classmethod
    def _number_list(cls, value: object) -> object:
        """Read a plain list, of the whole or of ``words``, as the words from 1 on."""
        if isinstance(value, list):
            value = {"words": value}
        if isinstance(value, dict) and isinstance(words := value.get("words"), list):
            value = {**value, "words": dict(enumerate(words, start=1))}
        return value

    @model_validator(mode="after")
    def _be_one_kind(self) -> "Counter":
        if bool(self.letters) == bool(self.words or self.endings):
            raise ValueError("a counter has either letters or words")
        if self.parts and not self.last:
            raise ValueError("parts need a last number up to which they reach")
        return self

    @field_validator("parts")
    @classmethod
    def _name_the_rest(cls, parts: dict[int, str]) -> dict[int, str]:
        for number, pattern in parts.items():
            if "{rest}" not in pattern:
                raise ValueError(f"the part {number} lacks {{rest}}")
        return parts


class Labels(Data):
    """Label patterns.

    ``{decimal}``, ``{lower}``, ``{roman}``, ``{han}`` … are counters (see
    :mod:`masthead.language.numerals`); everything else is printed as it stands.
    """

    headings: tuple[str, ...]
    """Levels 1 to 6."""
    paragraph: str
    compound: str = "{prefix}.{number}"
    """A number behind the prefix of the paper: 6.14, and the same in table 6.3."""
    subparagraphs: tuple[str, ...]
    """Levels 1 and deeper."""
    bullets: tuple[str, ...] = ("•",) * 6
    """Marks of lists without numbers, by level."""
    annex: str
    """The one annex of a paper."""
    annexes: str
    """One of several."""
    appendix: str
    """The one annex to an annex."""
    appendices: str
    """One of several."""
    call: str = "{decimal}"
    """What a note's call in the text shows; Arabic has it in parentheses."""
    table: str
    """``Table {number}``: the number is ``table_number`` behind what stands before it."""
    table_number: str = "{decimal}"
    figure: str
    """``Figure {number}``, as with tables."""
    figure_number: str = "{ROMAN}"
    figure_number_many: str = "{decimal}"
    """Where a paper has more than twenty figures."""
    table_call: str = "{lower}"
    """The mark of a note of a table; past the last letter they are doubled."""
    inserted: str = "{number} {word}"
    """A number that was put in after the others were known: 5 bis."""
    inserted_words: tuple[str, ...] = LATIN
    """The words behind such numbers, the first of which says: for the second time."""
    part: str = "{UPPER}"
    """A part of a resolution: the same letters in all six languages (resolution 75/101)."""
    in_annex: str = "A."
    """Before the number of a table or figure in an annex: ``Table A.1``."""


class Dates(Data):
    """How dates are written in this language's text (not in the masthead: see ``masthead``)."""

    months: tuple[str, ...] = Field(min_length=12, max_length=12)
    day_one: str = "{day}"
    """The first day of the month: French has ``1er``."""
    date: str
    """``{day} {month} {year}``"""
    same_month: str
    """A range inside a month, with ``{start_day}``, ``{end_day}``, ``{month}``, ``{year}``."""
    same_year: str
    across_years: str

    @field_validator("date", "day_one")
    @classmethod
    def _check_date(cls, pattern: str) -> str:
        return _check_fields(pattern, _DAY)

    @field_validator("same_month", "same_year", "across_years")
    @classmethod
    def _check_range(cls, pattern: str) -> str:
        return _check_fields(pattern, _ENDS | {"month", "year"})


class MastheadWords(Data):
    """The lines of the distribution block, as the official documents print them.

    Only French and Spanish translate them; the others keep the English lines.
    """

    tag: str = ""
    """Language tag of these lines where they are in another language: ``en`` in Chinese."""
    distribution: dict[str, str]
    original: str
    """``Original: {language}``"""
    languages: dict[str, str]
    """Names of the languages after "Original:", code to name; alone on their line they begin with
    a capital.
    """
    months: tuple[str, ...] = Field(min_length=12, max_length=12)
    date: str
    day_one: str = "{day}"

    @field_validator("date", "day_one")
    @classmethod
    def _check_date(cls, pattern: str) -> str:
        return _check_fields(pattern, _DAY)


class SessionWords(Data):
    """The lines under the thick rule."""

    session: str
    """``{ordinal} session``: a counter, which most languages have as words of their own."""
    place_dates: str
    """``{city}, {dates}``"""
    agenda_item: str
    agenda_items: str
    agenda_two: str = ""
    """Two items, where a language has a dual."""
    provisional_item: str
    provisional_items: str
    provisional_two: str = ""
    preliminary_item: str = ""
    """An item of the preliminary list, where the language names it."""
    preliminary_items: str = ""
    preliminary_two: str = ""
    and_word: str
    """Between the last two of several items."""


class ReferenceWords(Data):
    """How other parts of the paper are referred to, inside a sentence.

    At the head of a sentence the first letter is made a capital.
    """

    paragraph: str
    """``paragraph {number}{labels}``: the number without its point, the labels of subparagraphs."""
    preamble: str = ""
    """``preambular paragraph {number}{labels}``: counted, though no number is printed. Without it
    nothing can refer to one."""
    subparagraph: str
    """``subparagraph {labels}``: of a paragraph that has no number."""
    heading: str
    """``section {label}``: the label without its point; a heading without one is quoted."""
    annex: str
    """``annex`` and, with a counter, one of several: like the labels, as inside a sentence."""
    annexes: str
    appendix: str
    appendices: str
    in_annex: str
    """``{annex}, {reference}``: a unit of an annex, seen from outside it."""
    part: str
    """``part {label}``: a part of a resolution."""
    in_part: str
    """``{reference} of {part}``: a unit of a part, seen from outside it."""
    joiner: str
    """Between a paragraph's number and the labels of its subparagraphs: a space or nothing."""
    table: str
    """``table {number}``"""
    figure: str
    """``figure {number}``"""
    agenda_item: str
    """``agenda item {number}{labels}``"""
    figure_only: str
    """The only figure of a paper, which has no number: ``the figure``."""


class AmountWords(Data):
    """How numbers are written in tables; see :mod:`masthead.language.amounts`."""

    thousands: str = "\u00a0"
    """Between groups of three digits."""
    group_from: int = 4
    """The number of digits from which they are parted in groups."""
    decimal: str
    """Before the digits that are less than one."""
    negative: str = "({number})"
    nil: str = "–"
    """In place of a whole 0."""
    missing: str = ".."
    """Where a figure is not available."""


class ChartWords(Data):
    """How a chart is described in words for who cannot see it."""

    kinds: dict[str, str]
    """What each type is called: ``bar``, ``stacked``, ``line``, ``pie``."""
    unit: str
    """``{kind} ({unit})``"""
    whole: str
    """``{kind}. {series}.``"""
    series: str
    """``{name}: {points}``"""
    point: str
    """``{name} {value}``"""
    comma: str
    """Between two points."""
    stop: str
    """Between two series."""

    def name_point(self, name: str, value: str) -> str:
        """Name what a number is of, and the number."""
        return self.point.format(name=name, value=value)

    @field_validator("kinds")
    @classmethod
    def _have_every_kind(cls, kinds: dict[str, str]) -> dict[str, str]:
        if kinds.keys() != {"bar", "stacked", "line", "pie"}:
            raise ValueError("the kinds are bar, stacked, line and pie")
        return kinds


class Fonts(Data):
    """Families by role; the first one of each that is locked is used."""

    serif: tuple[str, ...]
    sans: tuple[str, ...]
    latin: tuple[str, ...] = ()
    """For Latin letters and digits inside text of another script."""


class WordFonts(Data):
    """The fonts that the Word file names: those of the official template."""

    latin: str
    east_asia: str
    east_asia_headings: str
    complex: str


class Language(Data):
    """One language."""

    code: str
    tag: str
    """Language tag for HTML, EPUB and PDF: ``zh-Hans``."""
    word_tag: str
    """Language tag for Word: ``zh-CN``."""
    iso: str
    """ISO 639-2/T: ``zho``."""
    letter: str
    """The letter of the job number: ``C``."""
    name: str
    """Its own name for itself."""
    direction: Literal["ltr", "rtl"] = "ltr"
    script: Literal["latin", "cyrillic", "han", "arabic"]
    emphasis: Literal["italic", "dots", "bold"]
    """How emphasis looks in this script: slanted, dots under the characters, bold."""
    labels: Labels
    numerals: dict[str, Counter] = Field(default={})
    """Counters of its own, by name."""
    dates: Dates
    masthead: MastheadWords
    session: SessionWords
    reference: ReferenceWords
    resolution: ResolutionWords
    amounts: AmountWords
    charts: ChartWords
    letters: LetterWords
    agenda: AgendaWords
    comparing: ComparingWords
    corrections: CorrectionWords
    drafts: DraftWords
    papers: dict[str, str]
    """What is printed under the title of papers that continue or correct another, by their kind."""
    originals: dict[str, str]
    """What stands under the title of an annex in another language: ``[Original: English]``."""
    calls: Literal["after", "before"] = "after"
    """Where a note's call stands beside a mark of punctuation."""
    small_words: tuple[str, ...] = ()
    """Articles, prepositions and the like, by which it is told from others of its script."""
    quotes: tuple[str, str, str, str]
    """Outer and inner quotation marks."""
    dictionaries: tuple[str, ...] = ()
    """What the files of its dictionary may be called, without ending: ``en_GB``."""
    blanks: tuple[str, ...] = ()
    """Regular expressions: a space that a match's group ``blank`` covers does not break."""
    organization: str
    """United Nations, in this language."""
    run_in: str = ". "
    """What ends a heading inside a paragraph: a mark that belongs to it, and the space after it."""
    reissued: str
    """``Reissued for technical reasons on {date}.``"""
    standing_notes: dict[str, str] = Field(default={})
    """Notes that papers of every series call by a key, and their words."""
    status: dict[str, str]
    """The line under the byline for each kind of version: ``unofficial-translation``, and
    ``unofficial`` where it is not said from which language.
    """
    language_names: dict[str, str]
    """The languages' names as the status line has them: "from the Chinese", « du chinois »."""
    words: dict[str, str]
    """Words that formats need: contents, page, note, notes, back, paragraph, annex, draft …"""
    fonts: Fonts
    word_fonts: WordFonts
    list_comma: str = Field(default=", ")
    """Between calls at one place, and between authors."""
    stations: dict[str, dict[str, Any]] = Field(default={}, exclude=True)
    """What a duty station changes: ``geneva: {labels: {paragraph: "{decimal}-"}}``."""

    @field_validator("words")
    @classmethod
    def _have_every_word(cls, words: dict[str, str]) -> dict[str, str]:
        if missing := sorted(WORDS - words.keys()):
            raise ValueError(f"the words {', '.join(missing)} are missing")
        return words

    @field_validator("reissued")
    @classmethod
    def _name_the_day(cls, pattern: str) -> str:
        return _check_fields(pattern, frozenset({"date"}))

    @field_validator("blanks")
    @classmethod
    def _name_the_blank(cls, patterns: tuple[str, ...]) -> tuple[str, ...]:
        for pattern in patterns:
            check_expression(pattern, MAX_LENGTH, anywhere=True)
            if "blank" not in re.compile(pattern).groupindex:
                raise ValueError(f"{pattern!r} has no group (?P<blank> )")
        return patterns

    @model_validator(mode="after")
    def _know_every_counter(self) -> "Language":
        known = COMMON_COUNTERS | self.numerals.keys()
        labels, reference = self.labels, self.reference
        for pattern in (
            *labels.headings, *labels.subparagraphs, labels.paragraph, labels.annex,
            labels.annexes, labels.appendix, labels.appendices, labels.call, labels.table_number,
            labels.figure_number, labels.figure_number_many, labels.table_call, labels.part,
            self.session.session, self.resolution.meeting,
            reference.annex, reference.annexes, reference.appendix, reference.appendices,
            self.letters.enclosure, self.letters.enclosures, self.letters.reference,
            self.letters.references,
        ):  # fmt: skip
            _check_fields(pattern, known)
        return self


def load_language(project: Project, code: str, station: str | None = None) -> Language:
    """Load a language by its code, as a duty station writes it.

    Raises PaperError when it is unknown or its file is wrong.
    """
    name = f"{code}.yaml"

    def load() -> Language:
        written = project.read("language", name)
        language = check_data(written, f"language/{name}", Language)
        return change_data(language, written, f"language/{name}", ("stations", station or ""))

    try:
        return project.remember(("language", code, station), load)
    except FileNotFoundError:
        from masthead.data import suggest
        from masthead.language.problems import UNKNOWN_LANGUAGE

        hint = suggest(code, list(list_languages(project)))
        raise PaperError([UNKNOWN_LANGUAGE.at(Place("--lang"), code=code, hint=hint)]) from None


def list_languages(project: Project) -> tuple[str, ...]:
    """List the codes of all languages there are."""
    return tuple(name for name in project.names("language", ".yaml") if len(name) == 2)
