"""``masthead schema``: the JSON Schema with which editors check and explain papers."""

from __future__ import annotations

import click

NAME = "paper.schema.json"


@click.command(
    help=f"Write the JSON Schema of papers to source/{NAME}, where the first line of a paper "
    "names it and editors look for it: they then complete, explain and check what is written."
)
@click.option("--print", "printed", is_flag=True, help="Print it instead.")
def command(printed: bool) -> int:
    """Write the schema."""
    from pathlib import Path

    from masthead.diagnostic import ToolError
    from masthead.files import write_file
    from masthead.folder import find_folder
    from masthead.project import Project
    from masthead.read.schema import write_schema

    project = Project(Path(find_folder()))
    schema = write_schema(project)
    if printed:
        click.echo(schema, nl=False)
        return 0
    path = project.source / NAME
    try:
        project.source.mkdir(exist_ok=True)
        write_file(path, schema.encode())
    except OSError as error:
        raise ToolError(f"{project.name(path)} cannot be written: {error.strerror}") from None
    click.echo(f"{project.name(path)}")
    return 0
