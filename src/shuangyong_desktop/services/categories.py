"""人员类别: those of the law, those the desk adds, and the words that mean them."""

from shuangyong_desktop.domain import kinds
from shuangyong_desktop.domain.categories import (
    Category,
    CategoryGroup,
    CategoryWords,
    plain,
)
from shuangyong_desktop.domain.errors import Problem
from shuangyong_desktop.services.dictionary import lines_of
from shuangyong_desktop.storage.categories import Categories as Records
from shuangyong_desktop.storage.ledger import Ledger

_LONGEST = 20


class Categories:
    """The categories of one open ledger."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._records = Records(ledger)

    def all(self) -> tuple[Category, ...]:
        """Every category, those of the law first."""
        return self._records.all()

    def words(self) -> CategoryWords:
        """What reads category cells with the desk's own categories and words."""
        return CategoryWords(self.all())

    def add(self, name: str, group: CategoryGroup) -> Category:
        """A category of the desk's own, as one undoable change.

        Raises Problem for a name that is empty, too long or taken, and when there are 63.
        """
        wanted = kinds.TEXT.read(name).value or ""
        if not 0 < len(wanted) <= _LONGEST:
            raise Problem(f"类别名称请写 1 到 {_LONGEST} 个字，没有添加。", code="category_name")
        self._refuse_taken(wanted, "")
        with self._ledger.transaction(f"新增人员类别：{wanted}") as change:
            return self._records.add(change, wanted, group)

    def set_aliases(self, code: str, lines: str) -> Category:
        """Replace the words (one per line) that mean a category, as one undoable change.

        Raises Problem when a word means another category already.
        """
        (category,) = [known for known in self.all() if known.code == code]
        words = tuple(dict.fromkeys(lines_of(lines)))
        for word in words:
            self._refuse_taken(word, code)
        with self._ledger.transaction(f"修改类别别名：{category.name}") as change:
            self._records.set_aliases(change, code, words)
        (changed,) = [known for known in self.all() if known.code == code]
        return changed

    def _refuse_taken(self, word: str, code: str) -> None:
        for category in self.all():
            known = (category.name, category.exchange_name, *category.aliases)
            if category.code != code and plain(word) in map(plain, known):
                raise Problem(
                    f"“{word}”已经表示“{category.name}”，没有保存。请换一个说法。",
                    code="category_word_taken",
                )
