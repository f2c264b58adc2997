"""Limits that a process which reads foreign files sets for itself (SECURITY §6.1)."""

import gc
import sys
from collections.abc import Iterator
from contextlib import contextmanager

MEMORY = 1536 * 1024 * 1024
CPU_SECONDS = 180
_SELDOM = (200_000, 50, 1000)


@contextmanager
def seldom_collected() -> Iterator[None]:
    """Let the collector of cycles look less often: what is read holds none.

    Over a list of 50,000 people it would search the same remembered readings hundreds of times,
    a sixth of the whole work.
    """
    usual = gc.get_threshold()
    gc.set_threshold(*_SELDOM)
    try:
        yield
    finally:
        gc.set_threshold(*usual)


def cap_this_process(memory: int = MEMORY, cpu_seconds: int = CPU_SECONDS) -> bool:
    """Limit address space (bytes) and processor time (seconds) of the calling process.

    Returns False where the system has no such limits (Windows); the pre-screen alone protects
    there. A lower limit already in force is kept.
    """
    if sys.platform == "win32":
        return False
    import resource  # noqa: PLC0415 (does not exist on Windows)

    for limit, wanted in ((resource.RLIMIT_AS, memory), (resource.RLIMIT_CPU, cpu_seconds)):
        _, hard = resource.getrlimit(limit)
        allowed = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
        resource.setrlimit(limit, (allowed, hard))
    return True
