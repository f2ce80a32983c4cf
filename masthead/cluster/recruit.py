"""Recruiting: what the scheduler gives every worker of it, those that come later, too.

A worker that is like the build's machine offers places for its tasks, as many as it has threads.
One that is not says in what, offers none, and so gets no task: it cannot give other bytes.
"""

from __future__ import annotations

import asyncio
from typing import Any

from distributed.diagnostics.plugin import WorkerPlugin

from masthead.cluster.plan import Plan, name_topic, write_some
from masthead.cluster.station import open_station


class Recruit(WorkerPlugin):
    """Opens the station of a plan at a worker."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.name = plan.name

    async def setup(self, worker: Any) -> None:
        """Compare the worker's machine with the build's, and offer places if it is like it."""
        places = worker.state.nthreads
        try:
            found = await asyncio.to_thread(open_station, self.plan, places)
        except Exception as error:  # noqa: BLE001  # told by the build, in a line
            found = [f"{type(error).__name__}: {error}".replace("\n", " ")]
        if found:
            topic = name_topic(self.plan, worker.address)
            worker.log_event(topic, {"why": write_some(found)})
        else:
            await worker.set_resources(**{self.name: places})
