"""Jobs run off the UI thread and report on it; slices leave the event loop its turns."""

import gc
import sys
import threading

import pytest
from PySide6.QtCore import QObject, Signal
from shiboken6 import isValid

from shuangyong_desktop.domain.errors import Problem
from shuangyong_desktop.ui.background import Job, Slices, Tick, cancel_all, wait_for_all


@pytest.fixture
def owner(qapp: QObject) -> QObject:
    return QObject(qapp)


def test_work_is_done_elsewhere_and_heard_here(qtbot, owner: QObject) -> None:
    threads: list[int] = []

    def work(tick: Tick) -> str:
        threads.append(threading.get_ident())
        tick(1, 1)
        return "done"

    job = Job(work, owner)
    job.finished.connect(lambda _result: threads.append(threading.get_ident()))
    with qtbot.waitSignal(job.finished) as heard:
        job.start()
    assert heard.args == ["done"]
    assert threads[0] != threads[1] == threading.get_ident()


def test_a_problem_is_carried_to_the_window(qtbot, owner: QObject) -> None:
    def work(tick: Tick) -> None:
        tick(0, 1)
        raise Problem("文件读不出来。")

    job = Job(work, owner)
    with qtbot.waitSignal(job.failed) as heard:
        job.start()
    assert heard.args[0].sentence == "文件读不出来。"


def test_cancelling_stops_at_the_next_tick(qtbot, owner: QObject) -> None:
    begun, go_on = threading.Event(), threading.Event()

    def work(tick: Tick) -> None:
        begun.set()
        go_on.wait(5)
        tick(1, 2)
        raise AssertionError("it went on")

    job = Job(work, owner)
    with qtbot.waitSignal(job.cancelled):
        job.start()
        begun.wait(5)
        job.cancel()
        go_on.set()


def test_fifty_jobs_survive_collection(qtbot, owner: QObject) -> None:
    done: list[object] = []
    for number in range(50):
        job = Job(lambda _tick, number=number: number, owner)
        job.finished.connect(done.append)
        job.start()
        gc.collect()
    wait_for_all()
    qtbot.waitUntil(lambda: len(done) == 50)
    assert sorted(done) == list(range(50))


def test_an_owner_that_goes_while_the_work_runs_hears_nothing(qtbot, owner: QObject) -> None:
    begun, go_on = threading.Event(), threading.Event()
    heard: list[object] = []

    def work(_tick: Tick) -> None:
        begun.set()
        go_on.wait(5)
        raise Problem("文件读不出来。")

    job = Job(work, owner)
    job.failed.connect(heard.append)
    job.start()
    begun.wait(5)
    owner.deleteLater()
    qtbot.waitUntil(lambda: not isValid(owner))
    go_on.set()
    wait_for_all()
    qtbot.waitUntil(lambda: job.over)
    assert heard == []


def test_all_jobs_can_be_told_to_stop(qtbot, owner: QObject) -> None:
    begun, go_on = threading.Event(), threading.Event()

    def work(tick: Tick) -> None:
        begun.set()
        go_on.wait(5)
        tick(1, 2)

    job = Job(work, owner)
    with qtbot.waitSignal(job.cancelled):
        job.start()
        begun.wait(5)
        cancel_all()
        go_on.set()


def test_slices_go_on_until_all_is_done(qtbot, owner: QObject) -> None:
    steps = iter([(1, 3), (2, 3), (3, 3)])
    told: list[tuple[int, int]] = []
    slices = Slices(lambda: next(steps), owner)
    slices.progressed.connect(lambda done, total: told.append((done, total)))
    with qtbot.waitSignal(slices.finished):
        slices.start()
    assert told == [(1, 3), (2, 3), (3, 3)]


def test_a_failing_slice_ends_the_work(qtbot, owner: QObject) -> None:
    def step() -> tuple[int, int]:
        raise Problem("磁盘已满。")

    slices = Slices(step, owner)
    with qtbot.waitSignal(slices.failed) as heard:
        slices.start()
    assert heard.args[0].sentence == "磁盘已满。"


class _Probe(QObject):
    fired = Signal()
    told = Signal(object)


@pytest.mark.skipif(sys.version_info >= (3, 12), reason="None and True are immortal there")
@pytest.mark.parametrize("value", [None, True])
def test_emitting_steals_no_references(owner: QObject, value: object) -> None:
    """PySide6 6.12.0 stole one at each emit and aborted the interpreter (DESIGN 8)."""
    probe = _Probe(owner)
    before = sys.getrefcount(value)
    for _ in range(100):
        probe.fired.emit()
        probe.told.emit(value)
    assert sys.getrefcount(value) > before - 50
