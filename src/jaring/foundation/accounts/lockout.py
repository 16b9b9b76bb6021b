"""What axes counts wrong passwords under: a keyed hash of the address, so that its table is no list of addresses."""

from typing import Any

from axes.utils import reset
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

_SALT = "jaring.lockout"


def username_of(request: HttpRequest | None, credentials: dict[str, Any] | None = None) -> str:
    """The name axes stores for an attempt (AXES_USERNAME_CALLABLE); a person may also mistype a password here."""
    given = (credentials or {}).get("email") or (credentials or {}).get("username") or ""
    if not given and request is not None:
        given = request.POST.get("login", "")
    return _hash(str(given))


def forget_failures(email: str) -> None:
    """Open sign-in again for an address that was locked out."""
    reset(username=_hash(email))


def _hash(address: str) -> str:
    return salted_hmac(_SALT, address.strip().lower(), algorithm="sha256").hexdigest()
