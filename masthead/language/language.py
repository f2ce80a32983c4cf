"""A language: everything that differs from one language version to another, as data.

Each language is one YAML file of this folder, named by its code. What the fields mean is said
here; where a value is not certain, the file says so beside it.
"""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from masthead.data import Data, load_data
from masthead.diagnostic import Place, PaperError
from masthead.project import Project


class Labels(Data):
    """Label patterns. ``{decimal}``, ``{lower}``, ``{roman}``, ``{han}`` … are counters (see
    :mod:`masthead.language.numerals`); everything else is printed as it stands.
    """

    headings: tuple[str, ...]
    """Levels 1 to 6."""
    paragraph: str
    subparagraphs: tuple[str, ...]
    """Levels 1 and deeper."""
    annex: str
    """The one annex of a paper."""
    annexes: str
    """One of several."""


class Dates(Data):
    """How dates are written in this language's text (not in the masthead: see ``masthead``)."""

    months: tuple[str, ...]
    day_one: str = "{day}"
    """The first day of the month: French has ``1er``."""
    date: str
    """``{day} {month} {year}``"""
    same_month: str
    """A range inside a month, with ``{start_day}``, ``{end_day}``, ``{month}``, ``{year}``."""
    same_year: str
    across_years: str


class MastheadWords(Data):
    """The lines of the distribution block, as the official documents print them.

    Only French and Spanish translate them; the others keep the English lines.
    """

    distribution: dict[str, str]
    original: str
    """``Original: {language}``"""
    languages: dict[str, str]
    """Names of the languages in that block: code to name."""
    months: tuple[str, ...]
    date: str
    day_one: str = "{day}"


class SessionWords(Data):
    """The lines under the thick rule."""

    session: str
    """``{ordinal} session``"""
    ordinals: tuple[str, ...] = ()
    """First, second … as far as they are words of their own."""
    ordinal_rule: Literal["words", "english", "han"]
    """How an ordinal is made: see :mod:`masthead.language.ordinals`."""
    place_dates: str
    """``{city}, {dates}``"""
    agenda_item: str
    agenda_items: str
    provisional_item: str
    provisional_items: str
    and_word: str
    """Between the last two of several items."""


class ReferenceWords(Data):
    """How other parts of the paper are referred to."""

    paragraph: str
    """``paragraph {number}{labels}``: the number without its point, the labels of subparagraphs."""
    heading: str
    """``section {label}``: the label without its point; a heading without one is quoted."""
    annex: str
    in_annex: str
    """``{annex}, {reference}``: a unit of an annex, seen from outside it."""
    joiner: str
    """Between a paragraph's number and the labels of its subparagraphs: a blank or nothing."""


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
    numerals: dict[str, tuple[str, ...]] = {}
    """Counters of its own, by name: the words or letters in order."""
    dates: Dates
    masthead: MastheadWords
    session: SessionWords
    reference: ReferenceWords
    calls: Literal["after", "before"] = "after"
    """Where a note's call stands beside a mark of punctuation."""
    quotes: tuple[str, str, str, str]
    """Outer and inner quotation marks."""
    blanks: tuple[str, ...] = ()
    """Regular expressions: a blank that a match's group ``blank`` covers does not break."""
    organization: str
    """United Nations, in this language."""
    status: dict[str, str]
    """The line under the byline for each kind of version: ``unofficial-translation``."""
    language_names: dict[str, str]
    """The languages' names in running text: "from the Chinese"."""
    words: dict[str, str]
    """Words that formats need: contents, page, note, notes, back, paragraph, annex, draft …"""
    fonts: Fonts
    word_fonts: WordFonts
    list_comma: str = Field(default=", ")
    """Between calls at one place, and between authors."""


def load_language(project: Project, code: str) -> Language:
    """Load a language by its code. Raises PaperError when it is unknown or its file is wrong."""
    try:
        return load_data(project, "language", f"{code}.yaml", Language)
    except FileNotFoundError:
        from masthead.data import suggest
        from masthead.read.problems import UNKNOWN_LANGUAGE

        hint = suggest(code, list(list_languages(project)))
        raise PaperError([UNKNOWN_LANGUAGE.at(Place("--lang"), code=code, hint=hint)]) from None


def list_languages(project: Project) -> tuple[str, ...]:
    """List the codes of all languages there are."""
    return tuple(name for name in project.names("language", ".yaml") if len(name) == 2)
