"""The worker side: answers requests from its input until that ends.

It has no window, and where it reads foreign files it has no key. It caps its own memory and
processor time, so that a hostile file can end this process but never the program (SECURITY §6.1).
"""

import contextlib
import gc
import importlib
import sys
import time
from collections.abc import Callable, Iterable
from typing import Any, BinaryIO

from shuangyong_desktop.domain.errors import Problem
from shuangyong_desktop.services.workers import Frame, read_frame, write_frame

STATIONS = frozenset({"reading", "drawing", "rendering", "packing", "scanning"})
"""The service modules whose `Station` works here; imported when first asked for."""

MOST_MEMORY = 2 * 1024**3
MOST_SECONDS = 600
_BETWEEN_TICKS = 0.05


def main() -> int:
    """Serve requests on standard input and output until the input ends."""
    cap_resources()
    answer, requests = sys.stdout.buffer, sys.stdin.buffer
    sys.stdout = sys.stderr  # nothing may be printed between frames
    serve(requests, answer)
    return 0


def cap_resources() -> None:
    """Limit this process where the system can; elsewhere the pre-screen alone must do."""
    with contextlib.suppress(ImportError, ValueError, OSError):
        resource = importlib.import_module("resource")
        resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
        resource.setrlimit(resource.RLIMIT_CPU, (MOST_SECONDS, MOST_SECONDS))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def serve(requests: BinaryIO, answers: BinaryIO) -> None:
    """Answer each request with its frames, the last of which says done or problem."""
    stations: dict[str, Any] = {}
    while (frame := read_frame(requests)) is not None:
        try:
            verb = _verb(stations, frame.message["verb"])
            for part in _frames(verb(tick=_ticker(answers), **frame.message["arguments"])):
                write_frame(answers, part)
        except Problem as problem:
            write_frame(answers, _problem(problem))
        except MemoryError:
            gc.collect()
            write_frame(answers, _problem(Problem(_TOO_LARGE, code="too_large")))


_TOO_LARGE = "文件太大，内存不够处理，台账没有任何改动。请把文件拆成几份后再试。"


def _verb(stations: dict[str, Any], name: str) -> Callable[..., Any]:
    """The method that a verb like `reading.read` names."""
    module, method = name.split(".")
    if module not in STATIONS or method.startswith("_"):
        raise ValueError(f"no verb {name}")
    if module not in stations:
        services = importlib.import_module(f"shuangyong_desktop.services.{module}")
        stations[module] = services.Station()
    return getattr(stations[module], method)  # type: ignore[no-any-return]


def _frames(answer: Any) -> Iterable[Frame]:
    """A verb answers with one message, one frame, or frames of which the last is the end."""
    if isinstance(answer, Frame):
        answer = [answer]
    elif answer is None or isinstance(answer, dict):
        answer = [Frame(answer or {})]
    held: Frame | None = None
    for frame in answer:
        if held is not None:
            yield _said(held, "part")
        held = frame
    yield _said(held or Frame(), "done")


def _said(frame: Frame, word: str) -> Frame:
    return Frame({**frame.message, "said": word}, frame.raw)


def _problem(problem: Problem) -> Frame:
    return Frame({"said": "problem", "sentence": problem.sentence, "code": problem.code})


def _ticker(answers: BinaryIO) -> Callable[[int, int], None]:
    last = 0.0

    def tick(done: int, total: int) -> None:
        nonlocal last
        now = time.monotonic()
        if now - last >= _BETWEEN_TICKS or done >= total:
            last = now
            write_frame(answers, Frame({"said": "progress", "done": done, "total": total}))

    return tick
