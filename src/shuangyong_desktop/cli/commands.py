"""What each command does: asks the services and prints what came of it."""

# ruff: noqa: T201 (this is the command line)
import getpass
import json
import sys
from argparse import Namespace
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from shuangyong_desktop.cli.plans import chosen_plan, new_plan
from shuangyong_desktop.domain.errors import Problem
from shuangyong_desktop.domain.movements import Period
from shuangyong_desktop.domain.search import PersonFilter
from shuangyong_desktop.domain.status import PersonStatus
from shuangyong_desktop.services import imports, ledgers, papers
from shuangyong_desktop.services.backups import restore_package
from shuangyong_desktop.services.change_papers import ChangePaper, Shown
from shuangyong_desktop.services.contact_papers import ContactList, year_of
from shuangyong_desktop.services.office import Office
from shuangyong_desktop.services.people import LedgerView


def new(arguments: Namespace) -> None:
    """Make an empty ledger; its recovery sheet is written before the ledger is called done."""
    password = _password(arguments, "请设置登录密码：", twice=True)
    made = ledgers.create(arguments.path, password)
    with made.office:
        try:
            papers.write_recovery_sheet(arguments.recovery_sheet, made.recovery_key)
        except Problem as problem:
            raise Problem(
                f"台账已经建好，但恢复密钥单没有写成：{problem.sentence}"
                "请在设置里重新生成恢复密钥单，在那之前忘记密码将无法打开台账。"
            ) from problem
    print(f"已新建台账：{arguments.path.name}")
    print(f"恢复密钥单：{arguments.recovery_sheet}，请打印后与电脑分开保管，并删除这个文件。")


def demo(arguments: Namespace) -> None:
    """Make a demo ledger; its password is fixed and printed, because nobody in it is real."""
    from shuangyong_desktop.services.demo.filling import make_demo  # noqa: PLC0415 (only needed here)

    year = arguments.year or date.today().year  # noqa: DTZ011 (the clerk's own calendar)
    with make_demo(arguments.path, arguments.persons, arguments.seed, year) as office:
        people = office.people.counts().people
        print(f"已生成演示台账：{arguments.path.name}，{people} 人在册，均为虚构。")
    print(f"登录密码：{ledgers.DEMO_PASSWORD}")


def import_files(arguments: Namespace) -> None:
    """Read files, with or without a ledger; the counts of each always add up."""
    if arguments.preview:
        _preview(arguments.files, arguments.json)
        return
    if arguments.ledger is None:
        raise Problem("请用 --ledger 指明台账，或用 --preview 只看读取结果。")
    failed: list[Problem] = []
    with _opened(arguments) as office:
        for path in arguments.files:
            try:
                print(f"{path.name}：{_taken_in(office, path, with_doubts=arguments.with_doubts)}")
            except Problem as problem:
                failed.append(problem)
                print(f"{path.name}：{problem.sentence}", file=sys.stderr)
    if failed:
        raise Problem(f"{len(failed)} 个文件没有导入，原因见上。其余文件已导入。")


def _taken_in(office: Office, path: Path, *, with_doubts: bool) -> str:
    """Import a list of people or of tasks, whichever it is; the counts in words."""
    try:
        return office.imports.take_in(path, with_doubts=with_doubts).words
    except Problem as problem:
        if problem.code != "task_list":
            raise
    return office.task_lists.take_in(path, with_doubts=with_doubts).words


def _preview(files: list[Path], folder: Path | None) -> None:
    for path in files:
        result = imports.result_of(path)
        if folder is None:
            print(json.dumps(result, ensure_ascii=False))
        else:
            folder.mkdir(parents=True, exist_ok=True)
            target = folder / f"{path.name}.result.json"
            target.write_text(json.dumps(result, ensure_ascii=False, indent=1), encoding="utf-8")
            print(f"{path.name}：{_words_of(result)}")


def _words_of(result: dict[str, Any]) -> str:
    if result["error"]:
        return str(result["message"])
    return f"读到 {len(result['records'])} 条记录，{len(result['problems'])} 处需要看一眼。"


def plan(arguments: Namespace) -> None:
    """Make a visit plan by rule."""
    with _opened(arguments) as office:
        new_plan(office, arguments, print)


def visit_sheets(arguments: Namespace) -> None:
    """Write the sign-off sheets of a plan; without any plan, of one made now by the options."""
    with _opened(arguments) as office:
        found = chosen_plan(office, arguments, print)
        office.papers.hand_out(office.papers.visit_book(found.id or 0), arguments.out)
        print(f"{found.paper_title}：{arguments.out}")


def roster(arguments: Namespace) -> None:
    """Write a roster, masked unless --full and a purpose are given."""
    with _opened(arguments) as office:
        only = PersonFilter(
            tuple(arguments.community),
            _category_codes(office, arguments.category),
            (PersonStatus.ACTIVE,),
        )
        options = papers.RosterOptions(full=arguments.full, purpose=arguments.purpose)
        paper = office.papers.roster_of(LedgerView(only=only), options)
        office.papers.hand_out(paper, arguments.out)
        print(f"花名册 {paper.count} 人：{arguments.out}")


def card(arguments: Namespace) -> None:
    """Write the card of one person, masked unless --full and a purpose are given."""
    with _opened(arguments) as office:
        found = office.people.listing(LedgerView(arguments.person, PersonFilter())).ids
        people = [
            person
            for person in office.people.page(found)
            if arguments.person in (person.name, person.id_number)
        ]
        if len(people) != 1:
            raise Problem(
                f"台账里有 {len(people)} 人叫这个名字或证件号，没有生成。请用身份证号指定一人。",
                code="which_person",
            )
        paper = office.person_cards.card(
            people[0].id or 0, full=arguments.full, purpose=arguments.purpose
        )
        office.papers.hand_out(paper, arguments.out)
        print(f"一人一档：{arguments.out}")


def contacts(arguments: Namespace) -> None:
    """Write the contact ledger or a list beside it, masked unless --full with a purpose."""
    year = arguments.year or date.today().year  # noqa: DTZ011 (the clerk's own calendar)
    with _opened(arguments) as office:
        options = papers.RosterOptions(full=arguments.full, purpose=arguments.purpose)
        paper = office.contact_papers.book(ContactList(arguments.list), year_of(year), options)
        office.papers.hand_out(paper, arguments.out)
        print(f"{paper.title} {paper.count} 条：{arguments.out}")


def moves(arguments: Namespace) -> None:
    """Write a paper about the changes of a period, masked unless --full with a purpose."""
    today = date.today()  # noqa: DTZ011 (the clerk's own calendar)
    since = _day(arguments.since) or date(today.year, 1, 1)
    until = _day(arguments.until) or today
    if until < since:
        raise Problem("截止日期在起始日期之前，没有生成。请核对。", code="bad_period")
    with _opened(arguments) as office:
        shown = Shown(arguments.full, arguments.purpose)
        kind, period = ChangePaper(arguments.list), Period(since, until)
        paper = office.change_papers.paper(kind, period, shown)
        office.papers.hand_out(paper, arguments.out)
        print(f"{paper.title} {paper.count} 人：{arguments.out}")


def _day(text: str) -> date | None:
    """The day that an argument names; raises Problem when it names none."""
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise Problem(
            f"日期“{text}”看不明白，请写成 2026-07-28。没有生成。", code="bad_date"
        ) from None


def check(arguments: Namespace) -> None:
    """Look whether everything in the ledger is as it was written."""
    with _opened(arguments) as office:
        print(office.check())


def backup(arguments: Namespace) -> None:
    """Make a verified backup package."""
    with _opened(arguments) as office:
        package = office.backups.make(arguments.to)
        print(f"备份已核验：{package}")


def restore(arguments: Namespace) -> None:
    """Restore a package as a ledger; nothing that exists is overwritten."""
    restored = restore_package(arguments.package, arguments.to)
    print(f"已恢复台账：{restored}，请用备份时的密码或恢复密钥打开。")


def bench(arguments: Namespace) -> None:
    """Measure, as ratios to a floor or peer in the same run."""
    from shuangyong_desktop.cli.bench import run  # noqa: PLC0415 (brings generators and peers)

    run(as_json=arguments.json, quick=arguments.quick)


def _opened(arguments: Namespace) -> Office:
    return ledgers.open_with_password(arguments.ledger, _password(arguments, "登录密码："))


def _password(arguments: Namespace, prompt: str, *, twice: bool = False) -> str:
    if arguments.password_stdin:
        return sys.stdin.readline().rstrip("\r\n")
    ask: Callable[[str], str] = getpass.getpass
    password = ask(prompt)
    if twice and ask("再输入一次：") != password:
        raise Problem("两次输入的密码不一样，没有新建台账。")
    return password


def _category_codes(office: Office, names: list[str]) -> tuple[str, ...]:
    known = {category.name: category.code for category in office.people.categories()}
    strange = [name for name in names if name not in known]
    if strange:
        raise Problem(f"没有“{strange[0]}”这个人员类别。可用的有：{'、'.join(known)}。")
    return tuple(known[name] for name in names)
