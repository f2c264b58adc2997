"""What the columns of a list of tasks are: by headings, by cells, and by how rows are grouped."""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from shuangyong_desktop.documents.spreadsheets.book import Merge, Row
from shuangyong_desktop.documents.spreadsheets.cells import cell_text, is_empty
from shuangyong_desktop.domain.deadline_words import read_state
from shuangyong_desktop.domain.task_lists import TASK_NUMBER, direction_of
from shuangyong_desktop.domain.tasks import TASKS
from shuangyong_desktop.domain.text import fold

SERIAL, ITEM, WORDS, CATEGORY = "serial", "item", "progress", "category"
"""Keys beside those of TASKS: the running number, what is to be done, how it goes, its group."""

_LONGEST_HEADING = 20
_FEWEST = 3
_WHOLE_LIST = frozenset(["unit", "co_units", "due_rule", "state", "leader", "person", "proposer",
                         "standard", SERIAL, WORDS, "closed_on"])  # fmt: skip
_RULES: tuple[tuple[str, str], ...] = (
    ("task_id", f"^{TASK_NUMBER}$"),
    (SERIAL, r"^(?:序号?|编号|no|项次|号|(?:事项|任务|项目)(?:编号|序号))$"),
    ("amount", r"完成(?:数量|次数|数)$|已完成数"),
    ("proof", r"佐证|印证|证明材料|支撑材料"),
    ("goal", r"^目标(?:数量|次数|数)$"),
    ("counted_in", r"^计量单位$"),
    ("co_units", r"(?:配合|协办|协助|协同|参与|参加|协作)(?:责任)?(?:单位|部门|科室|部队)?$"),
    ("proposer", r"^(?:提出|需求|申请|申报|报送|征集)(?:单位|部门|方|部队)|^需求方"),
    ("leader", r"领导"),
    ("person", r"(?:责任人|经办人|承办人|负责人|联络员|联系人).*(?:电话|手机|联系方式)"),
    ("phone", r"电话|手机|联系方式"),
    ("unit", r"(?:责任|牵头|承办|主办|落实|办理)(?:单位|部门|科室|部队|主体|方)"),
    ("unit", r"(?:实施|完成|承担|主责|承接)(?:单位|部门|科室|部队|主体|方)"),
    ("unit", r"^(?:牵头|主办|承办)$|^(?:责任)?(?:单位|部门)$"),
    ("person", r"责任人|经办人|承办人|负责人|联络人|联络员|联系人|具体负责|办理人|专人"),
    ("proposed_on", r"(?:提出|征集|申报)(?:时间|日期)"),
    ("evaluation", r"满意|评价"),
    ("due_rule", r"时限|期限|截止|时间(?:节点|要求|安排)|完成节点"),
    ("due_rule", r"(?:计划|拟|预计|要求).*(?:时间|日期)"),
    ("closed_on", r"(?:完成|办结|销号|实际).*(?:时间|日期)"),
    ("state", r"状态|进度$|是否(?:完成|办结|销号|落实)|销号情况"),
    ("state", r"^(?:完成|办理|落实|销号)情况$"),
    (WORDS, r"进展|进度|推进|(?:完成|办理|落实|工作|开展|实施)(?:情况|说明)|^情况说明$|动态"),
    ("remarks", r"备注|附注|^说明$"),
    ("list", r"^(?:清单|事项|任务|实事|办理)?(?:类别|类型|方向|归属)$"),
    ("standard", r"标准|要求|质量|目标|成效|成果|预期"),
    (ITEM, r"任务|事项|实事|措施|举措|项目|内容|需求|议题|条目"),
    (ITEM, r"重点工作|工作(?:要点|名称|重点)|具体工作"),
)  # fmt: skip
_ALIASES = {
    fold(words): column.key for column in TASKS.schema for words in (column.label, *column.aliases)
}
_ITEMS = frozenset(["title", "measure"])
_AS_RULED = frozenset(
    ["单位", "联系人", "任务类别", "事项类别", "清单类别", "完成情况", "办理情况", "进度"]
)
"""Headings of TASKS that other lists use for something else too."""
_GROUPS = re.compile(r"一级|类别|大类|分类|方面|板块|总任务|重点任务|要点|主要任务|目标任务|项目")
_FINER = re.compile(r"二级|三级|具体|细化|措施|举措|分解|内容|事项")
_MOSTLY = 0.5


@lru_cache(maxsize=1024)
def meaning(heading: str) -> str:
    """The key that a heading stands for; empty where none is known."""
    own = re.sub(r"^[(（]?\d{1,2}[)）.、]", "", fold(heading))
    if not own or len(own) > _LONGEST_HEADING:
        return ""
    if own in _ALIASES and own not in _AS_RULED:
        key = _ALIASES[own]
        return ITEM if key in _ITEMS else key
    return next((key for key, words in _RULES if re.search(words, own)), "")


def is_task_header(row: Row) -> bool:
    """Whether a row names the columns of a list of tasks."""
    texts = [cell.strip() for cell in row if isinstance(cell, str) and cell.strip()]
    if len(texts) < _FEWEST or any(len(text) > _LONGEST_HEADING for text in texts):
        return False
    keys = {meaning(text) for text in texts}
    named = keys & _WHOLE_LIST
    return (ITEM in keys and len(named) >= _FEWEST - 1 and bool(named & _TELLING)) or (
        {"unit", "due_rule"} <= keys and len(named) > _FEWEST
    )


_TELLING = frozenset(["unit", "co_units", "due_rule", "state", "proposer", "closed_on", WORDS])
"""Of these a list of tasks has one; the others stand in lists of people as well."""


def assign(
    headings: Mapping[int, tuple[str, ...]], body: Sequence[Row], merges: Sequence[Merge]
) -> dict[int, str]:
    """The key of every column that has one, each key once but for remarks."""
    given: dict[int, str] = {}
    items: list[int] = []
    for index, levels in headings.items():
        key = next(filter(None, (meaning(text) for text in reversed(levels))), "")
        if key == ITEM:
            items.append(index)
        elif key and (key not in given.values() or key == "remarks"):
            given[index] = key
        elif key in ("state", WORDS):
            given[index] = WORDS if WORDS not in given.values() else "remarks"
    _settle_lists(given, body)
    _settle_progress(given, body)
    if "due_rule" not in given.values():
        _rename(given, "closed_on", "due_rule")
    given.update(_settle_items(items, headings, body, merges))
    return given


def _settle_lists(given: dict[int, str], body: Sequence[Row]) -> None:
    """A column of sorts tells the direction where its cells do; else it is the group of a task."""
    for index in [at for at, key in given.items() if key == "list"]:
        cells = list(_texts(body, index))
        if not any(direction_of(text) for text in cells):
            given[index] = CATEGORY


def _settle_progress(given: dict[int, str], body: Sequence[Row]) -> None:
    """Which column says a state and which tells of it, by what stands in them."""
    columns = [at for at, key in given.items() if key in ("state", WORDS)]
    stated = [at for at in columns if _share_of_states(body, at) >= _MOSTLY]
    if not columns:
        return
    chosen = stated[0] if stated else None
    for index in columns:
        given[index] = "state" if index == chosen else WORDS


def _share_of_states(body: Sequence[Row], index: int) -> float:
    cells = list(_texts(body, index))
    short = 8
    fitting = [text for text in cells if len(text) <= short and not read_state(text).doubts]
    return len(fitting) / len(cells) if cells else 0.0


def _rename(given: dict[int, str], old: str, new: str) -> None:
    for index, key in given.items():
        if key == old:
            given[index] = new
            return


def _settle_items(
    items: Sequence[int], headings: Mapping[int, tuple[str, ...]], body: Sequence[Row],
    merges: Sequence[Merge],
) -> dict[int, str]:  # fmt: skip
    """Which of the columns that say what is to be done is the task, its group, its measures.

    A column that stands once for several rows is the group of what stands beside it.
    """
    if len(items) < 2:  # noqa: PLR2004 (nothing to choose between)
        return dict.fromkeys(items, "title")
    grouping = [at for at in items if _groups(at, items, body, merges)]
    single = [at for at in items if at not in grouping] or [items[-1]]
    given = {at: CATEGORY for at in grouping if at not in single}
    if len(single) == 1:
        given[single[0]] = "title"
        return given
    last = {at: (headings[at][-1] if headings[at] else "") for at in single}
    named = [at for at in single if not _FINER.search(last[at])] or list(single)
    title = named[-1] if given else named[0]
    given[title] = "title"
    for at in single:
        if at != title:
            given[at] = "measure" if "measure" not in given.values() else "remarks"
    return given


def _groups(index: int, items: Sequence[int], body: Sequence[Row], merges: Sequence[Merge]) -> bool:
    """Whether a column stands once for several rows, merged or left empty below."""
    if any(merge.left == index and merge.bottom > merge.top for merge in merges):
        others = [at for at in items if at != index]
        return not all(
            any(merge.left == at and merge.bottom > merge.top for merge in merges) for at in others
        ) or index == min(items)
    below = [
        row for row in body
        if index < len(row) and is_empty(row[index])
        and any(at < len(row) and not is_empty(row[at]) for at in items if at != index)
    ]  # fmt: skip
    return len(below) > len(body) // 4


def _texts(body: Sequence[Row], index: int) -> Iterator[str]:
    for row in body:
        if index < len(row) and not is_empty(row[index]):
            yield cell_text(row[index]).strip()
