"""The command line: a second face of the same services; it never needs a display."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from shuangyong_desktop import __version__
from shuangyong_desktop.cli import commands, sample
from shuangyong_desktop.domain.errors import Cancelled, Problem
from shuangyong_desktop.services.change_papers import ChangePaper
from shuangyong_desktop.services.contact_papers import ContactList

DONE, FIXABLE, WRONG_CALL = 0, 1, 2


def main(given: Sequence[str]) -> int:
    """Carry out one command; returns 0 done, 1 a problem the clerk can fix, 2 wrong call."""
    arguments = _parser().parse_args(given)  # leaves with 2 itself
    try:
        arguments.run(arguments)
    except Problem as problem:
        print(problem.sentence, file=sys.stderr)  # noqa: T201 (this is the command line)
        return FIXABLE
    except (Cancelled, KeyboardInterrupt):
        print("已取消，没有写入任何一条。", file=sys.stderr)  # noqa: T201
        return FIXABLE
    return DONE


class _Parser(argparse.ArgumentParser):
    """argparse with its few words in Chinese."""

    def error(self, message: str) -> None:  # type: ignore[override]
        self.exit(WRONG_CALL, f"命令写错了：{message}\n请用 {self.prog} --help 查看用法。\n")


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(prog="shuangyong", description="双拥工作台账")
    parser.add_argument("--version", action="version", version=__version__)
    verbs = parser.add_subparsers(dest="verb", required=True, metavar="命令")
    for name, summary, run, declare in _COMMANDS:
        verb = verbs.add_parser(name, help=summary, description=summary)
        declare(verb)
        verb.set_defaults(run=run)
    return parser


def _ledger(verb: argparse.ArgumentParser) -> None:
    verb.add_argument("--ledger", type=Path, required=True, help="台账文件（.db）")
    _password(verb)


def _password(verb: argparse.ArgumentParser) -> None:
    verb.add_argument("--password-stdin", action="store_true", help="从标准输入读取密码")


def _paper(verb: argparse.ArgumentParser) -> None:
    _ledger(verb)
    verb.add_argument("--out", type=Path, required=True, help="写到哪个文件（.pdf 或 .xlsx）")


def _declare_new(verb: argparse.ArgumentParser) -> None:
    verb.add_argument("path", type=Path)
    verb.add_argument("--recovery-sheet", type=Path, required=True, help="恢复密钥单（.pdf）")
    _password(verb)


def _declare_demo(verb: argparse.ArgumentParser) -> None:
    verb.add_argument("path", type=Path)
    verb.add_argument("--persons", type=int, default=500)
    verb.add_argument("--seed", type=int, default=1)
    verb.add_argument("--year", type=int)


def _declare_import(verb: argparse.ArgumentParser) -> None:
    verb.add_argument("files", type=Path, nargs="+", metavar="文件")
    verb.add_argument("--preview", action="store_true", help="只读取，不写入台账")
    verb.add_argument("--json", type=Path, metavar="文件夹", help="每个文件写一份 .result.json")
    verb.add_argument("--ledger", type=Path, help="台账文件（.db）")
    verb.add_argument("--with-doubts", action="store_true", help="有存疑的人也先导入，标“待核实”")
    _password(verb)


def _declare_card(verb: argparse.ArgumentParser) -> None:
    _paper(verb)
    verb.add_argument("--person", required=True, help="姓名或身份证号，须只对应一人")
    _masking(verb)


def _declare_roster(verb: argparse.ArgumentParser) -> None:
    _paper(verb)
    verb.add_argument("--community", action="append", default=[], help="只要这个村（社区）")
    verb.add_argument("--category", action="append", default=[], help="只要这一类人员")
    _masking(verb)


def _declare_contacts(verb: argparse.ArgumentParser) -> None:
    _paper(verb)
    names = [item.value for item in ContactList]
    verb.add_argument("--list", choices=names, default=names[0], help="哪一种台账或登记簿")
    verb.add_argument("--year", type=int)
    _masking(verb)


def _declare_moves(verb: argparse.ArgumentParser) -> None:
    _paper(verb)
    names = [item.value for item in ChangePaper]
    verb.add_argument("--list", choices=names, default=names[0], help="哪一种变动材料")
    verb.add_argument("--since", default="", help="从哪天起，如 2026-01-01；默认今年第一天")
    verb.add_argument("--until", default="", help="到哪天止；默认今天")
    _masking(verb)


def _masking(verb: argparse.ArgumentParser) -> None:
    verb.add_argument("--full", action="store_true", help="证件号等不遮盖，须写明用途")
    verb.add_argument("--purpose", default="", help="用途，记入操作记录")


def _declare_plan(verb: argparse.ArgumentParser) -> None:
    _ledger(verb)
    _plan_options(verb)


def _plan_options(verb: argparse.ArgumentParser) -> None:
    verb.add_argument("--occasion", default="", help="节日，如 春节、八一")
    verb.add_argument("--year", type=int)
    verb.add_argument("--category", action="append", default=[], help="人员类别，可多次")
    verb.add_argument("--community", action="append", default=[], help="村（社区），可多次")
    verb.add_argument("--tag", action="append", default=[], help="标签，可多次")
    verb.add_argument("--least-age", type=int, help="年满多少周岁")
    verb.add_argument("--most-age", type=int, help="不超过多少周岁")
    verb.add_argument("--age-day", help="年龄截至哪天，如 2026-02-17")
    verb.add_argument(
        "--amount",
        action="append",
        default=[],
        metavar="类别=金额+慰问品",
        help="如 残疾军人=800+大米1袋+菜油1桶；类别写“其他”表示其余各类",
    )


def _declare_visit_sheets(verb: argparse.ArgumentParser) -> None:
    _paper(verb)
    verb.add_argument("--plan", help="方案的编号或名称；默认最近一个")
    _plan_options(verb)


def _declare_backup(verb: argparse.ArgumentParser) -> None:
    _ledger(verb)
    verb.add_argument("--to", type=Path, required=True, help="备份放到哪个文件夹")


def _declare_restore(verb: argparse.ArgumentParser) -> None:
    verb.add_argument("package", type=Path, metavar="备份文件")
    verb.add_argument("--to", type=Path, required=True, help="恢复成哪个台账文件（.db）")
    _password(verb)


def _declare_bench(verb: argparse.ArgumentParser) -> None:
    verb.add_argument("--json", action="store_true", help="输出 JSON")
    verb.add_argument("--quick", action="store_true", help="小规模，只看能否跑通")


def _declare_nothing(verb: argparse.ArgumentParser) -> None:
    del verb


_COMMANDS = (
    ("new", "新建台账，并生成恢复密钥单", commands.new, _declare_new),
    ("demo", "生成演示台账（人员均为虚构）", commands.demo, _declare_demo),
    ("import", "读取或导入花名册表格", commands.import_files, _declare_import),
    ("plan", "按规则新建走访慰问方案", commands.plan, _declare_plan),
    (
        "visit-sheets",
        "慰问金（品）发放签收册和汇总表",
        commands.visit_sheets,
        _declare_visit_sheets,
    ),
    ("roster", "花名册", commands.roster, _declare_roster),
    ("contacts", "联系工作台账、联系表、登记簿", commands.contacts, _declare_contacts),
    ("moves", "增减变动表、变动花名册、拟停发报告", commands.moves, _declare_moves),
    ("card", "一人一档登记卡", commands.card, _declare_card),
    ("check", "检查台账文件是否完好", commands.check, _ledger),
    ("backup", "备份台账", commands.backup, _declare_backup),
    ("restore", "从备份恢复台账", commands.restore, _declare_restore),
    ("sample", "用随附的样表走一遍主要工作", sample.run, _declare_nothing),
    ("bench", "测量速度，给出与基准的比值", commands.bench, _declare_bench),
)
