"""The columns of a register's list: what it is called, how far it is, what it asks, the rest."""

from collections.abc import Collection
from typing import Any

from shuangyong_desktop.domain.registers import Register
from shuangyong_desktop.domain.roll_views import step_words
from shuangyong_desktop.services.office import Office
from shuangyong_desktop.ui.widgets.columns import Column, Look, column_of

_NOT_LISTED = ("long_text",)
_DONE, _UNDER_WAY = ("circle-check", "ok"), ("clock", "text3")
_WAITS = ("alert-triangle", "warn")


def columns_of_roll(
    register: Register[Any], office: Office, asked: Collection[int]
) -> tuple[Column, ...]:
    """The columns of the list of `register`; `asked` are the ids of what asks for something."""
    named = register.schema[register.named]
    first = column_of(named, Look.STRONG, max(named.width, 7, len(named.label) + 1))
    if register.personal:

        def person(record: Any, _masked: bool) -> str:  # noqa: FBT001 (a Writer)
            return office.people.get(record.person_id).name

        first = Column("person", "姓名", 5, person, look=Look.STRONG)
    columns = [first]
    if register.steps:
        columns.append(_progress(register))
    if asked:
        columns.append(_asking(asked))
    days = register.steps[1:]
    for field in sorted(register.schema, key=lambda field: field.kind.mask is not None):
        listed = field.kind.name not in _NOT_LISTED and field.key not in days
        if listed and field.key != first.key:
            columns.append(column_of(field, width=max(field.width, len(field.label) + 1)))
    return tuple(columns)


def _progress(register: Register[Any]) -> Column:
    def words(record: Any, _masked: bool) -> str:  # noqa: FBT001 (a Writer)
        step = register.step(record)
        return step_words(register, step) if step else "未开始"

    def mark(record: Any) -> tuple[str, str]:
        return _UNDER_WAY if register.next_step(record) else _DONE

    return Column("step", "进度", 6, words, mark=mark)


def _asking(asked: Collection[int]) -> Column:
    def words(record: Any, _masked: bool) -> str:  # noqa: FBT001 (a Writer)
        return "要办理" if record.id in asked else ""

    def mark(record: Any) -> tuple[str, str]:
        return _WAITS if record.id in asked else ("", "text")

    return Column("asks", "提醒", 5, words, mark=mark)
