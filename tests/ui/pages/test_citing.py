"""政策文件 are cited where somebody is answered, and offered where a payment is decided."""

import pytest
from PySide6.QtWidgets import QComboBox, QPushButton, QWidget

from shuangyong_desktop.domain.appeals import Handling
from shuangyong_desktop.domain.contacts import OPINIONS, Appeal, AppealStage, Opinion
from shuangyong_desktop.domain.people import Person
from shuangyong_desktop.domain.rolls.funds import FUNDS
from shuangyong_desktop.domain.rolls.policies import Policy
from shuangyong_desktop.domain.visits import VisitPlan
from shuangyong_desktop.ui.pages.appeal_dialogs import AppealStepDialog, answer_opinion
from shuangyong_desktop.ui.pages.rolls_dialogs import offered
from shuangyong_desktop.ui.widgets.record_form import RecordForm

CITED = "《军人抚恤优待条例》（国令第788号）"


@pytest.fixture
def whose(office) -> int:
    return office.people.save(Person(name="李建国", community="石桥村")).id


@pytest.fixture
def policy(office) -> None:
    office.policies.save(Policy(title="军人抚恤优待条例", number="国令第788号"))


def _cite(within: QWidget) -> None:
    box = within.findChild(QComboBox, "cite_policy")
    assert [box.itemText(at) for at in range(box.count())][1:] == [CITED]
    box.activated.emit(1)
    assert box.currentIndex() == 0


def _handled(office, whose: int) -> Appeal:
    appeal = office.appeals.register(Appeal(person_id=whose, date="2026-03-02", content="住房"))
    step = Handling(stage=AppealStage.HANDLING, date="2026-03-03", words="已看房")
    return office.appeals.step(appeal.id, step)


@pytest.mark.usefixtures("policy")
def test_the_outcome_of_an_appeal_cites_a_policy(qtbot, desk, office, whose):
    parent = QWidget()
    qtbot.addWidget(parent)
    dialog = AppealStepDialog(desk, print, parent, _handled(office, whose))
    dialog.show()
    dialog.findChild(QPushButton, "step_stage_DECLINED").click()
    form = dialog.findChildren(RecordForm)[-1]
    form.show_texts({"words": "不符合条件"})
    _cite(dialog)
    assert form.text("words") == f"不符合条件，依据{CITED}"
    _cite(dialog)
    assert form.text("words").count(CITED) == 2


def test_an_answer_cites_a_policy_and_without_policies_nothing_is_offered(
    qtbot, desk, office, whose
):
    parent = QWidget()
    qtbot.addWidget(parent)
    opinions = office.entries(OPINIONS)
    opinion = opinions.save(Opinion(person_id=whose, date="2026-03-02", content="多体检"))
    answer_opinion(desk, print, parent, opinion)
    box = parent.findChild(QComboBox, "cite_policy")
    assert not box.isVisible()
    office.policies.save(Policy(title="军人抚恤优待条例", number="国令第788号"))
    other = QWidget()
    qtbot.addWidget(other)
    answer_opinion(desk, print, other, opinion)
    _cite(other)
    (dialog,) = other.findChildren(QWidget, "answer_dialog")
    assert dialog.form.text("reason") == f"依据{CITED}"


@pytest.mark.usefixtures("policy")
def test_what_a_decision_rests_on_and_batches_of_the_funds_are_offered(desk, office):
    assert office.entitlements.offered()["document"] == (CITED,)
    office.people.save(Person(name="李建国", community="石桥村"))
    office.visits.create(VisitPlan(title="2026年春节慰问", occasion="春节", year=2026))
    assert offered(desk, FUNDS)["batch"] == ["2026年春节慰问"]
