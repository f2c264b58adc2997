"""Processor time of things done in turns, so that a noisy moment hits all of them alike."""

import gc
import importlib
import time
from collections.abc import Callable, Sequence
from statistics import median

Work = Callable[[], object]


def alternate(works: Sequence[Work], rounds: int) -> list[float]:
    """The median seconds of processor time of each of `works`, done in turns `rounds` times.

    Every other round goes backwards. One round before the first warms caches and imports.
    """
    taken: list[list[float]] = [[] for _ in works]
    for number in range(rounds + 1):
        order = range(len(works)) if number % 2 else reversed(range(len(works)))
        for place in order:
            seconds = _timed(works[place])
            if number:
                taken[place].append(seconds)
    return [median(times) for times in taken]


def children_cpu() -> float:
    """The CPU seconds of all child processes that have ended; 0 where the system counts none."""
    try:
        resource = importlib.import_module("resource")
    except ImportError:  # Windows
        return 0.0
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return float(used.ru_utime + used.ru_stime)


def _timed(work: Work) -> float:
    gc.collect()
    start = time.process_time()
    result = work()
    seconds = time.process_time() - start
    del result  # freeing belongs to nobody's figure
    return seconds
