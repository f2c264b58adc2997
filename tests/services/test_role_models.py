from pathlib import Path

import docx

from shuangyong_desktop.domain.people import Person
from shuangyong_desktop.domain.service import MERITS, Merit
from shuangyong_desktop.services.drawing import draw
from shuangyong_desktop.services.office import Office

NUMBER = "500110197902056010"


def _person(office: Office, name: str, **columns) -> int:
    return office.people.save(Person(name=name, **columns)).id or 0


def test_candidates_stand_with_their_reasons_those_with_most_first(office: Office):
    hero = _person(office, "李建国", categories=("retired_soldier",), tags=("志愿者",))
    office.entries(MERITS).save(Merit(person_id=hero, award="三等功", date="1979"))
    helper = _person(office, "王强", categories=("retired_soldier",), tags=("志愿者",))
    _person(office, "赵明", categories=("retired_soldier",))
    wife = _person(office, "刘芳", sex="女", categories=("serviceman_family",), tags=("先进个人",))
    found = office.role_models.candidates("最美退役军人")
    assert [(one.person.id, one.reasons) for one in found] == [
        (hero, ("立功受奖：三等功", "标签：志愿者")), (helper, ("标签：志愿者",)),
    ]  # fmt: skip
    assert [one.person.id for one in office.role_models.candidates("最美军嫂")] == [wife]
    office.role_models.save(office.role_models.begun(hero, "最美退役军人"))
    assert [one.person.id for one in office.role_models.candidates("最美退役军人")] == [helper]
    assert len(office.role_models.of_person(hero)) == 1


def test_the_recommendation_form_masks_numbers_and_has_room_for_every_opinion(
    office: Office, tmp_path: Path
):
    hero = _person(office, "李建国", id_number=NUMBER, phone="13800001234", community="石桥村")
    model = office.role_models.save(office.role_models.begun(hero, "最美退役军人"))
    paper = office.role_models.application(model.id)
    draw(paper.kind, tmp_path / "表.docx", paper.record)
    document = docx.Document(tmp_path / "表.docx")
    text = "".join(cell.text for row in document.tables[0].rows for cell in row.cells)
    for words in ("李建国", "石桥村", "最美退役军人", "街道党工委（办事处）意见", "区级部门意见"):
        assert words in text
    assert NUMBER not in text
    assert "13800001234" not in text
    draw(paper.kind, tmp_path / "表.pdf", paper.record)
