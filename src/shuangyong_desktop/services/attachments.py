"""附件: the scans of signed papers, kept in the encrypted ledger itself (SECURITY §7)."""

import hashlib
from pathlib import Path

from shuangyong_desktop.documents.scans import read_scan
from shuangyong_desktop.domain.errors import Problem
from shuangyong_desktop.domain.receipts import Attachment, SignedPaper
from shuangyong_desktop.domain.text import safe_file_name
from shuangyong_desktop.storage.attachments import Attachments as Records
from shuangyong_desktop.storage.ledger import Ledger
from shuangyong_desktop.storage.visits import Visits


class Attachments:
    """The attachments of one open ledger."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._records, self._visits = Records(ledger), Visits(ledger)

    def of_plan(self, plan_id: int) -> list[Attachment]:
        """Everything attached to the groups of a plan."""
        return self._records.of_plan(plan_id)

    def content(self, attachment_id: int) -> bytes:
        """The bytes of an attachment, as they were when it was added."""
        return self._records.content(self._records.get(attachment_id).sha256)

    def add(
        self, group_id: int, path: Path, paper: SignedPaper = SignedPaper.SIGN_OFF_BOOK
    ) -> Attachment:
        """Keep the scan at `path` with a visit group, as one undoable change.

        PDF, JPEG and PNG up to 20 MB. Raises Problem for anything else, for a file that
        cannot be read and for one whose name says that it is classified (CLERK §2).
        """
        body = read_scan(path)
        digest = hashlib.sha256(body).hexdigest()
        plan_id, group = self._visits.group(group_id)
        for known in self._records.of_plan(plan_id):
            if (known.group_id, known.paper, known.sha256) == (group_id, paper, digest):
                raise Problem(f"“{path.name}”已经附过了，没有重复添加。", code="attached_already")
        attachment = Attachment(
            group_id,
            paper,
            safe_file_name(path.name),
            digest,
            len(body),
            self._ledger.clock().isoformat(timespec="seconds"),
        )
        with self._ledger.transaction(f"添加{paper.value}扫描件：{group.name}") as change:
            number = self._records.add(change, attachment, body)
        return self._records.get(number)

    def remove(self, attachment_id: int) -> None:
        """Take an attachment off its group, as one undoable change."""
        attachment = self._records.get(attachment_id)
        with self._ledger.transaction(f"移除附件：{attachment.name}") as change:
            self._records.remove(change, attachment_id)
