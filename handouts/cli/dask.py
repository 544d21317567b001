"""A cluster of Dask, as batch/cluster.py wants one."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any

from handouts.batch.cluster import Cluster
from handouts.errors import UsageError
from handouts.extras import how_to_install

_CONNECT = 10
"""Seconds in which a scheduler must answer."""

_LEAVE = 5
"""Seconds for leaving a cluster that may not answer."""

_TALKATIVE = ("distributed", "distributed.client", "distributed.core", "distributed.comm")
"""Their log of a lost connection is replaced by one sentence."""


@contextmanager
def dask_cluster(address: str, timeout: float) -> Iterator[Cluster]:
    """The cluster at an address; `timeout` is in seconds without a finished task. Raises UsageError."""
    try:
        from distributed import Client
    except ImportError:
        raise UsageError(
            f"A cluster needs a package that is not installed. Run: {how_to_install('cluster')}"
        ) from None
    for name in _TALKATIVE:
        logging.getLogger(name).setLevel(logging.CRITICAL)
    try:
        client = Client(address, timeout=_CONNECT, set_as_default=False)  # type: ignore[no-untyped-call]
    except (OSError, ValueError) as error:
        raise UsageError(
            f"There is no cluster at {address} ({type(error).__name__}). "
            "Check the address, or leave --cluster out: then this computer typesets."
        ) from None

    def share(value: Any) -> Any:
        # a task: scattered data is lost with its workers, and a scheduler that hangs holds up who scatters
        return client.submit(_itself, value, pure=False)

    try:
        yield Cluster(client.get_executor(pure=False), timeout, share)  # type: ignore[no-untyped-call]
    finally:
        with suppress(Exception):  # it may not answer any more
            client.close(timeout=_LEAVE)  # type: ignore[no-untyped-call]


def _itself(value: Any) -> Any:
    return value
