"""What a new ledger starts with: the categories that the law knows, and its marks."""

import json

from shuangyong_desktop.domain.categories import CATEGORIES, Category
from shuangyong_desktop.domain.search import TOKENS_VERSION
from shuangyong_desktop.storage.journal import Stored
from shuangyong_desktop.storage.transaction import OpenFile, Transaction


def seed(file: OpenFile, *, demo: bool) -> None:
    """Fill a ledger just built; the first entry of its history says so."""
    file.connection.executemany(
        "INSERT INTO attribute (name, value) VALUES (?, ?)",
        [("demo", int(demo)), ("tokens_version", TOKENS_VERSION)],
    )
    with Transaction(file, "新建台账") as change:
        for category in CATEGORIES:
            change.insert("category", category_row(category))


def category_row(category: Category) -> dict[str, Stored]:
    """`category` as its row in the ledger."""
    return {
        "code": category.code,
        "name": category.name,
        "category_group": category.group.name,
        "bit": category.bit,
        "short": category.short,
        "paid": int(category.paid),
        "vague": int(category.vague),
        "exchange_name": category.exchange_name,
        "aliases": json.dumps(category.aliases, ensure_ascii=False),
    }
