from datetime import datetime, timedelta

import pytest

from shuangyong_desktop.domain.retention import (
    BackupMark,
    BackupReason,
    Unsaved,
    expendable,
    is_due,
)

NOON = datetime(2026, 7, 28, 12)  # noqa: DTZ001 (the local time of a ledger)


def mark(sequence, at=NOON, reason=BackupReason.WORKING):
    return BackupMark(sequence, at, reason)


def kept(marks):
    gone = expendable(marks)
    return [mark for mark in marks if mark.sequence not in gone]


def test_the_last_five_stay_whatever_their_day():
    marks = [mark(n) for n in range(1, 9)]
    assert expendable(marks) == {1, 2, 3}
    assert expendable(marks[:5]) == frozenset()


def test_what_was_made_by_hand_or_before_a_restore_never_goes():
    marks = [mark(1, reason=BackupReason.MANUAL), mark(2, reason=BackupReason.BEFORE_RESTORE)]
    marks += [mark(n) for n in range(3, 20)]
    assert not expendable(marks) & {1, 2}
    assert expendable(marks) == set(range(3, 15))


def test_a_year_of_days_leaves_days_weeks_and_months():
    marks = [mark(n, NOON + timedelta(days=n)) for n in range(1, 401)]
    left = kept(marks)
    assert [m.sequence for m in left[-7:]] == list(range(394, 401))
    assert len({m.made_at.isocalendar()[:2] for m in left[-11:]}) >= 5
    assert len({(m.made_at.year, m.made_at.month) for m in left}) == 12
    assert len(left) <= 5 + 7 + 5 + 12


def test_thinning_every_day_leaves_the_same_as_thinning_once():
    marks, every = [], []
    for n in range(1, 401):
        every.append(mark(n, NOON + timedelta(days=n)))
        marks = kept([*marks, every[-1]])
    assert marks == kept(every)


@pytest.mark.parametrize("years", [-10, -1, 1, 10])
def test_a_wrong_clock_never_costs_the_newest(years):
    marks = [mark(n, NOON + timedelta(days=n)) for n in range(1, 31)]
    wrong = NOON + timedelta(days=365 * years)
    for n in range(31, 40):
        marks.append(mark(n, wrong + timedelta(minutes=n)))
        marks = kept(marks)
        assert marks[-1].sequence == n
    assert {m.sequence for m in marks} >= {35, 36, 37, 38, 39, 30, 29, 28}


@pytest.mark.parametrize(
    ("reason", "changes", "minutes", "due"),
    [
        (BackupReason.MANUAL, 0, 0, True),
        (BackupReason.BEFORE_RESTORE, 0, 0, True),
        (BackupReason.ON_EXIT, 0, 0, False),
        (BackupReason.ON_EXIT, 1, 0, True),
        (BackupReason.BEFORE_IMPORT, 3, 1, True),
        (BackupReason.WORKING, 3, 29, False),
        (BackupReason.WORKING, 3, 30, True),
        (BackupReason.WORKING, 3, -5, True),
    ],
)
def test_a_backup_is_due_when_something_changed(reason, changes, minutes, due):
    since = NOON if changes else None
    assert is_due(reason, Unsaved(changes, since), NOON + timedelta(minutes=minutes)) is due
