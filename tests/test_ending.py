"""What is put away when a process ends, and by whom."""

from __future__ import annotations

import array
import fcntl
import signal
import subprocess
import sys
import termios
import time

import pytest

from tests.conftest import ROOT
from tests.waiting import LONG, wait_until

SCRIPT = """
import os, signal, sys, threading, time
from masthead.ending import do_at_end, end_on_signals
say = lambda word: print(word, flush=True)
end_on_signals(wanted={wanted})
do_at_end(lambda: say("first"))
withdraw = do_at_end(lambda: say("withdrawn"))
do_at_end(lambda: 1 / 0)
do_at_end(lambda: say("last"))
withdraw()
{then}
"""


def run(then: str, number: int | None = None, *, wanted: bool = False) -> tuple[int, str]:
    """Run a script, send it a signal when it says that it is ready; its exit code, what it said."""
    process = subprocess.Popen(
        [sys.executable, "-c", SCRIPT.format(wanted=wanted, then=then)], cwd=ROOT, text=True,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
    )  # fmt: skip
    if number is not None:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        process.send_signal(number)
    said, _ = process.communicate(timeout=LONG)
    return process.returncode, said


WAIT = "say('ready'); time.sleep(600)"


def test_at_a_proper_end_the_last_goes_first_and_one_fault_does_not_stop_the_others():
    assert run("") == (0, "last\nfirst\n")
    assert run("sys.exit(4)") == (4, "last\nfirst\n")


@pytest.mark.parametrize(
    ("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143), (signal.SIGHUP, 129)]
)
def test_at_a_signal(number, code):
    assert run(WAIT, number) == (code, "last\nfirst\nmasthead: stopped\n")


def test_ctrl_c_can_be_the_proper_end():
    assert run(WAIT, signal.SIGINT, wanted=True) == (0, "last\nfirst\n")
    assert run(WAIT, signal.SIGTERM, wanted=True)[0] == 143


def test_a_forked_process_puts_nothing_away():
    child = """
ours, theirs = os.pipe()
child = os.fork()
if child == 0:
    os.write(theirs, b"ready")
    time.sleep(600)
os.read(ours, 5)
os.kill(child, signal.SIGTERM)
say(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
"""
    assert run(child) == (0, "143\nlast\nfirst\n")


ENDLESS = """
from masthead.streams import open_streams
open_streams()
while True:
    print("x" * 5000, file=sys.stderr, flush=True)
"""


def count_unread(pipe):
    count = array.array("i", [0])
    fcntl.ioctl(pipe, termios.FIONREAD, count)
    return count[0]


def is_full(pipe):
    before = count_unread(pipe)
    time.sleep(0.05)
    return before == count_unread(pipe) > 8192


@pytest.mark.parametrize("somebody_reads", [True, False])
def test_a_signal_in_the_middle_of_what_is_said(somebody_reads):
    """Then the stream takes nothing more; and where nobody reads, the pipe is full."""
    with subprocess.Popen(
        [sys.executable, "-c", SCRIPT.format(wanted=False, then=ENDLESS)], cwd=ROOT,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    ) as process:  # fmt: skip
        assert process.stderr is not None
        assert process.stderr.read(9_000)
        wait_until(lambda: is_full(process.stderr), "that the pipe is full")
        process.send_signal(signal.SIGTERM)
        if not somebody_reads:
            assert process.wait(timeout=LONG) == 143
        said = process.communicate(timeout=LONG)[1]
    assert process.returncode == 143
    assert b"Traceback" not in said


def test_what_hangs_does_not_keep_the_process():
    code, said = run(f"do_at_end(lambda: time.sleep(600)); {WAIT}", signal.SIGTERM)
    assert (code, said) == (-signal.SIGALRM, "")


def test_nohup_is_heeded():
    then = "say(signal.getsignal(signal.SIGHUP) == signal.SIG_IGN)"
    done = subprocess.run(
        ["nohup", sys.executable, "-c", SCRIPT.format(wanted=False, then=then)], cwd=ROOT,
        capture_output=True, text=True, check=True, stdin=subprocess.DEVNULL,
    )  # fmt: skip
    assert done.stdout.startswith("True\n")
