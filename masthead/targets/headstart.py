"""The fork server's process, and a head start for it.

A build waits for what it imports. So where a command line is sure to be a build with workers, the
process begins before anything is imported that the build itself needs; this module and what it
imports stay light.
"""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import sys
from collections.abc import Callable, Sequence

from masthead.ending import do_at_end
from masthead.scratch import Scratch

CLEAN = {"LC_ALL": "C.UTF-8", "TZ": "UTC"}
"""The same surroundings for every worker."""
_ORDINARY = frozenset(
    ("--quiet", "-q", "--draft", "--clean", "--strict", "--locked", "--no-cache", "--prune")
)
"""Options of a build in the usual formats, by as many workers as there are cores."""
_begun: list[tuple[ServerProcess, Callable[[], None]]] = []
"""What has a head start, and how to withdraw what is done about it at the end."""


class ServerProcess:
    """The build's end of the fork server, with the scratch folder of its workers.

    ``formats``: what it imports ahead; none for those that are built by default. Raises OSError,
    and ToolError without room.
    """

    def __init__(self, formats: tuple[str, ...] = ()) -> None:
        self.formats = formats
        self.scratch = Scratch()
        try:
            self.control, self.pid = self._start()
        except BaseException:
            self.scratch.close()
            raise

    def _start(self) -> tuple[socket.socket, int]:
        ours, theirs = socket.socketpair()
        theirs.set_inheritable(True)
        package = os.path.dirname(os.path.dirname(os.path.dirname(os.path.realpath(__file__))))  # noqa: PTH120
        paths = os.pathsep.join([package, *filter(None, [os.environ.get("PYTHONPATH")])])
        environment = {
            **os.environ, **CLEAN, "PYTHONPATH": paths, "PYTHONHASHSEED": "0",
            "TMPDIR": self.scratch.path,
        }  # fmt: skip
        command = [
            sys.executable, "-P", "-c",
            "from masthead.targets.forkserver import serve_forks; "
            f"serve_forks({theirs.fileno()}, {self.formats!r})",
        ]  # fmt: skip
        try:
            pid = os.posix_spawn(sys.executable, command, environment)  # no import of subprocess
        except OSError:
            ours.close()
            raise
        finally:
            theirs.close()
        return ours, pid

    def restart(self) -> None:
        """Start it again."""
        self.end()
        self.control, self.pid = self._start()

    def end(self) -> None:
        """End it, though it may still be importing; its workers end when they are done."""
        self.control.close()
        pid, self.pid = self.pid, 0  # its number may soon be another's
        if pid:
            with contextlib.suppress(OSError):
                os.kill(pid, signal.SIGKILL)
                os.waitpid(pid, 0)

    def close(self) -> None:
        """End it, and remove the scratch folder."""
        self.end()
        self.scratch.close()


def count_cores() -> int:
    """Count the cores that this process may use."""
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:
        return os.cpu_count() or 1


def begin_early(typed: Sequence[str]) -> None:
    """Give the fork server a head start, if what was typed is sure to be a build that needs it."""
    words = typed[1:] if typed[:1] == ["build"] else typed
    ordinary = all(word in _ORDINARY or not word.startswith("-") for word in words)
    if not ordinary or "help" in words or count_cores() == 1:
        return
    with contextlib.suppress(Exception):  # whoever needs it will be told
        server = ServerProcess()
        _begun.append((server, do_at_end(server.close)))


def open_server(formats: tuple[str, ...], default: tuple[str, ...]) -> ServerProcess:
    """Open the fork server for these formats: the one that has a head start, or another."""
    while _begun:
        server, withdraw = _begun.pop()
        withdraw()
        if formats == default:
            return server
        server.close()
    return ServerProcess(formats)
