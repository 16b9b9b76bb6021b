"""The canonical leaf of a log row."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

LEAF_VERSION = b"jaring-event-v1"
SALT_BYTES = 16


@dataclass(frozen=True, slots=True)
class EventFields:
    """What a log row states, in the order in which the leaf takes it."""

    id: UUID
    at: datetime
    member_id: int | None
    person_id: UUID | None
    verb: str
    object_kind: str
    object_id: str
    owner_id: int | None
    purpose: str
    note: str


def leaf_hash(event: EventFields, salt: bytes) -> bytes:
    """SHA-256 over the version, the salt and every field, each preceded by its length in four bytes, big-endian.

    The length prefix keeps two different rows from ever having the same bytes; the salt of the row keeps the leaf
    from being a dictionary of persons, and lets personal data be erased later without breaking the tree.
    An absent field is the length 0xFFFFFFFF and no bytes, so that absent and empty differ.
    """
    if len(salt) != SALT_BYTES:
        raise ValueError(f"The salt of a log row has {SALT_BYTES} bytes, not {len(salt)}.")
    digest = hashlib.sha256()
    for part in (LEAF_VERSION, salt, *_canonical(event)):
        digest.update(_prefixed(part))
    return digest.digest()


def _canonical(event: EventFields) -> Iterable[bytes | None]:
    yield event.id.bytes
    yield event.at.astimezone(UTC).isoformat(timespec="microseconds").encode()
    yield _number(event.member_id)
    yield event.person_id.bytes if event.person_id else None
    for text in (event.verb, event.object_kind, event.object_id):
        yield text.encode()
    yield _number(event.owner_id)
    yield event.purpose.encode()
    yield event.note.encode()


def _number(value: int | None) -> bytes | None:
    return None if value is None else str(value).encode()


def _prefixed(part: bytes | None) -> bytes:
    if part is None:
        return b"\xff\xff\xff\xff"
    return len(part).to_bytes(4, "big") + part
