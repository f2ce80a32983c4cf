"""The root of the commands: each is imported when it is called."""

from __future__ import annotations

import difflib
import importlib
import re
from pathlib import Path

import click
from click.shell_completion import CompletionItem

from masthead import __version__
from masthead.commands import COMMANDS
from masthead.folder import find_folder

_MEANT = {
    "init": "new", "create": "new", "lint": "check", "make": "build", "compile": "build",
    "serve": "watch",
}  # fmt: skip
"""What other programs call commands, and what ours is called."""
_WORD = re.compile(r"[a-z]+(-[a-z]+)*")
"""What a command may be called; a paper's symbol or file has capitals, digits or slashes in it."""


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
        """Default to ``build`` where no command is named, and read ``help`` as ``--help``."""
        if ctx.resilient_parsing and not args:  # a shell completes the first word
            return super().parse_args(ctx, args)
        if args[:1] == ["help"] and not Path("help").exists():
            args = [*args[1:], "--help"]
        if not args or (args[0] not in COMMANDS and args[0] not in ("--help", "-h", "--version")):
            if args and not ctx.resilient_parsing:
                _refuse_command(args[0])
            args = ["build", *args]
        return super().parse_args(ctx, args)

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        """Complete a command, an option of ``build``, or else the name of a paper's file."""
        found = super().shell_complete(ctx, incomplete)
        build = self.get_command(ctx, "build")
        if incomplete.startswith("-") and build is not None:
            inner = build.make_context("build", [], parent=ctx, resilient_parsing=True)
            return found + build.shell_complete(inner, incomplete)
        return found or [CompletionItem(incomplete, type="file")]


def _refuse_command(word: str) -> None:
    """Refuse a word that is no paper, but looks like a command. Raises UsageError."""
    from masthead.read.papers import ENDINGS

    known = [Path(word), *(Path(find_folder(), "source", word + end) for end in ENDINGS)]
    if any(path.exists() for path in known):
        return
    near = _MEANT.get(word) or next(iter(difflib.get_close_matches(word, COMMANDS, n=1)), None)
    if near is not None and not word.startswith("-"):
        raise click.UsageError(f"there is no command {word}; did you mean {near}?")
    if _WORD.fullmatch(word):
        raise click.UsageError(
            f"there is no command {word}, and no paper of that name: "
            "masthead --help lists the commands"
        )


@click.group(
    cls=_LazyGroup,
    context_settings={"help_option_names": ["-h", "--help"]},
    help="Masthead makes United Nations papers from one structured source per paper: PDF, DOCX and "
    "EPUB in the official format, in every language version.",
)
@click.version_option(__version__, prog_name="masthead")
def masthead() -> None:
    """Root of all commands."""
