import pytest

from shuangyong_desktop.domain.desk import Preferences
from shuangyong_desktop.domain.errors import Problem


@pytest.mark.parametrize("minutes", [0, -1, 61])
def test_the_lock_can_be_moved_but_not_turned_off(minutes):
    with pytest.raises(Problem, match="1 到 60 分钟"):
        Preferences(idle_minutes=minutes)
    with pytest.raises(Problem, match="1 到 60 分钟"):
        Preferences(uncovered_minutes=minutes)
    assert Preferences().idle_minutes == 5
