"""附件和照片 of people: kept in the encrypted file by the hash of their bytes (SECURITY §7)."""

import hashlib
from dataclasses import replace
from pathlib import Path

from shuangyong_desktop.domain.enclosures import ENCLOSURES, Enclosure
from shuangyong_desktop.domain.errors import Problem
from shuangyong_desktop.domain.people import Person
from shuangyong_desktop.domain.registers import RecordFilter
from shuangyong_desktop.domain.text import safe_file_name
from shuangyong_desktop.services.registers import Entries
from shuangyong_desktop.services.scanning import Scan
from shuangyong_desktop.storage.attachments import content, keep
from shuangyong_desktop.storage.ledger import Ledger
from shuangyong_desktop.storage.people import People
from shuangyong_desktop.storage.transaction import Transaction


class Enclosures(Entries[Enclosure]):
    """The enclosures of one open ledger, and the photographs of its people."""

    def __init__(self, ledger: Ledger) -> None:
        super().__init__(ledger, ENCLOSURES)
        self._persons = People(ledger)

    def add(self, scan: Scan, enclosure: Enclosure) -> Enclosure:
        """Keep a scan with a person or a record, as one undoable change.

        `enclosure` says whose it is, and what; its name defaults to that of the file. Raises
        Problem when the person or the record has the same file already.
        """
        with self._ledger.transaction(self.title("添加", enclosure)) as change:
            number = self.attach(change, scan, enclosure)
        return self.get(number)

    def attach(self, change: Transaction, scan: Scan, enclosure: Enclosure) -> int:
        """Keep a scan within `change`; returns the id of its record. Raises Problem as `add`."""
        digest = hashlib.sha256(scan.body).hexdigest()
        where = (("register", enclosure.register), ("record_id", enclosure.record_id))
        equal = (("sha256", digest), *(() if enclosure.person_id else where))
        same = RecordFilter(person_id=enclosure.person_id, equal=equal)
        if self.count(same):
            raise Problem(f"“{scan.name}”已经附过了，没有重复添加。", code="attached_already")
        day = self._ledger.clock().date().isoformat()
        whole = replace(
            enclosure,
            date=enclosure.date or day,
            title=enclosure.title or Path(scan.name).stem,
            file=safe_file_name(scan.name),
            sha256=digest,
            size=len(scan.body),
        )
        keep(self._ledger, digest, scan.body)
        return self.put(change, whole)

    def of_record(self, register: str, record_id: int) -> list[Enclosure]:
        """The enclosures of one record of a register, newest first."""
        only = RecordFilter(equal=(("register", register), ("record_id", record_id)))
        return list(self.every(only))

    def content(self, enclosure_id: int) -> bytes:
        """The bytes of an enclosure, as they were kept."""
        return content(self._ledger, self.get(enclosure_id).sha256 or "")

    def copy(self, enclosure_id: int, folder: Path) -> Path:
        """Write an enclosure into a private `folder` for looking at; returns where.

        The copy is read-only: what is changed in it would be lost. One that is there already,
        and may be open in another program, is left alone.
        """
        enclosure = self.get(enclosure_id)
        target = folder / f"{enclosure.id}-{enclosure.file}"
        if not target.exists():
            target.write_bytes(self.content(enclosure_id))
            target.chmod(0o400)
        return target

    def photo(self, person: Person) -> bytes | None:
        """The photograph of somebody as JPEG; None where there is none."""
        return content(self._ledger, person.photo) if person.photo else None

    def set_photo(self, person_id: int, scan: Scan) -> Person:
        """Keep the photograph of somebody, as one undoable change."""
        person = self._persons.get(person_id)
        digest = hashlib.sha256(scan.body).hexdigest()
        with self._ledger.transaction(f"更换照片：{person.name}") as change:
            keep(self._ledger, digest, scan.body)
            self._persons.update(change, replace(person, photo=digest))
        return self._persons.get(person_id)

    def remove_photo(self, person_id: int) -> Person:
        """Take the photograph of somebody off, as one undoable change."""
        person = self._persons.get(person_id)
        with self._ledger.transaction(f"移除照片：{person.name}") as change:
            self._persons.update(change, replace(person, photo=None))
        return self._persons.get(person_id)
