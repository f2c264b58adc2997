import pytest

from shuangyong_desktop.domain.names import NameReading, read_name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("张三", "张三"),
        (" 张 三 ", "张三"),
        ("张\u3000三", "张三"),
        ("宋\u200b文\u200b", "宋文"),
        ("郝静琴\n", "郝静琴"),
        ("李  𬭎", "李𬭎"),
        ("古丽娜尔•艾合买提", "古丽娜尔·艾合买提"),
        ("扎西・多吉", "扎西·多吉"),
        ("买买提.艾力", "买买提·艾力"),
        ("欧阳 江进", "欧阳江进"),
        ("夏 侯全伟", "夏侯全伟"),
        ("John  Smith", "John Smith"),
        ("1.张三", "张三"),
        ("张三*", "张三"),
        ("张三※", "张三"),
        ("王和平", "王和平"),
        ("周亡", "周亡"),
        ("戴\n义军", "戴义军"),
        ("张义\n军", "张义军"),
        ("欧阳\n建国", "欧阳建国"),
        ("张三等3人", "张三"),
        ("", ""),
        ("  ", ""),
    ],
)
def test_names_come_without_padding(text, name):
    assert read_name(text) == NameReading(name)


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("廖斌志（已故2022.2）", "2022-02"),
        ("张三（2023年5月去世）", "2023-05"),
        ("张三去世", None),
        ("已故 张三", None),
        ("张三（已故）", None),
        ("张三已故2021.12", "2021-12"),
        ("张三—己故", None),
        ("张三（去逝）", None),
        ("张三〈已故〉", None),
        ("张三{已故}", None),
        ("张三 死亡2020.3", "2020-03"),
        ("张三（2021.3病故）", "2021-03"),
    ],
)
def test_a_death_in_the_name_becomes_a_status(text, date):
    reading = read_name(text)
    assert reading.deceased
    assert reading.death_date == date
    assert reading.name in ("张三", "廖斌志")


@pytest.mark.parametrize(
    "text",
    [
        "张三(曾用名李二)",
        "张三（原名：李二）",
        "张三 曾用名李二",
        "张三（又名李二、已故）",
        "张三（原用名李二）",
    ],
)
def test_a_former_name_stands_apart(text):
    reading = read_name(text)
    assert (reading.name, reading.former_name) == ("张三", "李二")


@pytest.mark.parametrize(
    "text", ["张三/李四", "张三、李四", "张三\n李四", "张三 李四", "张三和李四"]
)
def test_two_people_in_a_cell_are_told_apart(text):
    reading = read_name(text)
    assert (reading.name, reading.others) == ("张三", ("李四",))


def test_what_else_stands_beside_a_name_is_not_lost():
    assert read_name("张三（女）").note == "女"
    assert read_name("张三（迁出）").moved_out
