"""Reserves: what the program still does at once with a million people in one encrypted file.

Nobody's desk has so many; at its few thousand nothing may ever be felt. Searches are timed on
the processor, each the median of three goes after one that warms it, so that a moment stolen
by another program does not count.
"""

import importlib.util
import json
import random
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from statistics import median
from typing import cast

from sqlcipher3 import dbapi2

from shuangyong_desktop.cli.bench.children import said_by
from shuangyong_desktop.cli.bench.crowds import COMMUNITIES, TAGS, USUAL_WORDS, crowd
from shuangyong_desktop.cli.bench.painting import Painted
from shuangyong_desktop.cli.bench.rows import Row, ratio, unmeasured
from shuangyong_desktop.cli.bench.scrolling import Jumped
from shuangyong_desktop.domain.categories import CATEGORIES
from shuangyong_desktop.domain.people import Person
from shuangyong_desktop.domain.pinyin import spoken_ways
from shuangyong_desktop.domain.search import EVERYBODY, AgeSpan, PersonFilter, PersonOrder, Trait
from shuangyong_desktop.domain.status import PersonStatus
from shuangyong_desktop.storage.connection import Connection
from shuangyong_desktop.storage.ledger import Ledger
from shuangyong_desktop.storage.people import PAGE, People
from shuangyong_desktop.storage.search import Search

_SEED = 11
_GOES = 3
_MOST_SEARCH_MS, _MOST_FILTERED_MS, _MOST_JUMP_MS = 2.0, 16.0, 16.0
_MOST_OF_PEER, _MOST_MEMORY_MB, _MOST_PAINT, _MOST_TAX = 1.5, 150.0, 2.0, 1.5
_JUMP, _PEER = "跳到任意一行并画完", "跳到任意一行并画完，与 C++ 表格相比"
_MEMORY, _PAINT = "内存增加", "首页 256 行画完"
_DAY = "2026-11-23"
_DAYS = tuple(f"08-{day:02d}" for day in range(1, 15))
FILTERS: dict[str, tuple[PersonFilter, ...]] = {
    "村（社区）、类别、状态": (
        PersonFilter(communities=COMMUNITIES[:1]),
        PersonFilter(categories=(CATEGORIES[0].code,)),
        PersonFilter(categories=(CATEGORIES[15].code,)),
        PersonFilter(statuses=(PersonStatus.ACTIVE,)),
        PersonFilter(statuses=(PersonStatus.MOVED_OUT,)),
        PersonFilter(communities=COMMUNITIES[:1], categories=(CATEGORIES[8].code,)),
        PersonFilter(COMMUNITIES[:2], (CATEGORIES[3].code,), (PersonStatus.ACTIVE,)),
    ),
    "性别": tuple(PersonFilter(sexes=(sex,)) for sex in ("男", "女")),
    "年龄": (
        PersonFilter(ages=AgeSpan(_DAY, least=60)),
        PersonFilter(ages=AgeSpan(_DAY, least=95)),
        PersonFilter(ages=AgeSpan(_DAY, least=79, below=80)),
        PersonFilter(ages=AgeSpan(_DAY, below=23)),
        PersonFilter(ages=AgeSpan(_DAY, least=65, below=180)),
    ),
    "标签": tuple(PersonFilter(tags=(tag,)) for tag in (*TAGS, "没有人的标签")),
    "栏目内容": tuple(
        PersonFilter(words=((column, word),))
        for column, words in USUAL_WORDS.items()
        for word in (*words, "没有人的内容")
    ),
    "情况": tuple(PersonFilter(traits=(trait,)) for trait in Trait),
    "多久未联系": tuple(PersonFilter(unmet_since=day) for day in ("2026-01-01", "2026-11-01")),
    "生日": (
        PersonFilter(birthdays=_DAYS[:1], lunar_birthdays=_DAYS[1:2]),
        PersonFilter(birthdays=_DAYS, lunar_birthdays=_DAYS),
        PersonFilter(birthdays=_DAYS[:1]),
        PersonFilter(lunar_birthdays=_DAYS[:1]),
    ),
    "几种一起": (
        PersonFilter(COMMUNITIES[:1], sexes=("女",), traits=(Trait.NO_CARD,)),
        PersonFilter(ages=AgeSpan(_DAY, least=80), words=(("living_way", "独居"),)),
        PersonFilter(tags=TAGS[:1], traits=(Trait.NO_PLAQUE,), statuses=(PersonStatus.ACTIVE,)),
    ),
}
"""What the ledger page narrows a list by, each with values of many people and of few."""


@dataclass(frozen=True, slots=True)
class _Sizes:
    """How much is measured."""

    many: int
    few: int
    queries: int
    jumps: int
    rounds: int


_FULL = _Sizes(1_000_000, 5_000, 60, 200, 3)
_QUICK = _Sizes(3_000, 500, 4, 20, 1)


def measure(folder: Path, *, quick: bool) -> Iterator[Row]:
    """Search, filter, jump and paint among very many people, beside few and beside peers."""
    sizes = _QUICK if quick else _FULL
    many, few = folder / "many.db", folder / "few.db"
    keys = crowd(many, sizes.many), crowd(few, sizes.few)
    with Ledger(many, keys[0]) as ledger:
        yield from _searches(ledger, sizes)
        yield from _listings(ledger, sizes)
        yield _tax(ledger, folder / "plain.db", sizes)
    if importlib.util.find_spec("PySide6") is None:
        yield from _without_window()
        return
    yield from _jumps((many, keys[0].hex()), (few, keys[1].hex()), sizes)
    yield _first_rows((many, keys[0].hex()), (few, keys[1].hex()), sizes)


def queries(ledger: Ledger, each: int) -> dict[str, list[str]]:
    """What clerks type, by sort, drawn from the people of `ledger`."""
    chance = random.Random(_SEED)  # noqa: S311 (people to look for)
    people = People(ledger)
    ids = people.ids()
    known = people.page([chance.choice(ids) for _ in range(each)])
    sorts: dict[str, Callable[[Person], str]] = {
        "一个汉字": lambda person: chance.choice(person.name),
        "两个汉字": lambda person: person.name[:2],
        "拼音首字母": lambda person: "".join(sound[0] for sound in spoken_ways(person.name)[0]),
        "证件号末四位": lambda person: (person.id_number or "")[-4:],
        "出生年月日": lambda person: (person.id_number or "")[6:14],
        "手机号开头": lambda person: (person.phone or "")[: chance.choice((3, 4, 7))],
    }
    return {sort: [typed(person) for person in known] for sort, typed in sorts.items()}


def _searches(ledger: Ledger, sizes: _Sizes) -> Iterator[Row]:
    search = Search(ledger)
    asked = queries(ledger, sizes.queries)
    taken = {sort: [_timed(search, text) for text in texts] for sort, texts in asked.items()}
    slowest = max(taken, key=lambda sort: _high(taken[sort], 0.99))
    yield Row(
        f"边输入边查找：前 200 人和人数，p99（{sizes.many:,} 人）",
        round(_high([one for times in taken.values() for one in times], 0.99), 2),
        "ms",
        f"CPU，六类输入各 {sizes.queries} 个；最慢的是{slowest}",
        _MOST_SEARCH_MS,
    )
    every = [text for texts in asked.values() for text in texts]
    chance = random.Random(_SEED)  # noqa: S311
    for kind, filters in FILTERS.items():
        within = [_timed(search, text, chance.choice(filters)) for text in every * 2]
        yield Row(
            f"按{kind}筛选边输入边查找，p99（{sizes.many:,} 人）",
            round(_high(within, 0.99), 2),
            "ms",
            f"CPU，{len(filters)} 种筛选共 {len(within)} 次；中位数 {median(within):.2f} ms",
            _MOST_FILTERED_MS,
        )


def _listings(ledger: Ledger, sizes: _Sizes) -> Iterator[Row]:
    """The list without a typed word: the first people of every filter, in each order."""
    people = People(ledger)
    for kind, filters in FILTERS.items():
        taken = [
            _cpu_ms(partial(people.ids, order, only, PAGE))
            for only in filters
            for order in (PersonOrder.PLACE, PersonOrder.NAME, PersonOrder.BIRTH)
        ]
        yield Row(
            f"按{kind}筛选列出前 {PAGE} 人，最慢一种（{sizes.many:,} 人）",
            round(max(taken), 2),
            "ms",
            f"CPU，{len(filters)} 种筛选各按三种排序；中位数 {median(taken):.2f} ms",
            _MOST_FILTERED_MS,
        )


def _tax(ledger: Ledger, plain: Path, sizes: _Sizes) -> Row:
    """The same searches in a copy without encryption, by the same library."""
    ours = theirs = 0.0
    with _plain_copy(ledger.connection, plain) as connection:
        searches = Search(ledger), Search(cast(Ledger, _Bare(connection)))
        for texts in queries(ledger, sizes.queries).values():
            for text in texts:
                ours += _timed(searches[0], text)
                theirs += _timed(searches[1], text)
    return ratio(
        f"加密使查找变慢（{sizes.many:,} 人）",
        ours,
        theirs,
        f"不加密的同一份台账，{theirs:.0f} ms CPU",
        _MOST_TAX,
    )


@dataclass(frozen=True, slots=True)
class _Bare:
    """As much of a ledger as a search asks for."""

    connection: Connection


@contextmanager
def _plain_copy(connection: Connection, path: Path) -> Iterator[Connection]:
    connection.execute("ATTACH ? AS plain KEY ''", (str(path),))
    connection.execute("SELECT sqlcipher_export('plain')").fetchone()
    connection.execute("DETACH plain")
    copy: Connection = dbapi2.connect(str(path), isolation_level=None, cached_statements=256)
    copy.execute("PRAGMA cache_size = -65536")
    try:
        yield copy
    finally:
        copy.close()
        path.unlink()


def _jumps(many: tuple[Path, str], few: tuple[Path, str], sizes: _Sizes) -> Iterator[Row]:
    high, ours, peers, growth = [], [], [], []
    for _ in range(sizes.rounds):
        jumped = _jumped(many[1], sizes.jumps, many[0])
        small = _jumped(few[1], sizes.jumps, few[0])
        peer = _jumped(json.dumps(jumped.shape), sizes.jumps)
        high.append(_high(jumped.taken, 0.95))
        ours.append(median(jumped.taken))
        peers.append(median(peer.taken))
        growth.append(jumped.memory - small.memory)
    yield Row(
        f"{_JUMP}，p95（{sizes.many:,} 人）",
        round(median(high), 2),
        "ms",
        f"CPU，{sizes.jumps} 次跳转，含读取解密",
        _MOST_JUMP_MS,
    )
    yield ratio(
        f"{_PEER}（{sizes.many:,} 人）",
        median(ours),
        median(peers),
        f"QStandardItemModel 把同样的格子存在内存里画，中位数 {median(peers):.2f} ms CPU",
        _MOST_OF_PEER,
    )
    floor = f"与 {sizes.few:,} 人的台账相比，两边都翻过 {sizes.jumps} 处"
    if jumped.memory:
        yield Row(
            f"{_MEMORY}（{sizes.many:,} 人）",
            max(round(median(growth)), 0),
            "MB",
            floor,
            _MOST_MEMORY_MB,
        )
    else:
        yield unmeasured(_MEMORY, "本机系统不报告内存", unit="MB", goal=_MOST_MEMORY_MB)


def _jumped(typed: str, jumps: int, *ledger: Path) -> Jumped:
    return Jumped(**json.loads(said_by("scrolling", typed, str(jumps), *map(str, ledger))))


def _first_rows(many: tuple[Path, str], few: tuple[Path, str], sizes: _Sizes) -> Row:
    taken: dict[Path, list[float]] = {many[0]: [], few[0]: []}
    for number in range(sizes.rounds + 1):
        for path, key in (many, few):
            painted = Painted(**json.loads(said_by("painting", key, str(path))))
            if number:  # the first ones warm the file cache
                taken[path].append(painted.since_key)
    floor = median(taken[few[0]])
    return ratio(
        f"{_PAINT}（{sizes.many:,} 人）",
        median(taken[many[0]]),
        floor,
        f"{sizes.few:,} 人的台账，{floor:.0f} ms CPU，都从解锁密钥算起",
        _MOST_PAINT,
    )


def _without_window() -> Iterator[Row]:
    why = "本机没有安装界面组件"
    yield unmeasured(_JUMP, why, unit="ms", goal=_MOST_JUMP_MS)
    yield unmeasured(_PEER, why, goal=_MOST_OF_PEER)
    yield unmeasured(_MEMORY, why, unit="MB", goal=_MOST_MEMORY_MB)
    yield unmeasured(_PAINT, why, goal=_MOST_PAINT)


def _timed(search: Search, text: str, only: PersonFilter = EVERYBODY) -> float:
    """Processor ms of one search that has been made before."""
    return _cpu_ms(partial(search.find, text, only))


def _cpu_ms(asked: Callable[[], object]) -> float:
    """Processor ms of a question that has been asked before, the median of some goes."""
    asked()
    taken = []
    for _ in range(_GOES):
        start = time.process_time()
        asked()
        taken.append((time.process_time() - start) * 1000)
    return median(taken)


def _high(times: Sequence[float], share: float) -> float:
    """The time that this share of all does not exceed."""
    ordered = sorted(times)
    return ordered[min(int(len(ordered) * share), len(ordered) - 1)]
