"""Locks what a backup holds while it is written, and opens it while it is read.

AES-256-GCM in pieces of a megabyte. Each file has a key of its own (HKDF over the master key and a
salt), the number of the piece is its nonce, and the last piece carries a mark: a piece that is
missing, moved, doubled or changed does not open.
"""

import hashlib
import os
from collections.abc import Iterator
from typing import BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

MAGIC = b"loketten-backup-1\n"
PIECE = 1 << 20
_SALT, _TAG, _MARK = 16, 16, 8
SHORTEST_KEY = 32


class NotSetUp(Exception):
    """Backups need something that is not set; the message names it."""


class Unreadable(Exception):
    """A backup that cannot be trusted; the message says what is wrong with it."""


def mark_of(key: str) -> str:
    """Tells keys apart without telling anything about them."""
    return _derive(key, b"", b"mark")[:4].hex()


class Locked:
    """A file to write to: what goes in is locked, and `close` ends it."""

    def __init__(self, file: BinaryIO, key: str) -> None:
        if len(key) < SHORTEST_KEY:
            raise NotSetUp(f"BACKUP_KEY must have at least {SHORTEST_KEY} characters.")
        salt = os.urandom(_SALT)
        self._file, self._waiting, self._number = file, bytearray(), 0
        self._head = MAGIC + mark_of(key).encode() + salt
        self._cipher = AESGCM(_derive(key, salt, b"file"))
        self._digest = hashlib.sha256()
        self.size = 0
        self._put(self._head)

    def write(self, more: bytes) -> int:
        self._waiting += more
        # One byte is always kept back: the last piece must be known as the last.
        while len(self._waiting) > PIECE:
            self._lock(bytes(self._waiting[:PIECE]), is_last=False)
            del self._waiting[:PIECE]
        return len(more)

    def close(self) -> str:
        """The SHA-256 of the file as it stands on disk."""
        self._lock(bytes(self._waiting), is_last=True)
        self._file.flush()
        os.fsync(self._file.fileno())
        return self._digest.hexdigest()

    def _lock(self, piece: bytes, *, is_last: bool) -> None:
        nonce = _nonce(self._number, is_last=is_last)
        self._put(self._cipher.encrypt(nonce, piece, self._head))
        self._number += 1

    def _put(self, locked: bytes) -> None:
        self._digest.update(locked)
        self.size += len(locked)
        self._file.write(locked)


def unlocked(file: BinaryIO, keys: list[str]) -> Iterator[bytes]:
    """The pieces, in order; raises `Unreadable` at the first that is not as it was written."""
    head = file.read(len(MAGIC) + _MARK + _SALT)
    if not head.startswith(MAGIC) or len(head) < len(MAGIC) + _MARK + _SALT:
        raise Unreadable("this is no backup of the portal, or its beginning is gone")
    mark, salt = head[len(MAGIC) : len(MAGIC) + _MARK].decode("ascii", "replace"), head[-_SALT:]
    key = next((key for key in keys if key and mark_of(key) == mark), None)
    if key is None:
        raise Unreadable(f"it is locked with another key (its mark is {mark})")
    cipher = AESGCM(_derive(key, salt, b"file"))
    number, piece = 0, file.read(PIECE + _TAG)
    while True:
        following = file.read(PIECE + _TAG)
        try:
            yield cipher.decrypt(_nonce(number, is_last=not following), piece, head)
        except InvalidTag as error:
            raise Unreadable("it was damaged or cut off") from error
        if not following:
            return
        number, piece = number + 1, following


def _nonce(number: int, *, is_last: bool) -> bytes:
    return number.to_bytes(11, "big") + bytes([is_last])


def _derive(key: str, salt: bytes, purpose: bytes) -> bytes:
    return HKDF(SHA256(), 32, salt, b"loketten " + purpose).derive(key.encode())
