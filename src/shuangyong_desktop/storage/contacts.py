"""联系 in the ledger: who was reached when, and what joins contacts, appeals and opinions."""

from collections.abc import Iterator

from shuangyong_desktop.domain.contact_rules import ContactSubject
from shuangyong_desktop.storage.categories import Categories
from shuangyong_desktop.storage.ledger import Ledger

# Two seeks into `contact_by_person` for each person: the newest contact, and the newest at which
# somebody was reached; of several on one day the one entered last is the newest.
_SUBJECTS = """
SELECT person.id, coalesce(community.name, ''), category_mask, birth_date,
    coalesce(social_aid, '') NOT IN ('', '无') OR coalesce(hardships, '') != '',
    (SELECT date FROM contact WHERE person_id = person.id AND removed_at IS NULL
        AND reached IS NOT 0 ORDER BY date DESC LIMIT 1),
    tried.date, tried.next_date,
    (SELECT group_concat(tag, char(31)) FROM person_tag WHERE person_id = person.id)
FROM person
LEFT JOIN community ON community.id = person.community_id
LEFT JOIN contact AS tried ON tried.id = (
    SELECT id FROM contact WHERE person_id = person.id AND removed_at IS NULL
    ORDER BY date DESC, id DESC LIMIT 1
)
WHERE person.status = 'ACTIVE'
"""
_BY_PLACE = """
ORDER BY community.id IS NULL, community.position = 0, community.position, community.sort_key,
    person.address_key, person.id
"""
_PAGE = " AND person.id > ? ORDER BY person.id LIMIT ?"


class ContactFacts:
    """What one ledger knows of contacts beyond the single record."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._connection = ledger.connection

    def subjects(self) -> Iterator[ContactSubject]:
        """Everybody on the ledger with the last contact, by 村（社区） and address."""
        return self._read(_SUBJECTS + _BY_PLACE)

    def page(self, after: int, limit: int) -> list[ContactSubject]:
        """The next `limit` people on the ledger whose ids are greater than `after`."""
        return list(self._read(_SUBJECTS + _PAGE, after, limit))

    def _read(self, sql: str, *values: int) -> Iterator[ContactSubject]:
        codes = {1 << bit: code for code, bit in Categories(self._ledger).bits().items()}
        held: dict[int, tuple[str, ...]] = {}
        for row in self._connection.execute(sql, values):
            number, community, mask, born, hard, met, tried, agreed, tags = row
            if mask not in held:
                held[mask] = tuple(code for bit, code in codes.items() if mask & bit)
            yield ContactSubject(
                person_id=number, community=community, categories=held[mask],
                tags=tuple(tags.split("\x1f")) if tags else (), birth_date=born,
                hard=bool(hard), met_on=met, tried_on=tried, agreed_on=agreed,
            )  # fmt: skip

    def last_change(self) -> int:
        """The number of the newest change; what was read before it may have changed."""
        (number,) = self._connection.execute("SELECT max(id) FROM history").fetchone()
        return int(number or 0)

    def last_officer(self) -> tuple[str, str]:
        """联系人 and 职务 of the contact that was entered last, empty where there is none."""
        found = self._connection.execute(
            "SELECT officer, duty FROM contact WHERE officer IS NOT NULL ORDER BY id DESC LIMIT 1"
        ).fetchone()
        return (found[0] or "", found[1] or "") if found else ("", "")

    def appeals_numbered(self, year: int) -> int:
        """The highest running number among the appeals of `year` (编号 2026-012), 0 for none."""
        found = self._connection.execute(
            "SELECT max(CAST(substr(number, 6) AS INTEGER)) FROM appeal"
            " WHERE number GLOB ? || '-[0-9]*'",
            (str(year),),
        ).fetchone()
        return int(found[0] or 0)
