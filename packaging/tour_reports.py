"""The stops of the tour at 报表: papers with their options, a summary, its words and numbers."""

from functools import partial

from PySide6.QtWidgets import QDialog
from stage import Stage

from shuangyong_desktop.domain.rolls.submissions import SUBMISSIONS, Submission
from shuangyong_desktop.ui.pages.reports import ReportsPage
from shuangyong_desktop.ui.pages.summary_panel import SummaryPanel
from shuangyong_desktop.ui.pages.summary_text import NumberText

_PAPERS = ("statement", "supervision", "roster", "card", "visit_book", "round_sheets",
           "contacts_ledger", "roll_pair")  # fmt: skip


def see_reports(stage: Stage) -> None:
    """A few papers of every kind, the statistics, and everything of the year's summary."""
    stage.press("tab_reports")
    page = stage.find(ReportsPage, "")
    for key in _PAPERS:
        page.show_part(key)
        stage.see(f"reports_{key}")
    page.show_part("places")
    stage.press("report_view_table")
    stage.see("reports_counts")
    page.show_part("roster")
    stage.press("report_full")
    stage.see("reports_purpose")
    page.show_part("summary_year")
    panel = stage.find(SummaryPanel, "")
    stage.see_dialog("summary_details", partial(stage.press, "summary_change"))
    stage.see_dialog("summary_compare", partial(stage.press, "summary_compare"))
    stage.in_dialog(partial(panel.open_number, "visit.units"), partial(_see_source, stage))
    panel.open_section("visits")
    stage.see("summary_section")
    stage.see_dialog("summary_numbers", partial(stage.press, "section_insert"))
    stage.find(NumberText, "section_text").insert_number("people.total")
    stage.press("section_save")
    stage.press("summary_freeze")
    stage.see("summary_frozen")
    stage.see_dialog("sending", partial(stage.press, "sending_register"))
    if stage.window.desk is None:
        return
    sent = Submission(report="summary_year", title="年度工作总结", date="2026-12-18", to="区局",
                      values={"年末在册（人）": "300", "走访慰问（户次）": "104"})  # fmt: skip
    stage.window.desk.office.entries(SUBMISSIONS).save(sent)
    stage.window.desk.changed.emit()
    stage.see_dialog("sendings", partial(stage.press, "sendings_show"))


def _see_source(stage: Stage, dialog: QDialog) -> None:
    """Where a number comes from, and the records that it counts."""
    stage.see("summary_source", dialog)
    stage.see_dialog("summary_records", partial(stage.press, "source_look"))
