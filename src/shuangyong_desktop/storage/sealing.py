"""The cryptography of the key file: Argon2id and AES-256-GCM.

Apart from `keyfile` because importing it takes longer than opening a ledger by its key.
"""

from argon2.low_level import Type, hash_secret_raw
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM


def stretch(secret: bytes, salt: bytes, cost: tuple[int, int, int]) -> bytes:
    """32 bytes from `secret` by Argon2id; `cost` is passes, KiB of memory and lanes."""
    passes, memory_kib, lanes = cost
    return hash_secret_raw(secret, salt, passes, memory_kib, lanes, hash_len=32, type=Type.ID)


def seal(content: bytes, key: bytes, nonce: bytes, label: bytes) -> bytes:
    """`content` under AES-256-GCM, bound to `label`."""
    return AESGCM(key).encrypt(nonce, content, label)


def unseal(box: bytes, key: bytes, nonce: bytes, label: bytes) -> bytes | None:
    """What `seal` was given, or None when key or label are not the same."""
    try:
        return AESGCM(key).decrypt(nonce, box, label)
    except InvalidTag:
        return None
