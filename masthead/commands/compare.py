"""``masthead compare``: what was changed between two versions of a paper."""

from __future__ import annotations

import click

from masthead.commands.options import languages_option

_FORMATS = ("text", "markdown", "json")


@click.command(
    help="Say what was changed from OLD to NEW: which units, where, and which words of them, in "
    "each language. Each is a file, a symbol, or a file at a git revision "
    "(HEAD~1:source/A_80_L.5.yaml). With OLD alone a revision, such as a tag, NEW at it is meant. "
    "One paper alone is compared, as it is now, with what it was then, or at the last commit."
)
@click.argument("old")
@click.argument("new", required=False)
@languages_option("Compare")
@click.option(
    "--format",
    "form",
    type=click.Choice(_FORMATS, case_sensitive=False),
    default="text",
    show_default=True,
    help="How to say it; markdown is for a pull request.",
)
def command(old: str, new: str | None, languages: tuple[str, ...], form: str) -> int:
    """Compare two versions of a paper."""
    from pathlib import Path

    from masthead.compare.report import WRITERS
    from masthead.compare.summary import compare_papers
    from masthead.folder import find_folder
    from masthead.project import Project
    from masthead.read.papers import refuse_unknown_languages
    from masthead.read.revisions import Source, find_source, read_at

    project = Project(Path(find_folder()))
    refuse_unknown_languages(project, languages)
    after = find_source(project, new or old)
    if new is None:  # the paper as it is, with what it was then or at the last commit
        before = after if after.revision else Source(after.path, "HEAD")
        after = Source(after.path)
    else:
        before = find_source(project, old, after.path)
    names = before.name(project), after.name(project)
    papers = read_at(project, before), read_at(project, after)
    summary = compare_papers(project, *papers, codes=languages, names=names)
    click.echo(WRITERS[form](summary), nl=False)
    return 0
