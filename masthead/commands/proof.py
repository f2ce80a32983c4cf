"""``masthead proof``: our pages laid over an official PDF."""

from __future__ import annotations

from pathlib import Path

import click

from masthead.commands.options import output_option


@click.command(
    help="Lay the pages of PAPER (a file or a symbol; without one, the only paper in source/) "
    "over an official PDF: a picture of each page, black where both have ink, red where only ours "
    "has, blue where only the official one has; a table of where the lines of the first page, and "
    "the first of every other, stand; and for each page how many lines break alike, how far they "
    "are off, and what only one of the files has."
)
@click.argument("paper", required=False)
@click.option(
    "--against",
    required=True,
    type=click.Path(path_type=Path),
    metavar="PDF",
    help="The official PDF.",
)
@click.option(
    "--lang",
    metavar="CODE",
    help="The language version to lay over it; otherwise the one that the official file's name "
    "ends in, such as -ZH.pdf.",
)
@output_option("Put the pictures there instead of output/proof/.")
def command(paper: str | None, against: Path, lang: str | None, output: Path | None) -> int:
    """Lay our pages over an official PDF."""
    from masthead.diagnostic import UsageError
    from masthead.folder import find_folder
    from masthead.project import Project
    from masthead.proof.proof import make_proof
    from masthead.read.papers import find_papers, refuse_unknown_languages
    from masthead.targets.output import check_output

    project = Project(Path(find_folder()))
    papers = find_papers(project, [paper] if paper else [])
    if len(papers) != 1:
        raise UsageError(f"name the one paper to lay over {against.name}: there are {len(papers)}")
    folder = output or project.output / "proof"
    check_output(project, folder)
    code = lang.strip().lower() if lang is not None else None
    refuse_unknown_languages(project, [code] if code is not None else [])
    proof = make_proof(project, papers[0], against, code)
    for path in proof.write(folder):
        click.echo(project.name(path))
    click.echo(proof.table)
    for line in proof.pages:
        click.echo(line)
    for overlay in proof.overlays:
        click.echo(f"page {overlay.page}: {overlay.shared:.0%} of the ink is shared")
    if proof.remark:
        click.echo(proof.remark)
    return 0
