"""Every fault of the list: a record that has it, and the sentence that says so."""

from datetime import date
from decimal import Decimal

import pytest

from shuangyong_desktop.domain.combinations import Facts
from shuangyong_desktop.domain.entitlements import Entitlement, EntitlementState
from shuangyong_desktop.domain.faults import BY_KEY, FAULTS, Subject, hits
from shuangyong_desktop.domain.people import PEOPLE, Person, PersonStatus

TODAY = date(2026, 9, 1)
NUMBER = "510222195803066110"
SOUND = Person(
    name="李建国", id_number=NUMBER, birth_date="1958-03-06", sex="男", phone="13800001234",
    community="惠民社区", address="3组", categories=("retired_soldier",),
    enlist_date="1976-12", discharge_date="1981-01",
)  # fmt: skip
RURAL, WAR = "定期生活补助（农村籍）", "定期生活补助（参战）"


def _person(**changes):
    known = {"name": "甲", "phone": "13800001234", "community": "甲村", "address": "1组",
             "categories": ("retired_soldier",)}  # fmt: skip
    return Person(**(known | changes))


FAULTY = {
    "check_digit": (_person(id_number="510222195803066119"), "校验码不符"),
    "odd_number": (_person(phone="1380000", bank_account="62"), "联系电话：联系电话“1380000”位数"),
    "birth_differs": (_person(id_number=NUMBER, birth_date="1958-06-03"), "1958-03-06 不一致"),
    "sex_differs": (_person(id_number=NUMBER, sex="女"), "登记为女，身份证号表示男"),
    "no_id_number": (_person(), "没有身份证号"),
    "no_phone": (_person(phone=None), "没有本人电话"),
    "no_community": (_person(community=None), "没有登记村（社区）"),
    "no_address": (_person(address=None), "没有住址"),
    "no_category": (_person(categories=()), "没有人员类别"),
    "vague_category": (_person(categories=("survivor_unsettled",)), "只写了“三属”"),
    "to_verify": (_person(tags=("待核实",)), "存疑"),
    "life_dates": (_person(birth_date="2030"), "晚于今天"),
    "service_dates": (_person(enlist_date="1980", discharge_date="1979"), "早于入伍时间"),
    "category_dates": (
        _person(categories=("rural_demobilized_pre1954",), enlist_date="1956"), "1954年10月31日",
    ),
    "category_service": (
        _person(categories=("war_veteran",), enlist_date="1995", discharge_date="1999"), "作战期间",
    ),
    "disability": (_person(disability_grade="八级", disability_nature="因病"), "残疾"),
    "disability_uncertified": (_person(disability_grade="八级"), "没有残疾军人证号"),
    "disability_expired": (_person(disability_until="2026-08-31"), "已经过期"),
    "card_rules": (_person(card_apply_date="2020-01-01"), "优待证自"),
    "plaque_rules": (_person(plaque_date="2019", plaque_hung=False), "未悬挂"),
    "payments": (
        _person(categories=("rural_veteran_60plus", "war_veteran"), birth_date="1950",
                subsidy_standard=Decimal(700)),
        "不能与其他定期抚恤补助同时享受",
    ),
    "undated_death": (_person(status=PersonStatus.DECEASED), "没有去世日期"),
}  # fmt: skip


def _found(person, *entitlements, card_until=None):
    subject = Subject(Facts(person, TODAY, entitlements), card_until)
    return {hit.fault.key: hit.sentence for hit in hits(subject)}


def test_a_sound_record_has_no_fault():
    assert _found(SOUND) == {}


@pytest.mark.parametrize("key", FAULTY)
def test_each_fault_is_found_and_said(key):
    person, words = FAULTY[key]
    assert words in _found(person)[key]


def test_every_fault_has_its_example_and_fields_of_the_form():
    assert set(FAULTY) | {"card_expired", "paid_off_ledger"} == {fault.key for fault in FAULTS}
    for fault in FAULTS:
        assert PEOPLE.pick(*fault.fields)
        assert fault.rule.endswith("。")


def test_a_birth_date_that_only_the_number_knows_is_told():
    assert "身份证号中是 1958-03-06" in _found(_person(id_number=NUMBER))["birth_differs"]


def test_an_expired_card_is_told():
    assert "已经过期" in _found(SOUND, card_until="2026-08")["card_expired"]
    assert "card_expired" not in _found(SOUND, card_until="2026-10")


def test_payments_beside_each_other_need_a_written_basis():
    both = (Entitlement(kind=RURAL), Entitlement(kind=WAR))
    assert "只发给不享受其他定期抚恤补助的人" in _found(SOUND, *both)["payments"]
    explained = (Entitlement(kind=RURAL), Entitlement(kind=WAR, contradicts="区局〔2024〕3号"))
    assert "payments" not in _found(SOUND, *explained)


def test_somebody_who_left_must_not_be_paid_on():
    person = _person(status=PersonStatus.MOVED_OUT)
    assert "已迁出" in _found(person, Entitlement(kind=WAR))["paid_off_ledger"]
    stopped = Entitlement(kind=WAR, state=EntitlementState.STOPPED)
    assert _found(person, stopped) == {}


def test_nothing_is_asked_of_a_record_without_a_living_person():
    assert _found(Person(name="张烈士", categories=("martyr_no_survivor",))) == {}


def test_a_fault_is_only_about_the_statuses_it_names():
    assert (
        BY_KEY["no_phone"].found(Subject(Facts(_person(status=PersonStatus.DECEASED), TODAY))) == ""
    )


def test_a_number_kept_as_typed_is_found_again():
    seventeen = _person(id_number="51022219580306611")
    assert _found(seventeen)["check_digit"] == "身份证号是17位，应为18位，请对照证件补填。"
    assert "末几位已丢失" in _found(_person(bank_account="6.2E+18"))["odd_number"]
