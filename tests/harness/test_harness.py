"""The harnesses in small, and that each finds the fault planted for it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from harness import full_disk, kills, restore_kills, restorer
from harness.writer import Fault


@pytest.fixture
def disk() -> Iterator[Path]:
    try:
        with full_disk.small_disk() as folder:
            yield folder
    except PermissionError:
        pytest.skip("only root may mount a small disk")


def test_a_killed_program_loses_nothing(tmp_path: Path):
    outcome = kills.run(tmp_path, kills=5)
    assert outcome.losses == []
    assert outcome.acknowledged > 0


@pytest.mark.parametrize("fault", [Fault.HALFWAY, Fault.EARLY])
def test_a_writer_that_breaks_its_promise_is_caught(tmp_path: Path, fault: Fault):
    assert kills.run(tmp_path, kills=40, fault=fault).losses


def test_a_killed_restore_leaves_one_ledger_or_the_other(tmp_path: Path):
    outcome = restore_kills.run(tmp_path, kills=6)
    assert outcome.losses == []
    assert outcome.restored > 0
    assert outcome.seen


def test_a_restore_that_swaps_without_an_order_is_caught(tmp_path: Path):
    assert restore_kills.run(tmp_path, kills=40, fault=restorer.Fault.UNORDERED).losses


def test_a_full_disk_leaves_the_ledger_whole(disk: Path):
    outcome = full_disk.run(disk, rounds=6)
    assert outcome.losses == []
    assert outcome.refused > 0


def test_an_import_that_commits_half_way_is_caught(disk: Path):
    assert full_disk.run(disk, rounds=30, fault=Fault.HALFWAY).losses
