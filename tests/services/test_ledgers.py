import pytest

from shuangyong_desktop.domain.errors import Problem
from shuangyong_desktop.services import ledgers

from .conftest import CHEAP, PASSWORD


@pytest.fixture
def made(tmp_path):
    new = ledgers.create(tmp_path / "台账.db", PASSWORD, cost=CHEAP)
    new.office.close()
    return new


def test_a_weak_password_makes_no_ledger(tmp_path):
    with pytest.raises(Problem, match="全是数字"):
        ledgers.create(tmp_path / "台账.db", "20260101123")
    assert list(tmp_path.iterdir()) == []


def test_a_ledger_needs_its_ending(tmp_path):
    with pytest.raises(Problem, match=r"\.db"):
        ledgers.create(tmp_path / "台账.xlsx", PASSWORD, cost=CHEAP)


def test_a_ledger_opens_by_its_password_only(made):
    with ledgers.open_with_password(made.office.path, PASSWORD) as office:
        assert not office.is_demo
        assert office.notices == []
    with pytest.raises(Problem, match="密码不对"):
        ledgers.open_with_password(made.office.path, "不是这一个密码")


def test_the_recovery_key_opens_it_and_sets_a_new_password(made):
    path = made.office.path
    with ledgers.open_with_recovery_key(path, made.recovery_key, "新的密码也要长一点"):
        pass
    with ledgers.open_with_password(path, "新的密码也要长一点"):
        pass
    with pytest.raises(Problem, match="密码不对"):
        ledgers.open_with_password(path, PASSWORD)


def test_a_weak_new_password_leaves_the_old_one(made):
    with pytest.raises(Problem, match="太短"):
        ledgers.open_with_recovery_key(made.office.path, made.recovery_key, "短")
    office = ledgers.open_with_password(made.office.path, PASSWORD)
    with office, pytest.raises(Problem, match="太短"):
        office.set_password("短")


def test_a_new_recovery_sheet_makes_the_old_one_worthless(made):
    with ledgers.open_with_password(made.office.path, PASSWORD) as office:
        fresh = office.new_recovery_key()
    with pytest.raises(Problem, match="恢复密钥"):
        ledgers.open_with_recovery_key(made.office.path, made.recovery_key, PASSWORD)
    ledgers.open_with_recovery_key(made.office.path, fresh, PASSWORD).close()


def test_the_second_window_is_told(made):
    first = ledgers.open_with_password(made.office.path, PASSWORD)
    with first, pytest.raises(Problem, match="另一窗口"):
        ledgers.open_with_password(made.office.path, PASSWORD)
