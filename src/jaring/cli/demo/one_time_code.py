"""The code an authenticator app would show now (RFC 6238), so that nobody needs an app to look at a demonstration."""

import base64
import hashlib
import hmac
import struct
import time

_STEP_SECONDS = 30
_DIGITS = 6


def current_code(secret: str, at: float | None = None) -> str:
    """Six digits for a secret in base32 at a moment (seconds since 1970), by default this one."""
    moment = time.time() if at is None else at
    key = base64.b32decode(secret + "=" * (-len(secret) % 8), casefold=True)
    # RFC 6238 takes SHA-1 by default, and so does every authenticator app.
    digest = hmac.new(key, struct.pack(">Q", int(moment) // _STEP_SECONDS), hashlib.sha1).digest()
    offset = digest[-1] & 0x0F
    (number,) = struct.unpack(">I", digest[offset : offset + 4])
    return f"{(number & 0x7FFFFFFF) % 10**_DIGITS:0{_DIGITS}d}"
