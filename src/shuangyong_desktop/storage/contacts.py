"""联系 in the ledger: who was reached when, and what joins contacts, appeals and opinions."""

from collections.abc import Iterator, Mapping

from shuangyong_desktop.domain.contact_rules import ContactSubject
from shuangyong_desktop.storage.categories import Categories
from shuangyong_desktop.storage.ledger import Ledger

# The newest contact of each person, and the newest at which somebody was reached, each by one
# walk over `contact_by_person`; of several on one day the one entered last is the newest.
_SUBJECTS = """
WITH tried AS (
    SELECT person_id, max(date || printf('%012d', id)) AS newest, date, next_date
    FROM contact WHERE removed_at IS NULL AND date IS NOT NULL GROUP BY person_id
), met AS (
    SELECT person_id, max(date) AS date
    FROM contact WHERE removed_at IS NULL AND reached IS NOT 0 GROUP BY person_id
)
SELECT person.id, coalesce(community.name, ''), category_mask, birth_date,
    coalesce(social_aid, '') NOT IN ('', '无') OR coalesce(hardships, '') != '',
    met.date, tried.date, tried.next_date
FROM person
LEFT JOIN community ON community.id = person.community_id
LEFT JOIN tried ON tried.person_id = person.id
LEFT JOIN met ON met.person_id = person.id
WHERE person.status = 'ACTIVE'
ORDER BY community.position = 0, community.position, community.sort_key, person.address_key,
    person.id
"""


class ContactFacts:
    """What one ledger knows of contacts beyond the single record."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._connection = ledger.connection

    def subjects(self) -> Iterator[ContactSubject]:
        """Everybody on the ledger with the last contact, by 村（社区） and address."""
        codes = {1 << bit: code for code, bit in Categories(self._ledger).bits().items()}
        held: dict[int, tuple[str, ...]] = {}
        tags = self._tags()
        for number, community, mask, born, hard, met, tried, agreed in self._connection.execute(
            _SUBJECTS
        ):
            if mask not in held:
                held[mask] = tuple(code for bit, code in codes.items() if mask & bit)
            yield ContactSubject(
                person_id=number, community=community, categories=held[mask],
                tags=tags.get(number, ()), birth_date=born, hard=bool(hard),
                met_on=met, tried_on=tried, agreed_on=agreed,
            )  # fmt: skip

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

    def _tags(self) -> Mapping[int, tuple[str, ...]]:
        found: dict[int, tuple[str, ...]] = {}
        for number, tag in self._connection.execute("SELECT person_id, tag FROM person_tag"):
            found[number] = (*found.get(number, ()), tag)
        return found
