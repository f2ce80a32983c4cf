"""``masthead compare``: what was changed between two versions of a paper."""

from __future__ import annotations

from typing import Literal

import click

from masthead.commands.options import languages_option

_FORMATS = ("text", "markdown", "json")


@click.command(
    help="Say what was changed from OLD to NEW: which units, where, and which words of them, in "
    "each language. Each is a file, a symbol, a file at a git revision "
    "(HEAD~1:source/A_80_L.5.yaml), or a file that import takes (.docx, .xml). With OLD alone a "
    "revision, such as a tag, NEW at it is meant. One paper alone is compared, as it is now, with "
    "what it was then, or at the last commit."
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
@click.option("--changes", type=click.Choice(["accept", "reject", "refuse"]), default="refuse",
              help="What becomes of tracked changes in a Word file; without it, a file that has "
              "any is refused.")  # fmt: skip
def command(
    old: str, new: str | None, languages: tuple[str, ...], form: str,
    changes: Literal["accept", "reject", "refuse"],
) -> int:  # fmt: skip
    """Compare two versions of a paper."""
    from pathlib import Path

    from masthead.compare.report import WRITERS
    from masthead.compare.summary import compare_papers
    from masthead.folder import find_folder
    from masthead.importing.versions import read_versions
    from masthead.project import Project
    from masthead.read.papers import refuse_unknown_languages

    project = Project(Path(find_folder()))
    refuse_unknown_languages(project, languages)
    code = languages[0] if len(languages) == 1 else None
    before, after = read_versions(project, old, new, code, changes)
    summary = compare_papers(
        project, before.paper, after.paper, codes=languages, names=(before.name, after.name),
        imported=before.imported or after.imported,
    )  # fmt: skip
    for diagnostic in (*before.found, *after.found):
        click.echo(str(diagnostic), err=True)
    click.echo(WRITERS[form](summary), nl=False)
    return 0
