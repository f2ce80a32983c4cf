"""The root of the commands: each is imported when it is called."""

from __future__ import annotations

import difflib
import importlib
from pathlib import Path

import click

from masthead import __version__
from masthead.commands import COMMANDS


class _LazyGroup(click.Group):
    """Commands that are imported when they are called; ``build`` is the one without a name."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        if name not in COMMANDS:
            return None
        module = importlib.import_module(f"masthead.commands.{name}")
        command: click.Command = module.command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Take ``build`` for granted where no command is named, and ``help`` for ``--help``."""
        if args[:1] == ["help"] and not Path("help").exists():
            args = [*args[1:], "--help"]
        if not args or (args[0] not in COMMANDS and args[0] not in ("--help", "-h", "--version")):
            word = args[0] if args and not args[0].startswith("-") else ""
            near = difflib.get_close_matches(word, COMMANDS, n=1)
            if near and not Path(word).exists():
                raise click.UsageError(f"there is no command {word}; did you mean {near[0]}?")
            args = ["build", *args]
        return super().parse_args(ctx, args)


@click.group(
    cls=_LazyGroup,
    context_settings={"help_option_names": ["-h", "--help"]},
    help="Masthead makes United Nations papers from one structured source per paper: PDF, DOCX and "
    "EPUB in the official format, in every language version.",
)
@click.version_option(__version__, prog_name="masthead")
def masthead() -> None:
    """Root of all commands."""
