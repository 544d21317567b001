"""Who typesets: this process, some processes beside it, or a cluster."""

from __future__ import annotations

import os
from collections.abc import Iterator
from concurrent.futures import Executor
from contextlib import contextmanager

from handouts.errors import UsageError
from handouts.extras import how_to_install


@contextmanager
def executor(jobs: int | None, cluster: str | None) -> Iterator[Executor | None]:
    """Something to hand tasks to; None where this process does it all. Raises UsageError."""
    if cluster is not None:
        with _cluster(cluster) as found:
            yield found
        return
    count = jobs or os.cpu_count() or 1
    if count == 1:
        yield None
        return
    from handouts.cli.workers import Workers  # dear to import; one process alone needs none of it

    with Workers(count) as pool:
        yield pool


@contextmanager
def _cluster(address: str) -> Iterator[Executor]:
    try:
        from distributed import Client
    except ImportError:
        raise UsageError(
            f"A cluster needs a package that is not installed. Run: {how_to_install('cluster')}"
        ) from None
    try:
        client = Client(address, timeout=10)  # type: ignore[no-untyped-call]
    except (OSError, ValueError) as error:
        raise UsageError(
            f"There is no cluster at {address} ({type(error).__name__}). "
            "Check the address, or leave --cluster out: then this computer typesets."
        ) from None
    with client:
        yield client.get_executor(pure=False)  # type: ignore[no-untyped-call]
