import importlib.util
import io
from collections import Counter
from pathlib import Path

import openpyxl
import pytest

from shuangyong_desktop.documents.spreadsheets import preview_json

SCRIPT = Path(__file__).parents[2] / "packaging" / "make_sample.py"


@pytest.fixture(scope="module")
def make_sample():
    spec = importlib.util.spec_from_file_location("make_sample", SCRIPT)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def made(make_sample):
    return make_sample.sample_bytes()


@pytest.fixture(scope="module")
def sheet(made):
    return openpyxl.load_workbook(io.BytesIO(made)).worksheets[0]


def test_the_sample_that_is_kept_is_the_one_the_script_makes(make_sample, made):
    assert make_sample.OUT.read_bytes() == made


def test_making_it_twice_gives_the_same_bytes(make_sample, made):
    assert make_sample.sample_bytes() == made


def test_it_looks_like_an_office_roster(sheet):
    first = [row[0].value for row in sheet.iter_rows(max_row=2)]
    assert "花名册" in first[0]
    assert "填报单位" in first[1]
    merged = {str(area) for area in sheet.merged_cells.ranges}
    assert {"A1:P1", "A2:P2", "H3:J3", "A3:A4"} <= merged
    words = [str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value]
    assert words.count("小计") == 5
    assert words.count("合计") == 1


def test_it_has_the_dirt_of_real_rosters(sheet):
    people = [row for row in sheet.iter_rows(min_row=5) if isinstance(row[0].value, int)]
    assert len(people) == 60
    numbers = [row[4].value for row in people]
    assert any(isinstance(number, float) for number in numbers)
    assert any(isinstance(number, str) and len(number) == 15 for number in numbers)
    assert any(number is None for number in numbers)
    assert sum(bool(row[2].font.strike) for row in people) == 2
    assert any(row[2].value is None for row in people)
    names = "".join(str(row[2].value) for row in people)
    assert "已故" in names
    assert "曾用名" in names
    assert "𬭎" in names


def test_its_numbers_belong_to_nobody(sheet):
    for row in sheet.iter_rows(min_row=5):
        number = row[4].value
        if isinstance(number, str) and len(number) == 18 and number.isascii():
            assert 600 <= int(number[14:17]) <= 999
        phone = str(row[12].value or "")
        assert not phone.startswith("1") or phone.replace(" ", "")[3:7] == "0000"


def test_it_reads_as_sixty_people_and_every_planted_fault_is_found(make_sample):
    result = preview_json(make_sample.OUT)
    assert result["outcome"] == "records"
    assert len(result["records"]) == make_sample.PERSONS
    found = Counter(
        problem["kind"] for problem in result["problems"] if problem["severity"] != "info"
    )
    assert found == {
        "truncated_id": 2, "bad_check_digit": 1, "invalid_id": 1, "missing_id": 1,
        "missing_name": 1, "duplicate_person": 1, "deceased_by_style": 2,
    }  # fmt: skip
    states = Counter(record["fields"]["living_status"] for record in result["records"])
    assert states["deceased"] == len(make_sample.DECEASED) + 1
