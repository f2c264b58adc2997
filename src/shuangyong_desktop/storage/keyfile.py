"""The key file NAME.key: the ledger's data key, wrapped once by password and once by recovery key.

A password change rewrites this file only, never the ledger (SECURITY §1.4). Losing it means
losing the ledger, so the previous version stays beside it and every backup carries a copy.
"""

import json
import secrets
from base64 import b64decode, b64encode
from dataclasses import asdict, astuple, dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import Any

from shuangyong_desktop.domain.errors import Problem
from shuangyong_desktop.storage import files, recovery

DATA_KEY_BYTES = 48
"""32 bytes of key and 16 of salt: kept apart from the file, a torn first sector costs nothing."""

_FORMAT = 1
_MOST_MEMORY_KIB = 1 << 20  # a slot that asks for more was not written by us


class Slot(StrEnum):
    """What opens the ledger."""

    PASSWORD = "password"  # noqa: S105 (the name of a slot)
    RECOVERY = "recovery"


@dataclass(frozen=True, slots=True)
class KdfCost:
    """What one guess of the password costs: Argon2id passes, KiB of memory and lanes."""

    passes: int = 3
    memory_kib: int = 64 * 1024
    lanes: int = 4


RECOMMENDED = KdfCost()
"""0.2 s on a good PC; half a year of guessing for an 8-digit number (SECURITY §1.3)."""


@dataclass(frozen=True, slots=True)
class Wrapped:
    """The data key under Argon2id and AES-256-GCM."""

    cost: KdfCost
    salt: bytes
    nonce: bytes
    box: bytes


@dataclass(frozen=True, slots=True)
class Head:
    """The newest history entry when the ledger was last closed or backed up: a lower bound."""

    change_id: int = 0
    mac: str = ""


NO_HEAD = Head()


@dataclass(frozen=True, slots=True)
class KeyFile:
    """What stands in a key file. Nothing in it is secret without a password."""

    slots: dict[Slot, Wrapped]
    demo: bool = False
    head: Head = NO_HEAD

    def unlock_with_password(self, password: str) -> bytes:
        """The data key, by password; raises Problem when the password is wrong."""
        key = _unwrap(self.slots.get(Slot.PASSWORD), Slot.PASSWORD, password.encode())
        if key is None:
            raise Problem(
                "密码不对，台账没有打开，数据没有改动。请重新输入，或使用恢复密钥。",
                code="wrong_password",
            )
        return key

    def unlock_with_recovery_key(self, text: str) -> bytes:
        """The data key, by recovery key; raises Problem when mistyped or of another ledger."""
        key = _unwrap(self.slots.get(Slot.RECOVERY), Slot.RECOVERY, recovery.secret_of(text))
        if key is None:
            raise Problem(
                "这份恢复密钥不属于本台账，台账没有打开。请核对恢复密钥单是否为本台账的最新一张。",
                code="wrong_recovery_key",
            )
        return key

    def with_password(self, password: str, key: bytes, cost: KdfCost) -> "KeyFile":
        """The same file opened by a new password; the recovery key stays valid."""
        slots = self.slots | {
            Slot.PASSWORD: _wrap(key, Slot.PASSWORD, password.encode(), cost),
        }
        return replace(self, slots=slots)

    def with_new_recovery_key(self, key: bytes, cost: KdfCost) -> tuple["KeyFile", str]:
        """The same file opened by a new recovery key, and that key for the sheet."""
        text = recovery.make()
        slot = _wrap(key, Slot.RECOVERY, recovery.secret_of(text), cost)
        return replace(self, slots=self.slots | {Slot.RECOVERY: slot}), text


def make(
    password: str, cost: KdfCost = RECOMMENDED, *, demo: bool = False
) -> tuple[KeyFile, bytes, str]:
    """A key file for a new ledger, its data key, and the recovery key for the sheet."""
    key = secrets.token_bytes(DATA_KEY_BYTES)
    made, text = KeyFile({}, demo=demo).with_new_recovery_key(key, cost)
    return made.with_password(password, key, cost), key, text


def path_of(ledger: Path) -> Path:
    """Where the key file of `ledger` stands."""
    return ledger.with_suffix(".key")


def previous_of(path: Path) -> Path:
    """Where the version before the last change of a key file stands."""
    return path.with_name(path.name + ".bak")


def read(ledger: Path) -> KeyFile:
    """The key file of `ledger`, or its previous version when it is missing or damaged.

    Raises Problem when neither can be read.
    """
    path = path_of(ledger)
    try:
        return load(path.read_bytes())
    except (OSError, Problem) as error:
        if isinstance(error, Problem) and error.code == "key_newer":
            raise  # whole, and not to be replaced by what an older program kept
        try:
            found = load(previous_of(path).read_bytes())
        except (OSError, Problem):
            if isinstance(error, Problem):
                raise error from None
            raise Problem(
                f"缺少密钥文件“{path.name}”，台账无法打开，数据没有改动。"
                "请从备份中恢复，或找回与台账放在一起的密钥文件。",
                code="key_missing",
            ) from None
    files.write_whole(path, dump(found))
    return found


def write(ledger: Path, key_file: KeyFile) -> None:
    """Replace the key file of `ledger`, keeping the version before it."""
    path = path_of(ledger)
    if path.exists():
        files.write_whole(previous_of(path), path.read_bytes())
    files.write_whole(path, dump(key_file))


def retire_previous(ledger: Path) -> None:
    """Bring the kept version up to date, so that a replaced password opens nothing here."""
    path = path_of(ledger)
    files.write_whole(previous_of(path), path.read_bytes())


def keep_copy(ledger: Path, copy: Path) -> None:
    """Make `copy` the same as the key file of `ledger`.

    A copy of which no slot is left was of another ledger: it is set aside, as nothing else
    may open that one.
    """
    content = path_of(ledger).read_bytes()
    try:
        kept = copy.read_bytes()
    except FileNotFoundError:
        kept = content
    if kept != content and not _same_ledger(kept, content):
        number = sum(1 for _ in copy.parent.glob(f"{copy.stem}.*{copy.suffix}")) + 1
        files.write_whole(copy.with_name(f"{copy.stem}.{number}{copy.suffix}"), kept)
    if kept != content or not copy.exists():
        files.write_whole(copy, content)


def bring_back(ledger: Path, copy: Path) -> None:
    """Put `copy` in the place of the key file of `ledger`; raises Problem when it is no good."""
    try:
        content = copy.read_bytes()
    except OSError as error:
        raise Problem(
            "另存的密钥文件读不出来，没有改动任何文件。请从备份中恢复。", code="key_missing"
        ) from error
    load(content)
    files.write_whole(path_of(ledger), content)


def _same_ledger(one: bytes, other: bytes) -> bool:
    """Whether two key files share a slot: only one of two changes at a time."""
    try:
        first, second = load(one).slots, load(other).slots
    except Problem:
        return False
    return any(second.get(name) == slot for name, slot in first.items())


def dump(key_file: KeyFile) -> bytes:
    """`key_file` as it stands in the file."""
    slots = {
        str(name): {
            "kdf": "argon2id",
            **asdict(slot.cost),
            **{part: b64encode(getattr(slot, part)).decode() for part in ("salt", "nonce", "box")},
        }
        for name, slot in key_file.slots.items()
    }
    content = {"format": _FORMAT, "demo": key_file.demo, "slots": slots,
               "head": asdict(key_file.head)}  # fmt: skip
    return json.dumps(content, indent=1).encode()


def load(content: bytes) -> KeyFile:
    """Read what `dump` wrote; raises Problem for anything else."""
    try:
        found = json.loads(content)
        if found["format"] > _FORMAT:
            raise Problem(
                "密钥文件由更新版本的程序写成，请先升级程序，数据没有改动。", code="key_newer"
            )
        slots = {Slot(name): _slot(slot) for name, slot in found["slots"].items()}
        key_file = KeyFile(slots, bool(found["demo"]), Head(**found["head"]))
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise Problem(
            "密钥文件已损坏，台账无法打开，数据没有改动。请从备份中恢复密钥文件。",
            code="key_damaged",
        ) from error
    if not slots:
        raise Problem(
            "密钥文件中没有密码和恢复密钥，台账无法打开，数据没有改动。请从备份中恢复密钥文件。",
            code="key_empty",
        )
    return key_file


def _slot(found: dict[str, Any]) -> Wrapped:
    cost = KdfCost(int(found["passes"]), int(found["memory_kib"]), int(found["lanes"]))
    if found["kdf"] != "argon2id" or cost.memory_kib > _MOST_MEMORY_KIB:
        raise ValueError("not a slot of ours")
    return Wrapped(cost, *(b64decode(found[part]) for part in ("salt", "nonce", "box")))


def _wrap(key: bytes, slot: Slot, secret: bytes, cost: KdfCost) -> Wrapped:
    from shuangyong_desktop.storage import sealing  # noqa: PLC0415 (slow; a key may be given)

    salt, nonce = secrets.token_bytes(16), secrets.token_bytes(12)
    box = sealing.seal(key, sealing.stretch(secret, salt, astuple(cost)), nonce, slot.encode())
    return Wrapped(cost, salt, nonce, box)


def _unwrap(wrapped: Wrapped | None, slot: Slot, secret: bytes) -> bytes | None:
    """The data key, or None when `secret` is the wrong one."""
    from shuangyong_desktop.storage import sealing  # noqa: PLC0415 (slow; a key may be given)

    if wrapped is None:
        raise Problem(
            "密钥文件中缺少这种打开方式，请改用密码或恢复密钥，数据没有改动。", code="slot_missing"
        )
    stretched = sealing.stretch(secret, wrapped.salt, astuple(wrapped.cost))
    return sealing.unseal(wrapped.box, stretched, wrapped.nonce, slot.encode())
