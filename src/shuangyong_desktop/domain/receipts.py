"""登记签收 (receipts): what the signed paper says became of each unit, and what is odd about it.

Registering means entering what stands on paper (CLERK §2). What may be wrong about it raises
a red flag; it can still be registered, with the reason in writing.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from shuangyong_desktop.domain import kinds
from shuangyong_desktop.domain.desk import DeskPerson, Role
from shuangyong_desktop.domain.errors import Problem
from shuangyong_desktop.domain.fields import Severity
from shuangyong_desktop.domain.identity import read_id
from shuangyong_desktop.domain.visits import PayoutMethod, VisitUnit

_OFFICIAL_RELATIONS = ("干部", "书记", "主任", "委员", "网格员", "社工", "村长", "组长", "经办",
                       "工作人员")  # fmt: skip


class ReceiptState(StrEnum):
    """签收情况 of one unit."""

    OPEN = "未登记"
    SIGNED = "已签收"
    PROXY = "代领"
    NOT_RECEIVED = "未领"


class SignedPaper(StrEnum):
    """What proves that a group's money and goods arrived; it is attached as a scan."""

    SIGN_OFF_BOOK = "签收册"
    BANK_RECEIPT = "银行回单"


def _line(text: str | None) -> str:
    return kinds.TEXT.read(text or "").value or ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Proxy:
    """代领人: who collected for somebody else, and that the person confirmed it by phone."""

    name: str
    relation: str = ""
    id_number: str | None = None
    phone: str = ""
    reason: str = ""
    confirmed_on: str | None = None
    confirmed_by: str = ""

    @property
    def missing(self) -> tuple[str, ...]:
        """What CLERK §2 asks of every proxy and is not filled in, as labels."""
        asked = {
            "与本人关系": self.relation,
            "身份证号": self.id_number,
            "电话": self.phone,
            "代领原因": self.reason,
            "电话核实日期": self.confirmed_on,
            "电话核实人": self.confirmed_by,
        }
        return tuple(label for label, value in asked.items() if not value)

    @property
    def tidied(self) -> "Proxy":
        """The same person with cleaned texts; numbers as a column of people would keep them."""
        return Proxy(
            name=_line(self.name),
            relation=_line(self.relation),
            id_number=kinds.ID_NUMBER.read(self.id_number or "").value
            or _line(self.id_number)
            or None,
            phone=_line(kinds.PHONE.read(self.phone).value or self.phone),
            reason=_line(self.reason),
            confirmed_on=self.confirmed_on,
            confirmed_by=_line(self.confirmed_by),
        )

    def is_the_same(self, other: "Proxy") -> bool:
        """Whether both are one person: by ID number where both are known, else by name."""
        if self.id_number and other.id_number:
            return self.id_number == other.id_number
        return self.name == other.name


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """What the signed paper says of one unit.

    `received_on` is a whole day (ISO). `reason` says why nothing was received. `flag_reason`
    answers the red flags in writing. `witness` is the 证明人 of a thumb print.
    """

    state: ReceiptState = ReceiptState.OPEN
    received_on: str | None = None
    reason: str = ""
    proxy: Proxy | None = None
    thumb_print: bool = False
    witness: str = ""
    flag_reason: str = ""
    remarks: str = ""

    @property
    def received(self) -> bool:
        """Whether money and goods are out of the house."""
        return self.state in (ReceiptState.SIGNED, ReceiptState.PROXY)

    @property
    def tidied(self) -> "Receipt":
        """The receipt with cleaned texts, and without what its state leaves no room for."""
        if self.state is ReceiptState.OPEN:
            return OPEN
        proxied = self.state is ReceiptState.PROXY and self.proxy
        return replace(
            self,
            received_on=self.received_on if self.received else None,
            reason=_line(self.reason) if self.state is ReceiptState.NOT_RECEIVED else "",
            proxy=proxied.tidied if proxied else None,
            thumb_print=self.thumb_print and self.received,
            witness=_line(self.witness),
            flag_reason=_line(self.flag_reason),
            remarks=_line(self.remarks),
        )


OPEN = Receipt()
"""What every unit has before anything is registered."""


class FlagKind(StrEnum):
    """What may be wrong about a receipt (CLERK §2)."""

    OFFICIAL = "干部或经办人代领"
    SEVERAL = "一人代领多户"
    NO_WITNESS = "按手印没有证明人"
    INCOMPLETE = "代领信息不全"


@dataclass(frozen=True, slots=True)
class Flag:
    """One red flag, as a sentence for the clerk."""

    kind: FlagKind
    sentence: str


def red_flags(
    unit: VisitUnit,
    receipt: Receipt,
    others: Iterable[tuple[VisitUnit, Receipt]] = (),
    desk: Sequence[DeskPerson] = (),
) -> tuple[Flag, ...]:
    """What is odd about `receipt`; each needs a written reason before it is registered.

    `others` are the units of the same plan with their receipts, `desk` is the people
    dictionary of the office. Rules: CLERK §2 (代领).
    """
    flags: list[Flag] = []
    proxy = receipt.proxy if receipt.state is ReceiptState.PROXY else None
    if proxy:
        if proxy.missing:
            missing = "、".join(proxy.missing)
            flags.append(Flag(FlagKind.INCOMPLETE, f"代领人“{proxy.name}”还缺：{missing}。"))
        flags += [
            Flag(FlagKind.INCOMPLETE, f"代领人“{proxy.name}”：{doubt.sentence}")
            for doubt in read_id(proxy.id_number or "").doubts
            if doubt.severity is not Severity.INFO
        ]
        duty = _duty_of(proxy, desk)
        if duty:
            flags.append(Flag(FlagKind.OFFICIAL, f"代领人“{proxy.name}”是{duty}。"))
        also = _also_collected(unit, proxy, others)
        if also:
            names = "、".join(also)
            flags.append(Flag(FlagKind.SEVERAL, f"“{proxy.name}”还代领了 {names} 的。"))
    if receipt.received and receipt.thumb_print and not receipt.witness:
        flags.append(Flag(FlagKind.NO_WITNESS, "按手印的要有证明人，现在没有填。"))
    return tuple(flags)


def _duty_of(proxy: Proxy, desk: Sequence[DeskPerson]) -> str:
    """What makes a proxy somebody who should not collect; empty when nothing does."""
    for person in desk:
        if person.name == proxy.name and person.role in (Role.HANDLER, Role.COMMUNITY):
            return person.role.value
    told = any(word in proxy.relation for word in _OFFICIAL_RELATIONS)
    return f"{proxy.relation}（按填写的关系）" if told else ""


def _also_collected(
    unit: VisitUnit, proxy: Proxy, others: Iterable[tuple[VisitUnit, Receipt]]
) -> list[str]:
    return [
        other.name
        for other, receipt in others
        if other.id != unit.id
        and receipt.proxy
        and (unit.household_id is None or other.household_id != unit.household_id)
        and receipt.proxy.is_the_same(proxy)
    ]


def refuse_unfinished(
    unit: VisitUnit, receipt: Receipt, flags: Sequence[Flag], today: date
) -> None:
    """Raise the Problem of a receipt that cannot be registered as it is; nothing is written.

    Needed are the day (not after `today`) for what was received, a reason for what was not,
    the name of a proxy, and a written reason where there are red flags.
    """
    said = f"“{unit.name}”没有登记："
    if receipt.state is ReceiptState.NOT_RECEIVED and not receipt.reason:
        raise Problem(f"{said}未领的请写明原因。", code="reason_missing")
    if receipt.received:
        _refuse_day(said, receipt.received_on, today)
    if receipt.state is ReceiptState.PROXY and not (receipt.proxy and receipt.proxy.name):
        raise Problem(f"{said}代领的请填写代领人姓名。", code="proxy_missing")
    if flags and not receipt.flag_reason:
        sentences = "".join(flag.sentence for flag in flags)
        raise Problem(f"{said}{sentences}请核实；确实如此的，写明原因后再登记。", code="red_flag")


def _refuse_day(said: str, day: str | None, today: date) -> None:
    try:
        given = date.fromisoformat(day or "")
    except ValueError:
        raise Problem(f"{said}请填写领取日期（年月日）。", code="day_missing") from None
    if given > today:
        raise Problem(f"{said}领取日期在今天之后，请核对。", code="day_in_future")


def needed_papers(units: Iterable[VisitUnit]) -> frozenset[SignedPaper]:
    """What a group must attach before it enters the settlement.

    A transfer carries the bank receipt and needs no signature (CLERK §2); everything else is
    signed for.
    """
    needed: set[SignedPaper] = set()
    for unit in units:
        transferred = unit.method is PayoutMethod.TRANSFER and bool(unit.money)
        if transferred:
            needed.add(SignedPaper.BANK_RECEIPT)
        if unit.goods or not transferred:
            needed.add(SignedPaper.SIGN_OFF_BOOK)
    return frozenset(needed)


@dataclass(frozen=True, slots=True)
class Attachment:
    """附件: a scan that belongs to a visit group, known by the SHA-256 of its bytes."""

    group_id: int
    paper: SignedPaper
    name: str
    sha256: str
    size: int
    added_at: str
    id: int | None = None


def papers_missing(
    units: Iterable[VisitUnit], attached: Iterable[Attachment]
) -> tuple[SignedPaper, ...]:
    """What a group still waits for (待附签收册), in the order of `SignedPaper`."""
    missing = needed_papers(units) - {attachment.paper for attachment in attached}
    return tuple(paper for paper in SignedPaper if paper in missing)


Receipts = Mapping[int, Receipt]
"""Receipts by the id of their unit; a unit without one is open."""
