"""The masthead of an edition: symbol, body, distribution block, session lines, job lines."""

from __future__ import annotations

from masthead.edition.edition import BlockLine, Content, Job, Masthead, SessionLine, Words
from masthead.language.cities import Cities
from masthead.language.dates import write_masthead_date, write_range
from masthead.language.language import Language
from masthead.language.ordinals import write_ordinal
from masthead.paper import Job as PaperJob
from masthead.paper import Paper
from masthead.series.series import Series, read_symbol_fields
from masthead.symbol import make_address, split_symbol


def make_masthead(
    paper: Paper, language: Language, series: Series, cities: Cities, agenda_title: Content
) -> Masthead:
    """Make every line of the masthead. Raises ValueError when a session has no ordinal."""
    fields = read_symbol_fields(series, paper.symbol) or {}
    large, small = split_symbol(paper.symbol)
    return Masthead(
        symbol=paper.symbol,
        symbol_large=large,
        symbol_small=small,
        organization=language.organization if series.organization else None,
        body=tuple(line.format(**fields) for line in series.body[language.code]),
        emblem=series.emblem,
        block=_make_block(paper, language, series),
        sessions=_make_sessions(paper, language, series, cities, agenda_title),
    )


def _make_block(paper: Paper, language: Language, series: Series) -> tuple[BlockLine, ...]:
    """The right-hand block. Originals leave the language line blank, but keep it."""
    words = language.masthead
    lines: list[BlockLine] = []
    if series.distribution:
        lines.append(BlockLine("distribution", words.distribution[paper.distribution or "general"]))
    lines.append(BlockLine("date", write_masthead_date(language, paper.date)))
    if series.original:
        translated = language.code != paper.original
        name = words.languages[language.code] if translated else ""
        lines.append(BlockLine("language", name))
        original = words.languages[paper.original]
        lines.append(BlockLine("original", words.original.format(language=original)))
    return tuple(lines)


def _make_sessions(
    paper: Paper, language: Language, series: Series, cities: Cities, agenda_title: Content
) -> tuple[SessionLine, ...]:
    lines = [
        SessionLine("body", (Words(line.text[language.code]),)) for line in series.subsidiaries
    ]
    words = language.session
    if paper.session is not None:
        ordinal = write_ordinal(language, paper.session)
        lines.append(SessionLine("session", (Words(words.session.format(ordinal=ordinal)),)))
    if paper.meeting is not None:
        city = cities.root[paper.meeting.city][language.code]
        dates = write_range(language, paper.meeting.start, paper.meeting.end)
        line = words.place_dates.format(city=city, dates=dates)
        lines.append(SessionLine("place", (Words(line),)))
    if paper.agenda is not None:
        lines.append(SessionLine("agenda-item", (Words(_name_items(paper, language)),)))
        if agenda_title:
            lines.append(SessionLine("agenda-title", agenda_title))
    return tuple(lines)


def _name_items(paper: Paper, language: Language) -> str:
    assert paper.agenda is not None
    items = paper.agenda.item
    numbers = [str(item) for item in (items if isinstance(items, list) else [items])]
    words = language.session
    listed = numbers[-1]
    if len(numbers) > 1:
        listed = language.list_comma.join(numbers[:-1]) + words.and_word + listed
    if paper.agenda.provisional:
        pattern = words.provisional_items if len(numbers) > 1 else words.provisional_item
    else:
        pattern = words.agenda_items if len(numbers) > 1 else words.agenda_item
    return pattern.format(items=listed)


def make_job(paper: Paper, language: Language) -> Job | None:
    """Make the job number's lines, once the number is known."""
    if paper.job is None:
        return None
    number = paper.job.number if isinstance(paper.job, PaperJob) else paper.job
    dates = paper.job.dates.get(language.code, []) if isinstance(paper.job, PaperJob) else []
    return Job(
        number=number,
        line="    ".join([f"{number} ({language.letter})", *dates]),
        barcode="".join(filter(str.isdigit, number)),
        address=make_address(paper.symbol, language.code),
    )
