"""``masthead new``: a paper to start from."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import click

from masthead.commands.options import read_codes

if TYPE_CHECKING:
    import datetime

    from masthead.project import Project
    from masthead.series.series import Series


@click.command(
    help="Write a commented paper to start from into source/, named after its SYMBOL (XX while a "
    "number is not known): masthead new NPT/CONF.2026/PC.II/WP.XX. It builds as it is."
)
@click.argument("symbol")
@click.option(
    "--lang",
    "codes",
    multiple=True,
    metavar="CODE",
    callback=read_codes,
    default=("en",),
    show_default=True,
    help="A language version to write; the first one is the original (may be repeated).",
)
@click.option(
    "--series",
    metavar="NAME",
    help="The series, where the symbol fits several.",
)
def command(symbol: str, codes: tuple[str, ...], series: str | None) -> int:
    """Write a paper to start from."""
    import os
    from pathlib import Path

    from masthead.commands.schema import NAME as SCHEMA
    from masthead.diagnostic import ToolError, UsageError
    from masthead.files import write_file
    from masthead.folder import find_folder
    from masthead.project import Project
    from masthead.read.schema import write_schema
    from masthead.symbol import find_fault, make_stem

    if fault := find_fault(symbol):
        raise UsageError(f"{symbol!r} is not a document symbol: {fault[0]} ({fault[1]})")
    project = Project(Path(find_folder()))
    path = project.source / f"{make_stem(symbol)}.yaml"
    if os.path.lexists(path):
        raise UsageError(f"{project.name(path)} is there already; it stays as it is")
    if not project.source.is_dir() and os.path.lexists(project.source):
        raise UsageError("source is a file or leads nowhere: papers go into a folder of that name")
    files = {path: write_paper(project, symbol, codes, series, find_date())}
    schema = project.source / SCHEMA
    if not schema.exists():
        files[schema] = write_schema(project)
    for file, text in files.items():
        try:
            project.source.mkdir(parents=True, exist_ok=True)
            write_file(file, text.encode())
        except OSError as error:
            raise ToolError(f"{project.name(file)} cannot be written: {error.strerror}") from None
    click.echo(project.name(path))
    return 0


def find_date() -> datetime.date:
    """Find today's date, or that of SOURCE_DATE_EPOCH."""
    import datetime
    import os

    written = os.environ.get("SOURCE_DATE_EPOCH", "")
    if not written:
        return datetime.datetime.now(datetime.UTC).date()
    try:
        return datetime.datetime.fromtimestamp(int(written), datetime.UTC).date()
    except (ValueError, OverflowError, OSError):
        from masthead.diagnostic import UsageError

        raise UsageError(f"SOURCE_DATE_EPOCH={written} is no number of seconds of a date") from None


def write_paper(
    project: Project,
    symbol: str,
    codes: tuple[str, ...],
    series_name: str | None,
    date: datetime.date,
) -> str:
    """Write a paper that builds, in some languages. Raises UsageError for what cannot be."""
    import yaml

    from masthead.diagnostic import UsageError
    from masthead.language.language import list_languages
    from masthead.read.papers import refuse_unknown_languages
    from masthead.render.templates import load_template
    from masthead.series.series import read_session, read_symbol_fields
    from masthead.symbol import is_pending, read_distribution
    from masthead.write.markup import read_markup
    from masthead.write.yaml import put_dash, write_mapping

    refuse_unknown_languages(project, codes)
    name, series = choose_series(project, symbol, series_name)
    if missing := [code for code in codes if code not in series.body]:
        raise UsageError(f"the series {name} does not name its body in {', '.join(missing)}")
    texts = yaml.safe_load(project.read("templates", "new/texts.yaml"))

    def write_text(kind: str, indent: int, *, item: bool = False) -> str:
        written = {code: read_markup(texts[code][kind]) for code in codes}
        lines = write_mapping(written, indent + 2 * item)
        return "\n".join(put_dash(lines, indent) if item else lines)

    kind = choose_kind(series, symbol)
    return load_template(project, "new/paper.yaml").render(
        symbol=symbol,
        pending=is_pending(symbol),
        series=name,
        session=read_session(read_symbol_fields(series, symbol) or {}),
        date=date,
        codes=codes,
        other=next((code for code in list_languages(project) if code not in codes), "fr"),
        text=write_text,
        kind=kind,
        byline=_BYLINES[kind],
        distribution=series.distribution and (read_distribution(symbol) or "general"),
    )


_BYLINES = {
    "resolution": None, "draft": "draft-byline", "working-paper": "byline", "note": "note-byline",
}  # fmt: skip
"""The kinds of papers to start from, and the line under the title of each."""


def choose_kind(series: Series, symbol: str) -> str:
    """Choose the kind of paper that a symbol names, one of ``_BYLINES``."""
    if series.adopted:
        return "resolution"
    if re.match(r"A/(?!HRC/).*/L\.", symbol):
        return "draft"
    return "working-paper" if re.search(r"/(?:WP|CRP)\.", symbol) else "note"


def choose_series(project: Project, symbol: str, wanted: str | None) -> tuple[str, Series]:
    """Choose the series of a symbol. Raises UsageError when there is none."""
    from masthead.data import suggest
    from masthead.diagnostic import Place, UsageError
    from masthead.series.series import find_series, load_series, read_symbol_fields

    names = project.names("series", ".yaml")
    place = Place("--series")
    if wanted is not None:
        if wanted not in names:
            raise UsageError(f"--series {wanted}: no such series ({suggest(wanted, list(names))})")
        series = load_series(project, wanted, place)
        if read_symbol_fields(series, symbol) is None:
            raise UsageError(f"{symbol} is not a symbol of the series {wanted}")
        return wanted, series
    if found := find_series(project, symbol, place):
        return found
    raise UsageError(f"{symbol} fits none of the series: {', '.join(names)}")
