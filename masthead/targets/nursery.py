"""The nursery: a process that imports the heavy libraries once and forks workers from there.

It runs beside the build, which reads papers meanwhile, and never has more than one thread, so that
forking is safe. A worker is forked for each connection that the build hands over; it serves until
the connection closes. Workers and nursery end when the build does, however it ends.

The standard library's fork server would do nearly the same, but starts a second process besides,
imports itself into the build (25 ms) and offers no pool in which the loss of one worker spares the
others.
"""

from __future__ import annotations

import contextlib
import gc
import importlib
import os
import pickle
import select
import signal
import socket
import traceback
from collections.abc import Iterator

from masthead.targets.formats import find_format

_ALWAYS = ("masthead.targets.make", "jinja2", "email.contentmanager", "encodings.idna")
"""What every file takes. The rules of the check are not among it: a build of one paper, which waits
for the nursery, checks in its own process; with many papers, each worker imports them once."""


class WorkerFaultError(Exception):
    """An exception in a worker that is none of Masthead's own: a fault of the program."""

    def __init__(self, reason: str, trace: str) -> None:
        super().__init__(reason, trace)
        self.reason = reason
        """Type and message."""
        self.trace = trace


def serve_nursery(descriptor: int, formats: tuple[str, ...]) -> None:
    """Fork a worker for each connection that arrives over the socket ``descriptor``.

    A worker for light tasks (``l``) is forked at once, and told when it is not complete; one for
    heavy tasks (``h``) when everything is imported.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the build decides what Ctrl-C means
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # workers leave no zombies
    control = socket.socket(fileno=descriptor)
    imports = _import_all(formats)
    complete = False
    waiting: list[int] = []
    while True:
        if complete:
            for connection in waiting:
                _fork(control, connection, complete)
            waiting.clear()
        elif not select.select([control], [], [], 0)[0]:
            complete = next(imports, True)
            continue
        try:
            message, descriptors, _, _ = socket.recv_fds(control, 1, 1)
        except OSError:
            break
        if not message or not descriptors:
            break
        if message == b"h" and not complete:
            waiting.append(descriptors[0])
        else:
            _fork(control, descriptors[0], complete)


def _fork(control: socket.socket, connection: int, complete: bool) -> None:
    """Fork a worker that serves a connection."""
    if os.fork() == 0:
        control.close()
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        code = 1
        try:
            serve_tasks(socket.socket(fileno=connection), complete)
            code = 0
        finally:
            os._exit(code)
    os.close(connection)


def _import_all(formats: tuple[str, ...]) -> Iterator[bool]:
    """Import one module after the other; True is said at the end."""
    gc.disable()  # nothing that is imported is ever garbage
    rows = [find_format(name) for name in formats]
    rows += [find_format(one.pages_of) for one in rows if one.pages_of]
    if any(one.heavy for one in rows):
        with contextlib.suppress(Exception):
            from masthead.render.pdf.engine import import_engine

            import_engine()
        yield False
    rows.sort(key=lambda one: not one.heavy)
    for name in (*_ALWAYS, *(one.imports for one in rows)):
        _import(name)
        yield False
    gc.enable()
    gc.freeze()  # what is shared with the workers stays shared
    yield True


def _import(name: str) -> None:
    with contextlib.suppress(Exception):  # whoever needs it says so then
        importlib.import_module(name)


def serve_tasks(connection: socket.socket, complete: bool) -> None:
    """Do one task after the other: a function and its arguments in, its result or error out.

    The first that is said is the number of the process, and whether it has all the libraries.
    """
    with contextlib.suppress(OSError):
        os.setpgid(0, 0)  # so that it can be ended together with the tools it started
    with connection, connection.makefile("rwb") as channel:
        pickle.dump((os.getpid(), complete), channel)
        channel.flush()
        while True:
            try:
                function, arguments = pickle.load(channel)  # noqa: S301  # from the build itself
            except EOFError:
                return
            answer = do_task(function, arguments)
            try:
                message = pickle.dumps(answer, protocol=5)
            except Exception as error:  # noqa: BLE001
                message = pickle.dumps(
                    (False, WorkerFaultError(repr(error), traceback.format_exc()))
                )
            try:
                channel.write(message)
                channel.flush()
            except OSError:
                return


def do_task(function: object, arguments: tuple[object, ...]) -> tuple[bool, object]:
    """Call a function; whether it went well, with its result or its error."""
    from masthead.diagnostic import MastheadError, ToolError, explain_full_disk

    try:
        return True, function(*arguments)  # type: ignore[operator]
    except MastheadError as error:
        return False, error
    except OSError as error:  # a disk that is full, a file that cannot be read
        if advice := explain_full_disk(error):
            return False, ToolError(advice)
        reason = error.strerror or str(error) or type(error).__name__
        return False, ToolError(f"{reason}: {error.filename}" if error.filename else reason)
    except MemoryError:
        return False, ToolError("memory ran out")
    except Exception as error:  # noqa: BLE001  # whatever it is, one target fails and no more
        reason = f"{type(error).__name__}: {error}".strip().replace("\n", " ")
        return False, WorkerFaultError(reason[:300], traceback.format_exc())
