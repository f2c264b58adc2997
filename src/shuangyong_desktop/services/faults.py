"""数据核查: going through the whole ledger for faults, and saying that something is right."""

from array import array
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from time import perf_counter

from shuangyong_desktop.domain.combinations import Facts
from shuangyong_desktop.domain.entitlements import ENTITLEMENTS
from shuangyong_desktop.domain.errors import Problem
from shuangyong_desktop.domain.families import FALLEN
from shuangyong_desktop.domain.faults import BY_KEY, FAULTS, Hit, Subject, hits
from shuangyong_desktop.domain.handouts import HANDOUTS, Handout, HandoutItem
from shuangyong_desktop.domain.registers import RecordFilter
from shuangyong_desktop.domain.search import PersonFilter, PersonOrder
from shuangyong_desktop.domain.status import PersonStatus
from shuangyong_desktop.domain.verified import VERIFIED, Verified
from shuangyong_desktop.storage.ledger import Ledger
from shuangyong_desktop.storage.people import People
from shuangyong_desktop.storage.registers import Records

SLICE = 0.010
"""Seconds that one step of the survey may take on the window's thread."""
_AT_ONCE = 32
_LOOKED_AT = PersonFilter(
    statuses=(PersonStatus.ACTIVE, PersonStatus.DECEASED, PersonStatus.MOVED_OUT)
)


@dataclass(frozen=True, slots=True)
class Survey:
    """What a pass over the ledger found: whom each fault is with, in the order of the ledger.

    `people` counts those with any fault at all, each once.
    """

    found: Mapping[str, "array[int]"] = field(default_factory=dict)
    people: int = 0
    looked_at: int = 0

    def ids(self, key: str) -> "array[int]":
        """Whom a fault is with."""
        return self.found.get(key) or array("I")


class Surveying:
    """One pass over the ledger in steps of about 10 ms."""

    def __init__(self, faults: "Faults", ids: "array[int]") -> None:
        self._faults, self._ids = faults, ids
        self._at = self._people = 0
        self._found = {fault.key: array("I") for fault in FAULTS}

    def step(self) -> tuple[int, int]:
        """Look on for a while; how many of how many people are done."""
        until = perf_counter() + SLICE
        while self._at < len(self._ids):
            some = self._ids[self._at : self._at + _AT_ONCE]
            for person_id, own in self._faults.of(some).items():
                self._people += bool(own)
                for hit in own:
                    self._found[hit.fault.key].append(person_id)
            self._at += len(some)
            if perf_counter() >= until:
                break
        return self._at, len(self._ids)

    @property
    def survey(self) -> Survey:
        """What was found so far."""
        return Survey(self._found, self._people, self._at)


class Faults:
    """The faults of the people of one open ledger."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._people = People(ledger)
        self._entitlements = Records(ledger, ENTITLEMENTS)
        self._fallen = Records(ledger, FALLEN)
        self._handouts = Records(ledger, HANDOUTS)
        self._verified = Records(ledger, VERIFIED)

    def surveying(self) -> Surveying:
        """A pass over everybody but those taken off as wrong, to be stepped through."""
        return Surveying(self, self._people.ids(PersonOrder.PLACE, _LOOKED_AT))

    def survey(self) -> Survey:
        """The whole pass in one go."""
        surveying = self.surveying()
        done, total = surveying.step()
        while done < total:
            done, total = surveying.step()
        return surveying.survey

    def of(self, ids: Sequence[int]) -> dict[int, list[Hit]]:
        """The faults of some people that still stand, by person."""
        day = self._ledger.clock().date()
        entitlements = self._entitlements.of_people(ids)
        fallen = self._fallen.of_people(ids)
        handouts = self._handouts.of_people(ids)
        verified = self._verified.of_people(ids)
        found: dict[int, list[Hit]] = {}
        for person in self._people.page(ids):
            number = person.id or 0
            facts = Facts(person, day, entitlements.get(number, ()), fallen.get(number, ()))
            right = {(item.fault, item.about) for item in verified.get(number, ())}
            subject = Subject(facts, _card_until(handouts.get(number, ())))
            found[number] = [
                hit for hit in hits(subject) if (hit.fault.key, hit.sentence) not in right
            ]
        return found

    def sentence(self, person_id: int, key: str) -> str:
        """What one fault says of somebody; empty when it is put right or was never there."""
        own = self.of([person_id]).get(person_id, [])
        return next((hit.sentence for hit in own if hit.fault.key == key), "")

    def verify(self, person_id: int, key: str, reason: str) -> None:
        """核实无误: remember that a fault of somebody is none, as one undoable change.

        It is shown again when the record changes so that the fault says something else.
        Raises Problem without a reason, or when there is no such fault any more.
        """
        if not reason.strip():
            raise Problem("请写明核实的情况，例如“已对照户口簿”。没有改动。", code="no_reason")
        sentence = self.sentence(person_id, key)
        if not sentence:
            raise Problem("这一项已经没有问题，不用再核实。", code="no_fault")
        record = Verified(
            person_id=person_id,
            fault=key,
            about=sentence,
            date=self._ledger.clock().date().isoformat(),
            reason=reason.strip(),
        )
        name = self._people.get(person_id).name
        with self._ledger.transaction(f"核实无误：{name}（{BY_KEY[key].title}）") as change:
            self._verified.add(change, record)

    def verified(self, person_id: int) -> list[Verified]:
        """What was looked at of somebody and let stand, newest first."""
        return list(self._verified.every(RecordFilter(person_id=person_id)))


def _card_until(handouts: Sequence[Handout]) -> str | None:
    """Until when the card is valid that was handed out last."""
    cards = [item.valid_until for item in handouts if item.item is HandoutItem.CARD]
    return next((until for until in cards if until), None)
