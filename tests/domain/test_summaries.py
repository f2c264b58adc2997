import pytest

from shuangyong_desktop.domain import numbers
from shuangyong_desktop.domain.summaries import (
    BY_KEY,
    OPENING,
    SECTIONS,
    WORDS,
    filled,
    first_text,
    headed,
    pieces,
    tokens,
)


def test_every_field_of_every_first_text_is_a_number_that_is_declared():
    texts = [OPENING, *(sentence for section in SECTIONS for sentence in section.sentences)]
    for text in texts:
        for key in tokens(text):
            assert key in numbers.BY_KEY, key
    for section in SECTIONS:
        assert not section.headline or section.headline in numbers.BY_KEY
        assert "{" not in filled(section.title, dict.fromkeys(WORDS, "甲"))


def test_the_unit_of_a_number_is_the_one_that_follows_its_field():
    for section in SECTIONS:
        for sentence in section.sentences:
            parts = list(pieces(sentence))
            for (_, key), (after, _) in zip(parts, [*parts[1:], ("", "")], strict=True):
                if key in numbers.BY_KEY:
                    unit = numbers.BY_KEY[key].unit
                    assert after.startswith((unit, "名", "件", "项")), (key, unit, after[:4])


def test_a_text_is_filled_and_what_is_unknown_stays_visible():
    assert filled("慰问{visit.units}户次", {"visit.units": "800"}) == "慰问800户次"
    assert filled("{gone.number}件", {}) == "{gone.number}件"
    assert list(pieces("慰问{visit.units}户")) == [
        ("慰问", ""), ("{visit.units}", "visit.units"), ("户", ""),
    ]  # fmt: skip


def test_sentences_without_anything_to_tell_are_left_out():
    section = BY_KEY["visits"]
    some = first_text(section, lambda key: key != "plaque.given")
    assert some == "发放光荣牌{plaque.given}块、优待证{card.given}张。"
    last = first_text(section, lambda key: key != "merit.delivered")
    assert last == "送立功喜报{merit.delivered}份。"
    assert first_text(section, lambda _: True) == "{period}没有登记这方面的工作。"
    assert first_text(BY_KEY["problems"], lambda _: False) == "（请填写）"


def test_the_points_stand_together_under_the_main_work():
    heads = [(over, heading) for over, heading, _ in headed(["basic", "mutual", "visits", "plans"])]
    assert heads == [
        ("", "一、基本情况"),
        ("二、主要工作", "（一）健全工作机制，落实“双清单”"),
        ("", "（二）突出重点对象，做好走访慰问"),
        ("", "三、{next_year}年工作打算"),
    ]


@pytest.mark.parametrize("clause", [f"二（{number}）" for number in "一二三四五六七八"])
def test_every_point_of_the_yearly_document_has_numbers(clause: str):
    assert [number for number in numbers.NUMBERS if number.clause == clause]
