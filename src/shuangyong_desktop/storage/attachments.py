"""附件 in the ledger: scans kept by the hash of their bytes, and what they are linked to.

The history keeps the link and the hash; undoing drops only the link (DESIGN 15), so that doing
it again finds the bytes still there.
"""

from collections.abc import Iterator

from shuangyong_desktop.domain.receipts import Attachment, SignedPaper
from shuangyong_desktop.storage.connection import Connection
from shuangyong_desktop.storage.faults import told_plainly
from shuangyong_desktop.storage.ledger import Ledger
from shuangyong_desktop.storage.transaction import Transaction

_SELECT = (
    "SELECT attachment.group_id, attachment.paper, attachment.name, attachment.sha256,"
    " attachment.size, attachment.added_at, attachment.id FROM attachment"
)


class Attachments:
    """The attachments of one ledger."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def of_plan(self, plan_id: int) -> list[Attachment]:
        """Everything attached to the groups of a plan, in the order it came."""
        rows = self._ledger.connection.execute(
            f"{_SELECT} JOIN visit_group ON visit_group.id = attachment.group_id"
            " WHERE visit_group.plan_id = ? ORDER BY attachment.id",
            (plan_id,),
        )
        return [Attachment(group, SignedPaper[paper], *rest) for group, paper, *rest in rows]

    def get(self, attachment_id: int) -> Attachment:
        """One attachment; raises KeyError when there is none of that id."""
        row = self._ledger.connection.execute(
            f"{_SELECT} WHERE attachment.id = ?", (attachment_id,)
        ).fetchone()
        if row is None:
            raise KeyError(attachment_id)
        group, paper, *rest = row
        return Attachment(group, SignedPaper[paper], *rest)

    def content(self, sha256: str) -> bytes:
        """The bytes of this hash; raises KeyError when they are not in the ledger."""
        return content(self._ledger, sha256)

    def add(self, change: Transaction, attachment: Attachment, body: bytes) -> int:
        """Link an attachment and keep its bytes, once; returns its id."""
        keep(self._ledger, attachment.sha256, body)
        return change.insert(
            "attachment",
            {
                "group_id": attachment.group_id,
                "paper": attachment.paper.name,
                "name": attachment.name,
                "sha256": attachment.sha256,
                "size": attachment.size,
                "added_at": attachment.added_at,
            },
        )

    def remove(self, change: Transaction, attachment_id: int) -> None:
        """Drop the link; the bytes stay for undo."""
        change.delete("attachment", attachment_id)


def content(ledger: Ledger, sha256: str) -> bytes:
    """The bytes of this hash; raises KeyError when they are not in the ledger."""
    row = ledger.connection.execute(
        "SELECT body FROM attachment_content WHERE sha256 = ?", (sha256,)
    ).fetchone()
    if row is None:
        raise KeyError(sha256)
    return bytes(row[0])


def keep(ledger: Ledger, sha256: str, body: bytes) -> None:
    """Keep `body` by its hash, once, within the change that links it."""
    with told_plainly(ledger.path):
        ledger.connection.execute(
            "INSERT OR IGNORE INTO attachment_content (sha256, body) VALUES (?, ?)", (sha256, body)
        )


def lost(connection: Connection) -> Iterator[str]:
    """What the clerk calls the attachments, enclosures and photographs whose bytes are gone."""
    kept = "(SELECT sha256 FROM attachment_content)"
    rows = connection.execute(
        f"SELECT name FROM attachment WHERE sha256 NOT IN {kept}"  # noqa: S608
        f" UNION ALL SELECT title FROM enclosure WHERE sha256 NOT IN {kept}"
        " UNION ALL SELECT name || '的照片' FROM person"
        f" WHERE photo IS NOT NULL AND photo NOT IN {kept}"
    )
    return (name for (name,) in rows)
