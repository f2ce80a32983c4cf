"""Serving the preview on this machine, until Ctrl-C."""

from __future__ import annotations

import asyncio
import contextlib
import errno
import os
import signal
import socket
import sys
import threading
import webbrowser
from collections.abc import Callable, Iterator
from concurrent.futures import Executor
from pathlib import Path

import uvicorn
from msgspec import Struct

from masthead.diagnostic import ToolError
from masthead.editor.showing import HOST, Address, announce
from masthead.preview.app import Preview, make_app
from masthead.preview.desk import Desk
from masthead.preview.events import Events
from masthead.preview.following import Following
from masthead.preview.guard import Guard
from masthead.preview.opening import warn_of
from masthead.project import Project

_MOST_CONNECTIONS = 400


class Wanted(Struct, frozen=True):
    """What a person asks of a preview."""

    papers: tuple[str, ...] = ()
    port: int = 0
    """0: one that is free."""
    browser: bool = True
    editor: tuple[str, ...] = ()


def serve(
    project: Project, wanted: Wanted, executor: Executor, output: Path, say: Callable[[str], None]
) -> None:
    """Serve until a signal comes. Raises ToolError where the port cannot be had."""
    with contextlib.closing(_listen(wanted.port)) as listening:
        asyncio.run(_serve(project, wanted, executor, output, say, listening))


async def _serve(
    project: Project,
    wanted: Wanted,
    executor: Executor,
    output: Path,
    say: Callable[[str], None],
    listening: socket.socket,
) -> None:
    port: int = listening.getsockname()[1]
    events = Events()
    following = Following(Desk(project, wanted.papers), executor, output, events)
    app = make_app(Preview(following.desk, events, following, wanted.editor))
    guard = Guard(app, port)
    guard.used = lambda: say(f"open it elsewhere: {guard.address}")
    config = uvicorn.Config(
        guard, log_level="critical", access_log=False, lifespan="off", server_header=False,
        timeout_graceful_shutdown=1, timeout_keep_alive=5, limit_concurrency=_MOST_CONNECTIONS,
    )  # fmt: skip
    server = _Server(config)
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        asyncio.get_running_loop().add_signal_handler(number, server.end, events)
    following.begin()
    try:
        with announce(project, Address(port, guard.editor)):
            say(f"preview: {guard.address}")
            say("Ctrl-C ends it.")
            if warning := warn_of(wanted.editor):
                say(f"--editor: {warning}")
            if not following.desk.list_names():
                say(f"There is no paper in {project.source} yet: it is shown once it is saved.")
            if os.environ.get("SSH_CONNECTION"):
                say(f"Forward its port on your own machine: ssh -L {port}:{HOST}:{port} …")
            if wanted.browser and has_display():
                threading.Thread(target=webbrowser.open, args=[guard.address], daemon=True).start()
            await server.serve([listening])
    finally:
        events.close()
        following.close()


class _Server(uvicorn.Server):
    """A server that leaves signals to us."""

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Take none: ours end it."""
        yield

    def end(self, events: Events) -> None:
        """End in good order, or at once when asked twice."""
        self.force_exit = self.should_exit
        self.should_exit = True
        events.close()


def _listen(port: int) -> socket.socket:
    """Listen on this machine's own address. Raises ToolError where the port is taken."""
    listening = socket.socket()
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((HOST, port))
        listening.listen()  # whoever follows the address at once has to wait, and is not refused
    except OSError as error:
        listening.close()
        if error.errno == errno.EADDRINUSE:
            reason = f"port {port} is in use (without --port a free one is taken)"
        else:
            reason = f"port {port}: {error.strerror}"
        raise ToolError(reason) from None
    return listening


def has_display() -> bool:
    """Whether a browser opened here would be seen: not over SSH, not without a display."""
    if os.environ.get("SSH_CONNECTION"):
        return False
    if sys.platform.startswith(("linux", "freebsd")):
        return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
    return True
