"""``masthead import``: official files become a paper."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from masthead.commands.options import jobs_option, read_codes

if TYPE_CHECKING:
    import datetime
    from collections.abc import Sequence
    from pathlib import Path

    from masthead.wordfile.changes import How


@click.command(
    help="Make a paper of FILEs, the language versions of one work: Akoma Ntoso, as the United "
    "Nations publishes its resolutions and decisions, or Word, in the official template or not "
    "(.doc, .odt and .rtf through LibreOffice). It says what it understood, and lists everything "
    "that it did not. Of a folder, and of what is in it, it makes a paper of each work; papers "
    "that are there stay."
)
@click.argument("files", nargs=-1, required=True, metavar="FILE|FOLDER…")
@click.option("--into", metavar="PAPER", help="Write into a paper that is there: its languages "
              "stay, those of the files are added or replaced.")  # fmt: skip
@click.option("--lang", "codes", multiple=True, metavar="CODE", callback=read_codes,
              help="The language of the file, where it does not say it itself.")  # fmt: skip
@click.option("--changes", type=click.Choice(["accept", "reject", "refuse"]), default="refuse",
              help="What becomes of tracked changes in Word; without it, a file that has any is "
              "refused, and they are listed.")  # fmt: skip
@click.option("--dry-run", is_flag=True, help="Write nothing: show what would be written into "
              "PAPER, as diff does.")  # fmt: skip
@click.option("--votes", is_flag=True, help="Print the recorded vote, which the files hold beside "
              "their text: by State in English where all are named, else in numbers.")  # fmt: skip
@click.option("--symbol", metavar="SYMBOL", help="The symbol, where the files do not say it.")
@click.option("--date", type=click.DateTime(["%Y-%m-%d"]), metavar="DATE",
              help="The date, where the files do not say it.")  # fmt: skip
@jobs_option
def command(files: tuple[str, ...], jobs: int, **chosen: Any) -> int:
    """Make a paper of files, or of each work in folders."""
    from pathlib import Path

    from masthead.diagnostic import UsageError
    from masthead.folder import find_folder

    paths = [Path(file) for file in files]
    if not any(path.is_dir() for path in paths):
        return import_files(paths, **chosen)
    if any(chosen[name] for name in ("into", "codes", "symbol", "date")):
        raise UsageError("--into, --lang, --symbol and --date are for one work, not for a folder")
    from masthead.commands.works import import_works
    from masthead.project import Project

    how: How = chosen["changes"]
    return import_works(
        Project(Path(find_folder())), paths, jobs, how, votes=chosen["votes"],
        write=not chosen["dry_run"],
    )  # fmt: skip


def import_files(
    paths: Sequence[Path], *, into: str | None, codes: tuple[str, ...], changes: How,
    dry_run: bool, votes: bool, symbol: str | None, date: datetime.datetime | None,
) -> int:  # fmt: skip
    """Make a paper of the files of one work."""
    import os
    from pathlib import Path

    from masthead.diagnostic import MastheadError, Severity, ToolError, UsageError
    from masthead.files import write_file
    from masthead.folder import find_folder
    from masthead.importing.home import describe_difference
    from masthead.importing.importer import import_drafts
    from masthead.importing.into import put_into
    from masthead.importing.reading import read_drafts
    from masthead.importing.report import describe
    from masthead.project import Project

    if len(codes) > 1 or (codes and len(paths) > 1):
        raise UsageError("--lang is for one file: import each by itself, then --into")
    if votes and into is not None:
        raise UsageError("--votes is for a new paper: write vote: into the one that is there")
    project = Project(Path(find_folder()))
    drafts = read_drafts(
        project, paths, codes[0] if codes else None, changes, Path(into) if into else None
    )
    for draft in drafts:
        draft.facts.symbol = symbol or draft.facts.symbol
        draft.facts.date = date.date() if date else draft.facts.date
    imported = import_drafts(project, drafts, votes=votes, sources=into is None)
    try:
        path = Path(project.root / imported.name)
        data = imported.source.encode()
        if into is not None:
            path = Path(into)
            data = put_into(project, path, imported)
        elif os.path.lexists(path) and not dry_run:
            raise UsageError(
                f"{project.name(path)} is there already; it stays as it is (--into writes into it)"
            )
        if dry_run:
            imported.placed.take_back()
            for line in describe_difference(path, project.name(path), data):
                click.echo(line)
        else:
            path.parent.mkdir(parents=True, exist_ok=True)
            write_file(path, data)
    except OSError as error:
        imported.placed.take_back()
        raise ToolError(f"{project.name(path)} cannot be written: {error.strerror}") from None
    except MastheadError:
        imported.placed.take_back()
        raise
    for line in describe(imported):
        click.echo(line)
    found = [*imported.reading.diagnostics.errors, *imported.diagnostics]
    for diagnostic in sorted(found, key=lambda one: (one.place, one.code)):
        click.echo(str(diagnostic), err=True)
    errors = sum(one.severity is Severity.ERROR for one in found)
    return 1 if errors else 0
