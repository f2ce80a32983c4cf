"""``masthead cache``: what the cache holds, and how to be rid of it."""

from __future__ import annotations

import click


@click.group(
    invoke_without_command=True,
    help="The cache keeps what was built, by what it was built from. MASTHEAD_CACHE names another "
    "folder for it, MASTHEAD_CACHE_SIZE another limit (500M, 2G).",
)
@click.pass_context
def command(context: click.Context) -> None:
    """Say what the cache holds where nothing else is asked."""
    if context.invoked_subcommand is None:
        context.invoke(say_info)


@command.command("info", help="Say where the cache is and what it holds.")
def say_info() -> None:
    """Say where the cache is and what it holds."""
    from masthead.targets.cache import open_cache

    use = open_cache().measure()
    click.echo(f"folder  {use.address}")
    click.echo(f"files   {use.objects:,} (and {use.actions:,} records of what they came from)")
    click.echo(f"size    {use.size / 1024**2:,.1f} MB of {(use.limit or 0) / 1024**2:,.0f} MB")


@command.command("clear", help="Remove everything from the cache.")
def clear() -> None:
    """Remove everything from the cache."""
    from masthead.diagnostic import ToolError
    from masthead.targets.cache import open_cache

    cache = open_cache()
    size = cache.measure().size
    try:
        cache.clear()
    except OSError as error:
        raise ToolError(f"{cache.address} cannot be cleared: {error.strerror}") from None
    click.echo(f"cleared: {size / 1024**2:,.1f} MB")
