"""The session line: which session it is, from the paper or its symbol, and how it is worded."""

from __future__ import annotations

from typing import TYPE_CHECKING

from masthead.diagnostic import PaperError
from masthead.edition.content import capitalize
from masthead.edition.problems import NO_ORDINAL, NO_SESSION, NOT_NAMED
from masthead.language.numerals import write_label
from masthead.series.series import read_count

if TYPE_CHECKING:
    from masthead.language.language import Language
    from masthead.paper import Paper
    from masthead.series.series import Series


def write_session(
    paper: Paper, language: Language, series: Series, fields: dict[str, str], *, joint: bool
) -> str | None:
    """Write the session line of one body; None when it has none.

    ``fields`` are the parts of the body's symbol, ``joint`` says whether it shares the paper with
    another. Raises PaperError when the language has no words for it.
    """
    if series.session_line == "never" or (series.session_line == "joint" and not joint):
        return None
    group, number = _find_session(paper, series, fields)
    if group is None:
        return None
    place = paper.find_place("session" if group == "session" and paper.session else "symbol")
    if number < 1:
        first, year = series.first_year, fields[group]
        raise PaperError([NO_SESSION.at(place, series=paper.series, year=year, first=first)])
    patterns = series.sessions.get(group, {"": ""} if group != "session" else {})
    pattern = patterns.get(language.code, "" if patterns else language.session.session)
    if not pattern:
        file, code = f"series/{paper.series}.yaml", language.code
        raise PaperError([NOT_NAMED.at(place, file=file, what=f"its {group!r} session", code=code)])
    try:
        return capitalize(write_label(language, pattern, number))
    except ValueError:
        raise PaperError([NO_ORDINAL.at(place, code=language.code, number=number)]) from None


def _find_session(paper: Paper, series: Series, fields: dict[str, str]) -> tuple[str | None, int]:
    """Find the number of the session, and from which part of the symbol it comes."""
    if "year" in series.sessions and "year" in fields:
        year = int(fields["year"])
        return "year", year if series.first_year is None else year - series.first_year + 1
    for group in series.sessions:
        if group not in ("session", "year") and group in fields:
            return group, read_count(fields[group])
    if paper.session is not None:
        return "session", paper.session
    if "session" in fields:
        return "session", read_count(fields["session"])
    return None, 0
