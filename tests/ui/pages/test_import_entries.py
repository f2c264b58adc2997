"""What the clerk ticks, types and leaves out becomes decisions; merging and sex by hand only."""

import pytest

from shuangyong_desktop.domain.drafts import ExistingPolicy
from shuangyong_desktop.domain.fields import Doubt, Severity, Suggestion
from shuangyong_desktop.domain.imports import (
    Counts,
    FileReading,
    ImportColumn,
    ImportRow,
    Outcome,
    SheetReading,
)
from shuangyong_desktop.services.imports import ImportPreview
from shuangyong_desktop.ui.pages.import_entries import Entries

SHEET = "花名册"
ID = "510222195803066110"
SEX = Doubt("conflicting_sex", "性别与证件号不一致。", "sex",
            suggestion=Suggestion("男", "按身份证号记男", by_hand=True))  # fmt: skip
KIND = Doubt("vague_category", "没有写明是哪一类。", "categories", Severity.INFO,
             Suggestion("三属（待核实类别）", "先记为三属（待核实类别）"))  # fmt: skip
TWICE = Doubt("duplicate_person", "与第9行是同一人。", "id_number",
              suggestion=Suggestion("花名册!9", "并入第9行", by_hand=True))  # fmt: skip
SHORT = Doubt("invalid_id", "身份证号是17位，应为18位。", "id_number", Severity.ERROR)
NOBODY = Doubt("missing_name", "没有姓名。", "name", Severity.ERROR)


@pytest.fixture
def entries() -> Entries:
    columns = (
        ImportColumn(0, "A", "姓  名", "name"),
        ImportColumn(1, "B", "公民身份\n号码", "id_number"),
        ImportColumn(2, "C", "性别", "sex"),
    )
    rows = (
        ImportRow(SHEET, 4, {"name": "李建国", "sex": "女"}, (SEX, KIND), ("李建国", ID, "女")),
        ImportRow(SHEET, 5, {"name": "王芳"}, (TWICE, SHORT), ("王芳", ID, "女")),
        ImportRow(SHEET, 6, {}, (NOBODY,), ("", "", "")),
    )
    reading = FileReading("名册.xlsx", Outcome.RECORDS, counts=Counts(0, 2, 1, 0))
    return Entries(ImportPreview(reading, (SheetReading(SHEET, (3,), columns),), rows, ()))


def _number(entries: Entries, kind: str) -> int:
    return next(entry.id for entry in entries.fetch(entries.ids) if entry.doubt.kind == kind)


def test_rows_that_cannot_come_in_stand_first(entries: Entries) -> None:
    kinds = [entry.doubt.kind for entry in entries.fetch(entries.ids)]
    assert kinds == ["missing_name", "conflicting_sex", "vague_category", "duplicate_person",
                     "invalid_id"]  # fmt: skip


def test_adopting_all_never_merges_and_never_changes_a_sex(entries: Entries) -> None:
    assert entries.bulk == {_number(entries, "vague_category")}
    decided = entries.decisions(entries.bulk, ExistingPolicy.FILL_BLANKS)
    assert decided.settled == {(SHEET, 4): {"categories": "三属（待核实类别）"}}
    assert not decided.merged


def test_what_is_ticked_by_hand_is_done(entries: Entries) -> None:
    ticked = {_number(entries, "conflicting_sex"), _number(entries, "duplicate_person")}
    decided = entries.decisions(ticked, ExistingPolicy.SKIP)
    assert decided.existing is ExistingPolicy.SKIP
    assert decided.settled == {(SHEET, 4): {"sex": "男"}}
    assert decided.merged == {(SHEET, 5)}


def test_what_the_clerk_typed_goes_before_a_suggestion(entries: Entries) -> None:
    number = _number(entries, "conflicting_sex")
    entries.type(number, "女")
    decided = entries.decisions({number}, ExistingPolicy.FILL_BLANKS)
    assert decided.settled == {(SHEET, 4): {"sex": "女"}}
    assert entries.fetch([number])[0].proposal == "改为 女"


def test_a_row_left_out_stays_outside_with_all_its_doubts(entries: Entries) -> None:
    entries.leave_out(_number(entries, "duplicate_person"), left_out=True)
    assert entries.left_out_rows == {(SHEET, 5)}
    assert not entries.fetch([_number(entries, "invalid_id")])[0].can_adopt
    entries.leave_out(_number(entries, "invalid_id"), left_out=False)
    assert entries.left_out_rows == set()


def test_the_original_heading_and_cell_are_shown_and_numbers_masked(entries: Entries) -> None:
    entry = entries.fetch([_number(entries, "invalid_id")])[0]
    assert entry.heading == "公民身份号码"
    assert entry.original == ID
    assert entry.masked == "5102**********6110"
