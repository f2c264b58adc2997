"""附件 (enclosures) of people and of what is recorded about them: scans, photographs, papers."""

from dataclasses import dataclass

from shuangyong_desktop.domain import kinds
from shuangyong_desktop.domain.fields import Field, Schema
from shuangyong_desktop.domain.registers import Record, Register


@dataclass(frozen=True, slots=True, kw_only=True)
class Enclosure(Record):
    """One file kept in the ledger by the hash of its bytes.

    `register` and `record_id` say to which record it belongs besides the person: the table of
    the register and the record's id there.
    """

    date: str | None = None
    title: str | None = None
    kind: str | None = None
    file: str | None = None
    sha256: str | None = None
    size: int = 0
    register: str | None = None
    record_id: int | None = None
    remarks: str | None = None


ENCLOSURES = Register(
    "enclosure",
    "附件",
    Enclosure,
    Schema(
        Enclosure,
        (
            Field("date", "日期", kinds.DATE, width=6),
            Field("title", "名称", kinds.TEXT, required=True, width=10),
            Field("kind", "种类",
                  kinds.words("照片", "身份证", "户口本", "退役证件", "残疾证", "立功证件",
                              "死亡证明", "申请材料", "文件", "签到签收", "记录", "其他"),
                  width=5),
            Field("remarks", "备注", kinds.LONG_TEXT, width=8),
        ),
    ),
    labels={"file": "文件名", "sha256": "文件校验值", "size": "字节数", "register": "所属登记",
            "record_id": "所属记录"},
    named="title",
)  # fmt: skip
