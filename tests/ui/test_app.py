"""What the program settles before and after its window: input method, display, first paint."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from shuangyong_desktop import app
from shuangyong_desktop.services import ledgers
from shuangyong_desktop.storage.ledger import Ledger
from ui.conftest import CHEAP, LI, PASSWORD

HEAVY = ("reportlab", "openpyxl", "python_calamine", "pypinyin", "pypdfium2", "pypdf", "PIL")


@pytest.mark.parametrize("asked", ["fcitx", "fcitx5"])
def test_fcitx_desktops_get_chinese_through_ibus(asked: str) -> None:
    environment = {"QT_IM_MODULE": asked}
    app.choose_input_method(environment)
    assert environment == {"QT_IM_MODULE": "ibus", "IBUS_USE_PORTAL": "1"}


@pytest.mark.parametrize(
    "environment",
    [{"QT_IM_MODULE": "ibus"}, {}, {"QT_IM_MODULE": "fcitx", "SHUANGYONG_KEEP_IM": "1"}],
)
def test_other_desktops_and_who_says_so_are_left_alone(environment: dict[str, str]) -> None:
    before = dict(environment)
    app.choose_input_method(environment)
    assert environment == before


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux starts without a display")
def test_a_display_is_known_by_the_environment() -> None:
    assert not app.has_display({})
    assert app.has_display({"DISPLAY": ":0"})
    assert app.has_display({"WAYLAND_DISPLAY": "wayland-0"})
    assert app.has_display({"QT_QPA_PLATFORM": "offscreen"})


_PAINT = """
import sys
from pathlib import Path
from PySide6.QtWidgets import QTableView
from shuangyong_desktop import app
from shuangyong_desktop.services.office import Office
from shuangyong_desktop.storage.ledger import Ledger
from shuangyong_desktop.ui.main_window import MainWindow
running = app.application(["x"])
window = MainWindow(Path(sys.argv[1]))
window.enter(Office(Ledger(Path(sys.argv[1]), bytes.fromhex(sys.stdin.readline()))))
window.show()
running.processEvents()
print(window.findChild(QTableView, "people").model().rowCount())
print(*sorted(name for name in sys.modules if "." not in name))
window.close()
"""


def test_the_first_page_is_painted_without_any_library_of_papers(tmp_path: Path) -> None:
    path = tmp_path / "台账.db"
    with ledgers.create(path, PASSWORD, cost=CHEAP).office as office:
        office.people.save(LI)
    ledger = Ledger.open(path, PASSWORD)
    key = ledger.key.hex()
    ledger.close()
    source = Path(app.__file__).parents[1]
    done = subprocess.run(
        [sys.executable, "-c", _PAINT, str(path)],
        input=key, capture_output=True, text=True, check=True, timeout=60,
        env={**os.environ, "PYTHONPATH": str(source), "QT_QPA_PLATFORM": "offscreen",
             "XDG_CONFIG_HOME": str(tmp_path)},
    )  # fmt: skip
    rows, modules = done.stdout.splitlines()
    assert rows == "1"
    assert not set(HEAVY) & set(modules.split())
