"""The end of a process: what has to be done however it comes, but for SIGKILL."""

from __future__ import annotations

import atexit
import contextlib
import os
import select
import signal
from collections.abc import Callable

COLLECTION = (100_000, 20, 20)
"""When Python looks for garbage (``gc.set_threshold``). What is imported, a paper and its pages are
none until a process ends: looking as often as it does by itself takes a tenth of the time."""
_SIGNALS = {signal.SIGINT: 130, signal.SIGTERM: 143, signal.SIGHUP: 129}
"""Those that end a command, with the exit code that shells expect."""
_PATIENCE = 3
"""Seconds that tidying up may take."""
_actions: list[tuple[int, Callable[[], object]]] = []
"""With the process that each belongs to."""


def do_at_end(action: Callable[[], object]) -> Callable[[], None]:
    """Have something done when this process ends, what was asked for last first.

    A process forked from this one does not do it. What is given back withdraws it.
    """
    if not _actions:
        atexit.register(run_actions)
    asked = os.getpid(), action
    _actions.append(asked)

    def withdraw() -> None:
        with contextlib.suppress(ValueError):
            _actions.remove(asked)

    return withdraw


def run_actions() -> None:
    """Do what was asked for, once."""
    while _actions:
        process, action = _actions.pop()
        if process == os.getpid():
            with contextlib.suppress(Exception):
                action()


def _say_stopped() -> None:
    """Say so, past a stream that may be in the middle of a line, and without waiting."""
    with contextlib.suppress(OSError, ValueError):
        if select.select([], [2], [], 0)[1]:
            os.write(2, b"masthead: stopped\n")


def end_on_signals(*, wanted: bool = False) -> None:
    """Let Ctrl-C, SIGTERM and SIGHUP (not under nohup) end this process in good order.

    ``wanted`` says that Ctrl-C is how the command is meant to end: with exit code 0.
    """
    owner = os.getpid()

    def end(number: int, _: object) -> None:
        # At once: an exception could be swallowed wherever it happens to be raised.
        code = 0 if wanted and number == signal.SIGINT else _SIGNALS[signal.Signals(number)]
        if os.getpid() == owner:  # what was forked from it has nothing to say or to put away
            for each in _SIGNALS:
                signal.signal(each, signal.SIG_IGN)  # a second Ctrl-C must not stop the tidying
            signal.signal(signal.SIGALRM, signal.SIG_DFL)
            signal.alarm(_PATIENCE)  # nor may a lock that was held just now
            run_actions()
            if code:
                _say_stopped()
        os._exit(code)

    for number in _SIGNALS:
        if number != signal.SIGHUP or signal.getsignal(number) is not signal.SIG_IGN:
            signal.signal(number, end)
