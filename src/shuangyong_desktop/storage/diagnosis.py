"""Why a ledger does not open: every case told apart, each with its own sentence (SECURITY §1.4).

SQLCipher says “file is not a database” for a wrong key and for a damaged first page alike. The
key is known to be right here (its slot was authenticated), so the pages are asked one by one:
each carries an HMAC-SHA512 that only this ledger's key can have made.
"""

import hashlib
import hmac
import struct
from pathlib import Path

from sqlcipher3 import dbapi2

from shuangyong_desktop.domain.errors import Problem
from shuangyong_desktop.storage import files
from shuangyong_desktop.storage.connection import connect_beside, is_plain

DAMAGED = ("SQLITE_NOTADB", "SQLITE_CORRUPT")
PAGE = 4096
_IV, _MAC = 16, 64
_SALT = 16
_MOST_PAGES = 2048  # 8 MB are enough to tell a damaged ledger of ours from a foreign file
_FAST_HMAC = 0x3A  # SQLCipher's mask between the salt of the key and that of the HMAC key


def refuse_before_opening(path: Path) -> None:
    """Raise the Problem of a ledger file that must not even be tried."""
    if not path.exists():
        raise Problem(
            f"找不到台账文件“{path.name}”。请确认文件位置，或从备份中恢复；其他文件没有改动。",
            code="ledger_missing",
        )
    if path.stat().st_size == 0:
        # SQLite would take an empty file for a new ledger (SECURITY §3).
        raise Problem(
            f"台账文件“{path.name}”是空的（0 字节），没有打开，也没有新建。请从备份中恢复。",
            code="ledger_empty",
        )
    if is_plain(path):
        raise Problem(
            f"“{path.name}”是未加密的数据库，不是本程序的台账，没有打开。请换回原来的台账文件。",
            code="ledger_plain",
        )


def refuse_mixed(path: Path, key: bytes) -> None:
    """After a crash, raise the Problem of a file that the log beside it does not belong to.

    SQLite would play the log into whatever file has the name. The look is read-only, so
    nothing is mixed yet when it is refused.
    """
    log = path.with_name(path.name + "-wal")
    if not (log.exists() and log.stat().st_size):
        return
    connection = connect_beside(path, key)
    try:
        said = connection.execute("PRAGMA quick_check(1)").fetchall()
    except dbapi2.DatabaseError as error:
        if getattr(error, "sqlite_errorname", "") in DAMAGED:
            raise explain(path, key) from error
        raise
    finally:
        connection.close()
    if said != [("ok",)]:
        raise Problem(
            "台账文件与它旁边的日志文件（-wal）不配套，可能换成了较早的副本，密码没有错。"
            "没有改动任何文件。请把这些文件整体另存，再用最近的备份恢复。",
            code="ledger_mixed",
        )


def explain(path: Path, key: bytes) -> Problem:
    """The Problem of a ledger file that would not open with its own key."""
    pages = _Pages(path, key)
    if not pages.any_genuine():
        return Problem(
            f"“{path.name}”不是这份密钥文件所属的台账，没有打开。请核对台账文件与密钥文件是否配套。",
            code="ledger_foreign",
        )
    if pages.declared() > path.stat().st_size // PAGE:
        return Problem(
            "台账文件不完整（后半部分丢失），密码没有错。请用最近的备份恢复，原文件请保留。",
            code="ledger_truncated",
        )
    return Problem(
        "台账文件有损坏，密码没有错。请用最近的备份恢复，原文件请保留。", code="ledger_damaged"
    )


def is_torn(path: Path) -> bool:
    """Whether the file ends within a page although no log is left to complete it."""
    if any(log.exists() and log.stat().st_size for log in files.logs_of(path)):
        return False
    return path.stat().st_size % PAGE != 0


class _Pages:
    """The encrypted pages of a file, checked without SQLite."""

    def __init__(self, path: Path, key: bytes) -> None:
        self._path = path
        self._key, salt = key[:32], key[32:]
        masked = bytes(byte ^ _FAST_HMAC for byte in salt)
        self._mac_key = hashlib.pbkdf2_hmac("sha512", self._key, masked, 2, 32)

    def any_genuine(self) -> bool:
        with self._path.open("rb") as stream:
            return any(
                self._genuine(stream.read(PAGE), number) for number in range(1, _MOST_PAGES + 1)
            )

    def declared(self) -> int:
        """The number of pages that the first page speaks of; 0 when it is not genuine."""
        with self._path.open("rb") as stream:
            page = stream.read(PAGE)
        if not self._genuine(page, 1):
            return 0
        from cryptography.hazmat.primitives.ciphers import (  # noqa: PLC0415 (only when broken)
            Cipher,
            algorithms,
            modes,
        )

        vector = page[-_IV - _MAC : -_MAC]
        decryptor = Cipher(algorithms.AES(self._key), modes.CBC(vector)).decryptor()
        plain = decryptor.update(page[_SALT : -_IV - _MAC])
        (count,) = struct.unpack_from(">I", plain, 28 - _SALT)
        return int(count)

    def _genuine(self, page: bytes, number: int) -> bool:
        if len(page) < PAGE:
            return False
        start = _SALT if number == 1 else 0
        content = page[start:-_MAC] + struct.pack("<I", number)
        return hmac.compare_digest(hmac.digest(self._mac_key, content, "sha512"), page[-_MAC:])
