"""Files people hand in. They lie below JARING_HOME/files under random names, outside everything a browser can reach."""

import hashlib
import os
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Protocol
from uuid import uuid4

from django.conf import settings
from django.utils.translation import gettext as _

from jaring.kernel.errors import BadInputError, NotFoundError

PIECE = 1024 * 1024  # bytes read at once


class Source(Protocol):
    """Anything that gives bytes piece by piece."""

    def read(self, size: int = ..., /) -> bytes: ...


@dataclass(frozen=True, slots=True)
class StoredFile:
    """Where the bytes lie (relative to the files folder), how many they are, and their SHA-256."""

    name: str
    size: int
    sha256: bytes


def store_file(source: Source, folder: str, *, limit: int) -> StoredFile:
    """Copy a stream into `folder` under a new random name; on disk, and complete, when this returns.

    Raises:
        BadInputError: more than `limit` bytes; nothing is left behind.
    """
    place = _root() / folder
    place.mkdir(mode=0o700, parents=True, exist_ok=True)
    name = f"{folder}/{uuid4().hex}"
    path = _root() / name
    digest, size = hashlib.sha256(), 0
    try:
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as target:
            while piece := source.read(PIECE):
                size += len(piece)
                if size > limit:
                    raise BadInputError(
                        _("The file is larger than %(limit)s MB. Split it, or ask the operator to raise the limit.")
                        % {"limit": limit // PIECE},
                        field="file",
                    )
                digest.update(piece)
                target.write(piece)
            target.flush()
            os.fsync(target.fileno())
    except BaseException:
        path.unlink(missing_ok=True)
        raise
    return StoredFile(name, size, digest.digest())


def open_file(name: str) -> BinaryIO:
    """Open a stored file for reading.

    Raises:
        NotFoundError: the bytes are gone from the disk, or the name leads out of the folder.
    """
    path = _path(name)
    if not path.is_file():
        raise NotFoundError(_("The file is no longer there."))
    return path.open("rb")


def remove_file(name: str) -> None:
    """Delete a stored file; one that is already gone is no error."""
    _path(name).unlink(missing_ok=True)


def _path(name: str) -> Path:
    path = (_root() / name).resolve()
    if not path.is_relative_to(_root().resolve()):
        raise NotFoundError(_("The file is no longer there."))
    return path


def _root() -> Path:
    return Path(settings.JARING_FILES)
