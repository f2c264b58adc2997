from dataclasses import dataclass

import pytest

from shuangyong_desktop.domain.fields import Doubt, Field, Kind, Reading, Schema

LOUD = Kind("loud", lambda text: Reading(text.upper() or None), str.lower, mask=lambda _: "***")
DOUBTFUL = Kind("doubtful", lambda text: Reading(None, (Doubt("odd", f"{text}？"),)))


@dataclass(frozen=True)
class Thing:
    name: str
    size: str | None = None


THINGS = Schema(
    Thing, (Field("name", "名称", LOUD, required=True), Field("size", "大小", DOUBTFUL))
)


def test_a_misspelt_key_fails_when_the_program_starts():
    with pytest.raises(TypeError, match="colour"):
        Schema(Thing, (Field("colour", "颜色", LOUD),))


def test_reading_keeps_every_doubt_with_its_field():
    values, doubts = THINGS.read({"name": "a", "size": "大"})
    assert values == {"name": "A", "size": None}
    assert [(doubt.field, doubt.sentence) for doubt in doubts] == [("size", "大？")]


def test_a_required_column_is_missed_even_when_nothing_was_given():
    values, doubts = THINGS.read({})
    assert values == {"name": None}
    assert doubts[0].kind == "missing_name"
    assert doubts[0].sentence == "缺少名称，请补填。"


def test_writing_masks_only_when_asked_and_leaves_nothing_empty():
    column = THINGS["name"]
    assert column.write("A") == "a"
    assert column.write("A", masked=True) == "***"
    assert column.write(None, masked=True) == ""


def test_a_paper_picks_its_columns_in_its_own_order():
    assert [column.key for column in THINGS.pick("size", "name")] == ["size", "name"]


NUMBER = Kind(
    "number",
    lambda text: Reading(None, (Doubt("odd", "不像编号。"),)) if len(text) > 3 else Reading(text),
    forced_text=True,
)


def test_a_number_that_is_typed_is_kept_whatever_it_is_and_waits_to_be_verified():
    column = Field("name", "编号", NUMBER)
    taken = column.take(" 12\u200b3 \uff14\x07")
    assert taken.value == "1234"
    assert [doubt.sentence for doubt in taken.doubts] == ["不像编号。可先保存，标为“待核实”。"]
    assert column.to_verify("1234")
    assert column.take("12") == column.read("12")
    assert not column.to_verify("12")
    assert not column.to_verify(None)
    assert THINGS["size"].take("大").value is None
    assert not THINGS["size"].to_verify("大")
