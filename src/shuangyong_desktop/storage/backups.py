"""备份包 (.tzb): the ledger and its key in one file, verified before it counts as a backup.

A stored zip of manifest.json, ledger.key and ledger.db (SECURITY §4.2); ledger.db needs no
log, so it opens from a locked stick. It opens by the password of its day or by recovery key.
"""

import hashlib
import json
import re
import zipfile
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import IO

from shuangyong_desktop import __version__
from shuangyong_desktop.domain.durable import put_in_place
from shuangyong_desktop.domain.errors import Problem
from shuangyong_desktop.domain.retention import BackupMark, BackupReason, expendable
from shuangyong_desktop.storage import checks, files, keyfile
from shuangyong_desktop.storage.chain import Chain
from shuangyong_desktop.storage.connection import (
    Connection,
    connect_apart,
    connect_empty,
    connect_read_only,
)
from shuangyong_desktop.storage.faults import told_plainly
from shuangyong_desktop.storage.keyfile import Head
from shuangyong_desktop.storage.migrations import version_of

FOLDER = "备份"
"""The folder beside a ledger where its backups go."""

ENDING = ".tzb"
_MANIFEST, _KEY, _LEDGER = "manifest.json", "ledger.key", "ledger.db"
_NAME = re.compile(r"台账备份-(\d{6,})-\d{8}\.tzb")
_FORMAT = 1
_CHUNK = 1 << 20
_LARGEST_NOTE = 1 << 20  # bytes of manifest or key that are still believable


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup package says of itself.

    `sequence` orders backups, because the clock of an office PC may be wrong; `head` is the
    newest history entry inside, `counts` the records per table, `origin` which ledger it is.
    """

    sequence: int
    made_at: str
    program: str
    schema: int
    reason: BackupReason
    origin: str
    counts: dict[str, int]
    head: Head
    ledger_sha256: str
    key_sha256: str


@dataclass(frozen=True, slots=True)
class Backup:
    """A finished, verified package."""

    path: Path
    manifest: Manifest


@dataclass(frozen=True, slots=True)
class Wanted:
    """A backup to be made: where to, the time it is dated with, and why."""

    folder: Path
    now: datetime
    reason: BackupReason = BackupReason.MANUAL


def make(ledger: Path, key: bytes, wanted: Wanted) -> Backup:
    """Copy the ledger at `ledger` into a new package; it may be open elsewhere.

    Nothing is called a backup before its pages, structure, counts and history were read back
    from the copy. Raises Problem when the ledger is damaged or the disk is full; then no file
    is left behind.
    """
    sequence = next_sequence(wanted.folder)
    package = wanted.folder / f"台账备份-{sequence:06d}-{wanted.now:%Y%m%d}{ENDING}"
    with told_plainly(package), files.unfinished(package.with_suffix(".db")) as copy:
        _copy(ledger, key, copy)
        manifest = _inspect(copy, key, sequence, wanted)
        slots = keyfile.dump(replace(keyfile.read(ledger), head=manifest.head))
        manifest = replace(manifest, key_sha256=hashlib.sha256(slots).hexdigest())
        with files.unfinished(package) as part:
            with zipfile.ZipFile(part, "w", zipfile.ZIP_STORED) as archive:
                archive.writestr(_MANIFEST, _dumped(manifest))
                archive.writestr(_KEY, slots)
                archive.write(copy, _LEDGER)
            files.sync_file(part)
            read(part)
            put_in_place(part, package)
    return Backup(package, manifest)


def next_sequence(folder: Path) -> int:
    """The number of the next backup in `folder`: one more than any that is there."""
    found = (_NAME.fullmatch(path.name) for path in folder.iterdir())
    return max((int(match.group(1)) for match in found if match), default=0) + 1


def sweep(folder: Path) -> None:
    """Remove what a backup that was given up left in `folder`."""
    for leftover in folder.glob(f"台账备份-*{files.PART}*"):
        leftover.unlink(missing_ok=True)


def packages(folder: Path) -> list[Path]:
    """The packages in `folder` that are named like backups, the newest (by sequence) first."""
    if not folder.is_dir():
        return []
    found = ((_NAME.fullmatch(path.name), path) for path in folder.iterdir())
    named = [(int(match.group(1)), path) for match, path in found if match]
    return [path for _, path in sorted(named, reverse=True)]


def describe(package: Path) -> Manifest:
    """What a package says of itself, without reading all of it; raises Problem without that."""
    with _opened(package) as archive:
        return _manifest(archive)


def thin(folder: Path, origin: str) -> list[Path]:
    """Remove the backups of one ledger that may go; returns them.

    What cannot be read, or belongs to another ledger, is left alone.
    """
    marks: dict[int, BackupMark] = {}
    paths: dict[int, Path] = {}
    for path in packages(folder):
        try:
            manifest = describe(path)
        except Problem:
            continue
        if manifest.origin == origin:
            at = datetime.fromisoformat(manifest.made_at)
            marks[manifest.sequence] = BackupMark(manifest.sequence, at, manifest.reason)
            paths[manifest.sequence] = path
    gone = [paths[sequence] for sequence in sorted(expendable(marks.values()))]
    for path in gone:
        with suppress(OSError):  # looked at by another program; the next thinning takes it
            path.unlink(missing_ok=True)
    return gone


def read(package: Path) -> Manifest:
    """The manifest of a package whose every byte agrees with it; raises Problem otherwise."""
    with _opened(package) as archive:
        manifest = _manifest(archive)
        for name, expected in (
            (_LEDGER, manifest.ledger_sha256),
            (_KEY, manifest.key_sha256),
        ):
            digest = hashlib.sha256()
            with archive.open(name) as stream:
                for chunk in _chunks(stream):
                    digest.update(chunk)
            if digest.hexdigest() != expected:
                raise _broken(package)
        return manifest


def restore(package: Path, target: Path) -> Manifest:
    """Put the ledger of a package at `target` (NAME.db) with its key file.

    Nothing that exists is overwritten; raises Problem when something does, or when the
    package is damaged, and then leaves nothing behind.
    """
    for taken in (target, keyfile.path_of(target), *files.logs_of(target)):
        if taken.exists():
            raise Problem(
                f"“{taken.name}”已经存在，没有覆盖。请恢复到另一个名称或文件夹。", code="exists"
            )
    manifest = read(package)
    with told_plainly(target), files.unfinished(target) as part:
        extract(package, part)
        files.write_whole(keyfile.path_of(target), key_content(package))
        put_in_place(part, target)
    return manifest


def extract(package: Path, target: Path) -> Manifest:
    """Write the ledger inside a package to `target`, checked byte by byte and synced."""
    with _opened(package) as archive:
        manifest = _manifest(archive)
        digest = hashlib.sha256()
        with archive.open(_LEDGER) as stream, target.open("wb") as copy:
            for chunk in _chunks(stream):
                digest.update(chunk)
                copy.write(chunk)
    if digest.hexdigest() != manifest.ledger_sha256:
        raise _broken(package)
    files.sync_file(target)
    return manifest


def key_content(package: Path) -> bytes:
    """The key file inside a package; raises Problem when it is not as it was written."""
    with _opened(package) as archive:
        expected = _manifest(archive).key_sha256
        with archive.open(_KEY) as stream:
            content = b"".join(_chunks(stream))
    if hashlib.sha256(content).hexdigest() != expected:
        raise _broken(package)
    return content


def _copy(ledger: Path, key: bytes, copy: Path) -> None:
    source: Connection = connect_apart(ledger, key)
    try:
        # A damaged page could be copied as an empty one that looks sound: ask the source first.
        source.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchone()
        for fault in checks.damaged_pages(source):
            raise Problem(f"备份没有做成：{fault}", code="ledger_damaged")
        target = connect_empty(copy, key)
        try:
            source.backup(target)
            target.execute("PRAGMA journal_mode=DELETE").fetchone()
        finally:
            target.close()
    finally:
        source.close()
    files.sync_file(copy)


def _inspect(copy: Path, key: bytes, sequence: int, wanted: Wanted) -> Manifest:
    """Read a copy back completely; raises Problem when it is not sound."""
    connection = connect_read_only(copy, key)
    try:
        for fault in checks.page_faults(connection):
            raise Problem(f"备份没有做成：{fault}", code="backup_damaged")
        with copy.open("rb") as stream:
            digest = hashlib.file_digest(stream, "sha256").hexdigest()
        return Manifest(
            sequence=sequence,
            made_at=wanted.now.isoformat(timespec="seconds"),
            program=__version__,
            schema=version_of(connection),
            reason=wanted.reason,
            origin=Chain(connection).origin(),
            counts=checks.counts(connection),
            head=Chain(connection).head(),
            ledger_sha256=digest,
            key_sha256="",
        )
    finally:
        connection.close()


def _opened(package: Path) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(package)
    except FileNotFoundError as error:
        raise Problem(f"找不到备份文件“{package.name}”。", code="backup_missing") from error
    except (OSError, zipfile.BadZipFile) as error:
        raise _broken(package) from error


def _manifest(archive: zipfile.ZipFile) -> Manifest:
    package = Path(archive.filename or "")
    sizes = {item.filename: item for item in archive.infolist()}
    try:
        if any(
            sizes[name].compress_type != zipfile.ZIP_STORED
            or (name != _LEDGER and sizes[name].file_size > _LARGEST_NOTE)
            for name in (_MANIFEST, _KEY, _LEDGER)
        ):
            raise _broken(package)
        found = json.loads(archive.read(_MANIFEST))
        if found.pop("format") > _FORMAT:
            raise Problem(
                "备份由更新版本的程序做成，请先升级程序。备份没有改动。", code="backup_newer"
            )
        known = {"head": Head(**found["head"]), "reason": BackupReason[found["reason"]]}
        return Manifest(**found | known)
    except (KeyError, ValueError, TypeError, AttributeError, zipfile.BadZipFile) as error:
        raise _broken(package) from error


def _dumped(manifest: Manifest) -> str:
    plain = asdict(manifest) | {"format": _FORMAT, "reason": manifest.reason.name}
    return json.dumps(plain)


def _chunks(stream: IO[bytes]) -> Iterator[bytes]:
    try:
        while chunk := stream.read(_CHUNK):
            yield chunk
    except (zipfile.BadZipFile, OSError):
        return  # a torn member is shorter than its digest says


def _broken(package: Path) -> Problem:
    return Problem(
        f"“{package.name}”不是完好的台账备份，没有恢复任何内容。请换一份备份。",
        code="backup_broken",
    )
