"""``masthead new``: a paper to start from."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import click

from masthead.commands.options import read_codes

if TYPE_CHECKING:
    import datetime

    from masthead.project import Project
    from masthead.series.kinds import Kinds
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
    help="A language version to write; the first one is the original (may be repeated, or have "
    "several with commas).",
)
@click.option(
    "--series",
    metavar="NAME",
    help="The series, where the symbol fits several.",
)
@click.option(
    "--kind",
    metavar="KIND",
    help="The kind of paper, such as letter, report or agenda; that of the symbol otherwise.",
)
def command(symbol: str, codes: tuple[str, ...], series: str | None, kind: str | None) -> int:
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
    files = {path: write_paper(project, symbol, codes, series, find_date(), kind)}
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
    kind_name: str | None = None,
) -> str:
    """Write a paper that builds, in some languages. Raises UsageError for what cannot be."""
    import yaml

    from masthead.diagnostic import UsageError
    from masthead.language.language import list_languages
    from masthead.read.papers import refuse_unknown_languages
    from masthead.render.templates import load_template
    from masthead.series.kinds import apply_kind, choose_kind, load_kinds
    from masthead.series.series import makes_title, read_session, read_symbol_fields
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

    kinds = load_kinds(project)
    kind = choose_start(kinds, name, series, symbol, kind_name)
    start = STARTS[kind]
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
        says_kind=kind not in ("note", choose_kind(kinds, series, symbol))
        and start.part != "letter",
        part=start.part,
        title="" if makes_title(apply_kind(series, kind), symbol) else start.title,
        byline=start.byline,
        listed=f"{symbol.rpartition('/')[0]}/2",
        distribution=series.distribution and (read_distribution(symbol) or "general"),
    )


class Start(NamedTuple):
    """How a paper of a kind begins: the file of its text, its title and byline by their names."""

    part: str
    title: str = "title"
    byline: str | None = None


STARTS = {
    "note": Start("text", byline="note-byline"),
    "working-paper": Start("text", byline="byline"),
    "report": Start("report", byline="report-byline"),
    "resolution": Start("resolution"),
    "decision": Start("resolution"),
    "draft-resolution": Start("resolution"),
    "draft-decision": Start("resolution"),
    "letter": Start("letter"),
    "identical-letters": Start("letter"),
    "note-verbale": Start("letter"),
    "statement": Start("statement", byline="statement-byline"),
    "agenda": Start("agenda", title="agenda-title"),
    "list-of-documents": Start("list-of-documents", title="list-title"),
    "corrigendum": Start("corrigendum"),
    "addendum": Start("addendum"),
}
"""How a paper of each kind begins; one of no special kind is a note."""


def choose_start(kinds: Kinds, name: str, series: Series, symbol: str, wanted: str | None) -> str:
    """Choose the kind of paper to begin. Raises UsageError for one that the series has not."""
    from masthead.data import suggest
    from masthead.diagnostic import UsageError
    from masthead.series.kinds import suggest_kind

    if wanted is None:
        kind = suggest_kind(kinds, series, symbol)
        return kind if kind in STARTS else "note"
    known = [kind for kind in kinds.list_of(series) if kind in STARTS]
    if wanted not in known:
        raise UsageError(f"--kind {wanted}: {name} has no such papers ({suggest(wanted, known)})")
    return wanted


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
