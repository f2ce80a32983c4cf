"""The engine: an executor whose tasks are done by the workers of a Dask cluster."""

from __future__ import annotations

import logging
import sys
import warnings
from typing import Any

from masthead.cluster.crew import CONNECT, write_reason
from masthead.cluster.executor import ClusterExecutor
from masthead.cluster.plan import make_plan
from masthead.diagnostic import ToolError
from masthead.project import Project
from masthead.targets.executor import count_jobs, read_time_limit
from masthead.targets.options import Options

SETTINGS = {
    "distributed.admin.low-level-log-length": 10,
    "distributed.admin.tick.interval": "1s",
    "distributed.admin.system-monitor.interval": "10s",
    "distributed.worker.profile.enabled": False,
}
"""What a scheduler and workers of our own do less often than Dask has them do, or not at all.

The log is of messages, a thousand by default to each peer, whole: with all papers in them.
"""


def open_engine(project: Project, options: Options) -> ClusterExecutor:
    """Open the cluster that a build's options ask for, or one of its own on this machine.

    Raises ToolError where there is no Dask, no scheduler, or no worker that is like this machine.
    """
    try:
        import dask
        from distributed.client import Client
        from distributed.deploy.local import LocalCluster
        from distributed.versions import VersionMismatchWarning
    except ImportError:
        raise ToolError("--engine dask takes Dask: pip install 'masthead[cluster]'") from None
    _silence(VersionMismatchWarning)
    plan = make_plan(project, options.formats, read_time_limit())
    jobs = count_jobs(options)
    cluster: Any = None
    make_cluster: Any = LocalCluster  # they carry no types
    make_client: Any = Client
    if options.scheduler is None:
        cluster = _open_local(make_cluster, jobs)
    address = cluster.scheduler_address if cluster else options.scheduler
    try:
        with dask.config.set(SETTINGS):
            client = make_client(address, timeout=CONNECT, set_as_default=False, name="masthead")
    except Exception as error:  # noqa: BLE001  # every kind of address has errors of its own
        if cluster is not None:
            cluster.close()
        raise ToolError(
            f"no scheduler answers at {address}: {write_reason(error)} "
            "(dask scheduler starts one; without --scheduler a build starts its own)"
        ) from None
    executor = ClusterExecutor(client, cluster, project, plan)
    try:
        executor.open()
    except BaseException:
        executor.shutdown(cancel_futures=True)
        raise
    return executor


def _open_local(make_cluster: Any, jobs: int) -> Any:
    """Open a cluster of the build's own: on loopback, without pages that tell how it is."""
    import dask

    # Python cleans up after a build that was stopped, and would say so.
    sys.warnoptions.append("ignore:resource_tracker:UserWarning")
    no_pages: dict[str, list[str]] = {
        f"distributed.{each}.http.routes": [] for each in ("scheduler", "worker")
    }
    with dask.config.set({**SETTINGS, **no_pages}):
        return make_cluster(
            n_workers=1, threads_per_worker=jobs, processes=True, host="127.0.0.1",
            scheduler_kwargs={"dashboard": False, "dashboard_address": "127.0.0.1:0"},
            worker_dashboard_address=None, memory_limit=0, silence_logs=logging.CRITICAL,
        )  # fmt: skip


def _silence(mismatch: type[Warning]) -> None:
    """Keep Dask's own log from the terminal: what matters in it is told in our lines."""
    warnings.filterwarnings("ignore", category=mismatch)  # versions are compared in our way
    warnings.filterwarnings("ignore", message="Sending large graph")  # pictures
    for name in [*logging.root.manager.loggerDict]:
        if name.partition(".")[0] in ("distributed", "tornado"):
            logging.getLogger(name).setLevel(logging.CRITICAL + 1)
