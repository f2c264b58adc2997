"""From the unlocked key to the painted ledger page, beside a window with nothing in it."""

import importlib.util
import json
import sys
from pathlib import Path
from statistics import median

from shuangyong_desktop.cli.bench.children import said_by
from shuangyong_desktop.cli.bench.ledgers import filled_ledger, invented
from shuangyong_desktop.cli.bench.painting import HEAVY, Painted
from shuangyong_desktop.cli.bench.rows import Row, ratio, unmeasured

_MOST_LOST = 50.0
_FIRST = 256  # rows that are there at the first paint, before the rest has arrived (DESIGN 19)
_PAINT = "从解锁密钥到台账首页画完"
_WHOLE = "从启动程序、经登录页到台账首页画完"
_MODULES = "首页画完时已载入的重组件"
_REFERENCES = "Qt 调用 1,000 次丢失的 None 引用"


def measure(folder: Path, *, quick: bool) -> list[Row]:
    """Open both windows in turns, offscreen, each in a fresh process with the raw key."""
    if importlib.util.find_spec("PySide6") is None:
        return [unmeasured(_PAINT, "本机没有安装界面组件", goal=2.2)]
    ledger = folder / "painted.db"
    people = 200 if quick else 5000
    key = filled_ledger(ledger, invented(people)).hex()
    pages, bare = [], []
    for number in range(2 if quick else 8):
        page, window = _painted(key, str(ledger)), _painted(key)
        if number:  # the first ones warm the file cache
            pages.append(page)
            bare.append(window)
    if any(page.rows < min(people * 0.9, _FIRST) for page in pages):  # a few have died
        raise RuntimeError("the painted table does not hold the people")
    floor = median(window.cpu for window in bare)
    found = sorted({name for page in pages for name in page.heavy})
    return [
        ratio(
            f"{_PAINT}（{people} 人）",
            median(page.since_key for page in pages),
            floor,
            f"空白 Qt 窗口画完，{floor:.0f} ms CPU，含进程启动",
            2.2,
        ),
        ratio(
            f"{_WHOLE}（{people} 人）",
            median(page.cpu for page in pages),
            floor,
            "同上，两边都从进程启动算起",
            None,
        ),
        Row(_MODULES, float(len(found)), "个", "、".join(found or HEAVY), 0),
        _references(),
    ]


def _painted(key: str, *ledger: str) -> Painted:
    return Painted(**json.loads(said_by("painting", key, *ledger)))


def _references() -> Row:
    if sys.version_info >= (3, 12):
        why = "这一版 Python 的 None 不会被释放"
        return unmeasured(_REFERENCES, why, unit="个", goal=_MOST_LOST)
    lost = float(said_by("references", ""))
    return Row(_REFERENCES, lost, "个", "PySide6 6.12.0 丢失 1,000 个", _MOST_LOST)
