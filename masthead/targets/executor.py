"""Executors: where tasks run. The build knows only ``concurrent.futures.Executor``.

:class:`Workers` runs tasks in processes of this machine; :class:`Here` runs them in this process.
Any other executor of that interface (a cluster's) can stand in their place: tasks are module-level
functions with arguments that can be pickled, and results that can be.
"""

from __future__ import annotations

import contextlib
import os
import pickle
import queue
import signal
import socket
import sys
import threading
import time
from collections.abc import Callable
from concurrent.futures import Executor, Future
from concurrent.futures.thread import ThreadPoolExecutor
from pathlib import Path
from typing import Any, TypeVar

from masthead.diagnostic import MastheadError, ToolError, UsageError
from masthead.scratch import Scratch
from masthead.targets.nursery import WorkerFaultError, do_task, serve_tasks
from masthead.targets.options import Options

Result = TypeVar("Result")
DEFAULT_LIMIT = 300.0
"""Seconds that a task may take: a paper takes one."""
MODEST = 10
"""By how much early workers step back: all others wait for the nursery to have its libraries."""
MOST_TASKS = 60
"""After so many a worker is replaced: the libraries that set type and cut fonts to size lose up to
half a megabyte with each PDF, so that a worker would grow with the number of papers."""
CLEAN = {"LC_ALL": "C.UTF-8", "TZ": "UTC"}
"""The same surroundings for every worker."""


class WorkerLostError(MastheadError):
    """The process at work on a task was killed."""


class TooSlowError(MastheadError):
    """A task took longer than its time limit, in seconds, and was ended."""

    def __init__(self, limit: float) -> None:
        super().__init__(limit)
        self.limit = limit


def read_time_limit() -> float:
    """Read the time limit of a task in seconds: ``MASTHEAD_TIME_LIMIT``, or 300."""
    written = os.environ.get("MASTHEAD_TIME_LIMIT", "")
    if not written:
        return DEFAULT_LIMIT
    try:
        limit = float(written)
    except ValueError:
        limit = 0
    if not 0 < limit < 1e6:
        raise UsageError(f"MASTHEAD_TIME_LIMIT={written} is no number of seconds")
    return limit


def count_cores() -> int:
    """Count the cores that this process may use."""
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:
        return os.cpu_count() or 1


def count_jobs(options: Options) -> int:
    """The number of workers: as asked, otherwise one for each core."""
    return options.jobs or count_cores()


def open_executor(options: Options) -> Executor:
    """Make the executor that a build's options ask for."""
    jobs = count_jobs(options)
    if jobs == 1:
        return Here()
    return Workers(jobs, options.formats, read_time_limit())


class Here(Executor):
    """Runs each task at once, in this process and thread."""

    def submit(
        self, function: Callable[..., Result], /, *args: Any, **kwargs: Any
    ) -> Future[Result]:
        """Run a task and return its finished future."""
        future: Future[Result] = Future()
        went_well, answer = do_task(function, args)
        if went_well:
            future.set_result(answer)  # type: ignore[arg-type]
        else:
            future.set_exception(answer)  # type: ignore[arg-type]
        return future


class Workers(Executor):
    """Runs tasks in worker processes, one task at a time in each.

    A thread for each worker waits for its answer. When a worker is killed or too slow, the task it
    was at fails with :class:`WorkerLostError` or :class:`TooSlowError`, no other task is touched,
    and the next task gets a new worker.
    """

    def __init__(self, jobs: int, formats: tuple[str, ...], limit: float = DEFAULT_LIMIT) -> None:
        self.limit = limit
        self._formats = formats
        self._idle: queue.SimpleQueue[_Worker] = queue.SimpleQueue()
        self._busy: set[_Worker] = set()
        self._scratch = Scratch()
        self._nursery = _Nursery(formats, self._scratch.path)
        self._threads = ThreadPoolExecutor(jobs)
        self._jobs = jobs
        self._started = False
        self._early: list[_Worker] = []
        self._turn = threading.Lock()
        self._stopped = threading.Event()

    def submit(
        self, function: Callable[..., Result], /, *args: Any, **kwargs: Any
    ) -> Future[Result]:
        """Have a task done by the next worker that is free."""
        if not self._started:
            self._started = True
            self._fork_early(needed=not any(map(_is_heavy, args)))
        return self._threads.submit(self._do, function, args)

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """End all workers; with ``cancel_futures``, also those in the middle of a task."""
        if cancel_futures:
            with self._turn:
                self._stopped.set()
                for worker in self._busy:
                    worker.kill()
        self._threads.shutdown(wait=wait, cancel_futures=cancel_futures)
        with contextlib.suppress(queue.Empty):
            while True:
                self._idle.get_nowait().close()
        while self._early:
            self._early.pop().close()
        self._nursery.close()
        self._scratch.close()

    def abandon(self) -> None:
        """End all workers at once: the process ends, and may have been stopped anywhere.

        So this waits for no lock, as ``shutdown`` does.
        """
        self._stopped.set()
        for worker in [*self._busy, *self._early]:
            worker.kill()
        self._nursery.close()
        self._scratch.close()

    def _do(self, function: Callable[..., Result], args: tuple[Any, ...]) -> Result:
        if self._stopped.is_set():
            raise WorkerLostError("the build was stopped")
        worker = self._take(heavy=any(map(_is_heavy, args)))
        with self._turn:
            self._busy.add(worker)
            if self._stopped.is_set():
                worker.kill()
        try:
            answer = worker.ask(function, args, self.limit)
        except BaseException:
            worker.kill()
            worker.close()
            raise
        finally:
            with self._turn:
                self._busy.discard(worker)
        went_well, result = answer
        if isinstance(result, WorkerFaultError) or worker.is_spent:
            worker.close()  # what a fault left half done must not reach another task
        else:
            self._idle.put(worker)
        if went_well:
            return result  # type: ignore[no-any-return]
        raise result

    def _fork_early(self, *, needed: bool) -> None:
        """Fork the first workers from this process, while it has but one thread.

        They have what it has imported and read; a light task need not wait for the nursery.
        """
        if needed and threading.active_count() == 1:
            with contextlib.suppress(OSError, EOFError):  # no room for so many: the nursery's do
                while len(self._early) < self._jobs:
                    self._early.append(fork_here(self._scratch.path))

    def _take(self, *, heavy: bool) -> _Worker:
        if not heavy:
            with self._turn:
                if self._early:
                    return self._early.pop()
        with contextlib.suppress(queue.Empty):
            while True:
                worker = self._idle.get_nowait()
                if worker.is_alive():
                    return worker
                worker.close()
        return self._nursery.fork_worker(heavy=heavy)


class _Nursery:
    """The build's end of the nursery."""

    def __init__(self, formats: tuple[str, ...], scratch: str) -> None:
        self._formats = formats
        self._scratch = scratch
        self._turn = threading.Lock()
        self._control, self._pid = self._start()

    def _start(self) -> tuple[socket.socket, int]:
        ours, theirs = socket.socketpair()
        theirs.set_inheritable(True)
        package = str(Path(__file__).resolve().parent.parent.parent)
        paths = os.pathsep.join([package, *filter(None, [os.environ.get("PYTHONPATH")])])
        environment = {
            **os.environ, **CLEAN, "PYTHONPATH": paths, "PYTHONHASHSEED": "0",
            "TMPDIR": self._scratch,
        }  # fmt: skip
        command = [
            sys.executable, "-P", "-c",
            "from masthead.targets.nursery import serve_nursery; "
            f"serve_nursery({theirs.fileno()}, {self._formats!r})",
        ]  # fmt: skip
        pid = os.posix_spawn(sys.executable, command, environment)  # no import of subprocess
        theirs.close()
        return ours, pid

    def fork_worker(self, *, heavy: bool) -> _Worker:
        """Have a worker forked; start the nursery again if it is gone.

        One for a heavy task (see ``Order.is_heavy``) has all libraries, which may take a moment.
        """
        for _ in range(2):
            ours, theirs = socket.socketpair()
            with self._turn:
                pid = self._pid
                with contextlib.suppress(OSError):
                    socket.send_fds(self._control, [b"h" if heavy else b"l"], [theirs.fileno()])
            theirs.close()
            try:
                return _Worker(ours)
            except (OSError, EOFError, pickle.UnpicklingError):
                ours.close()
            with self._turn:
                if pid and self._pid == pid:
                    self.close()
                    self._control, self._pid = self._start()
        raise ToolError("no worker process could be started")

    def close(self) -> None:
        """End the nursery, which may still be importing; its workers end when they are done."""
        self._control.close()
        pid, self._pid = self._pid, 0  # its number may soon be another's
        if pid:
            with contextlib.suppress(OSError):
                os.kill(pid, signal.SIGKILL)
                os.waitpid(pid, 0)


class _Worker:
    """The build's end of a worker."""

    def __init__(self, connection: socket.socket, child: int | None = None) -> None:
        self._connection = connection
        self._child = child
        """Its number, when it was forked from this process and not from the nursery."""
        self._channel = connection.makefile("rwb")
        self._asked = 0
        self.pid: int
        self._is_complete: bool
        self.pid, self._is_complete = pickle.load(self._channel)  # noqa: S301  # from our own

    def ask(
        self, function: Callable[..., Any], args: tuple[Any, ...], limit: float
    ) -> tuple[bool, Any]:
        """Hand over a task and wait for its answer, no longer than ``limit`` seconds."""
        self._asked += 1
        self._connection.settimeout(limit)
        try:
            pickle.dump((function, args), self._channel, protocol=5)
            self._channel.flush()
            answer: tuple[bool, Any] = pickle.load(self._channel)  # noqa: S301
        except TimeoutError:
            raise TooSlowError(limit) from None
        except (OSError, EOFError, pickle.UnpicklingError):
            raise WorkerLostError("the process was killed") from None
        return answer

    @property
    def is_spent(self) -> bool:
        """Whether another should take its place.

        What was forked before all libraries were there would import them once more; what has done
        much has grown.
        """
        return not self._is_complete or self._asked >= MOST_TASKS

    def is_alive(self) -> bool:
        """Whether it still listens: an idle worker says nothing, a dead one's connection ends."""
        self._connection.settimeout(0)
        try:
            return bool(self._connection.recv(1, socket.MSG_PEEK))
        except BlockingIOError:
            return True
        except OSError:
            return False

    def kill(self) -> None:
        """End it, and the tools it started; whoever waits for its answer hears of it."""
        with contextlib.suppress(OSError):
            os.killpg(self.pid, signal.SIGKILL)

    def close(self) -> None:
        """Let it end."""
        with contextlib.suppress(OSError):
            self._channel.close()
        self._connection.close()
        if self._child is not None:
            with contextlib.suppress(OSError):
                os.kill(self._child, signal.SIGKILL)  # it has nothing left to do
                os.waitpid(self._child, 0)
            self._child = None


def fork_here(scratch: str) -> _Worker:
    """Fork a worker from this process, which must have one thread only. Raises OSError."""
    ours, theirs = socket.socketpair()
    try:
        child = os.fork()
    except OSError:
        ours.close()
        theirs.close()
        raise
    if child == 0:
        code = 1
        try:
            ours.close()
            signal.signal(signal.SIGINT, signal.SIG_IGN)
            os.environ.update(CLEAN, TMPDIR=scratch)
            os.nice(MODEST)
            if "tempfile" in sys.modules:  # where it looked for a place before
                sys.modules["tempfile"].tempdir = None  # type: ignore[attr-defined]
            time.tzset()
            serve_tasks(theirs, False)
            code = 0
        finally:
            os._exit(code)
    theirs.close()
    return _Worker(ours, child)


def _is_heavy(argument: object) -> bool:
    return bool(getattr(argument, "is_heavy", False))
