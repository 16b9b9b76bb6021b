"""Secrets from files in JARING_HOME/secrets, made when missing, readable by their owner only."""

import os
import secrets
from pathlib import Path

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings

from jaring.kernel.errors import JaringError

SECRET_BYTES = 48


def read_secret(folder: Path, name: str) -> str:
    """The secret in `folder/name`; a new random one the first time. Two processes that race agree on one."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    path = folder / name
    if not path.exists():
        draft = folder / f".{name}.{os.getpid()}"
        draft.touch(mode=0o600)
        draft.write_text(_fresh(name), encoding="ascii")
        try:
            os.link(draft, path)  # atomic, and refuses to replace what another process has just made
        except FileExistsError:
            pass
        finally:
            draft.unlink()
    return path.read_text(encoding="ascii").strip()


def _fresh(name: str) -> str:
    return Fernet.generate_key().decode() if name.endswith(".fernet") else secrets.token_urlsafe(SECRET_BYTES)


def encrypt(text: str) -> str:
    """Encrypt a short secret for the database with the newest field key."""
    return _keys().encrypt(text.encode()).decode()


def decrypt(text: str) -> str:
    """Decrypt with any of the field keys, so that keys can be rotated.

    Raises:
        JaringError: the key that encrypted it is not in JARING_HOME/secrets.
    """
    try:
        return _keys().decrypt(text.encode()).decode()
    except InvalidToken as broken:
        raise JaringError(
            "A stored secret cannot be read: put the field key it was written with back into JARING_HOME/secrets."
        ) from broken


def _keys() -> MultiFernet:
    return MultiFernet([Fernet(key.encode()) for key in settings.JARING_FIELD_KEYS])
