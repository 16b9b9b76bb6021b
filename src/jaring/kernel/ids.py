"""Identifiers made by us: UUID version 7 (RFC 9562, section 5.7)."""

import secrets
import time
import uuid

_UNIX_MS_BITS = 48
_RANDOM_B_BITS = 62


def new_id() -> uuid.UUID:
    """A UUIDv7: 48 bits of Unix milliseconds, then 74 random bits.

    Ordered by time, so indexes stay compact; random behind that, so that no identifier counts what others own.
    """
    milliseconds = time.time_ns() // 1_000_000
    value = (milliseconds & ((1 << _UNIX_MS_BITS) - 1)) << 80
    value |= 0x7 << 76
    value |= secrets.randbits(12) << 64
    value |= 0b10 << _RANDOM_B_BITS
    value |= secrets.randbits(_RANDOM_B_BITS)
    return uuid.UUID(int=value)
