"""The masthead's facts: dates, session, distribution, languages and job number agree."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from masthead.check.inspection import Inspection
from masthead.check.rule import Hit, rule
from masthead.paper import Job
from masthead.series.series import read_session, read_symbol_fields
from masthead.symbol import read_distribution

EDITORIAL = "UN Editorial Manual, masthead and cover"
JOBS = "job numbers as printed in New York and Geneva documents of 2009 to 2025"


def _at(inspection: Inspection, key: str, **fields: object) -> Hit:
    return Hit(inspection.paper.find_place(key), 0, fields)


@rule(
    "M001",
    "the paper is dated {date}, after the session ended on {end}",
    "check date and meeting",
    source=EDITORIAL,
    reads="paper",
)
def date_before_the_end(inspection: Inspection) -> Iterator[Hit]:
    """A paper is dated before its session ends.

    A paper submitted to a session cannot be of a day after it.

    Good: date 2024-05-16, session 22 July–2 August 2024
    Bad: date 2024-09-16, session 22 July–2 August 2024
    """
    paper = inspection.paper
    if paper.meeting is not None and paper.date > paper.meeting.end:
        yield _at(inspection, "date", date=paper.date, end=paper.meeting.end)


@rule(
    "M002",
    "the session lasts {days} days",
    "check start and end",
    source=EDITORIAL,
    reads="paper",
)
def last_a_session(inspection: Inspection) -> Iterator[Hit]:
    """A session of less than three months: longer ones are years mistyped.

    Sessions of conferences and committees last days or weeks.

    Good: 22 July–2 August 2024
    Bad: 22 July 2024–2 August 2025
    """
    meeting = inspection.paper.meeting
    if meeting is not None and (days := (meeting.end - meeting.start).days + 1) > 92:
        series = inspection.series
        if series is None or series.first_year is None:
            yield _at(inspection, "meeting.end", days=days)


@rule(
    "M003",
    "the session is in {meeting}, after the conference of {year} that the symbol names",
    "check meeting and symbol",
    source="NPT/CONF.<year>/PC: preparatory sessions come before the conference",
    reads="paper",
)
def meet_before_the_conference(inspection: Inspection) -> Iterator[Hit]:
    """A preparatory session is held before the conference that it prepares.

    The symbol names the year of the conference, and one of the two years is wrong.

    Good: NPT/CONF.2026/PC.II, session in 2024
    Bad: NPT/CONF.2026/PC.II, session in 2027
    """
    paper, series = inspection.paper, inspection.series
    if series is None or paper.meeting is None:
        return
    fields = read_symbol_fields(series, paper.symbol) or {}
    year = fields.get("year", "")
    if "session" in fields and len(year) == 4 and paper.meeting.start.year > int(year):
        yield _at(inspection, "meeting.start", meeting=paper.meeting.start.year, year=year)


@rule(
    "M004",
    "distribution is {distribution!r}, and the series {series} prints no such line",
    "delete it",
    source="mastheads of treaty conferences have no distribution line",
    reads="paper",
)
def print_what_is_said_of_distribution(inspection: Inspection) -> Iterator[Hit]:
    """Distribution is given where the series prints it, and only there.

    What is written and printed nowhere deceives its author.

    Good: distribution: limited, in a paper of the General Assembly
    Bad: distribution: limited, in a paper of the Preparatory Committee
    """
    paper, series = inspection.paper, inspection.series
    if paper.distribution is not None and series is not None and not series.distribution:
        yield _at(inspection, "distribution", distribution=paper.distribution, series=paper.series)


@rule(
    "M005",
    "no distribution is given: the masthead says general",
    "write distribution: general, or what it is",
    source=EDITORIAL,
    reads="paper",
)
def say_the_distribution(inspection: Inspection) -> Iterator[Hit]:
    """Distribution is said where the series prints it.

    Limited papers that go out as general cannot be called back.

    Good: distribution: general
    Bad: no distribution, in a paper of the General Assembly
    """
    paper, series = inspection.paper, inspection.series
    if paper.distribution is None and series is not None and series.distribution:
        yield _at(inspection, "series")


@rule(
    "M013",
    "{symbol} is a paper of {wanted} distribution, and its masthead says {said}",
    "write distribution: {wanted}",
    source="document symbols: -/L. is for limited, -/R. for restricted distribution",
    reads="paper",
)
def distribute_drafts_as_their_symbol_says(inspection: Inspection) -> Iterator[Hit]:
    """A draft (L.) has limited distribution, a restricted paper (R.) restricted distribution.

    Where nothing is said the masthead says general, and what went out cannot be called back.

    Good: distribution: limited in A/80/L.5
    Bad: distribution: general, or none, in A/80/L.5
    """
    paper, series = inspection.paper, inspection.series
    wanted = read_distribution(paper.symbol)
    if wanted is None or series is None or not series.distribution:
        return
    if paper.distribution != wanted:
        said = paper.distribution or "general"
        at = "distribution" if paper.distribution else "series"
        yield _at(inspection, at, symbol=paper.symbol, wanted=wanted, said=said)


@rule(
    "M006",
    "version {code!r} {what}",
    "correct its from",
    source="FRBR: a translation is made from another language version",
    reads="paper",
)
def translate_from_another_version(inspection: Inspection) -> Iterator[Hit]:
    """A version is translated from another version, and not in a circle.

    Readers are told from which language a translation was made.

    Good: en: {from: zh}, zh: {}
    Bad: en: {from: zh}, zh: {from: en}
    """
    versions = inspection.paper.versions
    for code, version in versions.items():
        what = ""
        if version.from_ == code:
            what = "is translated from itself"
        else:
            seen, source = {code}, version.from_
            while source is not None and source in versions and source not in seen:
                seen.add(source)
                source = versions[source].from_
            if source == code:
                what = f"is translated from {version.from_!r}, which is translated from it"
        if what:
            yield _at(inspection, f"versions.{code}", code=code, what=what)


@rule(
    "M007",
    "version {code!r} is a translation, and does not say from which language",
    "add from: and the code of the language",
    source="unofficial translations say from which language they are made",
    reads="paper",
)
def say_from_which_language(inspection: Inspection) -> Iterator[Hit]:
    """An unofficial translation says from which language it is made.

    The line under the byline would have a hole in it.

    Good: en: {status: unofficial-translation, from: zh}
    Bad: en: {status: unofficial-translation}
    """
    for code, version in inspection.paper.versions.items():
        if version.status == "unofficial-translation" and version.from_ is None:
            yield _at(inspection, f"versions.{code}", code=code)


@rule(
    "M008",
    "the symbol is one of session {session}, and the paper names no session",
    "add session: {session}",
    source=EDITORIAL,
    reads="paper",
)
def name_the_session(inspection: Inspection) -> Iterator[Hit]:
    """A paper names its session where its symbol does.

    The first page of a paper says to which session it was submitted.

    Good: session: 2 in NPT/CONF.2026/PC.II/WP.5
    Bad: no session in NPT/CONF.2026/PC.II/WP.5
    """
    paper, series = inspection.paper, inspection.series
    if series is None or series.session_line != "always" or paper.session is not None:
        return
    session = read_session(read_symbol_fields(series, paper.symbol) or {})
    if session is not None:
        yield _at(inspection, "symbol", session=session)


@rule(
    "M009",
    "the job number's year is {number}, the paper's {year}",
    "check job and date",
    source=JOBS,
    reads="paper",
)
def number_in_the_year(inspection: Inspection) -> Iterator[Hit]:
    """A job number begins with the year of the paper, or of the year after.

    Job numbers are given in the year in which a paper is processed.

    Good: job 24-01234, date 2024-05-16
    Bad: job 19-01234, date 2024-05-16
    """
    number = _read_number(inspection)
    digits = number.lstrip("GEV.")[:2]
    year = inspection.paper.date.year
    if digits.isdigit() and (int(digits) - year) % 100 not in (0, 1) and year >= 1970:
        yield _at(inspection, "job.number", number=digits, year=year)


@rule(
    "M014",
    "the letter is dated {letter}, after the paper itself, which is dated {paper}",
    "check both dates",
    source="a letter is issued after it was written",
    reads="paper",
)
def date_letters_before_their_papers(inspection: Inspection) -> Iterator[Hit]:
    """A letter is not dated after the paper that it is issued as.

    The date in the title is the letter's own, the one at the top that of the paper.

    Good: communication: date: 2024-05-03 in a paper of 2024-05-16
    Bad: communication: date: 2024-05-30 in a paper of 2024-05-16
    """
    paper = inspection.paper
    if paper.communication and paper.communication.date > paper.date:
        letter = paper.communication.date.isoformat()
        yield _at(inspection, "communication.date", letter=letter, paper=paper.date.isoformat())


def _read_number(inspection: Inspection) -> str:
    job = inspection.paper.job
    return job.number if isinstance(job, Job) else job or ""


@rule(
    "M010",
    "date code {code} of {language!r} {what}",
    "write day, month and year with two digits each",
    source=JOBS,
    reads="paper",
)
def date_the_job_with_days(inspection: Inspection) -> Iterator[Hit]:
    """The date codes of a job number are real days, of versions that the paper has.

    They say when a text was translated and when it was issued.

    Good: dates: {en: ["160524"], zh: ["160524", "240524"]}
    Bad: dates: {en: ["310224"]}
    """
    for language, codes in _list_dates(inspection):
        at = f"job.dates.{language}"
        if language not in inspection.paper.versions:
            listed, what = ", ".join(codes), "belongs to no version"
            yield _at(inspection, at, code=listed, language=language, what=what)
        days = []
        for code in codes:
            try:
                days.append(datetime.datetime.strptime(code, "%d%m%y").date())  # noqa: DTZ007
            except ValueError:
                yield _at(inspection, at, code=code, language=language, what="is no day")
        if days != sorted(days):
            what = "comes before the one in front of it"
            yield _at(inspection, at, code=codes[-1], language=language, what=what)


def _list_dates(inspection: Inspection) -> list[tuple[str, list[str]]]:
    """List the date codes of each language; one that does not exist is a fault of reading."""
    job = inspection.paper.job
    dates = job.dates if isinstance(job, Job) else {}
    return [(code, codes) for code, codes in dates.items() if inspection.language(code)]


@rule(
    "M011",
    "date codes of version {code!r}: {count}, and {usual} would be printed",
    "one for the original; for a translation, when it was translated and when it was issued",
    source=JOBS,
    reads="paper",
)
def date_originals_once(inspection: Inspection) -> Iterator[Hit]:
    """The original has one date code, a translation two.

    So it is in documents of New York and Geneva.

    Good: dates: {en: ["160524"], zh: ["160524", "240524"]}
    Bad: dates: {zh: ["160524"]}
    """
    paper = inspection.paper
    for code, codes in _list_dates(inspection):
        usual = 1 if code == paper.original else 2
        if code in paper.versions and len(codes) != usual:
            at = f"job.dates.{code}"
            yield _at(inspection, at, code=code, count=len(codes), usual=usual)


@rule(
    "M012",
    "a working paper has a byline",
    "say who submits it: Working paper submitted by …",
    source="working papers of the Treaty's conferences",
    reads="paper",
)
def say_who_submits(inspection: Inspection) -> Iterator[Hit]:
    """A working paper says who submits it.

    Working papers are those of States, and not of the Secretariat.

    Good: Working paper submitted by New Zealand
    Bad: no byline in NPT/CONF.2026/PC.II/WP.5
    """
    if "/WP." in inspection.paper.symbol and not inspection.paper.byline:
        yield _at(inspection, "symbol")
