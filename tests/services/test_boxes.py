"""迎检盒: what comes into them by rule, what the clerk changes, scores, gaps and the export."""

from collections.abc import Iterator
from decimal import Decimal
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from pypdf import PdfReader

from services.conftest import WriteSheet
from shuangyong_desktop.domain.activities import Activity
from shuangyong_desktop.domain.boxes import BOXES, Years
from shuangyong_desktop.domain.contacts import CONTACTS, Contact, ContactWay
from shuangyong_desktop.domain.enclosures import Enclosure
from shuangyong_desktop.domain.errors import Problem
from shuangyong_desktop.domain.people import Person
from shuangyong_desktop.domain.rolls.funds import FUNDS, FundEntry
from shuangyong_desktop.domain.rolls.pairs import PAIRS
from shuangyong_desktop.domain.rolls.scoring import SCORING_ITEMS, ScoringItem
from shuangyong_desktop.domain.tasks import Proof, Task, TaskList
from shuangyong_desktop.services import ledgers
from shuangyong_desktop.services.box_papers import BoxPapers, StagedBox
from shuangyong_desktop.services.demo.filling import make_demo
from shuangyong_desktop.services.office import Office
from shuangyong_desktop.services.scanning import Scan

YEARS = Years(2023, 2026)


def _picture() -> bytes:
    kept = BytesIO()
    Image.new("RGB", (80, 60), "navy").save(kept, "JPEG")
    return kept.getvalue()


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """The demo of 2025, only to be read."""
    path = tmp_path_factory.mktemp("demo") / "演示.db"
    make_demo(path, 120, seed=4, year=2025).close()
    with ledgers.open_with_password(path, ledgers.DEMO_PASSWORD) as opened:
        yield opened


def test_records_of_the_demo_year_come_into_the_boxes_of_their_registers(demo: Office):
    year = Years(2025, 2025)
    tables = {box.key: {key[0] for key in demo.boxes.members(box.key, year)} for box in BOXES}
    assert {"meeting", "leading_group", "annual_plan"} <= tables["01"]
    assert "activity" in tables["02"]
    assert {"visit_plan", "merit_notice", "conscript"} <= tables["03"]
    assert {"event", "policy"} <= tables["04"]
    assert {"pair", "task", "activity"} <= tables["05"]
    assert {"contact", "appeal"} <= tables["07"]
    assert tables["10"] == {"fund_entry"}
    for box in BOXES:
        keys = demo.boxes.members(box.key, year)
        assert len(keys) == len(set(keys))
        assert len(demo.boxes.page(box.key, keys[:50])) == len(keys[:50])


def test_no_record_of_the_demo_stands_in_two_boxes_by_rule(demo: Office):
    keys = [key for box in BOXES for key in demo.boxes.members(box.key, Years(2025, 2025))]
    assert len(keys) == len(set(keys))


def test_words_of_a_personal_record_have_no_number(office: Office):
    li = office.people.save(Person(name="李建国", id_number="510222195803066110",
                                   phone="13800001234"))  # fmt: skip
    office.entries(CONTACTS).save(Contact(person_id=li.id, date="2026-03-01", way=ContactWay.PHONE))
    (key,) = office.boxes.members("07", YEARS)
    (one,) = office.boxes.page("07", [key])
    assert one.words.startswith("李建国")
    assert one.person_id == li.id
    assert "5102" not in one.words
    assert "1380" not in one.words


def test_a_task_comes_into_its_own_box_or_that_of_its_list(office: Office):
    for title, asked in (
        ("要点", {}), ("双清单", {"list": TaskList.FOR_ARMY}), ("志愿", {"box": "08"}),
    ):  # fmt: skip
        office.tasks.save(Task(title=title, year=2026, **asked))
    for box, title in (("01", "要点"), ("05", "双清单"), ("08", "志愿")):
        keys = office.boxes.members(box, YEARS)
        assert [one.words.split("　")[0] for one in office.boxes.page(box, keys)] == [title]
    assert office.boxes.members("01", Years(2024, 2025)) == []


def test_what_goes_on_is_evidence_of_every_year_in_which_it_was_so(office: Office):
    told = {field.key: "甲" for field in PAIRS.schema if field.required}
    told |= {PAIRS.named: "社区与连队", "date": "2020-05-01", "ended_on": "2024-06-01"}
    office.entries(PAIRS).save(PAIRS.record(**told))
    assert office.boxes.members("05", Years(2023, 2023))
    assert office.boxes.members("05", Years(2024, 2024))
    assert office.boxes.members("05", Years(2025, 2026)) == []
    assert office.boxes.members("05", Years(2018, 2019)) == []


@pytest.fixture
def fund(office: Office) -> tuple[str, int]:
    made = office.entries(FUNDS).save(
        FundEntry(date="2026-02-01", summary="春节慰问", expense=Decimal(600))
    )
    return "fund_entry", made.id or 0


def test_a_record_is_linked_to_another_box_and_that_is_undone(
    office: Office, fund: tuple[str, int]
):
    assert office.boxes.put_in("03", [fund]) == 1
    (one,) = office.boxes.page("03", office.boxes.members("03", YEARS))
    assert (one.key, one.by_hand) == (fund, True)
    assert office.boxes.members("10", YEARS) == [fund]
    assert office.boxes.members("03", Years(2020, 2021)) == []
    with pytest.raises(Problem, match="已经关联过"):
        office.boxes.put_in("03", [fund])
    with pytest.raises(Problem, match="没有这个迎检盒"):
        office.boxes.put_in("12", [fund])
    office.history.undo()
    assert office.boxes.members("03", YEARS) == []


def test_a_record_is_left_out_and_comes_back(office: Office, fund: tuple[str, int]):
    office.boxes.leave_out("10", [fund])
    assert office.boxes.members("10", YEARS) == []
    assert office.boxes.left_out("10", YEARS) == [fund]
    office.history.undo()
    assert office.boxes.members("10", YEARS) == [fund]
    office.boxes.leave_out("10", [fund])
    office.boxes.put_in("10", [fund])
    assert office.boxes.members("10", YEARS) == [fund]
    assert office.boxes.left_out("10", YEARS) == []


def test_a_removed_record_leaves_the_boxes_it_was_linked_to(office: Office, fund: tuple[str, int]):
    office.boxes.put_in("03", [fund])
    office.entries(FUNDS).remove(fund[1])
    assert office.boxes.members("03", YEARS) == []


def test_items_are_scored_and_a_score_above_the_points_is_refused(office: Office):
    item = office.boxes.score(ScoringItem(title="走访慰问", box="03", points=Decimal(2),
                                          score=Decimal("1.5")))  # fmt: skip
    office.boxes.score(ScoringItem(title="旧规则", box="03", last_year=2020))
    assert office.boxes.items(YEARS) == [item]
    count = office.boxes.counts(YEARS)[2]
    assert (count.points, count.scored) == (Decimal(2), Decimal("1.5"))
    for wrong, said in (
        (ScoringItem(title="高", points=Decimal(1), score=Decimal(2)), "高于分值"),
        (ScoringItem(title="错", box="99"), "01 到 11"),
        (ScoringItem(), "测评项目"),
    ):
        with pytest.raises(Problem, match=said):
            office.boxes.score(wrong)


def test_scoring_rules_are_imported_from_a_table(office: Office, write_sheet: WriteSheet):
    path = write_sheet(
        ("1.1", "召开全体会议", "每年不少于1次", 1.5, "01"),
        ("1.2", "经费列入预算", "有凭证", 2, "10"),
        headings=("编号", "测评项目", "评分标准", "分值", "迎检盒"), name="细则.xlsx",
    )  # fmt: skip
    file = office.roll_imports.read(path, SCORING_ITEMS)
    preview = office.roll_imports.preview(SCORING_ITEMS, file)
    office.roll_imports.accept(SCORING_ITEMS, preview)
    items = office.boxes.items(YEARS)
    told = [(one.number, one.title, one.points, one.box) for one in items]
    assert told == [("1.1", "召开全体会议", Decimal("1.5"), "01"),
                    ("1.2", "经费列入预算", Decimal(2), "10")]  # fmt: skip


def test_gaps_name_empty_years_and_items_without_records(office: Office, fund: tuple[str, int]):
    item = office.boxes.score(ScoringItem(number="6.1", title="经费", box="10"))
    words = [gap.words for gap in office.box_papers.gaps(Years(2025, 2026))]
    assert "10 经费：2025年没有记录" in words
    assert "11 服务站建设：2025—2026年没有任何材料" in words
    assert "评分项“6.1 经费”没有关联材料" in words
    assert "评分项“6.1 经费”还没有自评分" in words
    office.boxes.put_in("10", [fund], item.id)
    assert office.boxes.of_item(item.id or 0, YEARS) == [fund]
    words = [gap.words for gap in office.box_papers.gaps(Years(2026, 2026))]
    assert "评分项“6.1 经费”没有关联材料" not in words


def test_the_gap_report_is_a_letter(office: Office, tmp_path: Path):
    for rules in (False, True):
        if rules:
            office.boxes.score(ScoringItem(number="6.1", title="经费预算", points=Decimal(2)))
        paper = office.box_papers.gap_report(YEARS)
        office.papers.draw(paper, tmp_path / "缺项.pdf")
        text = "".join(page.extract_text() for page in PdfReader(tmp_path / "缺项.pdf").pages)
        assert "缺项报告" in text.replace("\n", "")
        assert ("经费预算" in text) is rules


def _exported(office: Office, box: str, folder: Path) -> tuple[StagedBox, tuple[str, ...]]:
    made: list[StagedBox] = []
    scratch, out = folder / "scratch", folder / "out"
    for place in (scratch, out):
        place.mkdir(exist_ok=True)
    for _ in office.box_papers.staging([box], YEARS, scratch, made):
        pass
    return made[0], BoxPapers.bind(made, out)


@pytest.fixture
def filled(office: Office, fund: tuple[str, int]) -> ScoringItem:
    """A box with two scans, one of which is broken, linked to an item."""
    for name, body in (("凭证.jpg", _picture()), ("坏.pdf", b"%PDF-1.4 broken")):
        office.enclosures.add(Scan(name, body), Enclosure(register=fund[0], record_id=fund[1]))
    item = office.boxes.score(ScoringItem(number="6.1", title="经费", box="10"))
    office.boxes.put_in("10", [fund], item.id)
    return item


@pytest.mark.usefixtures("filled")
def test_a_box_is_exported_as_pdf_and_as_a_folder_by_item(office: Office, tmp_path: Path):
    staged, unbound = _exported(office, "10", tmp_path)
    assert [scan.title for scan in staged.scans] == ["春节慰问　凭证", "春节慰问　坏"]
    assert unbound == ("春节慰问　坏",)
    out = tmp_path / "out"
    reader = PdfReader(out / "10 经费（2023—2026年）.pdf")
    assert len(reader.pages) == 5
    assert "没有并入" in reader.pages[4].extract_text()
    kept = sorted(path.name for path in (out / "10 经费（2023—2026年）" / "6.1 经费").iterdir())
    assert kept == ["001 春节慰问 凭证.jpg", "002 春节慰问 坏.pdf"]
    assert office.box_papers.note([staged]).note == "输出迎检材料：10 盒，附件 2 份"


def test_scans_of_an_activity_are_in_its_box(office: Office):
    made = office.activities.save(Activity(date="2026-04-04", title="祭扫", kind="祭扫瞻仰"))
    office.enclosures.add(Scan("照片.jpg", _picture()),
                          Enclosure(register="activity", record_id=made.id))  # fmt: skip
    (one,) = office.boxes.page("02", office.boxes.members("02", YEARS))
    assert one.scans == 1


@pytest.mark.usefixtures("filled")
def test_a_target_that_cannot_be_replaced_stays_as_it_is(office: Office, tmp_path: Path):
    taken = tmp_path / "out" / "10 经费（2023—2026年）.pdf"
    taken.mkdir(parents=True)
    with pytest.raises(Problem, match="是一个文件夹"):
        _exported(office, "10", tmp_path)
    assert taken.is_dir()
    assert list(taken.parent.iterdir()) == [taken]


def test_the_paper_of_a_condition_is_a_scan_of_its_task(office: Office):
    task = office.tasks.save(Task(title="共建", year=2026), [Proof(words="协议")])
    ((proof, _),) = office.tasks.facts.proofs(task.id or 0)
    office.enclosures.add(Scan("协议.jpg", _picture()),
                          Enclosure(register="proof", record_id=proof.id))  # fmt: skip
    (key,) = office.boxes.members("01", YEARS)
    assert office.boxes.page("01", [key])[0].scans == 1
    assert len(office.boxes.scans([key] * 300)[key]) == 1
