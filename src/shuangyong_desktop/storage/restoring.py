"""恢复 over an open ledger: what would differ, making everything ready, and the swap itself."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path

from shuangyong_desktop.domain.errors import Problem
from shuangyong_desktop.domain.restoring import Differences, Names
from shuangyong_desktop.storage import backups, files, keyfile, swapping
from shuangyong_desktop.storage.connection import Connection, connect_read_only
from shuangyong_desktop.storage.faults import told_plainly
from shuangyong_desktop.storage.keyfile import KeyFile
from shuangyong_desktop.storage.rungs import LADDER
from shuangyong_desktop.storage.wording import DERIVED

_NAMED = 200
# A number given again after an earlier restore may mean somebody else.
_SAME = "(here.name = there.name OR here.id_number = there.id_number)"
_ABSENT = (
    "NOT EXISTS (SELECT 1 FROM {}.person AS there WHERE there.id = here.id"  # noqa: S608
    f" AND {_SAME})"
)
_TAGS = (
    "(SELECT group_concat(tag) FROM (SELECT tag FROM {schema}.person_tag"
    " WHERE person_id = here.id ORDER BY tag))"
)


@dataclass(frozen=True, slots=True)
class Open:
    """A ledger in use, as a second connection needs it."""

    path: Path
    key: bytes = field(repr=False)
    origin: str


@dataclass(frozen=True, slots=True)
class Staged:
    """A package made ready beside the ledger it will replace."""

    file: Path
    key: bytes = field(repr=False)
    slots: bytes
    manifest: backups.Manifest


def unlock(package: Path, current: bytes, password: str, recovery_key: str) -> bytes:
    """The data key of a package: by the password of its day or by its recovery key.

    With neither, the key of the ledger in use is taken, which opens its own packages; the
    caller finds out whether it does. Raises Problem when a given secret is wrong.
    """
    slots = keyfile.load(backups.key_content(package))
    if password:
        return slots.unlock_with_password(password)
    if recovery_key:
        return slots.unlock_with_recovery_key(recovery_key)
    return current


def refuse(package: Path, *, demo: bool) -> KeyFile:
    """Raise the Problem of a package that this program or this ledger cannot take over."""
    if backups.describe(package).schema > len(LADDER):
        raise Problem("备份由更新版本的程序做成，请先升级程序。没有改动。", code="backup_newer")
    slots = keyfile.load(backups.key_content(package))
    if slots.demo != demo:
        here, there = ("演示", "正式") if demo else ("正式", "演示")
        raise Problem(
            f"这是{there}台账的备份，不能恢复到{here}台账上，没有改动。", code="demo_differs"
        )
    return slots


def compare(ledger: Open, package: Path, key: bytes) -> Differences:
    """What people a restore would add, lose and change; neither side is written."""
    foreign = backups.describe(package).origin != ledger.origin
    with told_plainly(ledger.path), files.unfinished(_beside(ledger.path, "恢复预览")) as copy:
        backups.extract(package, copy)
        connection = _opened(copy, key)
        try:
            live = f"{ledger.path.resolve().as_uri()}?mode=ro"
            connection.execute(f"ATTACH ? AS live KEY \"x'{ledger.key.hex()}'\"", (live,))
            return _differences(connection, foreign=foreign)
        finally:
            connection.close()


def stage(ledger: Open, package: Path, key: bytes, *, demo: bool) -> Staged:
    """Write the ledger of a package beside the one in use, checked and ready to replace it."""
    slots = refuse(package, demo=demo)
    file = _beside(ledger.path, f"恢复{files.PART}")
    try:
        with told_plainly(file):
            manifest = backups.extract(package, file)
            _opened(file, key).close()
    except BaseException:
        discard(file)
        raise
    if key == ledger.key:  # the same ledger: today's password and recovery sheet go on
        slots = keyfile.read(ledger.path)
    return Staged(file, key, keyfile.dump(replace(slots, head=manifest.head)), manifest)


def discard(file: Path) -> None:
    """Remove a staged file; harmless when it is gone."""
    with suppress(OSError):
        file.unlink(missing_ok=True)


def swap(path: Path, staged: Staged) -> None:
    """Put a staged ledger and its key file in the place of the closed one at `path`."""
    swapping.swap(path, staged.file, keyfile.load(staged.slots))


def _beside(ledger: Path, ending: str) -> Path:
    """A name that is swept, once it ends in .part, when the ledger is opened next."""
    return ledger.with_name(f"{ledger.stem}.{ending}")


def _opened(copy: Path, key: bytes) -> Connection:
    connection = connect_read_only(copy, key)
    try:
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except Exception as error:
        connection.close()
        raise Problem(
            "这份备份要用当时的登录密码或恢复密钥才能打开，没有改动。", code="password_needed"
        ) from error
    return connection


def _differences(connection: Connection, *, foreign: bool) -> Differences:
    columns = [
        name
        for name in _columns(connection, "main")
        if name in _columns(connection, "live") and name not in DERIVED | {"id"}
    ]
    if foreign:
        return Differences(
            _names(connection, "main.person AS here", "1"),
            _names(connection, "live.person AS here", "1"),
            Names(),
            foreign=True,
        )
    here = ", ".join(f"here.{name}" for name in columns)
    there = ", ".join(f"there.{name}" for name in columns)
    tags = f"{_TAGS.format(schema='main')} IS NOT {_TAGS.format(schema='live')}"
    return Differences(
        _names(connection, "main.person AS here", _ABSENT.format("live")),
        _names(connection, "live.person AS here", _ABSENT.format("main")),
        _names(
            connection,
            "main.person AS here JOIN live.person AS there ON there.id = here.id",
            f"{_SAME} AND (({here}) IS NOT ({there}) OR {tags})",
        ),
    )


def _columns(connection: Connection, schema: str) -> Sequence[str]:
    rows = connection.execute(f"PRAGMA {schema}.table_info(person)")
    return [name for _, name, *_ in rows]


def _names(connection: Connection, source: str, where: str) -> Names:
    (count,) = connection.execute(
        f"SELECT count(*) FROM {source} WHERE {where}"  # noqa: S608
    ).fetchone()
    rows = connection.execute(
        f"SELECT here.name FROM {source} WHERE {where} ORDER BY here.id LIMIT {_NAMED}"  # noqa: S608
    )
    return Names(count, tuple(name for (name,) in rows))
