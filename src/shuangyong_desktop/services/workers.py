"""Worker processes: long work off the screen, one request after the other, ended at any time.

A worker is this program started with `--worker`. Both sides speak frames on its pipes: two
lengths, a JSON message, then raw bytes for what is no text. A worker that reads foreign files
never gets a key, and its answers are plain values, so nothing that such a file does to it can
reach the ledger (DESIGN 20).
"""

import contextlib
import json
import os
import struct
import subprocess
import sys
import weakref
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any, BinaryIO, Self, cast

from shuangyong_desktop.domain.errors import Cancelled, Problem

Tick = Callable[[int, int], None]
"""Told how much of how much is done; may raise Cancelled."""

_LENGTHS = struct.Struct(">II")
_LARGEST = 256 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Frame:
    """One message: its plain values, and raw bytes where it carries a picture or a file."""

    message: dict[str, Any] = field(default_factory=dict)
    raw: bytes = b""


def write_frame(stream: BinaryIO, frame: Frame) -> None:
    """Send one frame and flush."""
    text = json.dumps(frame.message, ensure_ascii=False, separators=(",", ":")).encode(
        "utf-8", "surrogatepass"
    )
    stream.write(_LENGTHS.pack(len(text), len(frame.raw)) + text + frame.raw)
    stream.flush()


def read_frame(stream: BinaryIO) -> Frame | None:
    """The next frame; None at the end of the stream, also in the middle of a frame."""
    head = stream.read(_LENGTHS.size)
    if len(head) < _LENGTHS.size:
        return None
    text_length, raw_length = _LENGTHS.unpack(head)
    if text_length > _LARGEST or raw_length > _LARGEST:
        return None
    text = stream.read(text_length)
    raw = stream.read(raw_length)
    if len(text) < text_length or len(raw) < raw_length:
        return None
    return Frame(json.loads(text.decode("utf-8", "surrogatepass")), raw)


class Worker:
    """One worker process; ends with `close`, at the latest when this object is gone.

    Requests are answered in order. `died` sentences say what is safe when the process ends
    by itself: whoever asks knows that best.
    """

    def __init__(self) -> None:
        environment = dict(os.environ, PYTHONIOENCODING="utf-8", QT_QPA_PLATFORM="offscreen")
        command = [sys.executable, "--worker"]
        if not getattr(sys, "frozen", False):
            command = [sys.executable, "-m", "shuangyong_desktop", "--worker"]
        self._process = subprocess.Popen(  # noqa: S603 (our own program, no shell)
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=environment,
        )
        self._input = cast(BinaryIO, self._process.stdin)
        self._output = cast(BinaryIO, self._process.stdout)
        self._end = weakref.finalize(self, _end, self._process)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def process_id(self) -> int:
        """The process number, for whoever measures or kills it."""
        return self._process.pid

    def ask(self, verb: str, *, died: str, tick: Tick | None = None, **arguments: Any) -> Frame:
        """Send one request and wait for its last frame.

        Raises Problem with the worker's sentence, or with `died` when the process is gone;
        raises Cancelled (and ends the process) when `tick` does.
        """
        frames = list(self.stream(verb, died=died, tick=tick, **arguments))
        return frames[-1]

    def stream(
        self, verb: str, *, died: str, tick: Tick | None = None, **arguments: Any
    ) -> Iterator[Frame]:
        """Send one request; yield each frame of its answer as it comes.

        Raises like `ask`.
        """
        try:
            write_frame(self._input, Frame({"verb": verb, "arguments": arguments}))
        except (OSError, ValueError):  # ValueError: already closed
            raise Problem(died, code="worker_died") from None
        while True:
            frame = read_frame(self._output)
            if frame is None:
                self.close()
                raise Problem(died, code="worker_died")
            said = frame.message.get("said")
            if said == "progress":
                self._tell(tick, frame.message["done"], frame.message["total"])
            elif said == "problem":
                raise Problem(frame.message["sentence"], code=frame.message["code"])
            else:
                yield frame
                if said == "done":
                    return

    def close(self) -> None:
        """End the process at once; work in progress is dropped."""
        self._end()

    def _tell(self, tick: Tick | None, done: int, total: int) -> None:
        if tick is None:
            return
        try:
            tick(done, total)
        except Cancelled:
            self.close()
            raise


def _end(process: "subprocess.Popen[bytes]") -> None:
    """Kill a worker, close its pipes and wait until it is gone."""
    process.kill()
    for pipe in (process.stdin, process.stdout):
        if pipe is not None:
            with contextlib.suppress(OSError):  # what was not sent yet has nowhere to go
                pipe.close()
    process.wait()
