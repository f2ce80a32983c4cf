"""Executors: where tasks run. The build knows only ``concurrent.futures.Executor``.

:class:`WorkerPool` runs tasks in processes of this machine; :class:`InProcess` runs them in this
one. Any other executor of that interface (a cluster's) can stand in their place.
"""

from __future__ import annotations

import contextlib
import errno
import os
import pickle
import signal
import socket
import threading
from collections.abc import Callable
from concurrent.futures import Executor, Future
from concurrent.futures.thread import ThreadPoolExecutor
from typing import Any, TypeVar

from masthead.diagnostic import ToolError, UsageError, explain_lack
from masthead.targets.formats import DEFAULT
from masthead.targets.headstart import count_cores, open_server
from masthead.targets.options import Options
from masthead.targets.tasks import TooSlowError, WorkerFaultError, WorkerLostError, do_task

Result = TypeVar("Result")
Task = tuple[Callable[..., Any], tuple[Any, ...], dict[str, Any]]
"""A function with its arguments."""
DEFAULT_LIMIT = 300.0
"""Seconds that a task may take: a paper takes one."""
MOST_TASKS = 60
"""After so many a worker is replaced: the libraries that set type and cut fonts to size lose up to
half a megabyte with each PDF, so that a worker would grow with the number of papers."""


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


def count_jobs(options: Options) -> int:
    """The number of workers: as asked, otherwise one for each core."""
    return options.jobs or count_cores()


def open_executor(options: Options) -> Executor:
    """Make the executor that a build's options ask for."""
    jobs = count_jobs(options)
    if jobs == 1:
        return InProcess()
    return WorkerPool(jobs, options.formats, read_time_limit())


class InProcess(Executor):
    """Runs each task at once, in this process and thread."""

    def submit(
        self, function: Callable[..., Result], /, *args: Any, **kwargs: Any
    ) -> Future[Result]:
        """Run a task and return its finished future."""
        future: Future[Result] = Future()
        went_well, answer = do_task(function, args, kwargs)
        if went_well:
            future.set_result(answer)
        else:
            future.set_exception(answer)
        return future


class WorkerPool(Executor):
    """Runs tasks in worker processes, one task at a time in each.

    A thread for each worker waits for its answer. When a worker is killed or too slow, the task it
    was at fails with :class:`WorkerLostError` or :class:`TooSlowError`, no other task is touched,
    and the next task gets a new worker. A task with a ``subject`` among its arguments is done by a
    worker that had the same before, if it is free.
    """

    def __init__(self, jobs: int, formats: tuple[str, ...], limit: float = DEFAULT_LIMIT) -> None:
        self.limit = limit
        self._server = _ForkServer(formats)
        self._threads = ThreadPoolExecutor(jobs)
        self._idle: list[_Worker] = []
        self._busy: set[_Worker] = set()
        self._turn = threading.Lock()
        self._stopped = threading.Event()

    def submit(
        self, function: Callable[..., Result], /, *args: Any, **kwargs: Any
    ) -> Future[Result]:
        """Have a task done by the next worker that is free."""
        return self._threads.submit(self._do, (function, args, kwargs))

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """End all workers; with ``cancel_futures``, also those in the middle of a task."""
        if cancel_futures:
            with self._turn:
                self._stopped.set()
                for worker in self._busy:
                    worker.kill()
        self._threads.shutdown(wait=wait, cancel_futures=cancel_futures)
        while self._idle:
            self._idle.pop().close()
        self._server.close()

    def abandon(self) -> None:
        """End all workers at once: the process ends, and may have been stopped anywhere.

        So this waits for no lock, as ``shutdown`` does.
        """
        self._stopped.set()
        for worker in [*self._busy]:
            worker.kill()
        self._server.close()

    def _do(self, task: Task) -> Any:
        if self._stopped.is_set():
            raise WorkerLostError("the build was stopped")
        subject = next((one.subject for one in task[1] if hasattr(one, "subject")), None)
        worker = self._take(subject)
        with self._turn:
            self._busy.add(worker)
            if self._stopped.is_set():
                worker.kill()
        try:
            went_well, result = worker.ask(task, self.limit)
        except BaseException:
            worker.kill()
            worker.close()
            raise
        finally:
            with self._turn:
                self._busy.discard(worker)
        if isinstance(result, WorkerFaultError) or worker.asked >= MOST_TASKS:
            worker.close()  # what a fault left half done must not reach another task
        else:
            if subject is not None:
                worker.subjects.add(subject)
            with self._turn:
                self._idle.append(worker)
        if went_well:
            return result
        raise result

    def _take(self, subject: str | None) -> _Worker:
        while True:
            with self._turn:
                if not self._idle:
                    break
                known = (one for one in self._idle if subject in one.subjects)
                worker = next(known, self._idle[0])
                self._idle.remove(worker)
            if worker.is_alive():
                return worker
            worker.close()
        return self._server.fork_worker()


class _ForkServer:
    """The fork server, as several threads ask for workers."""

    def __init__(self, formats: tuple[str, ...]) -> None:
        self._turn = threading.Lock()
        self._server = open_server(formats, DEFAULT)

    @property
    def pid(self) -> int:
        """The number of its process."""
        return self._server.pid

    def fork_worker(self) -> _Worker:
        """Have a worker forked; start the fork server again if it is gone."""
        for _ in range(2):
            ours, theirs = socket.socketpair()
            with self._turn:
                pid = self.pid
                with contextlib.suppress(OSError):
                    socket.send_fds(self._server.control, [b"."], [theirs.fileno()])
            theirs.close()
            try:
                return _Worker(ours)
            except (OSError, EOFError, pickle.UnpicklingError):
                ours.close()
            with self._turn:
                if pid and self.pid == pid:
                    self._server.restart()
        error = BlockingIOError(errno.EAGAIN, "it ended at once")
        raise ToolError(explain_lack(error))

    def close(self) -> None:
        """End the fork server; its workers end when they are done."""
        self._server.close()


class _Worker:
    """The build's end of a worker."""

    def __init__(self, connection: socket.socket) -> None:
        self._connection = connection
        self._channel = connection.makefile("rwb")
        self.asked = 0
        self.subjects: set[str] = set()
        """Of the tasks that it did."""
        self.pid: int = pickle.load(self._channel)  # noqa: S301  # from our own

    def ask(self, task: Task, limit: float) -> tuple[bool, Any]:
        """Hand over a task and wait for its answer, no longer than ``limit`` seconds."""
        self.asked += 1
        self._connection.settimeout(limit)
        try:
            pickle.dump(task, self._channel, protocol=5)
            self._channel.flush()
            answer: tuple[bool, Any] = pickle.load(self._channel)  # noqa: S301
        except TimeoutError:
            raise TooSlowError(limit) from None
        except (OSError, EOFError, pickle.UnpicklingError):
            raise WorkerLostError("the process was killed") from None
        return answer

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
