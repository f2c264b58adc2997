"""Which rows of a table are people, and why the others are not."""

import re
from collections.abc import Sequence

from shuangyong_desktop.documents.spreadsheets.book import Row
from shuangyong_desktop.documents.spreadsheets.cells import cell_text, is_empty
from shuangyong_desktop.documents.spreadsheets.columns import Column
from shuangyong_desktop.documents.spreadsheets.layout import is_header_row, is_numbering
from shuangyong_desktop.domain.names import read_name
from shuangyong_desktop.domain.text import fold, squeeze

BLANK, HEADER, TOTAL, SUBTOTAL = "空行", "表头", "合计", "小计"
SECTION, NOTE, SIGNATURE, EXAMPLE, TITLE = "分组标题", "说明", "签字栏", "示例行", "标题"

_ID_LENGTH = 15
_LEAST_ID = 10.0 ** (_ID_LENGTH - 1)
_TOTAL = re.compile(
    r"^.{0,12}(?:合计|总计|共计|累计|总人数|总户数|总数|总金额|总额)[^0-9]{0,8}\d*[人户名元]?$"
    r"|^(?:金额|人数|以上)?(?:合计|总计|共计|累计)|^(?:金额|人民币)?[(（]?大写"
)
_COUNTED = re.compile(r"[共计(（]*\d+(?:\.\d+)?[人户名元件]?[)）]?")
_SUBTOTAL = re.compile(r"小计")
_SIGNATURE = re.compile(
    r"(?:填[表报]|制[表单]|审[核批]|经办|复核|负责人|分管|领导|签[字名章]|盖章|联系人|联系电话|填报|单位|日期|时间"
    r"|证明人|发放人|站长|主任|书记)[^:：]{0,8}[:：]"
)
_NOTE = re.compile(
    r"^(?:注|备注|说明|填表说明|附注|附件|提示|★|※|\*)[\s:：;；、.0-9一]|^(?:注|说明)$"
)
_SECTION = re.compile(
    r"^[(（]?[一二三四五六七八九十]+[)）、.．,，]|^第[一二三四五六七八九十\d]+[组片批类]"
)
_EXAMPLE = re.compile(r"^(?:示例|样例|填写示例|例|范例|举例)[:：]?$|^例如")
_EXAMPLE_NAME = re.compile(
    r"^[(（【]?(?:填写)?(?:示例|样例|范例|举例|例)[)）】:：]|[(（【](?:填写)?(?:示例|样例|范例|例)[)）】]$"
    r"|^(?:必填项?|选填|非必填|文本|文字|字符型?|字符串|不能为空|请填写.*|请输入.*|填写.*|与身份证一致.*|如[:：].*)$"
)
_EXAMPLE_BEGINS = frozenset("([（【示样范举例必选非文字不请填与如")
_EXAMPLE_ENDS = frozenset(")]）】")
"""What an example begins or ends with: asking costs less than the search in every row."""

_COUNT = re.compile(r"\s*\d*\s*")
_LONG_NOTE = 24
_FEWEST_HEADINGS = 3
"""Fewer known headings than this begin no new table in the middle of one."""

_NAME_LENGTH = range(2, 16)


class RowSorter:
    """Tells people from everything else in the rows below one heading."""

    def __init__(self, columns: Sequence[Column]) -> None:
        self._columns = columns
        places = {column.field: column.index for column in columns if column.field}
        self._name = places.get("name", -1)
        self._id = places.get("id_number", -1)
        self._serial = places.get("serial", -1)
        self._mapped = [
            column.index for column in columns if column.field and column.field != "serial"
        ]

    def why_not(self, row: Row) -> str:
        """Why `row` is no person, in the clerk's words; empty for a person's row."""
        identity = row[self._id] if 0 <= self._id < len(row) else ""
        if (isinstance(identity, float) and identity > _LEAST_ID) or (
            isinstance(identity, str)
            and len(identity) >= _ID_LENGTH
            and identity.lstrip(" \t\xa0'")[:1].isdigit()
        ):
            return self._example(row)
        return self._why_not(row)

    def _example(self, row: Row) -> str:
        first, name = row[0], row[self._name] if 0 <= self._name < len(row) else ""
        if isinstance(first, str) and first and _EXAMPLE.match(first.strip()):
            return EXAMPLE
        if not isinstance(name, str):
            return ""
        told = name.lstrip()[:1] in _EXAMPLE_BEGINS or name.rstrip()[-1:] in _EXAMPLE_ENDS
        return EXAMPLE if told and _EXAMPLE_NAME.search(name.strip()) else ""

    def _why_not(self, row: Row) -> str:
        filled = [index for index, cell in enumerate(row) if not is_empty(cell)]
        if not filled or (filled == [self._serial] and _COUNT.fullmatch(cell_text(row[filled[0]]))):
            return BLANK
        if self._repeats_header(row) or is_numbering(row):
            return HEADER
        texts = [squeeze(cell_text(row[index])) for index in filled]
        why = self._example(row) or self._total(row, filled, texts)
        if why or self._is_lone(row, texts):
            return why or self._lone(filled[0], texts[0])
        if self._has_person(row):
            return ""
        if any(_SIGNATURE.search(text) for text in texts):
            return SIGNATURE
        return "" if any(index in self._mapped for index in filled) else NOTE

    def _repeats_header(self, row: Row) -> bool:
        same = sum(
            column.index < len(row)
            and not is_empty(row[column.index])
            and fold(column.shown.heading).endswith(fold(cell_text(row[column.index])))
            for column in self._columns
        )
        filled = sum(not is_empty(cell) for cell in row)
        return (same > 1 and same >= filled // 2) or is_header_row(row, _FEWEST_HEADINGS)

    def _total(self, row: Row, filled: Sequence[int], texts: Sequence[str]) -> str:
        if self._text(row, self._id):
            return ""
        for index, text in zip(filled, texts, strict=True):
            if len(text) > _LONG_NOTE or index > max(self._name, 3):
                continue
            if _SUBTOTAL.search(text):
                return SUBTOTAL
            if _TOTAL.match(text):
                return TOTAL
        return ""

    def _is_lone(self, row: Row, texts: Sequence[str]) -> bool:
        """Whether one cell says all there is, the others at most how many (玉龙社区 | 6人)."""
        counted = all(_COUNTED.fullmatch(text) for text in texts[1:])
        return len(texts) == 1 or (
            counted and not texts[0].isdecimal() and not self._has_person(row)
        )

    def _lone(self, index: int, text: str) -> str:
        """Why a row with a single telling cell is no person."""
        if _NOTE.search(text):
            return NOTE
        if _SIGNATURE.search(text):
            return SIGNATURE
        if index == self._name and not _SECTION.search(text) and len(text) in _NAME_LENGTH:
            return ""
        if _SECTION.search(text) and len(text) <= _LONG_NOTE:
            return SECTION
        return NOTE if len(text) > _LONG_NOTE else SECTION

    def _has_person(self, row: Row) -> bool:
        name = self._text(row, self._name)
        return bool(name) and len(squeeze(read_name(name).name)) in _NAME_LENGTH

    def _text(self, row: Row, index: int) -> str:
        return cell_text(row[index]).strip() if 0 <= index < len(row) else ""
