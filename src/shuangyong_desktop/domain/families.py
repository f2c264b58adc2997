"""家庭成员和牺牲病故军人 (relatives and the fallen) of a person on the ledger."""

from dataclasses import dataclass
from enum import StrEnum

from shuangyong_desktop.domain import kinds
from shuangyong_desktop.domain.fields import Field, Schema
from shuangyong_desktop.domain.registers import Record, Register

RELATIONS = ("配偶", "父亲", "母亲", "儿子", "女儿", "兄弟姐妹", "祖父母", "孙子女", "儿媳", "女婿",
             "其他")  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Relative(Record):
    """One member of somebody's family. `relative_id` points to the ledger where they are on it."""

    name: str | None = None
    relation: str | None = None
    birth_date: str | None = None
    phone: str | None = None
    work: str | None = None
    same_roof: bool | None = None
    relative_id: int | None = None
    remarks: str | None = None


RELATIVES = Register(
    "relative",
    "家庭成员",
    Relative,
    Schema(
        Relative,
        (
            Field("name", "姓名", kinds.NAME, required=True, width=5),
            Field("relation", "与本人关系", kinds.words(*RELATIONS), required=True, width=5),
            Field("birth_date", "出生日期", kinds.DATE, width=6),
            Field("phone", "联系电话", kinds.PHONE, width=7),
            Field("work", "工作单位或学校", kinds.TEXT, width=10),
            Field("same_roof", "共同居住", kinds.YES_NO, width=4),
            Field("remarks", "备注", kinds.LONG_TEXT, width=8),
        ),
    ),
    date="id",
    labels={"relative_id": "台账人员"},
)


class FallenKind(StrEnum):
    """牺牲病故类别 (条例 art. 11 to 13)."""

    MARTYR = "烈士"
    ON_DUTY = "因公牺牲军人"
    OF_ILLNESS = "病故军人"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fallen(Record):
    """The martyr or soldier somebody is a survivor of; one person may be that of several.

    For 无遗属烈士 the record stands without a living person: `person_id` is then the ledger's
    record of the martyr. `holder` says whether the person holds the certificate (持证人).
    """

    name: str | None = None
    kind: FallenKind | None = None
    relation: str | None = None
    holder: bool | None = None
    certificate: str | None = None
    birth_date: str | None = None
    enlist_date: str | None = None
    unit: str | None = None
    death_date: str | None = None
    death_place: str | None = None
    death_reason: str | None = None
    approved_on: str | None = None
    buried_at: str | None = None
    remarks: str | None = None


FALLEN = Register(
    "fallen",
    "牺牲病故军人",
    Fallen,
    Schema(
        Fallen,
        (
            Field("name", "姓名", kinds.NAME, required=True, width=5),
            Field("kind", "类别", kinds.one_of(FallenKind), required=True, width=6),
            Field("relation", "与遗属关系", kinds.words(*RELATIONS), width=5),
            Field("holder", "持证人", kinds.YES_NO, width=3),
            Field("certificate", "证书字号", kinds.CERTIFICATE, width=8),
            Field("birth_date", "出生日期", kinds.DATE, width=6),
            Field("enlist_date", "入伍时间", kinds.DATE, width=6),
            Field("unit", "生前单位", kinds.TEXT, width=8),
            Field("death_date", "牺牲病故时间", kinds.DATE, width=6),
            Field("death_place", "牺牲病故地点", kinds.TEXT, width=8),
            Field("death_reason", "牺牲病故原因", kinds.TEXT, width=8),
            Field("approved_on", "批准时间", kinds.DATE, width=6),
            Field("buried_at", "安葬地", kinds.TEXT, width=8),
            Field("remarks", "备注", kinds.LONG_TEXT, width=8),
        ),
    ),
    date="death_date",
)
