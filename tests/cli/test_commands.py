"""The command line as it is called: real arguments, real files, exit codes and sentences."""

import io
import json
import sys

import pytest
from openpyxl import Workbook
from pypdf import PdfReader

from shuangyong_desktop.__main__ import main
from shuangyong_desktop.services import ledgers

PASSWORD = "春风化雨-2026"  # noqa: S105 (of an invented ledger)
PEOPLE = (
    ("张永福", "510223195001016011", "石桥村", "参战退役军人", "石桥村1社7号"),
    ("李素芳", "510223195604186386", "白杨社区", "烈士遗属", "白杨社区2组3号"),
    ("王明学", "51022319581105629", "白杨社区", "残疾军人", ""),
)


@pytest.fixture
def call(monkeypatch, capsys):
    """Calls the program with arguments, the password on standard input; returns what came."""

    def run(*arguments, typed=PASSWORD):
        monkeypatch.setattr(sys, "stdin", io.StringIO(f"{typed}\n"))
        try:
            code = main([str(argument) for argument in arguments])
        except SystemExit as left:
            code = left.code
        said = capsys.readouterr()
        return code, said.out, said.err

    return run


@pytest.fixture
def ledger(call, tmp_path):
    path = tmp_path / "台账.db"
    sheet = tmp_path / "恢复密钥单.pdf"
    code, out, _ = call("new", path, "--recovery-sheet", sheet, "--password-stdin")
    assert code == 0
    assert sheet.read_bytes()[:4] == b"%PDF"
    assert "恢复密钥单" in out
    return path


@pytest.fixture
def roster(tmp_path):
    book = Workbook()
    book.active.append(("姓名", "身份证号", "村（社区）", "人员类别", "住址"))
    for row in PEOPLE:
        book.active.append(row)
    book.save(tmp_path / "名册.xlsx")
    return tmp_path / "名册.xlsx"


def on(ledger):
    return ("--ledger", ledger, "--password-stdin")


def test_from_a_spreadsheet_to_the_sign_off_book(call, ledger, roster, tmp_path):
    code, out, _ = call("import", roster, *on(ledger))
    assert code == 0
    assert "读到 4 行 = 可导入 2 + 待确认 1 + 未导入 0 + 跳过 1" in out
    assert "新增 2 人" in out
    code, out, _ = call(
        "visit-sheets", *on(ledger), "--out", tmp_path / "册.pdf", "--year", 2026,
        "--amount", "烈士遗属=1000+大米1袋+菜油1桶", "--amount", "其他=500",
    )  # fmt: skip
    assert code == 0
    text = "".join(page.extract_text() for page in PdfReader(tmp_path / "册.pdf").pages)
    assert "2026年春节慰问金（品）发放签收册" in text
    assert "510223195001016011" in text
    assert "壹仟伍佰元整" in text


def test_without_any_standard_the_book_is_drawn_with_the_amounts_open(
    call, ledger, roster, tmp_path
):
    call("import", roster, "--with-doubts", *on(ledger))
    code, out, _ = call("visit-sheets", *on(ledger), "--out", tmp_path / "册.xlsx")
    assert code == 0
    assert "3 户" in out
    assert "没有定慰问标准" in out


def test_a_plan_is_made_by_rule_and_found_again(call, ledger, roster, tmp_path):
    call("import", roster, *on(ledger))
    code, out, _ = call(
        "plan", *on(ledger), "--occasion", "八一", "--year", 2026, "--category", "参战",
        "--least-age", 70, "--age-day", "2026-08-01", "--amount", "参战=600",
    )  # fmt: skip
    assert code == 0
    assert "2026年八一走访慰问，1 户" in out
    for name in ("1", "2026年八一走访慰问"):
        out_file = tmp_path / f"{name}.pdf"
        assert call("visit-sheets", *on(ledger), "--out", out_file, "--plan", name)[0] == 0
    code, _, err = call("visit-sheets", *on(ledger), "--out", tmp_path / "x.pdf", "--plan", "无")
    assert code == 1
    assert "现有方案：1 2026年八一走访慰问" in err


@pytest.mark.parametrize(
    ("option", "value", "sentence"),
    [
        ("--amount", "参战600", "看不明白"),
        ("--amount", "不存在=600", "不认识"),
        ("--amount", "参战=600+大米", "品名、数量、单位"),
        ("--age-day", "八月一日", "2026-02-17"),
        ("--category", "不存在", "不认识"),
        ("--community", "没有的村", "没有选到人"),
    ],
)
def test_a_rule_that_makes_no_sense_gets_a_sentence(call, ledger, option, value, sentence):
    code, _, err = call("plan", *on(ledger), option, value)
    assert code == 1
    assert sentence in err


def test_a_roster_is_masked_unless_a_purpose_is_given(call, ledger, roster, tmp_path):
    call("import", roster, *on(ledger))
    out_file = tmp_path / "名.pdf"
    assert call("roster", *on(ledger), "--out", out_file)[0] == 0
    assert PEOPLE[0][1] not in PdfReader(out_file).pages[0].extract_text()
    code, _, err = call("roster", *on(ledger), "--out", out_file, "--full")
    assert code == 1
    assert "用途" in err
    full = ("--full", "--purpose", "报区局核对")
    assert call("roster", *on(ledger), "--out", out_file, *full)[0] == 0
    assert PEOPLE[0][1] in PdfReader(out_file).pages[0].extract_text()
    code, out, _ = call("roster", *on(ledger), "--out", out_file, "--community", "石桥村")
    assert "花名册 1 人" in out
    code, _, err = call("roster", *on(ledger), "--out", out_file, "--category", "无此类")
    assert code == 1
    assert "可用的有" in err


def test_a_preview_needs_no_ledger_and_writes_one_result_a_file(call, roster, tmp_path):
    code, out, _ = call("import", roster, "--preview", "--json", tmp_path / "json")
    assert code == 0
    assert "3 条记录" in out
    written = json.loads((tmp_path / "json" / "名册.xlsx.result.json").read_text("utf-8"))
    assert written["records"][0]["fields"]["name"] == "张永福"
    code, out, _ = call("import", roster, "--preview")
    assert json.loads(out)["outcome"] == "records"


def test_a_list_of_tasks_is_previewed_and_imported_as_tasks(call, ledger, tmp_path):
    book = Workbook()
    book.active.append(("事项", "责任单位", "完成时限"))
    book.active.append(("修路", "规建办", "6月底前"))
    book.save(tmp_path / "任务.xlsx")
    code, out, _ = call("import", tmp_path / "任务.xlsx", "--preview")
    assert code == 0
    assert json.loads(out)["records"][0]["fields"]["item"] == "修路"
    code, out, _ = call("import", tmp_path / "任务.xlsx", *on(ledger))
    assert code == 0
    assert "读到 2 行 = 可导入 1 + 跳过 1" in out


def test_one_bad_file_does_not_stop_the_others(call, ledger, roster, tmp_path):
    (tmp_path / "坏.xlsx").write_bytes(b"PK\x03\x04 nothing")
    code, out, err = call("import", tmp_path / "坏.xlsx", roster, *on(ledger))
    assert code == 1
    assert "新增 2 人" in out
    assert "台账没有任何改动" in err or "台账没有改动" in err
    code, _, err = call("import", roster)
    assert code == 1
    assert "--ledger" in err


def test_backup_restore_and_check(call, ledger, roster, tmp_path):
    call("import", roster, *on(ledger))
    code, out, _ = call("backup", *on(ledger), "--to", tmp_path)
    assert code == 0
    (package,) = tmp_path.glob("*.tzb")
    assert call("restore", package, "--to", tmp_path / "新.db")[0] == 0
    code, out, _ = call("check", *on(tmp_path / "新.db"))
    assert code == 0
    assert "台账完好：2 人" in out


def test_a_damaged_ledger_is_told_by_check(call, ledger):
    content = bytearray(ledger.read_bytes())
    content[len(content) - 2000] ^= 0xFF
    ledger.write_bytes(content)
    code, _, err = call("check", *on(ledger))
    assert code == 1
    assert "损坏" in err


def test_a_wrong_password_is_a_sentence_not_a_traceback(call, ledger):
    code, _, err = call("check", *on(ledger), typed="不是这个密码呀")
    assert (code, err) == (
        1,
        "密码不对，台账没有打开，数据没有改动。请重新输入，或使用恢复密钥。\n",
    )


def test_nothing_that_exists_is_overwritten(call, ledger, tmp_path):
    code, _, err = call("new", ledger, "--recovery-sheet", tmp_path / "r.pdf", "--password-stdin")
    assert code == 1
    assert "已经存在" in err


def test_a_demo_ledger_says_its_password_and_marks_its_papers(call, tmp_path):
    code, out, _ = call("demo", tmp_path / "演示.db", "--persons", 60, "--year", 2026)
    assert code == 0
    typed = out.split("登录密码：")[1].strip()
    out_file = tmp_path / "名.pdf"
    code, _, _ = call(
        "roster", "--ledger", tmp_path / "演示.db", "--password-stdin", "--out", out_file,
        typed=typed,
    )  # fmt: skip
    assert code == 0
    assert "演示" in PdfReader(out_file).pages[0].extract_text()


@pytest.mark.parametrize("given", [["frobnicate"], ["roster"], ["new", "x.db"]])
def test_a_wrong_call_ends_with_two(call, given):
    code, _, err = call(*given)
    assert code == 2
    assert "命令写错了" in err


def test_where_there_is_no_display_the_sample_is_worked_through(call, monkeypatch, tmp_path):
    monkeypatch.setenv("SHUANGYONG_DATA", str(tmp_path))
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    code, out, _ = call()
    assert code == 0
    assert "没有显示器" in out
    assert (tmp_path / "样表试运行" / "签收册.pdf").exists()


def test_the_card_of_one_person_is_masked_unless_a_purpose_is_given(call, ledger, roster, tmp_path):
    call("import", roster, *on(ledger))
    out = tmp_path / "卡.pdf"
    code, said, _ = call("card", *on(ledger), "--person", "张永福", "--out", out)
    assert (code, said) == (0, f"一人一档：{out}\n")
    text = PdfReader(out).pages[0].extract_text()
    assert "5102**********6011" in text
    assert "510223195001016011" not in text
    code, _, err = call("card", *on(ledger), "--person", "无名氏", "--out", out)
    assert code == 1
    assert "台账里有 0 人" in err
    code, _, err = call("card", *on(ledger), "--person", "张永福", "--out", out, "--full")
    assert code == 1
    assert "写明用途" in err


def test_the_contact_ledger_and_its_lists_are_written_masked(call, tmp_path):
    path, out = tmp_path / "演示.db", tmp_path / "台账.pdf"
    call("demo", path, "--persons", "40", "--year", "2026")
    given = ("contacts", "--ledger", path, "--password-stdin", "--year", "2026")
    typed = ledgers.DEMO_PASSWORD
    code, said, _ = call(*given, "--out", out, typed=typed)
    assert (code, said.startswith("2026年联系工作台账 ")) == (0, True)
    assert "联系对象基本信息" in PdfReader(out).pages[0].extract_text()
    code, said, _ = call(*given, "--out", tmp_path / "诉求.xlsx", "--list", "诉求办理台账",
                         typed=typed)  # fmt: skip
    assert code == 0
    code, _, told = call(*given, "--out", out, "--full", typed=typed)
    assert code == 1
    assert "用途" in told
    code, _, told = call(*given[:-1], "1990", "--out", out, typed=typed)
    assert "这段时间没有" in told


def test_the_papers_about_the_changes_of_a_period_are_written_masked(call, tmp_path):
    path, out = tmp_path / "演示.db", tmp_path / "变动.pdf"
    call("demo", path, "--persons", "40", "--year", "2026")
    given = ("moves", "--ledger", path, "--password-stdin", "--since", "2026-01-01")
    typed = ledgers.DEMO_PASSWORD
    code, said, _ = call(*given, "--out", out, typed=typed)
    assert (code, said.startswith("退役军人和其他优抚对象增减变动表 ")) == (0, True)
    assert "逐行核对一致" in "".join(page.extract_text() for page in PdfReader(out).pages)
    roster = tmp_path / "花名册.xlsx"
    code, _, _ = call(*given, "--list", "截至期末花名册", "--until", "2026-03-31", "--out", roster,
                      typed=typed)  # fmt: skip
    assert code == 0
    assert roster.exists()
    for more, told in (
        (("--until", "昨天"), "看不明白"),
        (("--until", "2025-01-01"), "起始日期之前"),
        (("--full",), "用途"),
    ):
        code, _, err = call(*given, *more, "--out", out, typed=typed)
        assert (code, told in err) == (1, True)
