"""人员类别 in the ledger: those of the program and those the desk adds."""

import json
from collections.abc import Sequence

from shuangyong_desktop.domain.categories import (
    CATEGORIES,
    MOST_CATEGORIES,
    Category,
    CategoryGroup,
)
from shuangyong_desktop.domain.errors import Problem
from shuangyong_desktop.storage.ledger import Ledger
from shuangyong_desktop.storage.seeding import category_row
from shuangyong_desktop.storage.transaction import Transaction


class Categories:
    """The categories of one ledger."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def all(self) -> tuple[Category, ...]:
        """Every category, by bit."""
        rows = self._ledger.connection.execute(
            "SELECT code, name, category_group, bit, short, paid, vague, exchange_name, aliases"
            " FROM category ORDER BY bit"
        )
        return tuple(
            Category(
                code,
                name,
                CategoryGroup[group],
                bit,
                short,
                bool(paid),
                bool(vague),
                exchange_name,
                tuple(json.loads(aliases)),
            )
            for code, name, group, bit, short, paid, vague, exchange_name, aliases in rows
        )

    def bits(self) -> dict[str, int]:
        """The search bit of every category code."""
        return dict(self._ledger.connection.execute("SELECT code, bit FROM category"))

    def add(self, change: Transaction, name: str, group: CategoryGroup) -> Category:
        """A category of the desk's own; raises Problem when the name or the room is taken.

        Its bit is never used again, so old search rows and papers keep their meaning. Its code
        is its name: papers drawn and lists written without the ledger can show it as it is.
        """
        known = self.all()
        if any(category.name == name for category in known):
            raise Problem(f"人员类别“{name}”已经有了，没有重复添加。", code="category_exists")
        bit = max(category.bit for category in known) + 1
        if bit >= MOST_CATEGORIES:
            raise Problem(
                f"人员类别最多 {MOST_CATEGORIES} 种，不能再添加，已有类别没有改动。",
                code="categories_full",
            )
        category = Category(name, name, group, bit)
        change.insert("category", category_row(category))
        return category

    def set_aliases(self, change: Transaction, code: str, aliases: Sequence[str]) -> bool:
        """Replace the words that mean a category; returns whether any differ."""
        (number,) = self._ledger.connection.execute(
            "SELECT id FROM category WHERE code = ?", (code,)
        ).fetchone()
        text = json.dumps(list(aliases), ensure_ascii=False)
        return change.update("category", number, {"aliases": text})

    def add_missing(self) -> int:
        """Add categories that a newer program brings; returns how many."""
        known = {category.code for category in self.all()}
        missing = [category for category in CATEGORIES if category.code not in known]
        if missing:
            with self._ledger.transaction("补充人员类别") as change:
                for category in missing:
                    change.insert("category", category_row(category))
        return len(missing)
