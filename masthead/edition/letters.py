"""Letters: their titles, and those of what is annexed to them, made of who writes to whom."""

from __future__ import annotations

from typing import TYPE_CHECKING

from masthead.diagnostic import PaperError
from masthead.edition.content import place_blanks
from masthead.edition.problems import NOT_NAMED
from masthead.edition.wording import fill_pattern, say
from masthead.language.dates import write_date
from masthead.syntax.text import read_plain

if TYPE_CHECKING:
    from masthead.language.language import Language
    from masthead.language.letters import LetterForm
    from masthead.paper import Communication, Paper
    from masthead.syntax import text as written


def write_title(paper: Paper, language: Language) -> written.Content | None:
    """Write the title of a letter from its writer and its day; None where nothing names them.

    Raises PaperError where the language does not know letters of its form.
    """
    communication = paper.communication
    if communication is None or not _is_written(communication, language):
        return None
    pattern = _find_form(communication, language).title
    return fill_pattern(pattern, _name_parts(communication, language))


def write_annex_label(paper: Paper, language: Language, label: str, *, only: bool) -> str:
    """Write the label of an annex to a letter, after the label that it would have elsewhere."""
    communication = paper.communication
    if communication is None or not _is_written(communication, language):
        return label
    form = _find_form(communication, language)
    word = language.letters.annex if only and language.letters.annex else label
    pattern = form.annex if only else form.annexes or form.annex
    parts = {**_name_parts(communication, language), "annex": say(word)}
    return place_blanks(read_plain(fill_pattern(pattern, parts)), language)


def _is_written(communication: Communication, language: Language) -> bool:
    """Whether both parties are named in a language, which may not be so in a draft."""
    return language.code in communication.from_ and language.code in communication.to


def _find_form(communication: Communication, language: Language) -> LetterForm:
    """Find what letters of its form are called. Raises PaperError where the language has none."""
    form = language.letters.forms.get(communication.form)
    if form is None:
        file, what = f"language/{language.code}.yaml", f"letters of the form {communication.form!r}"
        place = next(iter(communication.from_.values())).place
        raise PaperError([NOT_NAMED.at(place, file=file, what=what, code=language.code)])
    return form


def _name_parts(communication: Communication, language: Language) -> dict[str, written.Content]:
    return {
        "date": say(write_date(language, communication.date)),
        "from": communication.from_[language.code].content,
        "to": communication.to[language.code].content,
    }
