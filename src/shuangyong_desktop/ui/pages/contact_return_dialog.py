"""收回联系登记表: what a 村（社区） wrote of its contacts before any of it is registered."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QLineEdit, QWidget

from shuangyong_desktop.domain.contacts import CONTACTS, Contact, ContactWay
from shuangyong_desktop.domain.errors import Problem
from shuangyong_desktop.services.returned_sheets import ReadSheet
from shuangyong_desktop.ui import theme
from shuangyong_desktop.ui.desk import Desk
from shuangyong_desktop.ui.notices import Notices
from shuangyong_desktop.ui.pages.return_dialog import ReturnDialog, Returned, choice

_LONGEST = 20
_FULL_DAY = len("2026-07-28")


class ContactReturnDialog(ReturnDialog):
    """Reads the file at `path` into the contacts; day, way and 联系人 where a row has none."""

    name = "contact_return_dialog"
    says = "表上内容"
    says_width = 18.0
    unit = "人次"

    def __init__(self, desk: Desk, notices: Notices, path: Path, parent: QWidget) -> None:
        today = date.today().isoformat()  # noqa: DTZ011 (the clerk's own day)
        self._day = _line("return_day", "表上没写联系时间时", today)
        self._officer = _line("return_officer", "表上没写联系人时", "")
        self._way = choice("return_way", "表上没写联系形式时", [way.value for way in ContactWay])
        title = "收回联系登记表"
        super().__init__(desk, notices, desk.office.contact_sheets, title, path, parent)

    def choices(self) -> Sequence[tuple[str, QWidget]]:
        return (
            ("没写时间时", self._day),
            ("没写形式时", self._way),
            ("没写联系人时", self._officer),
        )

    def judge(self, sheet: ReadSheet) -> Returned:
        day = CONTACTS.schema["date"].read(self._day.text()).value
        if day is None or len(day) != _FULL_DAY:
            raise Problem("没写时间时按哪一天登记，请写成 2026-07-28 的样子。", code="bad_date")
        officer = CONTACTS.schema["officer"].read(self._officer.text()).value or None
        assumed = Contact(date=day, way=ContactWay(self._way.currentText()), officer=officer)
        return self.desk.office.contact_sheets.preview(sheet, assumed)

    def told(self, line: Any) -> str:
        contact = line.result
        if contact is None:
            return ""
        parts = (
            contact.date, "未联系上" if contact.reached is False else contact.content,
            f"诉求：{line.appeal}" if line.appeal else "",
            f"意见：{line.opinion}" if line.opinion else "",
        )  # fmt: skip
        return "；".join(part[:_LONGEST] for part in parts if part)

    def names(self, missing: Sequence[int]) -> list[str]:
        return [person.name for person in self.desk.office.people.page(missing)]

    def absent_words(self, found: Returned) -> str:
        if not any(line.person_id for line in found.rows):
            return "表上没有台账里的人，请核对是不是选错了文件。"
        if not found.missing:
            return "表上的村（社区）没有漏下本月应联系的人。"
        names = self.some(found.missing)
        return f"这些村（社区）本月应联系的还有 {len(found.missing)} 人不在表上：{names}"

    def write(self, found: Any, *, over: bool, people: bool) -> None:
        self.desk.office.contact_sheets.accept(found, over=over, people=people)


def _line(name: str, says: str, text: str) -> QLineEdit:
    edit = QLineEdit(text)
    edit.setObjectName(name)
    edit.setAccessibleName(says)
    edit.setMaximumWidth(theme.active().px(112))
    return edit
