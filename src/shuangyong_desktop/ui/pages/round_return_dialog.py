"""收回核对表: what a returned file says of a round before any of it is registered."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QWidget

from shuangyong_desktop.domain.rounds import Finding, Round, RoundWay
from shuangyong_desktop.services.returned_sheets import ReadSheet
from shuangyong_desktop.services.round_returns import Assumed
from shuangyong_desktop.ui.desk import Desk
from shuangyong_desktop.ui.notices import Notices
from shuangyong_desktop.ui.pages.return_dialog import ReturnDialog, Returned, choice

_ASSUMED = ("按表上的结果", "表上的人都算属实")


class RoundReturnDialog(ReturnDialog):
    """Reads the file at `path` into a round."""

    name = "round_return_dialog"

    def __init__(
        self, desk: Desk, notices: Notices, current: Round, path: Path, parent: QWidget
    ) -> None:
        self._round = current
        self._assumed = choice("return_assumed", "结果", _ASSUMED)
        self._way = choice("return_way", "表上没写方式时", [way.value for way in RoundWay])
        title = f"收回核对表：{current.title}"
        super().__init__(desk, notices, desk.office.round_returns, title, path, parent)

    def choices(self) -> Sequence[tuple[str, QWidget]]:
        return (("结果", self._assumed), ("没写方式时", self._way))

    def begin(self, sheet: ReadSheet) -> None:
        says = any("finding" in columns for columns in sheet.columns.values())
        self._assumed.setCurrentIndex(0 if says else 1)
        self._way.setCurrentText((RoundWay.HOME if says else RoundWay.SYSTEM).value)

    def judge(self, sheet: ReadSheet) -> Returned:
        today = date.today().isoformat()  # noqa: DTZ011 (the clerk's own calendar)
        finding = Finding.TRUE if self._assumed.currentIndex() == 1 else None
        assumed = Assumed(finding, RoundWay(self._way.currentText()), today)
        return self.desk.office.round_returns.preview(self._round.id or 0, sheet, assumed)

    def told(self, line: Any) -> str:
        return line.result.finding.value if line.result and line.result.finding else ""

    def names(self, missing: Sequence[int]) -> list[str]:
        return [line.person.name for line in self.desk.office.round_results.page(missing)]

    def absent_words(self, found: Returned) -> str:
        if not any(line.member_id for line in found.rows):
            return "表上没有这一轮的人，请核对是不是选错了文件。"
        if not found.missing:
            return "表上的村（社区）没有漏下未确认的人。"
        names = self.some(found.missing)
        return f"这些村（社区）还有 {len(found.missing)} 人没有交回：{names}"

    def write(self, found: Any, *, over: bool, people: bool) -> None:
        returns = self.desk.office.round_returns
        returns.accept(self._round.id or 0, found, over=over, people=people)
