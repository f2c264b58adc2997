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
