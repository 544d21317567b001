"""Runs one command and prints seconds and peak memory in MiB as JSON.

A process of its own, as small as can be: on Linux a child's peak memory is at least that of its parent.
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import time

_NO_PYC = "PYTHONDONTWRITEBYTECODE"


def environment(cache: str) -> dict[str, str]:
    """The environment of a timed command: with a cache, and with .pyc files, as when installed."""
    return {name: value for name, value in os.environ.items() if name != _NO_PYC} | {"XDG_CACHE_HOME": cache}


def main() -> None:
    """Run the command in the arguments, without its output."""
    start = time.perf_counter()
    subprocess.run(sys.argv[1:], check=True, stdout=subprocess.DEVNULL)
    seconds = time.perf_counter() - start
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    per_mib = 1024 * 1024 if sys.platform == "darwin" else 1024
    print(
        json.dumps(
            {
                "seconds": seconds,
                "cpu": usage.ru_utime + usage.ru_stime,
                "memory": usage.ru_maxrss / per_mib,
            }
        )
    )


if __name__ == "__main__":
    main()
