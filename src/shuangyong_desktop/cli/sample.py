"""The main job on the sample spreadsheet, where there is no display to show a window on."""

# ruff: noqa: T201 (this is the command line)
import shutil
from argparse import Namespace
from datetime import date
from decimal import Decimal

from shuangyong_desktop.domain.shipped import resources
from shuangyong_desktop.domain.visits import Goods, VisitAmount, VisitPlan
from shuangyong_desktop.services import ledgers, papers
from shuangyong_desktop.services.people import LedgerView
from shuangyong_desktop.services.places import data_folder, make_private

SAMPLE = "优抚对象花名册（样表）.xlsx"
_FOLDER = "样表试运行"
_AMOUNTS = (
    VisitAmount("martyr_survivor", Decimal(1000), (Goods("大米", 1, "袋"), Goods("菜油", 1, "桶"))),
    VisitAmount("disabled_serviceman", Decimal(800), (Goods("大米", 1, "袋"),)),
    VisitAmount("", Decimal(500), (Goods("大米", 1, "袋"),)),
)


def run(arguments: Namespace) -> None:
    """Import the sample, plan a visit, write its papers and say where they are.

    Works in a folder of its own beside the ledger, made anew each time; the ledger of the
    desk is not touched.
    """
    del arguments
    folder = data_folder() / _FOLDER
    shutil.rmtree(folder, ignore_errors=True)
    make_private(folder)
    today = date.today()  # noqa: DTZ011 (the clerk's own calendar)
    made = ledgers.create(folder / "样表台账.db", ledgers.DEMO_PASSWORD, demo=True)
    with made.office as office:
        papers.write_recovery_sheet(folder / "恢复密钥单.pdf", made.recovery_key, demo=True)
        sample = resources() / "samples" / SAMPLE
        outcome = office.imports.take_in(sample, with_doubts=True)
        plan = office.visits.create(
            VisitPlan(
                title=f"{today.year}年春节走访慰问",
                occasion="春节",
                year=today.year,
                amounts=_AMOUNTS,
            )
        )
        for ending in ("pdf", "xlsx"):
            book = office.papers.visit_book(plan.plan.id or 0)
            office.papers.hand_out(book, folder / f"签收册.{ending}")
            office.papers.hand_out(
                office.papers.roster_of(LedgerView()), folder / f"花名册.{ending}"
            )
    print("这台机器没有显示器，已用随附的样表走了一遍导入、排名单、出签收册（人员均为虚构）。")
    print(f"导入：{outcome.words}")
    print(f"慰问方案：{plan.plan.title}，{plan.units} 户。")
    print(f"纸面文件在：{folder}")
    for path in sorted(folder.iterdir()):
        if path.suffix in {".pdf", ".xlsx"}:
            print(f"    {path.name}")
