"""``masthead compare``: what was changed between two versions of a paper."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

import click

from masthead.commands.options import languages_option, output_option

if TYPE_CHECKING:
    from pathlib import Path

    from masthead.compare.report import Remark
    from masthead.compare.summary import Summary
    from masthead.importing.versions import Version
    from masthead.project import Project

_SAID = ("text", "markdown", "json")
"""Formats that are said; the others are files."""
_FILES = ("docx", "html", "pdf")


def _read_formats(
    context: click.Context, parameter: click.Parameter, values: tuple[str, ...]
) -> tuple[str, ...]:
    """Read the names of formats, several with commas between them; one of them at most is said."""
    names = tuple(dict.fromkeys(
        name.strip().lower() for value in values for name in value.split(",")
    )) or ("text",)  # fmt: skip
    if unknown := [name for name in names if name not in (*_SAID, *_FILES)]:
        known = ", ".join((*_SAID, *_FILES))
        raise click.BadParameter(f"{unknown[0]!r} is none of {known}", context, parameter)
    if len(said := [name for name in names if name in _SAID]) > 1:
        raise click.BadParameter(f"say it in one way: {' or '.join(said)}", context, parameter)
    return names


def _read_author(context: click.Context, parameter: click.Parameter, value: str) -> str:
    """Read a name that Word can hold."""
    if not value.isprintable():
        raise click.BadParameter("a name has no control characters", context, parameter)
    return value.strip()


@click.command(
    help="Say what was changed from OLD to NEW: which units, where, and which words of them, in "
    "each language. Each is a file, a symbol, a file at a git revision "
    "(HEAD~1:source/A_80_L.5.yaml), or a file that import takes (.docx, .xml). With OLD alone a "
    "revision, such as a tag, NEW at it is meant. One paper alone is compared, as it is now, with "
    "what it was then, or at the last commit."
)
@click.argument("wanted", nargs=-1, metavar="[OLD] [NEW]")
@languages_option("Compare")
@click.option("--format", "formats", multiple=True, metavar="FORMAT", callback=_read_formats,
              help="How to say it: text (the default), markdown for a pull request, json; or as "
              "files in each language, with what was inserted and deleted marked in the new paper: "
              "docx with tracked changes, html, pdf. May be repeated, or have several with "
              "commas.")  # fmt: skip
@output_option("Put the files there instead of output/.")
@click.option("--author", metavar="NAME", default="", callback=_read_author,
              help="Who made the changes that docx tracks: without it, who submitted the paper.",
              )  # fmt: skip
@click.option("--changed-since", metavar="REV", help="Compare every paper touched since a git "
              "revision with what it was then, or those that are named.")  # fmt: skip
@click.option("--changes", type=click.Choice(["accept", "reject", "refuse"]), default="refuse",
              help="What becomes of tracked changes in a Word file; without it, a file that has "
              "any is refused.")  # fmt: skip
@click.option("--corrigendum", is_flag=True, help="Draft the corrigendum that says what is to be "
              "read in OLD, and write it into source/ with the next free symbol.")  # fmt: skip
def command(
    wanted: tuple[str, ...], languages: tuple[str, ...], formats: tuple[str, ...],
    output: Path | None, author: str, changed_since: str | None,
    changes: Literal["accept", "reject", "refuse"], corrigendum: bool,
) -> int:  # fmt: skip
    """Compare two versions of a paper, or all papers that were touched."""
    from pathlib import Path

    from masthead.compare.report import Remark, write_all
    from masthead.diagnostic import UsageError
    from masthead.folder import find_folder
    from masthead.importing.versions import read_versions
    from masthead.project import Project
    from masthead.read.papers import refuse_unknown_languages

    project = Project(Path(find_folder()))
    refuse_unknown_languages(project, languages)
    if changed_since is not None and corrigendum:
        raise UsageError("--corrigendum is for one paper: name it, and its version before")
    if changed_since is not None:
        compared = compare_touched(project, changed_since, wanted, languages)
        compared = compared or [Remark("no paper", f"was touched since {changed_since}")]
    elif 1 <= len(wanted) <= 2:
        code = languages[0] if len(languages) == 1 else None
        new = wanted[1] if len(wanted) > 1 else None
        versions = read_versions(project, wanted[0], new, code, changes)
        for diagnostic in (*versions[0].found, *versions[1].found):
            click.echo(str(diagnostic), err=True)
        compared = [compare_versions(project, versions, languages)]
    else:
        raise UsageError("name a paper, or two versions of one (--changed-since takes all)")
    if corrigendum and not isinstance(compared[0], Remark):
        return write_corrigendum(project, compared[0].versions, compared[0].summary.codes)
    for form in formats:
        if form in _SAID:
            told = [one if isinstance(one, Remark) else one.summary for one in compared]
            click.echo(write_all(told, form, several=changed_since is not None), nl=False)
    if files := [form for form in formats if form in _FILES]:
        said = len(files) < len(formats)
        write_files(project, compared, files, output or project.output, author, err=said)
    return 0


class Compared(NamedTuple):
    """Two versions of a paper, and what was changed."""

    versions: tuple[Version, Version]
    summary: Summary


def write_files(
    project: Project, compared: list[Compared | Remark], formats: list[str], output: Path,
    author: str, *, err: bool,
) -> None:  # fmt: skip
    """Write the changes as files, and name each: beside what is said, if anything is (``err``).

    Where nothing else is said, what is in none of them is said beside their names.
    """
    from masthead.compare.report import Remark, list_left_out
    from masthead.diagnostic import make_printable
    from masthead.targets.compared import write_compared
    from masthead.targets.output import check_output

    check_output(project, output)
    for one in compared:
        told = one if isinstance(one, Remark) else one.summary
        for left_out in () if err else list_left_out(told):
            click.echo(make_printable(left_out), err=True)
        if not isinstance(one, Remark):
            for path in write_compared(
                project, one.versions, one.summary.matching, formats, output, author
            ):
                click.echo(project.name(path), err=err)


def compare_touched(
    project: Project, revision: str, wanted: tuple[str, ...], languages: tuple[str, ...]
) -> list[Compared | Remark]:
    """Compare papers that were touched since a revision with what they were then."""
    from masthead.compare.report import Remark
    from masthead.diagnostic import UsageError
    from masthead.importing.versions import read_touched
    from masthead.read.papers import find_papers
    from masthead.read.touched import list_touched

    papers = find_papers(project, wanted) if wanted else ()
    summaries: list[Compared | Remark] = []
    for touched in list_touched(project, revision, papers):
        name = project.name(touched.now or touched.then or project.source)
        versions = read_touched(project, touched, revision)
        if isinstance(versions, str):
            summaries.append(Remark(name, versions))
            continue
        try:
            summaries.append(compare_versions(project, versions, languages))
        except UsageError as error:  # no language, no unit in common
            summaries.append(Remark(name, f"is not compared: {error}"))
    return summaries


def compare_versions(
    project: Project, versions: tuple[Version, Version], languages: tuple[str, ...]
) -> Compared:
    """Compare two versions that were read."""
    from masthead.compare.summary import compare_papers

    old, new = versions
    summary = compare_papers(
        project, old.paper, new.paper, codes=languages, names=(old.name, new.name),
        projects=(old.project, new.project),
        imported=next((one.paper for one in versions if one.imported), None),
    )  # fmt: skip
    return Compared(versions, summary)


def write_corrigendum(
    project: Project, versions: tuple[Version, Version], codes: tuple[str, ...]
) -> int:
    """Write what was changed as corrigenda; none is written over a file that is there."""
    from masthead.commands.new import find_date
    from masthead.compare.issuing import draft_corrigenda
    from masthead.diagnostic import ToolError
    from masthead.files import write_file

    old, new = versions
    drafted, left = draft_corrigenda(project, old.paper, new.paper, codes, find_date())
    for one in drafted:
        try:
            project.source.mkdir(parents=True, exist_ok=True)
            write_file(one.path, one.source.encode())
        except OSError as error:
            name = project.name(one.path)
            raise ToolError(f"{name} cannot be written: {error.strerror}") from None
        click.echo(project.name(one.path))
    for said in left:
        click.echo(f"not in it: {said}", err=True)
    return 0
