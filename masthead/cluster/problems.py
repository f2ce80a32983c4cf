"""What can go wrong with a cluster while nothing is wrong with a paper."""

from __future__ import annotations

from masthead.diagnostic import Problem

WORKER_UNLIKE = Problem(
    "B020", "the worker {worker} is not like this machine, and was given nothing to do: {why}",
    "install there what is installed here: the same Masthead, tools and fonts",
)  # fmt: skip
WORKER_GONE = Problem(
    "B021", "the worker {worker} went away; its tasks were given to others",
    "if its memory ran out, give it fewer threads; a worker that is retired is not told",
)  # fmt: skip
