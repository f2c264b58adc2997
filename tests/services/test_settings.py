import pytest

from shuangyong_desktop.domain.desk import DeskDetails, Preferences
from shuangyong_desktop.domain.errors import Problem


def test_settings_live_in_the_ledger_and_can_be_undone(office):
    before = office.settings.desk()
    office.settings.save_desk(DeskDetails(issuer="某街道办事处"))
    assert office.settings.desk().issuer == "某街道办事处"
    office.history.undo()
    assert office.settings.desk() == before


def test_a_corrected_mapping_is_remembered_for_the_layout(office):
    assert office.settings.columns_of("abc") is None
    office.settings.remember_columns("abc", {0: "name", 3: ""})
    assert office.settings.columns_of("abc") == {0: "name", 3: ""}


def test_minutes_of_the_screen_are_kept_and_possible(office):
    assert office.settings.preferences() == Preferences(idle_minutes=5, uncovered_minutes=5)
    office.settings.save_preferences(Preferences(idle_minutes=10))
    assert office.settings.preferences().idle_minutes == 10
    with pytest.raises(Problem, match="1 到 60 分钟"):
        Preferences(idle_minutes=0)
    assert office.history.undo().title == "修改显示和锁定设置"
    assert office.settings.preferences().idle_minutes == 5
