"""``masthead lsp``: what an editor asks of a paper is answered over standard input and output."""

from __future__ import annotations

import click


@click.command(
    help="Answer an editor while you write: findings of check, numbers, notes, completion, "
    "outline, renaming. Your editor starts it and speaks to it over standard input and output; "
    "docs/editors.md says how to set one up."
)
@click.option("--spell", is_flag=True, help="Look words up in dictionaries, as check --spell does.")
def command(*, spell: bool) -> int:
    """Serve an editor until it says that it is done."""
    from masthead.diagnostic import ToolError

    try:
        from masthead.editor.serving import make_server
    except ModuleNotFoundError as error:
        if error.name is None or error.name.partition(".")[0] not in ("pygls", "lsprotocol"):
            raise
        raise ToolError(
            'the language server needs pygls: pip install "masthead[preview]"'
        ) from None
    from masthead.check.checker import load_rules

    load_rules()
    make_server(spell=spell).start_io()
    return 0
