"""Who typesets: this process, some processes beside it, or a cluster."""

from __future__ import annotations

import os
from collections.abc import Iterator
from concurrent.futures import Executor
from contextlib import contextmanager

from handouts.batch.cluster import TIMEOUT, Cluster


@contextmanager
def executor(
    jobs: int | None, cluster: str | None, timeout: float = TIMEOUT
) -> Iterator[Executor | Cluster | None]:
    """Something to hand tasks to; None where this process does it all. Raises UsageError."""
    if cluster is not None:
        from handouts.cli.dask import dask_cluster

        with dask_cluster(cluster, timeout) as found:
            yield found
        return
    count = jobs or os.cpu_count() or 1
    if count == 1:
        yield None
        return
    from handouts.cli.workers import Workers  # dear to import; one process alone needs none of it

    with Workers(count) as pool:
        yield pool
