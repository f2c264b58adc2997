"""一人一档: everything the ledger holds of one person, masked unless a purpose is given."""

from decimal import Decimal
from io import BytesIO

import pytest
from PIL import Image

from shuangyong_desktop.domain.contacts import (
    APPEALS,
    CONTACTS,
    Appeal,
    AppealStage,
    Contact,
    ContactWay,
)
from shuangyong_desktop.domain.entitlements import Entitlement, EntitlementState
from shuangyong_desktop.domain.errors import Problem
from shuangyong_desktop.domain.families import FALLEN, Fallen, FallenKind
from shuangyong_desktop.domain.people import Person
from shuangyong_desktop.domain.receipts import Receipt, ReceiptState
from shuangyong_desktop.domain.service import MERITS, Merit
from shuangyong_desktop.domain.visits import VisitPlan
from shuangyong_desktop.services.scanning import Scan

ZENG = Person(
    name="曾维刚", sex="男", birth_date="1971-01", id_number="510222197101066113",
    phone="13800000018", categories=("disabled_serviceman",), community="石桥村",
    address="石桥村2组", enlist_date="1989-03", discharge_date="1992-12",
    military_unit="00000部队", disability_grade="八级", disability_nature="因公",
    preferential_card="YD1", card_status="已发放", card_issue_date="2023-05-16",
    plaque_hung=True, plaque_date="2019-05-20", bank_account="6217000000003306",
    kin_name="李红梅", kin_relation="配偶", kin_phone="13900000027",
    conscript_from="1989-03", conscript_to="1992-12",
)  # fmt: skip


def _texts(paper) -> dict[str, str]:
    card = paper.record
    lines = [*card.head, *(line for part in card.sections for line in part.lines)]
    return {fact.label: fact.text for line in lines for fact in line.facts}


def _lists(paper) -> dict[str, tuple]:
    return {part.title: part.listed.rows for part in paper.record.sections if part.listed}


def test_the_card_is_masked_unless_a_purpose_is_given(office):
    person = office.people.save(ZENG)
    masked = office.person_cards.card(person.id)
    told = _texts(masked)
    assert (told["身份证号"], told["联系电话"]) == ("5102**********6113", "138****0018")
    assert told["家庭联系人"] == "李红梅（配偶）　139****0027"
    assert told["发放账户"].endswith("3306")
    assert "621700" not in told["发放账户"]
    assert masked.note == ""
    with pytest.raises(Problem, match="写明用途"):
        office.person_cards.card(person.id, full=True, purpose=" ")
    full = office.person_cards.card(person.id, full=True, purpose="报区局")
    assert _texts(full)["身份证号"] == ZENG.id_number
    assert full.note == "输出一人一档：曾维刚，完整证件号，用途：报区局"


def test_the_card_tells_service_certificates_and_payments(office):
    person = office.people.save(ZENG)
    office.entries(MERITS).save(Merit(person_id=person.id, award="三等功"))
    for kind, state in (("残疾抚恤金", "PAID"), ("护理费", "STOPPED")):
        office.entitlements.save(Entitlement(
            person_id=person.id, kind=kind, amount=Decimal(1830), state=EntitlementState[state],
        ))  # fmt: skip
    told = _texts(office.person_cards.card(person.id))
    assert told["立功受奖"] == "三等功"
    assert told["部队代号"] == "00000部队"
    assert told["义务兵年限"] == "4年"
    assert told["享受待遇"] == "残疾抚恤金（1,830.00元/月）"
    assert told["优待证"] == "YD1，已发放，2023年5月16日领取"
    assert told["光荣牌"] == "2019年5月20日悬挂"
    assert told["参战参试"] == "无"


def test_appeals_contacts_and_visits_are_listed_without_signatures(office):
    person = office.people.save(ZENG)
    office.entries(APPEALS).save(Appeal(person_id=person.id, date="2025-10-20", content="住房漏雨",
                                        stage=AppealStage.HANDLING))  # fmt: skip
    office.entries(CONTACTS).save(Contact(person_id=person.id, date="2026-05-18", officer="周敏",
                                          way=ContactWay.PHONE, content="身体健康"))  # fmt: skip
    plan = office.visits.create(VisitPlan(title="春节慰问", occasion="春节", year=2026)).plan
    (unit,) = office.visits.units(plan.id)
    office.receipts.register(unit.id, Receipt(state=ReceiptState.SIGNED, received_on="2026-02-09"))
    lists = _lists(office.person_cards.card(person.id))
    assert lists["诉求和办理"] == (("2025-10-20", "住房漏雨", "", "办理"),)
    visits = lists["走访联系和慰问记录"]
    assert [line[:2] for line in visits] == [
        ("2026-02-09", "春节慰问"), ("2026-05-18", "日常联系"),
    ]  # fmt: skip


def test_a_serving_soldiers_unit_is_not_shown(office):
    person = office.people.save(Person(name="陈军", categories=("serviceman",),
                                       enlist_date="2024", military_unit="56005部队"))  # fmt: skip
    assert _texts(office.person_cards.card(person.id))["部队代号"] == "不显示"
    full = office.person_cards.card(person.id, full=True, purpose="报区局")
    assert _texts(full)["部队代号"] == "56005部队"


def test_a_martyr_without_survivors_has_a_card_of_their_own(office):
    martyr = office.people.save(Person(name="唐志远", categories=("martyr_no_survivor",)))
    office.entries(FALLEN).save(Fallen(person_id=martyr.id, name="唐志远",
                                       kind=FallenKind.MARTYR, death_date="1951-03"))  # fmt: skip
    paper = office.person_cards.card(martyr.id)
    assert paper.record.sections[0].title == "牺牲病故军人"
    assert "服役和安置" not in [part.title for part in paper.record.sections]


def test_the_photograph_is_on_the_paper_that_is_drawn(office, tmp_path):

    person = office.people.save(ZENG)
    picture = BytesIO()
    Image.new("RGB", (40, 60)).save(picture, "JPEG")
    office.enclosures.set_photo(person.id, Scan("照片.jpg", picture.getvalue()))
    paper = office.person_cards.card(person.id)
    office.papers.draw(paper, tmp_path / "卡.pdf")
    assert (tmp_path / "卡.pdf").read_bytes().startswith(b"%PDF")
    with pytest.raises(Problem, match="要以"):
        office.papers.draw(paper, tmp_path / "卡.xlsx")
