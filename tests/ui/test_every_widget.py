"""Every page, step and dialog at every size: nothing cut off, unnamed, unread or out of reach."""

import ast
import importlib.util
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from types import ModuleType

import pytest
from PySide6.QtCore import QEvent, QObject, QSettings, QSize, Qt
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QMainWindow,
    QMenu,
    QPushButton,
    QTabBar,
    QVBoxLayout,
    QWidget,
)

from shuangyong_desktop.ui import theme
from shuangyong_desktop.ui.page import Page
from shuangyong_desktop.ui.widgets.elements import column, label, paragraph, row
from ui.scrutiny import faults, gives_up, too_large, unreachable

PACKAGING = Path(__file__).parents[2] / "packaging"


def _script(name: str) -> ModuleType:
    """A script of the packaging folder, which is no package of ours."""
    sys.path.append(str(PACKAGING))
    try:
        return importlib.import_module(name)
    finally:
        sys.path.remove(str(PACKAGING))


stage, tour = _script("stage"), _script("tour")
_WINDOW = "shuangyong_desktop.ui"
_WINDOWS = (QMainWindow, QDialog, QMenu)


class Strays(QObject):
    """Notes whatever becomes a window of its own and is none: it would flash on the screen."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            ours = not isinstance(watched, _WINDOWS) and type(watched) is not QFrame
            if ours and watched.windowType() is Qt.WindowType.Window:
                self.found.append(f"{type(watched).__name__} “{watched.objectName()}” flashes")
        return False


class Walker:
    """Keeps the faults of each stop of the tour."""

    def __init__(self, look) -> None:
        self.faults: dict[str, list[str]] = {}
        self.kinds: set[type] = set()
        self.stops: list[str] = []
        self._room = QSize(look.width, look.height)

    def __call__(self, name: str, widget: QWidget) -> None:
        self.stops.append(name)
        for part in [widget, *widget.findChildren(QWidget)]:
            self.kinds |= set(type(part).__mro__)
        found = faults(widget)
        if not isinstance(widget, QMenu):  # which scrolls where the screen is too short
            found += [*gives_up(widget), *too_large(widget, self._room), *unreachable(widget)]
        if found:
            self.faults[name] = found

    def told(self) -> str:
        """The faults, each once, with where it was seen first."""
        seen: dict[str, str] = {}
        for name, found in self.faults.items():
            for fault in found:
                seen.setdefault(fault, name)
        return "\n".join(f"{name}: {fault}" for fault, name in seen.items())


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("demo")
    QSettings.setDefaultFormat(QSettings.Format.IniFormat)
    QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, str(folder))
    return tour.demo_ledger(folder)


@pytest.fixture
def usual_look(qapp: QApplication) -> Iterator[None]:
    yield
    theme.apply(theme.Theme(), qapp)


@pytest.mark.usefixtures("usual_look")
@pytest.mark.qt_log_ignore("This plugin does not support grabbing the keyboard", extend=True)
@pytest.mark.parametrize("look", stage.LOOKS, ids=lambda look: look.name)
def test_nothing_is_cut_off_unnamed_or_out_of_reach(
    look, demo: Path, qapp: QApplication, tmp_path: Path
) -> None:
    look.wear()
    walker, strays = Walker(look), Strays()
    qapp.installEventFilter(strays)
    try:
        tour.first_day(tmp_path / "first", look, walker)
        tour.daily_work(tour.copied(demo, tmp_path / "demo"), look, walker)
    finally:
        qapp.removeEventFilter(strays)
    assert sorted(set(strays.found)) == []
    assert walker.faults == {}, f"\n{walker.told()}"
    assert _declared() - walker.kinds == set()


def _declared() -> set[type]:
    """Every page and dialog class that the program leads to: the tour must come to all."""
    modules = _led_to("shuangyong_desktop.app")
    for name in modules:
        importlib.import_module(name)
    ours = [*_subclasses(QDialog), *_subclasses(Page)]
    return {kind for kind in ours if kind.__module__ in modules}


def _led_to(start: str) -> set[str]:
    """The modules of the window that `start` imports, at once, later or by the key of a page."""
    found, todo = set(), [start]
    while todo:
        name = todo.pop()
        spec = None
        with suppress(ModuleNotFoundError):  # the name is something in a module, or only a word
            spec = importlib.util.find_spec(name) if name not in found else None
        if spec is None or spec.origin is None:
            continue
        found.add(name)
        for node in ast.walk(ast.parse(Path(spec.origin).read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith(_WINDOW):
                todo += [node.module, *(f"{node.module}.{item.name}" for item in node.names)]
            elif key := _page_key(node):
                todo.append(f"{_WINDOW}.pages.{key}")
    return found


def _page_key(node: ast.AST) -> str:
    """The key with which a tab is declared or a page is shown at once; empty for other words."""
    first: list[ast.expr] = []
    if isinstance(node, ast.Call):
        name = getattr(node.func, "attr", getattr(node.func, "id", ""))
        first = node.args[:1] if name in ("Tab", "Part", "show_page") else []
    elif isinstance(node, ast.Tuple):
        first = node.elts[:1]
    value = first[0].value if first and isinstance(first[0], ast.Constant) else ""
    return value if isinstance(value, str) and value.isidentifier() else ""


def _subclasses(kind: type) -> Iterator[type]:
    for found in kind.__subclasses__():
        yield found
        yield from _subclasses(found)


@pytest.fixture
def sheet(qtbot) -> QWidget:
    """A small window that shows nothing wrong."""
    made = QWidget()
    qtbot.addWidget(made)
    made.resize(300, 200)
    return made


def _shown(sheet: QWidget) -> list[str]:
    sheet.show()
    return faults(sheet)


def test_a_sound_window_has_no_fault(sheet: QWidget) -> None:
    edit = QLineEdit()
    edit.setObjectName("name")
    edit.setAccessibleName("姓名")
    column(label("姓名"), edit, paragraph("可先保存，标为“待核实”。" * 4), into=sheet)
    assert _shown(sheet) == []


def test_words_without_room_are_found(sheet: QWidget) -> None:
    words = label("退役军人和其他优抚对象台账")
    words.setFixedWidth(60)
    tall = paragraph("证件号应为18位，现为17位。可先保存，标为“待核实”。" * 3)
    tall.setFixedHeight(16)
    wide = paragraph("5102221958030661105102221958030661105102221958030661")
    wide.setFixedWidth(120)
    button = QPushButton("提出单位确认并销号")
    button.setObjectName("settle")
    button.setFixedWidth(60)
    column(words, tall, wide, button, into=sheet)
    found = _shown(sheet)
    assert len([fault for fault in found if "needs" in fault]) == 3
    assert len([fault for fault in found if "wider than" in fault]) == 1


def test_a_paragraph_squeezed_into_a_pole_is_found(sheet: QWidget) -> None:
    pole = paragraph("台账里还没有人。可以导入现有花名册，也可以逐人登记。")
    row(1, pole, 1, into=sheet)
    assert any("squeezed" in fault for fault in _shown(sheet))


def test_choices_and_tabs_without_room_are_found(sheet: QWidget) -> None:
    box, bar = QComboBox(), QTabBar()
    for widget, name in ((box, "box"), (bar, "bar")):
        widget.setObjectName(name)
        widget.setAccessibleName(name)
        widget.setFixedWidth(60)
    box.addItem("年满60周岁农村籍退役士兵")
    bar.addTab("分组和路线")
    bar.addTab("登记签收")
    column(box, bar, into=sheet)
    found = "\n".join(_shown(sheet))
    assert "choice 年满60周岁" in found
    assert "#bar" in found


def test_shortening_is_allowed_where_a_widget_says_so(sheet: QWidget) -> None:
    words = label("退役军人和其他优抚对象台账")
    words.setProperty("elides", True)  # noqa: FBT003 (Qt's own)
    words.setFixedWidth(60)
    column(words, into=sheet)
    assert _shown(sheet) == []


def test_inputs_without_names_are_found(sheet: QWidget) -> None:
    column(QLineEdit(), into=sheet)
    found = _shown(sheet)
    assert any("no accessible name" in fault for fault in found)
    assert any("no object name" in fault for fault in found)


def test_words_read_as_markup_are_found(sheet: QWidget) -> None:
    column(QLabel("<b>张三</b>"), into=sheet)
    sheet.setToolTip("<img src='x'>")
    assert len(_shown(sheet)) == 2


def test_letters_that_no_shipped_font_draws_are_found(sheet: QWidget) -> None:
    column(label("张三😀"), into=sheet)
    (fault,) = _shown(sheet)
    assert "U+1F600" in fault


def test_rare_ideographs_can_be_drawn(sheet: QWidget) -> None:
    column(label("\U00020164\U000e0100㐂䶮𬱖"), into=sheet)
    assert [fault for fault in _shown(sheet) if "U+20164" in fault] == []


def test_neighbours_that_cover_each_other_are_found(sheet: QWidget) -> None:
    one, other = label("一"), label("二")
    layout = QHBoxLayout(sheet)
    layout.addWidget(one)
    layout.addWidget(other)
    sheet.show()
    other.move(one.pos())
    assert any("overlap" in fault for fault in faults(sheet))


def test_a_dialog_that_enter_leaves_is_found(qtbot) -> None:
    dialog = QDialog()
    qtbot.addWidget(dialog)
    edit, cancel = QLineEdit(), QPushButton("取消")
    column(edit, cancel, into=dialog)
    dialog.show()
    edit.setFocus()
    assert any("Enter" in fault for fault in gives_up(dialog))


def test_an_input_that_tab_passes_by_is_found(sheet: QWidget, qtbot) -> None:
    layout = QVBoxLayout(sheet)
    for name in ("first", "second"):
        edit = QLineEdit()
        edit.setObjectName(name)
        layout.addWidget(edit)
    sheet.findChild(QLineEdit, "second").setFocusPolicy(Qt.FocusPolicy.ClickFocus)
    sheet.show()
    sheet.activateWindow()
    qtbot.waitUntil(sheet.isActiveWindow)
    (fault,) = unreachable(sheet)
    assert "second" in fault


def test_pages_are_led_to_by_their_keys_and_dialogs_by_late_imports() -> None:
    modules = _led_to("shuangyong_desktop.app")
    assert {f"{_WINDOW}.pages.ledger", f"{_WINDOW}.pages.ledger_many"} <= modules
