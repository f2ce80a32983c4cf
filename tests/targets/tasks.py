"""Tasks for the tests of executors, which worker processes can import."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from masthead.diagnostic import ToolError
from masthead.render.landing import Landing
from masthead.targets.make import Made, Order
from tests.waiting import wait_until


def add(one, two):
    return one + two


def tell_pid():
    return os.getpid()


def meet(place, number):
    """Wait until so many tasks run side by side, and tell the process of this one."""
    (Path(place) / str(os.getpid())).touch()
    wait_until(lambda: len(list(Path(place).iterdir())) >= number)
    return os.getpid()


@dataclass
class Theme:
    """An argument with a subject."""

    subject: str


def meet_about(place, number, theme):
    """Meet as in :func:`meet`, about a theme."""
    return theme.subject, meet(place, number)


def wait_long(place):
    """Say that the task has begun, and wait for nothing."""
    (Path(place) / str(os.getpid())).touch()
    time.sleep(600)


def tell_environment(name):
    return os.environ.get(name)


def tell_modules():
    return sorted(sys.modules)


def raise_tool_error():
    raise ToolError("pandoc is missing")


def raise_key_error():
    raise KeyError("who")


def give_what_cannot_travel():
    return lambda: None


def kill_self():
    os.kill(os.getpid(), signal.SIGKILL)


def hang(note):
    """Start a tool that hangs, and wait for it."""
    tool = subprocess.Popen(["sleep", "600"])
    Path(note).write_text(str(tool.pid))
    tool.wait()


def make_quickly(order):
    """Make something for an order, as a renderer would."""
    landing = Landing(1, {}) if order.format == "pdf" else None
    return Made(f"{order.format} {order.editions[0].filename}".encode(), {}, 0.1, landing)


def is_chinese_word(order):
    """Whether a task's argument is the order of the Chinese Word file."""
    return isinstance(order, Order) and (order.format, order.editions[0].language.code) == (
        "docx", "zh",
    )  # fmt: skip


def make_or_die(root, generation, order):
    """Make a file, but for the Chinese Word file, at which the process is killed."""
    if is_chinese_word(order):
        kill_self()
    return make_quickly(order)


def make_or_hang(root, generation, order):
    """Make a file, but for the Chinese Word file, at which the process hangs."""
    if is_chinese_word(order):
        time.sleep(600)
    return make_quickly(order)
