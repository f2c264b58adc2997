from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from shuangyong_desktop.domain.desk import DeskPerson, Role
from shuangyong_desktop.domain.errors import Problem
from shuangyong_desktop.domain.receipts import (
    Attachment,
    FlagKind,
    Proxy,
    Receipt,
    ReceiptState,
    SignedPaper,
    needed_papers,
    papers_missing,
    red_flags,
    refuse_unfinished,
)
from shuangyong_desktop.domain.visits import Goods, PayoutMethod, VisitUnit

TODAY = date(2026, 2, 10)
UNIT = VisitUnit(id=1, name="张永福", money=Decimal(500), household_id=7)
DAUGHTER = Proxy(
    name="张小芳",
    relation="女儿",
    id_number="510223197001016029",
    phone="13800001234",
    reason="本人住院",
    confirmed_on="2026-02-09",
    confirmed_by="李经办",
)
BY_DAUGHTER = Receipt(state=ReceiptState.PROXY, received_on="2026-02-09", proxy=DAUGHTER)
SIGNED = Receipt(state=ReceiptState.SIGNED, received_on="2026-02-09")


def kinds(*arguments, **named):
    return [flag.kind for flag in red_flags(*arguments, **named)]


def test_what_is_signed_or_collected_by_a_relative_is_in_order():
    assert kinds(UNIT, SIGNED) == []
    assert kinds(UNIT, BY_DAUGHTER) == []


@pytest.mark.parametrize(
    ("missing", "label"),
    [
        ({"relation": ""}, "与本人关系"),
        ({"id_number": None}, "身份证号"),
        ({"phone": ""}, "电话"),
        ({"reason": ""}, "代领原因"),
        ({"confirmed_on": None}, "电话核实日期"),
        ({"confirmed_by": ""}, "电话核实人"),
    ],
)
def test_every_missing_item_of_a_proxy_is_named(missing, label):
    receipt = replace(BY_DAUGHTER, proxy=replace(DAUGHTER, **missing))
    (flag,) = red_flags(UNIT, receipt)
    assert flag.kind is FlagKind.INCOMPLETE
    assert label in flag.sentence


def test_officials_and_handlers_are_known_by_the_dictionary_or_by_what_was_written():
    desk = [DeskPerson(name="张小芳", role=Role.COMMUNITY), DeskPerson(name="李经办")]
    assert kinds(UNIT, BY_DAUGHTER, desk=desk) == [FlagKind.OFFICIAL]
    leader = [DeskPerson(name="张小芳", role=Role.LEADER)]
    assert kinds(UNIT, BY_DAUGHTER, desk=leader) == []
    told = replace(BY_DAUGHTER, proxy=replace(DAUGHTER, relation="村支部书记"))
    assert kinds(UNIT, told) == [FlagKind.OFFICIAL]


def test_one_person_collecting_for_two_households_is_flagged():
    other = VisitUnit(id=2, name="王明学", household_id=8)
    (flag,) = red_flags(UNIT, BY_DAUGHTER, [(other, BY_DAUGHTER)])
    assert flag.kind is FlagKind.SEVERAL
    assert "王明学" in flag.sentence
    nameless = replace(BY_DAUGHTER, proxy=replace(DAUGHTER, id_number=None, reason="住院"))
    assert FlagKind.SEVERAL in kinds(UNIT, nameless, [(other, BY_DAUGHTER)])


@pytest.mark.parametrize(
    ("other", "receipt"),
    [
        (replace(UNIT, id=2), BY_DAUGHTER),  # the same household
        (UNIT, BY_DAUGHTER),  # this very unit, registered before
        (VisitUnit(id=2, name="王"), SIGNED),
        (
            VisitUnit(id=2, name="王"),
            replace(BY_DAUGHTER, proxy=replace(DAUGHTER, id_number="510223197101016042")),
        ),
    ],
)
def test_what_is_not_a_second_household_is_not_flagged(other, receipt):
    assert kinds(UNIT, BY_DAUGHTER, [(other, receipt)]) == []


def test_an_id_number_that_cannot_be_is_flagged():
    wrong = replace(BY_DAUGHTER, proxy=replace(DAUGHTER, id_number="510223197001016021"))
    (flag,) = red_flags(UNIT, wrong)
    assert flag.kind is FlagKind.INCOMPLETE
    assert "校验" in flag.sentence


def test_a_state_keeps_only_what_belongs_to_it():
    full = replace(BY_DAUGHTER, reason="外出", thumb_print=True, witness="陈", remarks="注")
    assert full.tidied == replace(full, reason="")
    assert replace(full, state=ReceiptState.SIGNED).tidied == replace(
        full, state=ReceiptState.SIGNED, reason="", proxy=None
    )
    away = replace(full, state=ReceiptState.NOT_RECEIVED).tidied
    assert (away.received_on, away.proxy, away.thumb_print) == (None, None, False)
    assert replace(full, state=ReceiptState.OPEN).tidied == Receipt()


def test_pasted_texts_become_one_clean_line_each():
    pasted = Proxy(
        name=" 张\u202e小\n芳 ", id_number="510223 19700101 6029", phone="138 0000 1234",
        relation="女\x07儿",
    )  # fmt: skip
    kept = replace(BY_DAUGHTER, proxy=pasted, remarks="甲\n乙\x00").tidied
    assert kept.proxy == Proxy(
        name="张小 芳", id_number="510223197001016029", phone="13800001234", relation="女儿"
    )
    assert kept.remarks == "甲 乙"
    odd = replace(BY_DAUGHTER, proxy=replace(pasted, id_number="港澳证H123", phone="不详")).tidied
    assert odd.proxy.id_number == "港澳证H123"
    bare = replace(BY_DAUGHTER, proxy=Proxy(name="张小芳"))
    assert bare.tidied == bare


def test_a_thumb_print_needs_a_witness():
    printed = replace(SIGNED, thumb_print=True)
    assert kinds(UNIT, printed) == [FlagKind.NO_WITNESS]
    assert kinds(UNIT, replace(printed, witness="陈主任")) == []


@pytest.mark.parametrize(
    ("receipt", "said"),
    [
        (Receipt(state=ReceiptState.NOT_RECEIVED), "写明原因"),
        (Receipt(state=ReceiptState.SIGNED), "领取日期"),
        (Receipt(state=ReceiptState.SIGNED, received_on="2026-02"), "领取日期"),
        (replace(SIGNED, received_on="2026-02-11"), "今天之后"),
        (Receipt(state=ReceiptState.PROXY, received_on="2026-02-09"), "代领人姓名"),
        (replace(SIGNED, thumb_print=True), "证明人"),
    ],
)
def test_what_is_unfinished_is_refused_with_what_to_do(receipt, said):
    with pytest.raises(Problem, match=said):
        refuse_unfinished(UNIT, receipt, red_flags(UNIT, receipt), TODAY)


def test_a_red_flag_with_a_written_reason_is_registered():
    receipt = replace(SIGNED, thumb_print=True, flag_reason="独居，邻居不在家")
    refuse_unfinished(UNIT, receipt, red_flags(UNIT, receipt), TODAY)
    refuse_unfinished(UNIT, Receipt(state=ReceiptState.NOT_RECEIVED, reason="外出"), (), TODAY)
    refuse_unfinished(UNIT, Receipt(), (), TODAY)


def test_a_transfer_needs_the_bank_receipt_and_everything_else_a_signature():
    transfer = replace(UNIT, method=PayoutMethod.TRANSFER)
    assert needed_papers([UNIT]) == {SignedPaper.SIGN_OFF_BOOK}
    assert needed_papers([transfer]) == {SignedPaper.BANK_RECEIPT}
    assert needed_papers([replace(transfer, goods=(Goods("大米", 1),))]) == set(SignedPaper)
    assert needed_papers([replace(transfer, money=Decimal(0))]) == {SignedPaper.SIGN_OFF_BOOK}
    assert needed_papers([]) == set()


def test_what_is_attached_is_not_missing():
    book = Attachment(1, SignedPaper.SIGN_OFF_BOOK, "册.pdf", "ab", 9, "2026-02-10T09:00:00")
    transfer = replace(UNIT, method=PayoutMethod.TRANSFER, goods=(Goods("大米", 1),))
    assert papers_missing([transfer], []) == tuple(SignedPaper)
    assert papers_missing([transfer], [book]) == (SignedPaper.BANK_RECEIPT,)
