"""The roster of exactly whom the ledger page shows, or of those ticked."""

from collections.abc import Callable, Collection
from dataclasses import replace

from shuangyong_desktop.domain.errors import Problem
from shuangyong_desktop.services.drawing import PeopleGroup, PeopleRoster
from shuangyong_desktop.services.papers import Paper, Papers, RosterOptions
from shuangyong_desktop.services.people import LedgerView

GatherRoster = Callable[[RosterOptions], Paper]


def gather_roster(papers: Papers, view: LedgerView, only: Collection[int] | None) -> GatherRoster:
    """What gathers the roster of `view`, or of those of it whose ids are in `only`."""

    def gather(options: RosterOptions) -> Paper:
        paper = papers.roster_of(view, options)
        return paper if only is None else _narrowed(paper, only)

    return gather


def _narrowed(paper: Paper, only: Collection[int]) -> Paper:
    """`paper` with those of `only`; what is recorded counts them and nobody else."""
    roster: PeopleRoster = paper.record
    groups = tuple(
        PeopleGroup(group.name, kept)
        for group in roster.groups
        if (kept := tuple(person for person in group.records if person.id in only))
    )
    count = sum(len(group.records) for group in groups)
    if not count:
        raise Problem("没有符合条件的人员，花名册没有生成。请调整筛选条件。", code="nobody")
    note = paper.note.replace(f"{paper.count} 人", f"{count} 人", 1)
    return replace(paper, record=replace(roster, groups=groups), count=count, note=note)
