"""Files that come in as attachments, made ready in a worker that has no key (DESIGN 20)."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from shuangyong_desktop.services.workers import Frame, Tick, Worker

_DIED = "读取程序意外退出（文件可能已损坏），没有添加，台账没有改动。请重新扫描后再试。"


@dataclass(frozen=True, slots=True)
class Scan:
    """A file as it is kept: its name and its bytes."""

    name: str
    body: bytes


class Station:
    """The worker's side."""

    def scan(self, path: str, photo: bool, tick: Tick) -> Frame:  # noqa: FBT001 (of a message)
        """The kept form of the file at `path`; raises Problem when it is not to be kept."""
        from shuangyong_desktop.documents.scans import kept_form  # noqa: PLC0415 (in the worker)

        del tick
        name, body = kept_form(Path(path), photo=photo)
        answer: dict[str, Any] = {"name": name}
        return Frame(answer, body)


def scan(path: Path, *, photo: bool = False) -> Scan:
    """Make the PDF, JPEG, PNG, .docx or .xlsx at `path` ready to be kept; touches no ledger.

    Takes a moment. Raises Problem for any other file, for one over 20 MB, a broken or a
    classified one, and one with macros.
    """
    with Worker() as worker:
        frame = worker.ask("scanning.scan", died=_DIED, path=str(path.absolute()), photo=photo)
        return Scan(frame.message["name"], frame.raw)
