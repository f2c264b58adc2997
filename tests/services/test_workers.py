import gc
import io
import os
import signal

import pytest

from shuangyong_desktop.domain.errors import Problem
from shuangyong_desktop.services.workers import Frame, Worker, read_frame, write_frame
from shuangyong_desktop.worker import serve


def test_a_frame_arrives_as_it_was_sent():
    pipe = io.BytesIO()
    write_frame(pipe, Frame({"姓名": "王䶮", "n": 1}, b"\x00\xff"))
    pipe.seek(0)
    assert read_frame(pipe) == Frame({"姓名": "王䶮", "n": 1}, b"\x00\xff")
    assert read_frame(pipe) is None


@pytest.mark.parametrize("kept", [0, 3, 8, 12])
def test_a_torn_frame_is_the_end(kept):
    pipe = io.BytesIO()
    write_frame(pipe, Frame({"n": 1}, b"123"))
    assert read_frame(io.BytesIO(pipe.getvalue()[:kept])) is None


def test_an_absurd_length_is_not_believed():
    assert read_frame(io.BytesIO(b"\xff" * 8 + b"x")) is None


def answers_to(*requests):
    asked, answered = io.BytesIO(), io.BytesIO()
    for request in requests:
        write_frame(asked, Frame(request))
    asked.seek(0)
    serve(asked, answered)
    answered.seek(0)
    return list(iter(lambda: read_frame(answered), None))


def test_an_unknown_verb_ends_the_worker_instead_of_being_guessed():
    with pytest.raises(ValueError, match="no verb"):
        answers_to({"verb": "storage.open", "arguments": {}})


def test_a_problem_travels_with_its_sentence(tmp_path):
    (frame,) = answers_to(
        {"verb": "rendering.open", "arguments": {"path": str(tmp_path / "nowhere.pdf")}}
    )
    assert frame.message["said"] == "problem"
    assert "没有改动" in frame.message["sentence"]


def test_a_killed_worker_becomes_a_sentence(tmp_path):
    with Worker() as worker:
        os.kill(worker.process_id, signal.SIGKILL)
        with pytest.raises(Problem, match="没有改动"):
            worker.ask("rendering.open", died="读取程序退出，台账没有改动。", path=str(tmp_path))


def test_a_worker_nobody_closed_ends_when_it_is_let_go():
    worker = Worker()
    number = worker.process_id
    del worker
    gc.collect()
    with pytest.raises(ChildProcessError):
        os.waitpid(number, os.WNOHANG)
