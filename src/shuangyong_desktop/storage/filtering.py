"""A filter of people as an SQL condition over a covering index or the search table."""

from shuangyong_desktop.domain.search import PersonFilter
from shuangyong_desktop.storage.journal import Stored
from shuangyong_desktop.storage.ledger import Ledger


def condition(
    ledger: Ledger, only: PersonFilter, community: str, mask: str, status: str
) -> tuple[str, list[Stored]]:
    """The condition and its values; the columns are called `community`, `mask` and `status`.

    Somebody of several categories is found by each of them (CLERK §1).
    """
    parts: list[str] = ["1"]
    values: list[Stored] = []
    if only.communities:
        names = ", ".join("?" * len(only.communities))
        known = f"{community} IN (SELECT id FROM community WHERE name IN ({names}))"  # noqa: S608
        parts.append(
            f"({known} OR coalesce({community}, 0) = 0)" if "" in only.communities else known
        )
        values += only.communities
    if only.categories:
        codes = ", ".join("?" * len(only.categories))
        parts.append(f"{mask} & ? != 0")
        rows = ledger.connection.execute(
            f"SELECT bit FROM category WHERE code IN ({codes})",  # noqa: S608
            only.categories,
        )
        values.append(sum(1 << bit for (bit,) in rows))
    if only.statuses:
        parts.append(f"{status} IN ({', '.join('?' * len(only.statuses))})")
        values += [found.name for found in only.statuses]
    return " AND ".join(parts), values
