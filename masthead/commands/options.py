"""Options that several commands share, each with the words of its command."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click
from click.decorators import FC
from click.shell_completion import CompletionItem

from masthead.streams import VERBOSE
from masthead.targets.formats import BUILT_IN, list_formats

LOCAL = "local"
"""The engine that is there without a cluster."""
_SCHEDULER = re.compile(r"[a-z]+://[^\s/]+/?")
MOST_JOBS = 256
"""Processes beyond any machine's cores: a slip must not fill it with them."""


def _complete_paper(
    context: click.Context, parameter: click.Parameter, incomplete: str
) -> list[CompletionItem]:
    """Have the shell complete the name of a file."""
    return [CompletionItem(incomplete, type="file")]


papers_argument = click.argument(
    "papers", nargs=-1, metavar="[PAPER]...", shell_complete=_complete_paper
)


def _read_place(
    context: click.Context, parameter: click.Parameter, value: str | None
) -> Path | str | None:
    """Read where something is kept: the name of a folder, or an address."""
    from masthead.targets.store import read_place

    return None if read_path(context, parameter, value) is None else read_place(value or "")


cache_option = click.option(
    "--no-cache", is_flag=True, help="Make everything anew and keep nothing."
)

store_option = click.option(
    "--cache", "store", metavar="DIR|ADDRESS", callback=_read_place,
    help="Keep what was made there and look for it there: a folder, or an address such as s3://… "
    "that several machines share.",
)  # fmt: skip


def _say_more(context: click.Context, parameter: click.Parameter, value: bool) -> None:
    """Tell all processes of the command that somebody wants to know more."""
    if value:
        os.environ[VERBOSE] = "1"


verbose_option = click.option(
    "--verbose", "-v", is_flag=True, expose_value=False, callback=_say_more,
    help="Say, too, what only makes the work slower.",
)  # fmt: skip


def _read_scheduler(
    context: click.Context, parameter: click.Parameter, value: str | None
) -> str | None:
    """Read the address of a scheduler."""
    if value is None:
        return None
    if not _SCHEDULER.fullmatch(value.strip()):
        raise click.BadParameter(
            f"{value!r} is no address such as tcp://127.0.0.1:8786", context, parameter
        )
    return value.strip()


engine_option = click.option(
    "--engine", type=click.Choice([LOCAL, "dask"]), default=LOCAL, show_default=True,
    help="Where files are made: by processes of this machine, or by the workers of a Dask cluster.",
)  # fmt: skip
scheduler_option = click.option(
    "--scheduler", metavar="ADDRESS", callback=_read_scheduler,
    help="The scheduler of the cluster, such as tcp://127.0.0.1:8786; otherwise the build starts a "
    "cluster of its own on this machine.",
)  # fmt: skip


def _read_shard(
    context: click.Context, parameter: click.Parameter, value: str | None
) -> tuple[int, int] | None:
    """Read which of how many parts: ``3/8``."""
    if value is None:
        return None
    part, slash, parts = value.partition("/")
    if not (slash and part.isdecimal() and parts.isdecimal() and 1 <= int(part) <= int(parts)):
        raise click.BadParameter(f"{value} is no part such as 3/8", context, parameter)
    return int(part), int(parts)


def _read_files(
    context: click.Context, parameter: click.Parameter, values: tuple[str, ...]
) -> tuple[Path, ...]:
    """Read the names of files."""
    return tuple(path for path in (read_path(context, parameter, one) for one in values) if path)


shard_option = click.option(
    "--shard", metavar="N/M", callback=_read_shard,
    help="Build only the papers of the Nth of M parts, which hang on their names alone.",
)  # fmt: skip
failures_option = click.option(
    "--failures", metavar="FILE", multiple=True, callback=_read_files,
    help="Write what could not be made to a file: lines of JSON, or a table where its name ends in "
    ".md (may be repeated).",
)  # fmt: skip
max_failures_option = click.option(
    "--max-failures", type=click.IntRange(min=1), metavar="N", default=None,
    help="Begin no more papers once N have failed; otherwise none stops the rest.",
)  # fmt: skip


def languages_option(words: str) -> Callable[[FC], FC]:
    """Make ``--lang``; codes may be in capitals, or several with commas between them."""
    return click.option(
        "--lang", "languages", multiple=True, metavar="CODE", callback=read_codes,
        help=f"{words} only this language version (may be repeated).",
    )  # fmt: skip


class _Formats(click.Choice[str]):
    """The formats that there are. Those of other packages are looked for when one is asked for."""

    def __init__(self) -> None:
        super().__init__([one.name for one in BUILT_IN], case_sensitive=False)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        if str(value).lower() not in self.choices:
            self.choices = tuple(list_formats())
        return super().convert(value, param, ctx)


def formats_option(words: str, otherwise: str) -> Callable[[FC], FC]:
    """Make ``--format``."""
    return click.option(
        "--format", "formats", multiple=True, type=_Formats(),
        help=f"{words} only this format (may be repeated); {otherwise} otherwise. "
        "html is a web page, parallel one with the language versions side by side; text and "
        "markdown hold the words alone.",
    )  # fmt: skip


def output_option(words: str) -> Callable[[FC], FC]:
    """Make ``--output``."""
    return click.option("--output", metavar="DIR", callback=read_path, help=words)


place_option = click.option(
    "--output", metavar="DIR|ADDRESS", callback=_read_place,
    help="Put the files there instead of output/: into a folder, or to an address such as s3://….",
)  # fmt: skip


def read_codes(
    context: click.Context, parameter: click.Parameter, values: tuple[str, ...]
) -> tuple[str, ...]:
    """Read language codes: each once, in small letters."""
    codes = [code.strip().lower() for value in values for code in value.split(",")]
    if "" in codes:
        raise click.BadParameter("a code is missing, such as en", context, parameter)
    return tuple(dict.fromkeys(codes))


def read_path(context: click.Context, parameter: click.Parameter, value: str | None) -> Path | None:
    """Read the name of a folder or file."""
    if value is None:
        return None
    if not value.strip() or "\0" in value:
        raise click.BadParameter("a name is missing", context, parameter)
    return Path(value)


def _read_jobs(context: click.Context, parameter: click.Parameter, value: int | None) -> int:
    """Read the number of processes: 0 when none is given."""
    if value is not None and value < 1:
        raise click.BadParameter("at least one process has to work", context, parameter)
    if value is not None and value > MOST_JOBS:
        raise click.BadParameter(f"{MOST_JOBS} processes at most", context, parameter)
    return value or 0


jobs_option = click.option(
    "--jobs", type=int, callback=_read_jobs, metavar="N",
    help="Work in N processes; one for each core otherwise.",
)  # fmt: skip
