"""A ledger of very many people, made fast: shaped like a district's, invented by formula.

Names, areas, communities, categories, statuses and whatever else a list is asked for by are as
unevenly spread as real ones. The rows go past the history, which no reader of the ledger looks at.
"""

import random
from collections.abc import Iterator, Sequence
from functools import lru_cache
from operator import itemgetter
from pathlib import Path
from typing import Any

from shuangyong_desktop.domain.categories import CATEGORIES
from shuangyong_desktop.domain.identity import check_character
from shuangyong_desktop.domain.pinyin import sounding
from shuangyong_desktop.domain.search import ASKED_BY_WORD, tokens_of
from shuangyong_desktop.domain.status import PersonStatus
from shuangyong_desktop.storage import facets, search_index
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
            "phone", "community_id", "address", "address_key", "lunar_birthday", "plaque_number",
            "preferential_card", "hardships", *ASKED_BY_WORD)  # fmt: skip
_FACTS = itemgetter(*(_WRITTEN.index(name) if name in _WRITTEN else -1 for name in facets.COLUMNS))
USUAL_WORDS = {
    "health": ("健康", "一般", "慢性病", "重病"), "self_care": ("自理", "半自理", "不能自理"),
    "living_way": ("与家人同住", "独居", "留守"), "housing": ("自有", "租住", "危房"),
    "social_aid": ("无", "低保", "特困"), "away": ("外出务工", "随子女居住"),
    "card_status": ("已发放", "制作中", "退回"),
}  # fmt: skip
TAGS = ("重点联系", "空巢", "待核实")
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
        " AND tbl_name IN ('person', 'person_category', 'person_tag', 'contact', 'appeal')"
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
            Indexed(
                row[0],
                _tokens(row[1], row[4], row[8]),
                row[9],
                row[6],
                row[7],
                facets.facets_of(_FACTS((*row, None))),
            )
            for row in rows
        ],
    )
    _register(connection, [row[0] for row in rows])


def _register(connection: Connection, ids: Sequence[int]) -> None:
    """What is registered of some people beside their own record."""
    tags = [(number, TAGS[0]) for number in ids if number % 40 == 0]
    tags += [(number, tag) for number in ids for tag in TAGS[1:] if number % 9973 == len(tag)]
    connection.executemany("INSERT INTO person_tag (person_id, tag) VALUES (?, ?)", tags)
    connection.executemany(
        "INSERT INTO contact (person_id, date, reached) VALUES (?, ?, 1)",
        [(number, f"2026-{number % 12 + 1:02d}-15") for number in ids if number % 5],
    )
    connection.executemany(
        "INSERT INTO appeal (person_id, date, stage) VALUES (?, '2026-06-01', ?)",
        [(number, ("CLOSED", "REGISTERED")[number % 20 == 0]) for number in ids if not number % 4],
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
    further = random.Random(_SEED + 1)  # noqa: S311
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
            "男" if further.random() < 0.93 else "女",  # noqa: PLR2004
            body + check_character(body),
            f"{year}-{month:02d}-{day:02d}",
            bits[int(len(bits) * chance.random() ** 2)],
            "ACTIVE" if chance.random() < 0.94 else chance.choice(rare),  # noqa: PLR2004
            f"1{chance.randint(30, 99)}0000{chance.randint(0, 9999):04d}",
            place,
            address,
            sort_key(address),
            *_further(further, number),
        )


def _further(chance: random.Random, number: int) -> Iterator[str | None]:
    """A lunar birthday, a plaque, a card, hardships and one of the words of each column."""
    yield f"{chance.randint(1, 12):02d}-{chance.randint(1, 29):02d}" if number % 10 == 0 else None
    yield f"牌{number}" if chance.random() < 0.95 else None  # noqa: PLR2004
    yield f"证{number}" if chance.random() < 0.7 else None  # noqa: PLR2004
    yield "住房困难" if chance.random() < 0.01 else None  # noqa: PLR2004
    for column in ASKED_BY_WORD:
        words = USUAL_WORDS[column]
        place = int(1 / max(chance.random(), 1e-6) ** 0.5) - 1  # 75, 14, 5 of a hundred, then none
        yield words[place] if place < len(words) else None


def _slices(rows: Iterator[tuple[Any, ...]]) -> Iterator[list[tuple[Any, ...]]]:
    part: list[tuple[Any, ...]] = []
    for row in rows:
        part.append(row)
        if len(part) == _SLICE:
            yield part
            part = []
    if part:
        yield part
