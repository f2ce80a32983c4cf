"""The crew: the workers of a cluster that are like the build's machine, as they were seen last."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Iterator
from typing import Any

from masthead.cluster import problems
from masthead.cluster.plan import Plan, name_topic
from masthead.diagnostic import Diagnostic, Place, ToolError

CONNECT = 10.0
"""Seconds in which a scheduler has to answer, and its first worker to come."""
READY = 60.0
"""Seconds in which the first worker has to be ready."""


class Crew:
    """The workers that do the tasks of a plan."""

    def __init__(self, client: Any, plan: Plan) -> None:
        self.client = client
        self.plan = plan
        self.address: str = client.scheduler.address
        self.places = 0
        """How many tasks the workers do at once."""
        self.unlike: dict[str, str] = {}
        """Workers that are not like this machine, with what differs."""
        self.lost: list[str] = []
        """Workers that went away meanwhile."""
        self._workers: set[str] = set()
        self._plugin_failed = ""

    def recruit(self) -> None:
        """Tell all workers of the plan, those to come, too, and wait for the first that fits.

        Raises ToolError when none does.
        """
        from masthead.cluster.recruit import Recruit

        try:
            self.client.register_plugin(Recruit(self.plan))
        except Exception as error:  # noqa: BLE001  # a worker that cannot even read it
            self._plugin_failed = write_reason(error)
        begun = time.monotonic()
        while True:
            try:
                workers = self.look()
            except OSError as error:
                reason = write_reason(error)
                raise ToolError(f"the scheduler {self.address} is gone: {reason}") from None
            if self.places:
                return
            late = time.monotonic() - begun > (READY if workers else CONNECT)
            if (workers and workers <= self.unlike.keys()) or late:
                raise ToolError(self._explain_none(workers))
            time.sleep(0.05)

    def _explain_none(self, workers: set[str]) -> str:
        if not workers:
            return f"the scheduler {self.address} has no worker (dask worker {self.address} is one)"
        why = [
            f"{worker}: {self.unlike.get(worker) or self._plugin_failed or 'no answer'}"
            for worker in sorted(workers)
        ]
        return f"no worker of {self.address} is like this machine: {'; '.join(why[:4])}"

    def look(self) -> set[str]:
        """Look at the workers: all of them, and how many tasks those that fit do at once."""
        # Not client.scheduler_info: what that gives is replaced meanwhile by what names no workers.
        workers = self.client.sync(self.client.scheduler.identity, n_workers=-1)["workers"]
        places = {
            address: int(about.get("resources", {}).get(self.plan.name, 0))
            for address, about in workers.items()
        }
        fit = {address for address, count in places.items() if count}
        for address in places.keys() - fit - self.unlike.keys():
            for _, event in self.client.get_events(name_topic(self.plan, address)):
                self.unlike[address] = event["why"]
        self.lost += sorted(self._workers - fit)
        self._workers = fit
        self.places = sum(places.values())
        return set(workers)

    def find_troubles(self) -> Iterator[Diagnostic]:
        """Say what was wrong with workers, once a build is over."""
        with contextlib.suppress(Exception):  # the scheduler may be gone
            self.look()
        for worker, why in sorted(self.unlike.items()):
            yield problems.WORKER_UNLIKE.at(Place(self.address), worker=worker, why=why)
        for worker in dict.fromkeys(self.lost):
            if not self._is_dismissed(worker):
                yield problems.WORKER_GONE.at(Place(self.address), worker=worker)

    def _is_dismissed(self, worker: str) -> bool:
        """Whether a worker went in good order, as when a cluster shrinks."""
        with contextlib.suppress(Exception):  # the scheduler may be gone, too
            for _, event in self.client.get_events(worker):
                if event.get("action") == "remove-worker":
                    return bool(event.get("expected"))
        return False


def write_reason(error: BaseException) -> str:
    """Write why something went wrong, in one line."""
    return (str(error).strip() or type(error).__name__).splitlines()[0][:300]
