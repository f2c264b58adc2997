"""From an empty profile and the office's own spreadsheet to the printed sign-off book.

Issue of the window: ≤ 15 clicks and ≤ 3 minutes by mouse, and once by keyboard alone. The
file, print and message dialogs are the real ones; nothing is asked of a service.
"""

import os
import shutil
import subprocess
import sys
import time
from functools import partial
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtWidgets import QAbstractButton, QApplication

from end_to_end.clerk import PASSWORD, Clerk, focus, wait_until

ROOT = Path(__file__).parents[2]
ROSTER = ROOT / "tests" / "corpus" / "A02_2024年通惠街道优抚对象花名册.xlsx"
MOST_CLICKS = 15
MOST_SECONDS = 180


def _is_printed(path: Path) -> bool:
    """Whether a whole landscape sign-off book has come out of the printer."""
    wait_until(lambda: path.exists() and path.read_bytes()[-6:].strip().endswith(b"%%EOF"),
               "nothing was printed")  # fmt: skip
    first = PdfReader(path).pages[0].mediabox
    return bool(first.width > first.height)


def test_by_mouse_in_fifteen_clicks(at_the_desk: Clerk, tmp_path: Path) -> None:
    clerk, out = at_the_desk, tmp_path / "签收册.pdf"
    with clerk.hearing() as said:
        clerk.first_run()
        clerk.in_dialog(
            partial(clerk.press, "choose_file"), lambda dialog: clerk.choose_file(dialog, ROSTER)
        )
        clerk.press("adopt_all")
        clerk.press("import_accept")
        clerk.press("done_visits")
        clerk.press("first_plan")
        clerk.write("money_every", "500")
        clerk.write("goods_every", "大米1袋")
        clerk.press("plan_create")
        _walk_to_printing(clerk)
        clerk.in_dialog(
            partial(clerk.press, "print_book"), lambda dialog: clerk.print_to(dialog, out)
        )
        assert _is_printed(out)
    assert said == []
    assert clerk.clicks <= MOST_CLICKS
    assert time.monotonic() - clerk.begun < MOST_SECONDS


def _walk_to_printing(clerk: Clerk) -> None:
    """Go on to the step of the papers, where the program has not gone by itself."""
    while not clerk.sees("print_book"):
        clerk.press("step_on")


@pytest.mark.qt_log_ignore("This plugin does not support grabbing the keyboard", extend=True)
def test_by_keyboard_alone(at_the_desk: Clerk, tmp_path: Path) -> None:
    clerk, out = at_the_desk, tmp_path / "签收册.pdf"
    with clerk.hearing() as said:
        _first_run_by_keys(clerk)
        clerk.tab_to("choose_file")
        clerk.in_dialog(partial(clerk.keys, "Space"), lambda _dialog: _name_file(clerk))
        clerk.tab_to("adopt_all")
        clerk.keys("Space")
        clerk.tab_to("import_accept")
        clerk.keys("Space")
        _go_on(clerk, "done_visits")
        _go_on(clerk, "first_plan")
        clerk.tab_to("money_every")
        clerk.type("500")
        clerk.keys("Tab")
        clerk.type("大米1袋")
        _go_on(clerk, "plan_create")
        while not clerk.sees("print_book"):
            clerk.keys("Alt+Right")
        _come_to(clerk, "print_book")
        clerk.in_dialog(partial(clerk.keys, "Space"), lambda _dialog: _print_by_keys(clerk, out))
        assert _is_printed(out)
    assert said == []
    assert clerk.clicks == 0


def _first_run_by_keys(clerk: Clerk) -> None:
    assert focus().objectName() == "password"
    clerk.type(PASSWORD)
    clerk.keys("Return")
    assert focus().objectName() == "password_again"
    clerk.type(PASSWORD)
    clerk.keys("Return")
    groups = clerk.groups()
    clerk.tab_to("sheet_kept")
    clerk.keys("Space")
    for name in ("group_1", "group_2"):
        clerk.tab_to(name)
        clerk.type(groups[clerk.asked_group(name)])
    clerk.keys("Return")


def _name_file(clerk: Clerk) -> None:
    clerk.tab_to("fileNameEdit")
    clerk.keys("Ctrl+A")
    clerk.type(str(ROSTER))
    clerk.keys("Return")


def _print_by_keys(clerk: Clerk, out: Path) -> None:
    clerk.tab_to("filename")
    clerk.keys("Ctrl+A")
    clerk.type(str(out))
    clerk.keys("Return")


def _come_to(clerk: Clerk, name: str) -> None:
    """Come to a button by Tab, once it can be pressed."""
    button = clerk.find(QAbstractButton, name)
    wait_until(button.isEnabled, f"{name} cannot be pressed")
    clerk.tab_to(name)


def _go_on(clerk: Clerk, name: str) -> None:
    """Come to a button by Tab, and press it."""
    _come_to(clerk, name)
    clerk.keys("Space")


@pytest.mark.skipif(shutil.which("Xvfb") is None, reason="Xvfb is not installed")
@pytest.mark.skipif(
    os.environ.get("QT_QPA_PLATFORM") == "xcb", reason="this is the run under Xvfb already"
)
def test_focus_and_keys_hold_under_a_real_window_system() -> None:
    read_end, write_end = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(write_end), "-screen", "0", "1400x820x24", "-nolisten", "tcp"],
        pass_fds=(write_end,), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    os.close(write_end)
    try:
        with os.fdopen(read_end) as told:
            display = told.readline().strip()
        environment = {**os.environ, "DISPLAY": f":{display}", "QT_QPA_PLATFORM": "xcb"}
        environment.pop("QT_IM_MODULE", None)
        done = subprocess.run(
            [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", __file__,
             "-k", "by_keyboard_alone"],
            cwd=ROOT, env=environment, capture_output=True, text=True, check=False, timeout=170,
        )  # fmt: skip
    finally:
        server.terminate()
        server.wait()
    assert done.returncode == 0, done.stdout[-4000:]
    assert QApplication.instance() is None or QApplication.platformName() != "xcb"
