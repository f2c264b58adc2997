"""年度确认和全面摸排: beginning a round, who is in it, what was found, closing it."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from shuangyong_desktop.domain.ages import earliest
from shuangyong_desktop.domain.entitlements import ENTITLEMENTS
from shuangyong_desktop.domain.errors import Problem
from shuangyong_desktop.domain.people import Person
from shuangyong_desktop.domain.registers import RecordFilter
from shuangyong_desktop.domain.rounds import (
    ROUND_MEMBERS,
    ROUNDS,
    Finding,
    LastVerified,
    Round,
    RoundCount,
    RoundKind,
    RoundMember,
    Standing,
    count,
    home_reason,
    in_scope,
    standing,
)
from shuangyong_desktop.domain.search import PersonFilter, PersonOrder
from shuangyong_desktop.domain.status import PersonStatus
from shuangyong_desktop.services.registers import refuse_incomplete
from shuangyong_desktop.storage.categories import Categories
from shuangyong_desktop.storage.ledger import Ledger
from shuangyong_desktop.storage.people import PAGE, People
from shuangyong_desktop.storage.registers import Records
from shuangyong_desktop.storage.rounds import MemberPlace, RoundLines

_SCOPES = {
    RoundKind.CONFIRMATION: "享受定期抚恤补助的人员",
    RoundKind.SURVEY: "全部在册人员",
}


@dataclass(frozen=True, slots=True)
class RoundTally:
    """The numbers of a round, whole and by 村（社区） in the order of the sheets."""

    whole: RoundCount
    by_community: Mapping[str, RoundCount]


def tally_of(places: Iterable[MemberPlace]) -> RoundTally:
    """The numbers of a round from where everybody in it stands."""
    found: dict[str, Counter[Standing]] = {}
    for place in places:
        found.setdefault(place.community, Counter())[place.standing] += 1
    by_community = {name: count(each.elements()) for name, each in found.items()}
    whole = count(where for each in found.values() for where in each.elements())
    return RoundTally(whole, by_community)


class Rounds:
    """The rounds of one open ledger; every verb is one undoable change."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._people = People(ledger)
        self._rounds = Records(ledger, ROUNDS)
        self._members = Records(ledger, ROUND_MEMBERS)
        self._entitlements = Records(ledger, ENTITLEMENTS)
        self._lines = RoundLines(ledger)

    def get(self, round_id: int) -> Round:
        """One round; raises KeyError when there is none."""
        return self._rounds.get(round_id)

    def every(self) -> list[Round]:
        """Every round, newest first."""
        return list(self._rounds.every())

    def begin(self, wanted: Round) -> Round:
        """Begin a round: its scope is whoever has to be gone through today.

        Raises Problem when something is missing, another round of the kind is open, or
        nobody is in the scope.
        """
        begun = replace(
            wanted,
            begun_on=wanted.begun_on or self._today().isoformat(),
            scope=wanted.scope or (_SCOPES[wanted.kind] if wanted.kind else None),
        )
        refuse_incomplete(ROUNDS, begun)
        if begun.due and begun.due < (begun.begun_on or ""):
            raise Problem("截止时间早于开始时间，请核对。没有开始。", code="bad_date")
        for other in self._rounds.every():
            if other.kind is begun.kind and other.closed_on is None:
                raise Problem(
                    f"“{other.title}”还没有完成，请先完成它，再开始新的一轮。", code="round_open"
                )
        on_it = PersonFilter(statuses=(PersonStatus.ACTIVE,))
        who = list(self._in_scope(begun, self._people.ids(PersonOrder.PLACE, on_it)))
        if not who:
            raise Problem(f"台账里没有{begun.scope}，没有开始。", code="nobody")
        with self._ledger.transaction(f"开始{begun.title}：{len(who)} 人") as change:
            number = self._rounds.add(change, begun)
            self._members.add_many(
                change, [RoundMember(round_id=number, person_id=person) for person in who]
            )
        return self.get(number)

    def newcomers(self, round_id: int) -> list[int]:
        """Who has come into the scope of an open round since it began, and is not in it."""
        current = self.get(round_id)
        paid = self._paid() if current.kind is RoundKind.CONFIRMATION else None
        return list(self._in_scope(current, self._lines.outside(round_id, paid)))

    def take_in(self, round_id: int) -> int:
        """Add everybody of `newcomers` to a round; returns how many."""
        current = self._open(round_id)
        who = self.newcomers(round_id)
        if who:
            with self._ledger.transaction(f"{current.title}补入新增人员：{len(who)} 人") as change:
                self._members.add_many(
                    change, [RoundMember(round_id=round_id, person_id=person) for person in who]
                )
        return len(who)

    def tally(self, round_id: int) -> RoundTally:
        """应 = 已 + 未 + 异常, whole and by community."""
        return tally_of(self._lines.places(round_id, self._today()))

    def overdue(self) -> int:
        """How many people are still open in rounds whose last day has passed."""
        today = self._today().isoformat()
        late = [item for item in self.every() if not item.closed_on and (item.due or today) < today]
        return sum(self.tally(item.id or 0).whole.open for item in late)

    def close(self, round_id: int, on: str, reason: str = "") -> Round:
        """Finish a round; with people still open or odd a reason has to be given."""
        current = self._open(round_id)
        if not on:
            raise Problem("请填写完成时间。没有改动。", code="bad_date")
        whole = self.tally(round_id).whole
        if (whole.open or whole.odd) and not reason.strip():
            raise Problem(
                f"还有未确认 {whole.open} 人、异常 {whole.odd} 人，请写明原因再完成。没有改动。",
                code="unfinished",
            )
        remarks = "\n".join(words for words in (current.remarks, reason.strip()) if words)
        with self._ledger.transaction(f"完成{current.title}：{whole.words}") as change:
            self._rounds.update(change, replace(current, closed_on=on, remarks=remarks or None))
        return self.get(round_id)

    def reopen(self, round_id: int) -> Round:
        """Go on with a round that was finished."""
        current = self.get(round_id)
        with self._ledger.transaction(f"重新打开{current.title}") as change:
            self._rounds.update(change, replace(current, closed_on=None))
        return self.get(round_id)

    def remove(self, round_id: int) -> int:
        """Put a whole round into 回收站, its results along with it; returns how many it had.

        One undoable change. Deaths and moves that it found are events of their own and stay.
        """
        current = self.get(round_id)
        if current.removed_at:
            raise Problem(f"“{current.title}”已经在回收站里了。", code="removed_already")
        whole = self.tally(round_id).whole
        at = self._ledger.clock().isoformat(timespec="seconds")
        title = f"删除{current.title}：{whole.words}（移入回收站）"
        with self._ledger.transaction(title) as change:
            self._rounds.update(change, replace(current, removed_at=at))
        return whole.due - whole.open

    def _open(self, round_id: int) -> Round:
        return _open_round(self._rounds, round_id)

    def _paid(self) -> list[str]:
        """The categories that draw a periodic payment as such."""
        return [item.code for item in Categories(self._ledger).all() if item.paid]

    def _in_scope(self, wanted: Round, ids: Sequence[int]) -> Iterator[int]:
        """Whom of `ids` a round has to go through today."""
        paid = frozenset(self._paid())
        kind, day = wanted.kind or RoundKind.SURVEY, self._today()
        for start in range(0, len(ids), PAGE):
            some = ids[start : start + PAGE]
            entitlements = self._entitlements.of_people(some)
            for person in self._people.page(some):
                own = entitlements.get(person.id or 0, [])
                if in_scope(kind, person, own, paid, day):
                    yield person.id or 0

    def _today(self) -> date:
        return self._ledger.clock().date()


@dataclass(frozen=True, slots=True)
class RoundLine:
    """One line of a round: the member's result, the person, and where they stand.

    `home` says why somebody is called on at home; empty where nothing asks for it.
    """

    member: RoundMember
    person: Person
    home: str

    @property
    def standing(self) -> Standing:
        return standing(self.member.finding, self.person.status)


class RoundResults:
    """What the rounds of one open ledger found; every verb is one undoable change."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._people = People(ledger)
        self._rounds = Records(ledger, ROUNDS)
        self._members = Records(ledger, ROUND_MEMBERS)
        self._lines = RoundLines(ledger)

    def places(self, round_id: int) -> list[MemberPlace]:
        """Everybody in a round by community and address, with where they stand."""
        return list(self._lines.places(round_id, self._ledger.clock().date()))

    def page(self, member_ids: Sequence[int]) -> list[RoundLine]:
        """The lines of some members, in that order."""
        members = self._members.page(member_ids)
        wanted = [member.person_id or 0 for member in members]
        people = {person.id: person for person in self._people.page(wanted)}
        day = self._ledger.clock().date()
        return [
            RoundLine(member, person, _home(person, day))
            for member in members
            if (person := people[member.person_id])
        ]

    def register(self, member_ids: Iterable[int], result: RoundMember) -> int:
        """Write what was found of one or many members; returns how many changed.

        `result` carries finding, way, day, by whom, changes and remarks; of many only what is
        given is written over. Raises Problem without a finding, for a day that cannot be, or
        in a round that is finished.
        """
        members = self._members.page(list(member_ids))
        if not members:
            return 0
        current = _open_round(self._rounds, members[0].round_id or 0)
        if result.finding is None:
            raise Problem("请选择结果后再登记。没有改动。", code="no_finding")
        self._refuse_day(result.done_on, current)
        written = {
            key: value
            for key in ("finding", "way", "done_on", "done_by", "changes", "remarks")
            if (value := getattr(result, key)) is not None
        }
        with self._ledger.transaction(self._title(current, members, result.finding)) as change:
            return sum(
                self._members.update(change, replace(member, **written)) for member in members
            )

    def write(self, member: RoundMember) -> RoundMember:
        """Write one member's result as it stands in a form, blanks included."""
        current = _open_round(self._rounds, member.round_id or 0)
        self._refuse_day(member.done_on, current)
        with self._ledger.transaction(self._title(current, [member], member.finding)) as change:
            self._members.update(change, member)
        return self._members.get(member.id or 0)

    def take_back(self, member_ids: Iterable[int]) -> int:
        """Make members open again: what was registered of them is taken back."""
        members = [item for item in self._members.page(list(member_ids)) if item.finding]
        if not members:
            return 0
        current = _open_round(self._rounds, members[0].round_id or 0)
        words = self._name_of(members)
        with self._ledger.transaction(f"取消{current.title}登记：{words}") as change:
            for item in members:
                empty = RoundMember(id=item.id, person_id=item.person_id, round_id=item.round_id)
                self._members.update(change, empty)
        return len(members)

    def last_verified(self, person_id: int) -> LastVerified | None:
        """最近核实 of a person; None when no round has found them yet."""
        return self._lines.last_verified(person_id)

    def of_person(self, person_id: int) -> list[RoundMember]:
        """What every round found of a person, newest first."""
        return list(self._members.every(RecordFilter(person_id=person_id)))

    def _refuse_day(self, day: str | None, current: Round) -> None:
        if day is None:
            return
        if earliest(day) > self._ledger.clock().date():
            raise Problem("确认时间在今天之后，请核对。没有改动。", code="bad_date")
        begun = (current.begun_on or "")[:4]
        if day[:4] < begun and current.begun_on:
            raise Problem(f"确认时间早于{begun}年，请核对。没有改动。", code="bad_date")

    def _title(
        self, current: Round, members: Sequence[RoundMember], finding: Finding | None
    ) -> str:
        words = finding.value if finding else "未确认"
        return f"登记{current.title}：{self._name_of(members)} {words}"

    def _name_of(self, members: Sequence[RoundMember]) -> str:
        if len(members) == 1:
            return self._people.get(members[0].person_id or 0).name
        return f"{len(members)} 人"


def _home(person: Person, day: date) -> str:
    return home_reason(person.birth_date, person.health, person.self_care, day)


def _open_round(rounds: Records[Round], round_id: int) -> Round:
    """A round that is not finished; raises Problem when it is."""
    current = rounds.get(round_id)
    if current.closed_on:
        raise Problem(
            f"“{current.title}”已经完成，结果不再改动。需要补登时请先重新打开。",
            code="round_closed",
        )
    return current
