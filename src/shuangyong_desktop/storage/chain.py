"""The chain that makes tampering with the history evident (SECURITY §5).

Each entry is authenticated together with the one before it and with the digests of its
payloads, by a key inside the ledger. Payloads are apart, so one can be emptied without
breaking the chain. Who holds the key can rewrite everything: the claim is tamper-evident
against anything printed or backed up, not tamper-proof.
"""

import hashlib
import hmac
import json
import secrets
from collections.abc import Iterator
from typing import NamedTuple

from shuangyong_desktop.storage.connection import Connection
from shuangyong_desktop.storage.journal import digest as digest_of
from shuangyong_desktop.storage.keyfile import NO_HEAD, Head

_START = b"\0" * 32


class Link(NamedTuple):
    """One entry of the chain as it stands in `history`."""

    id: int
    at: str
    title: str
    kind: str
    target: int | None
    digest: bytes
    mac: bytes


def forge_key(connection: Connection) -> None:
    """Give a new ledger its random chain key."""
    connection.execute(
        "INSERT INTO attribute (name, value) VALUES ('chain_key', ?)", (secrets.token_bytes(32),)
    )


class Chain:
    """Appends to the history; the caller holds the transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        (self._key,) = connection.execute(
            "SELECT value FROM attribute WHERE name = 'chain_key'"
        ).fetchone()

    def head(self) -> Head:
        """The newest entry."""
        last = self._last()
        return Head(last[0], last[1].hex()) if last[0] else NO_HEAD

    def origin(self) -> str:
        """What tells this ledger and its copies from every other: the mark of its first entry."""
        (mac,) = self._connection.execute("SELECT mac FROM history WHERE id = 1").fetchone()
        return bytes(mac).hex()

    def next_id(self) -> int:
        """The number of the entry that is written next; numbers have no gaps."""
        return self._last()[0] + 1

    def append(
        self, at: str, title: str, kind: str, target: int | None, digests: list[bytes]
    ) -> int:
        """Write the entry that vouches for payloads with `digests`; returns its number."""
        last_id, last_mac = self._last()
        whole = hashlib.sha256(b"".join(digests)).digest()
        link = Link(last_id + 1, at, title, kind, target, whole, b"")
        self._connection.execute(
            "INSERT INTO history (id, at, title, kind, target, digest, mac)"
            " VALUES (?, ?, ?, ?, ?, ?, ?)",
            link._replace(mac=self._mac(link, last_mac)),
        )
        return link.id

    def faults(self, head: Head = NO_HEAD) -> Iterator[str]:
        """One sentence for everything in the history that is not as it was written.

        `head` is an entry known from elsewhere (key file, backup, printed page) that must be
        in the chain: only this tells that the tail was cut off.
        """
        last, expected = _START, 1
        seen_head = head.change_id == 0
        for link in map(Link._make, self._connection.execute("SELECT * FROM history ORDER BY id")):
            if link.id != expected:
                yield f"操作记录缺少第 {expected} 号至第 {link.id - 1} 号。"
            elif not hmac.compare_digest(self._mac(link, last), link.mac):
                yield f"操作记录第 {link.id} 号“{link.title}”被改动过。"
            yield from self._payload_faults(link)
            seen_head = seen_head or (link.id, link.mac.hex()) == (head.change_id, head.mac)
            last, expected = link.mac, link.id + 1
        if not seen_head:
            yield (
                f"操作记录应至少有 {head.change_id} 号，现在只到 {expected - 1} 号或内容不符："
                "台账文件可能是旧的副本，或记录被删减。"
            )
        yield from self._loose_payloads()

    def holds(self, head: Head) -> bool:
        """Whether `head` is an entry of this history."""
        found = self._connection.execute(
            "SELECT 1 FROM history WHERE id = ? AND mac = ?",
            (head.change_id, bytes.fromhex(head.mac)),
        ).fetchone()
        return head.change_id == 0 or found is not None

    def _payload_faults(self, link: Link) -> Iterator[str]:
        digests = []
        rows = self._connection.execute(
            "SELECT part, digest, body FROM history_payload WHERE change_id = ? ORDER BY part",
            (link.id,),
        )
        for part, digest, body in rows:
            digests.append(digest)
            if body is not None and digest_of(body) != digest:
                yield f"操作记录第 {link.id} 号“{link.title}”的第 {part} 段明细被改动过。"
        if hashlib.sha256(b"".join(digests)).digest() != link.digest:
            yield f"操作记录第 {link.id} 号“{link.title}”的明细有缺失或增添。"

    def _loose_payloads(self) -> Iterator[str]:
        loose = self._connection.execute(
            "SELECT count(*) FROM history_payload WHERE change_id NOT IN (SELECT id FROM history)"
        ).fetchone()[0]
        if loose:
            yield f"有 {loose} 段明细不属于任何操作记录。"

    def _last(self) -> tuple[int, bytes]:
        found = self._connection.execute(
            "SELECT id, mac FROM history ORDER BY id DESC LIMIT 1"
        ).fetchone()
        return found or (0, _START)

    def _mac(self, link: Link, before: bytes) -> bytes:
        named = json.dumps(
            [link.id, link.at, link.title, link.kind, link.target], ensure_ascii=False
        )
        return hmac.digest(self._key, before + link.digest + named.encode(), "sha256")
