"""The fork server: a process that imports what the formats take, and forks workers from there.

It imports while the build reads papers, and has one thread, so that forking is safe. A worker is
forked for each connection that the build hands over, and serves until that ends; so workers and
server end when the build does, however it ends.

The standard library's fork server is as fast (docs/building.md), but listens at a socket in
``TMPDIR``: it fails where that is a long path, and leaves it behind when it is killed.
"""

from __future__ import annotations

import contextlib
import gc
import importlib
import io
import os
import pickle
import select
import signal
import socket

from masthead.ending import COLLECTION
from masthead.targets.formats import DEFAULT, find_format
from masthead.targets.tasks import do_task, explain_exception

_ALWAYS = ("masthead.targets.make", "jinja2", "email.contentmanager", "encodings.idna")
"""What every file takes. The rules of the check are not among it: a build of one paper, which waits
for the fork server, checks in its own process; with many papers, each worker imports them once."""

PAUSE = 0.2
"""After so many seconds without a task there is time to tidy up."""


def serve_forks(descriptor: int, formats: tuple[str, ...]) -> None:
    """Fork a worker for each connection that arrives over the socket ``descriptor``.

    Without formats, those that are built by default are imported ahead.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the build decides what Ctrl-C means
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # workers leave no zombies
    control = socket.socket(fileno=descriptor)
    import_ahead(formats or DEFAULT)
    while True:
        _, connections, _, _ = socket.recv_fds(control, 1, 1)
        if not connections:
            return
        with contextlib.suppress(OSError):  # no room: the build sees that nobody answers
            if os.fork() == 0:
                control.close()
                _serve(connections[0])
        os.close(connections[0])


def _serve(connection: int) -> None:
    """Be a worker, and end with the connection."""
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    code = 1
    try:
        serve_tasks(socket.socket(fileno=connection))
        code = 0
    finally:
        os._exit(code)


def import_ahead(formats: tuple[str, ...]) -> None:
    """Import what formats take. What cannot be imported is told by whoever needs it."""
    gc.disable()  # nothing that is imported is ever garbage
    rows = [find_format(name) for name in formats]
    rows += [find_format(one.pages_of) for one in rows if one.pages_of]
    with contextlib.redirect_stdout(io.StringIO()):  # what libraries print when they lack others
        if any(one.heavy for one in rows) and not _import_engine():
            rows = [one for one in rows if not one.heavy]
        for name in (*_ALWAYS, *(one.imports for one in rows)):
            with contextlib.suppress(Exception):
                importlib.import_module(name)
    gc.enable()
    gc.set_threshold(*COLLECTION)
    gc.freeze()  # what is shared with the workers stays shared


def _import_engine() -> bool:
    """Import the layout engine; whether it can be had."""
    try:
        from masthead.render.pdf.engine import import_engine

        import_engine()
    except Exception:  # noqa: BLE001  # told where it is needed
        return False
    return True


def use_pause(connection: socket.socket) -> None:
    """Put away what is garbage while there is nothing to do, so that no task has to wait for it."""
    if not select.select([connection], [], [], PAUSE)[0]:
        gc.collect(1)


def serve_tasks(connection: socket.socket) -> None:
    """Do one task after the other: a function with arguments in, its result or error out.

    The first that is said is the number of the process.
    """
    with contextlib.suppress(OSError):
        os.setpgid(0, 0)  # so that it can be ended together with the tools it started
    with connection, connection.makefile("rwb") as channel:
        pickle.dump(os.getpid(), channel)
        channel.flush()
        while True:
            use_pause(connection)
            try:
                task = pickle.load(channel)  # noqa: S301  # from the build itself
            except EOFError:
                return
            answer = do_task(*task)
            try:
                message = pickle.dumps(answer, protocol=5)
            except Exception as error:  # noqa: BLE001  # a result that cannot travel
                message = pickle.dumps((False, explain_exception(error)))
            try:
                channel.write(message)
                channel.flush()
            except OSError:
                return
