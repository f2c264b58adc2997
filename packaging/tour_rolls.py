"""The stops of the tour at 名录: every register, its form, a step, a list, the paper."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from openpyxl import Workbook
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QLabel
from stage import Stage

from shuangyong_desktop.domain.activities import ACTIVITIES
from shuangyong_desktop.domain.roll_views import rolls
from shuangyong_desktop.domain.rolls.funds import FUNDS
from shuangyong_desktop.domain.rolls.meetings import MEETINGS
from shuangyong_desktop.domain.rolls.role_models import ROLE_MODELS
from shuangyong_desktop.services.office import Office
from shuangyong_desktop.ui.widgets.facet_list import Facet, FacetList

_TEXTS = {
    "date": "2099-03-05", "integer": "3", "money": "880", "community": "惠民社区", "name": "王秀英",
    "phone": "13800001234", "id_number": "510222195903066614",
}  # fmt: skip
_ACTS = (
    (MEETINGS.table, "roll_decisions"), (ROLE_MODELS.table, "roll_candidates"),
    (ROLE_MODELS.table, "roll_application"), (FUNDS.table, "roll_funds"),
)  # fmt: skip
"""What a register does in a dialog beyond its form."""
_LIST = (
    ("活动登记表",),
    ("序号", "活动时间", "活动名称", "活动类型", "参加人数", "天气"),
    (1, "2026-03-05", "学雷锋义诊", "志愿拥军", 60, "晴"),
    (2, "某日", "国防教育进校园", "国防教育", 120, "雨"),
    (3, "2026-08-01", "", "座谈", 30, "晴"),
    ("合计", "", "", "", 210, ""),
)


def see_rolls(stage: Stage) -> None:
    """Every register of 名录, and what can be done with one."""
    if stage.window.desk is None:
        return
    _fill(stage.window.desk.office)
    stage.window.desk.changed.emit()
    stage.press("tab_rolls")
    for register in rolls():
        _choose(stage, register.table)
        stage.see(f"rolls_{register.table}")
    stepped = next(register for register in rolls() if register.steps)
    _choose(stage, stepped.table)
    stage.see_dialog("roll_step", partial(stage.press, "roll_step"))
    stage.see_dialog("roll_form", partial(stage.press, "roll_edit"))
    stage.see_dialog("roll_new", partial(stage.press, "primary"))
    stage.see_dialog("roll_paper", partial(stage.press, "roll_print"))
    for table, act in _ACTS:
        _choose(stage, table)
        stage.see_dialog(act, partial(stage.press, act))
    _choose(stage, ACTIVITIES.table)
    stage.see_dialog("activity", partial(stage.press, "primary"))
    with TemporaryDirectory() as folder:
        path = _write_list(Path(folder) / "活动.xlsx")
        stage.window.notices.open_file = lambda *_: path  # type: ignore[method-assign]
        stage.in_dialog(partial(stage.press, "roll_import"), partial(_see_list, stage))


def _fill(office: Office) -> None:
    """One record at its beginning for every register that has none and for those with steps."""
    for register in rolls():
        known = office.entries(register).count()
        if register.personal or (known and not register.steps):
            continue
        values = {
            field.key: field.read(_TEXTS.get(field.kind.name) or _words(field.kind.choices)).value
            for field in register.schema
            if field.key not in register.steps[1:]
        }
        told = {key: value for key, value in values.items() if value is not None}
        office.entries(register).save(register.record(**told))


def _words(choices: Sequence[str]) -> str:
    return choices[0] if choices else "街道退役军人服务站办理"


def _choose(stage: Stage, table: str) -> None:
    facets = stage.find(FacetList, "rolls")
    for line in range(facets.count()):
        facet = facets.item(line).data(Qt.ItemDataRole.UserRole)
        if isinstance(facet, Facet) and facet.key == table:
            facets.setCurrentRow(line)
            QTest.keyClick(facets, Qt.Key.Key_Return)


def _see_list(stage: Stage, dialog: QDialog) -> None:
    stage.find(QLabel, "roll_import_counts")  # comes when the list was read
    stage.see("roll_import", dialog)


def _write_list(path: Path) -> Path:
    book = Workbook()
    for line in _LIST:
        book.active.append(line)
    book.save(path)
    return path
