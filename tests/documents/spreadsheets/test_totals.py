"""Stated sums beside what the rows add up to."""

from documents.books import IDS, read, write

HEADINGS = ["序号", "姓名", "身份证号", "月标准", "发放金额"]
PAID = ((1, "张三", IDS[0], 1020, 1122), (2, "李四", IDS[1], "960元", 1056))
WANG = (3, "王五", IDS[2], 890, 979)


def notices(path, rows):
    return read(write(path, rows)).ending.notices


def test_sums_that_agree_are_not_mentioned(tmp_path):
    rows = [HEADINGS, *PAID, ["", "小计", "", 1980, 2178], WANG, ["", "小计", "", 890, 979]]
    rows.append(["合计", "", "", "2,870.00", 3157])
    assert notices(tmp_path / "a.xlsx", rows) == ()


def test_a_sum_that_differs_is_mentioned_with_both_amounts(tmp_path):
    rows = [HEADINGS, *PAID, ["", "小计", "", 1980, 2000], WANG, ["合计", "", "", 2870, 3157]]
    assert notices(tmp_path / "a.xlsx", rows) == (
        "工作表“Sheet”第4行“发放金额”的合计写2,000.00元，逐行相加为2,178.00元，请核对。",
    )


def test_a_total_above_the_people_waits_for_the_last_of_them(tmp_path):
    good = [HEADINGS, ["合计", "", "", 1980, 2178], *PAID]
    assert notices(tmp_path / "a.xlsx", good) == ()
    bad = [HEADINGS, ["合计", "", "", 1980, 2179], *PAID]
    assert "2,179.00" in notices(tmp_path / "b.xlsx", bad)[0]


def test_a_total_may_be_of_the_part_or_of_everything(tmp_path):
    rows = [HEADINGS, *PAID, ["合计", "", "", "", 2178], WANG, ["累计", "", "", "", 3157]]
    assert notices(tmp_path / "a.xlsx", rows) == ()


def test_tables_on_one_sheet_share_their_grand_total(tmp_path):
    other = ["序号", "姓名", "身份证号", "备注", "发放金额"]
    rows = [HEADINGS, *PAID, [], other, [1, "王五", IDS[2], "", 979], ["总计", "", "", "", 3157]]
    assert notices(tmp_path / "a.xlsx", rows) == ()


def test_an_empty_or_unreadable_total_says_nothing(tmp_path):
    rows = [HEADINGS, *PAID, ["合计", "", "", "", "见附表"], ["合计", "2人"]]
    assert notices(tmp_path / "a.xlsx", rows) == ()
