"""A ledger of very many people, made fast: shaped like a district's, invented by formula.

Names, areas, communities, categories and statuses are as unevenly spread as real ones. The
rows go past the history, which no reader of the ledger looks at.
"""

import random
from collections.abc import Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from shuangyong_desktop.domain.categories import CATEGORIES
from shuangyong_desktop.domain.identity import check_character
from shuangyong_desktop.domain.pinyin import sounding
from shuangyong_desktop.domain.search import tokens_of
from shuangyong_desktop.domain.status import PersonStatus
from shuangyong_desktop.storage import search_index
from shuangyong_desktop.storage.columns import sort_key
from shuangyong_desktop.storage.communities import Communities
from shuangyong_desktop.storage.connection import Connection
from shuangyong_desktop.storage.keyfile import KdfCost
from shuangyong_desktop.storage.ledger import Ledger
from shuangyong_desktop.storage.search_index import Indexed

PASSWORD = "只为测量用的口令"  # noqa: S105 (of ledgers that live for a minute)
COMMUNITIES = tuple(f"第{number}村" for number in range(1, 61))
_SURNAMES = "王李张刘陈杨黄赵周吴徐孙朱马胡郭林何高梁郑罗宋谢唐韩曹许邓萧冯曾程蔡彭潘袁于董余"
_GIVEN = "建国志明德华永福光荣金秀芬英桂兰淑珍玉梅海涛军勇强伟平安文武成林树根春生长寿大方"
_AREAS = ("510222", "500222", "500110", "510212", "512301", "513521")
_BITS = {category.code: 1 << category.bit for category in CATEGORIES[:16]}
_CHEAP = KdfCost(passes=1, memory_kib=8, lanes=1)
_SLICE = 20_000
_SEED = 77
_WRITTEN = ("id", "name", "name_key", "sex", "id_number", "birth_date", "category_mask", "status",
            "phone", "community_id", "address", "address_key")  # fmt: skip
_FAST = ("cache_size = -2000000", "synchronous = OFF", "secure_delete = OFF", "foreign_keys = OFF")
"""For a file that is thrown away: every page is encrypted once, at the end."""


def crowd(path: Path, people: int) -> bytes:
    """A closed ledger at `path` with that many people; returns its key."""
    ledger = Ledger.create(path, PASSWORD, cost=_CHEAP).ledger
    with ledger:
        with ledger.transaction("测量用村（社区）") as change:
            known = Communities(ledger).learn(change, COMMUNITIES)
        connection = ledger.connection
        for pragma in _FAST:
            connection.execute(f"PRAGMA {pragma}")
        connection.execute("BEGIN IMMEDIATE")
        indexes = _dropped(connection)
        for rows in _slices(_rows(people, list(known.values()))):
            _write(connection, rows)
        for sql in indexes:
            connection.execute(sql)
        connection.execute("COMMIT")
        connection.execute("ANALYZE")
    return ledger.key


def _dropped(connection: Connection) -> list[str]:
    """Take the indexes of people away; returns what makes them anew, each in one sorted go."""
    rows = connection.execute(
        "SELECT name, sql FROM sqlite_master WHERE type = 'index'"
        " AND tbl_name IN ('person', 'person_category')"
    ).fetchall()
    for name, _ in rows:
        connection.execute(f"DROP INDEX {name}")
    return [sql for _, sql in rows]


def _write(connection: Connection, rows: Sequence[tuple[Any, ...]]) -> None:
    """Some people with what they are found by."""
    marks = ", ".join("?" * len(_WRITTEN))
    connection.executemany(
        f"INSERT INTO person ({', '.join(_WRITTEN)}) VALUES ({marks})",  # noqa: S608
        rows,
    )
    links = [(row[0], code) for row in rows for code, bit in _BITS.items() if row[6] & bit]
    connection.executemany("INSERT INTO person_category (person_id, category) VALUES (?, ?)", links)
    search_index.add(
        connection,
        [
            Indexed(number, _tokens(name, id_number, phone), place, mask, status)
            for number, name, _, _, id_number, _, mask, status, phone, place, *_ in rows
        ],
    )


def _tokens(name: str, id_number: str, phone: str) -> str:
    """What `tokens_of` finds, the same names looked at once."""
    return search_index.joined((*_of_name(name), *tokens_of("", None, id_number, phone)))


_of_name = lru_cache(maxsize=None)(tokens_of)


def _rows(people: int, communities: Sequence[int]) -> Iterator[tuple[Any, ...]]:
    chance = random.Random(_SEED)  # noqa: S311 (invented people)
    surnames = [s for rank, s in enumerate(_SURNAMES, 1) for _ in range(len(_SURNAMES) // rank + 1)]
    bits = list(_BITS.values())
    rare = [status.name for status in PersonStatus if status is not PersonStatus.ACTIVE]
    keys: dict[str, str] = {}
    for number in range(1, people + 1):
        name = chance.choice(surnames) + "".join(chance.choices(_GIVEN, k=chance.choice((1, 2, 2))))
        year, month, day = chance.randint(1930, 2004), chance.randint(1, 12), chance.randint(1, 28)
        area = _AREAS[0] if chance.random() < 0.7 else chance.choice(_AREAS)  # noqa: PLR2004
        body = f"{area}{year}{month:02d}{day:02d}{chance.randint(600, 999)}"
        place = chance.choice(communities)
        address = f"{chance.randint(1, 12)}组{chance.randint(1, 300)}号"
        if name not in keys:
            keys[name] = sounding(name)
        yield (
            number,
            name,
            keys[name],
            "男",
            body + check_character(body),
            f"{year}-{month:02d}-{day:02d}",
            bits[int(len(bits) * chance.random() ** 2)],
            "ACTIVE" if chance.random() < 0.94 else chance.choice(rare),  # noqa: PLR2004
            f"1{chance.randint(30, 99)}0000{chance.randint(0, 9999):04d}",
            place,
            address,
            sort_key(address),
        )


def _slices(rows: Iterator[tuple[Any, ...]]) -> Iterator[list[tuple[Any, ...]]]:
    part: list[tuple[Any, ...]] = []
    for row in rows:
        part.append(row)
        if len(part) == _SLICE:
            yield part
            part = []
    if part:
        yield part
