from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shuangyong_desktop.domain.clauses import clauses_of, drafts_of, source_of
from shuangyong_desktop.domain.errors import Problem

DOCUMENT = """各村（居）民委员会、各办公室：
现将《2026年双拥工作要点》印发给你们。
通街办发〔2026〕12号
某某街道办事处
2026年6月28日
2026年某某街道双拥工作要点
为做好双拥工作，制定本要点。
一、指导思想
坚持以习近平新时代中国特色社会主义思想为指导，深入开展军民共建活动。
二、主要工作任务
（一）加强宣传、提高认识。双拥工作是优良传统。继续开展全民国防教育日，推动国防教育深入普及。
（二）广泛开展活动。认真组织开展拥军慰问活动，领导干部要带头看望“三属”，帮助解决实际问题。\
利用“八一”、春节等节日精心组织走访慰问活动。按照《关于认真开展共建工作的通知》（某发〔2019〕6号）\
文件精神，结成共建对子。
（三）召开领导小组会议不少于2次，6月底前完成第一次。（责任单位：党政办、规建办；配合单位：各村）
三、工作要求
1.加强组织领导
2.退役军人服务站要建好联系工作台账。
"""


def _titles(text: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for draft in drafts_of(text, 2026)[0]:
        found.setdefault(draft.task.clause or "", []).append(draft.task.title or "")
    return found


def test_the_document_says_what_it_is():
    source = source_of(DOCUMENT, 2025)
    assert source.title == "2026年某某街道双拥工作要点"
    assert (source.number, source.date, source.year) == ("通街办发〔2026〕12号", "2026-06-28", 2026)
    assert source.addressees == "各村（居）民委员会、各办公室"


def test_a_text_that_says_nothing_of_itself_is_of_the_year_in_front():
    source = source_of("一、开展活动", 2027)
    assert (source.title, source.number, source.date, source.year) == (None, None, None, 2027)


def test_clauses_have_their_place_and_heading():
    labels = [clause.label for clause in clauses_of(DOCUMENT)]
    assert labels == ["一", "二", "二（一）", "二（二）", "二（三）", "三", "三1.", "三2."]
    assert clauses_of(DOCUMENT)[2].heading == "加强宣传、提高认识"


@pytest.mark.parametrize(
    ("lines", "labels"),
    [
        ("第一章 总则\n第一条 召开会议。\n第二条 开展活动。", ["第一章", "第一章一", "第一章二"]),
        ("1、召开会议\n（1）印发通知\n（2）签到", ["1.", "1.（1）", "1.（2）"]),
        ("①召开会议\n②开展活动", ["①", "②"]),
        ("一．召开会议\n(一)印发通知", ["一", "一（一）"]),
    ],
)
def test_offices_number_in_many_ways(lines: str, labels: list[str]):
    assert [clause.label for clause in clauses_of(lines)] == labels


def test_every_sentence_that_asks_for_something_is_a_draft():
    found = _titles(DOCUMENT)
    assert found["二（一）"] == ["开展全民国防教育日"]
    assert found["二（二）"] == [
        "组织开展拥军慰问活动", "领导干部带头看望“三属”", "帮助解决实际问题",
        "八一组织走访慰问活动", "春节组织走访慰问活动", "结成共建对子",
    ]  # fmt: skip
    assert found["三1."] == ["加强组织领导"]
    assert found["三2."] == ["退役军人服务站建好联系工作台账"]


def test_days_counts_and_units_are_those_of_the_text():
    drafts, _ = drafts_of(DOCUMENT, 2026, units=("退役军人服务站",))
    by_title = {draft.task.title: draft.task for draft in drafts}
    assert by_title["开展全民国防教育日"].due_rule == "国防教育日"
    assert by_title["八一组织走访慰问活动"].due_rule == "八一"
    meeting = next(task for title, task in by_title.items() if title and title.startswith("召开"))
    assert (meeting.goal, meeting.counted_in, meeting.due_rule) == (2, "次", "2026-06-30")
    assert (meeting.unit, meeting.co_units) == ("党政办", ("规建办", "各村"))
    assert by_title["退役军人服务站建好联系工作台账"].unit == "退役军人服务站"
    assert by_title["组织开展拥军慰问活动"].due_rule == "2026-12-31"


def test_no_title_has_words_that_the_text_has_not():
    for draft in drafts_of(DOCUMENT, 2026)[0]:
        title = (draft.task.title or "").removeprefix("八一").removeprefix("春节")
        for part in (title[:4], title[-4:]):
            assert part in DOCUMENT


def test_what_leads_in_is_not_ticked_beforehand():
    drafts, _ = drafts_of(DOCUMENT, 2026)
    idle = [draft for draft in drafts if draft.task.clause == "一"]
    assert idle
    assert not any(draft.suggested for draft in idle)


def test_a_clause_pasted_twice_and_one_known_are_recognised():
    twice = "一、召开会议。召开领导小组会议。\n二、召开会议。召开领导小组会议。"
    first, second = drafts_of(twice, 2026)[0]
    assert first.suggested
    assert "前面已经出现过" in second.why
    (known, *_), _ = drafts_of(twice, 2026, known=["召开领导小组会议"])
    assert "今年已有" in known.why


def test_a_document_pasted_twice_adds_nothing():
    text = Path(__file__).with_name("yearly_document_2022.txt").read_text(encoding="utf-8")
    once, _ = drafts_of(text, 2026)
    twice, _ = drafts_of(f"{text}\n{text}", 2026)
    assert sum(draft.suggested for draft in twice) == sum(draft.suggested for draft in once)


def test_text_without_clauses_is_one_draft_and_a_sentence():
    drafts, said = drafts_of("为做好双拥工作，请各单位6月底前报送情况。", 2026)
    (draft,) = drafts
    assert draft.task.title == "为做好双拥工作，请各单位6月底前报送情况"
    assert draft.task.due_rule == "2026-06-30"
    assert "没有认出条目编号" in said


def test_an_empty_text_and_a_classified_one_are_refused():
    with pytest.raises(Problem, match="还没有内容"):
        drafts_of(" \n", 2026)
    with pytest.raises(Problem, match="密级标志"):
        drafts_of("秘密★1年\n一、开展活动", 2026)


def test_a_text_of_no_use_is_refused_before_it_takes_time():
    with pytest.raises(Problem, match="不像一份工作要点"):
        drafts_of("一、开展活动" * 20_000, 2026)
    long = "一、活动。" + "广泛深入地" * 30 + "，" + "《" * 5_000 + "。" + "按照《" * 60
    assert drafts_of(long, 2026)[0]


_SIGNS = "一二三（）、。，；“”《》 \n"
_PARTS = (
    "1.", "要", "广泛", "开展", "组织", "活动", "八一", "春节", "不少于2次", "6月底前",
    "责任单位：", "按照", "是", "纪工委", "每季度召开", "第三条", "①",
)  # fmt: skip
_WORDS = st.sampled_from([*_SIGNS, *_PARTS])


@given(st.lists(_WORDS, min_size=1, max_size=60).map("".join))
def test_whatever_is_pasted_titles_are_parts_of_it(text: str):
    try:
        drafts, said = drafts_of(text, 2026)
    except Problem:
        return
    assert said
    for draft in drafts:
        title = draft.task.title or ""
        rest = iter(text)
        own = title.removeprefix("八一").removeprefix("春节") if draft.task.due_rule else title
        assert all(sign in rest for sign in own), (title, text)


def test_a_draft_is_ticked_unless_something_speaks_against_it():
    (draft,) = drafts_of("一、开展清明祭扫活动", 2026)[0]
    assert draft.suggested
    assert draft.task.due_rule == "清明"
    assert not replace(draft, why="已有").suggested


def test_a_real_public_document_yields_a_task_for_each_of_its_demands():
    """Every row of DOMAIN §1 that is a task of its own has its draft."""
    text = Path(__file__).with_name("yearly_document_2022.txt").read_text(encoding="utf-8")
    source = source_of(text, 2026)
    assert (source.title, source.date) == ("2022年綦江区通惠街道双拥工作要点", "2022-06-28")
    drafts, said = drafts_of(text, 2022)
    assert said.startswith("认出 11 条")
    found: dict[str, list[str]] = {}
    for draft in drafts:
        if draft.suggested:
            found.setdefault(draft.task.clause or "", []).append(draft.task.title or "")
    wanted = {
        "二（一）": ("学习宣传", "群众性双拥文化活动", "全民国防教育日"),
        "二（二）": ("组织机构", "“双清单”", "对账销号"),
        "二（三）": ("结成共建对子", "共建活动"),
        "二（四）": ("缅怀革命先烈", "“最美军嫂”"),
        "二（五）": ("“三后”", "安置好退役军人", "随军随调家属", "军人子女教育优待"),
        "二（六）": ("“三属”", "部队实际问题", "八一", "春节", "“情系边海防官兵”", "实际困难"),
        "二（七）": ("志愿服务组织", "行业拥军"),
        "二（八）": ("优抚安置", "抚恤定补标准"),
        "三（一）": ("领导机构", "领导小组"),
        "三（二）": ("摸排", "联系工作台账", "动态管理"),
    }
    for clause, parts in wanted.items():
        for part in parts:
            assert any(part in title for title in found[clause]), (clause, part, found[clause])
    assert "一" not in found
