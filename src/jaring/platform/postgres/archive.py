"""The backup file: one tar with the database's dump, the attachments and, last, a manifest of checksums.

A backup cut short has no manifest and is refused; so is one with a part too many, too few or changed.
"""

import hashlib
import io
import json
import os
import shutil
import tarfile
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path, PurePosixPath
from typing import IO

from jaring.platform.postgres.problems import PostgresError, problem_from_os

FORMAT = 1
MANIFEST = "manifest.json"
DUMP = "database.dump"
FILES = "files"
_BLOCK = 1024 * 1024
# A manifest names every attachment; this is room for about a hundred thousand of them.
_LARGEST_MANIFEST = 32 * 1024 * 1024


@dataclass(frozen=True)
class Part:
    sha256: str
    bytes: int


@dataclass(frozen=True)
class Manifest:
    """What a backup holds; `counts` are the rows of each table at the moment of the backup."""

    jaring: str
    postgres: str
    dumped_with: int  # release of pg_dump
    created: str
    database: str
    counts: dict[str, int]
    parts: dict[str, Part] = field(default_factory=dict)
    format: int = FORMAT


class ArchiveWriter:
    """Adds parts to an open backup and remembers their checksums."""

    def __init__(self, tar: tarfile.TarFile) -> None:
        self._tar = tar
        self.parts: dict[str, Part] = {}

    def add(self, name: str, file: Path) -> None:
        with file.open("rb") as stream:
            entry = tarfile.TarInfo(name)
            entry.size = os.fstat(stream.fileno()).st_size
            entry.mode = 0o600
            reader = _HashingReader(stream)
            self._tar.addfile(entry, reader)
        self.parts[name] = Part(reader.digest.hexdigest(), entry.size)

    def finish(self, manifest: Manifest) -> None:
        content = json.dumps(asdict(manifest), indent=1, sort_keys=True).encode()
        entry = tarfile.TarInfo(MANIFEST)
        entry.size = len(content)
        entry.mode = 0o600
        self._tar.addfile(entry, io.BytesIO(content))


class _HashingReader(io.RawIOBase):
    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream
        self.digest = hashlib.sha256()

    def read(self, size: int = -1, /) -> bytes:
        block = self._stream.read(size)
        self.digest.update(block)
        return block


@contextmanager
def written_archive(target: Path) -> Iterator[ArchiveWriter]:
    """A new backup at `target`, readable by its owner only; it appears there complete or not at all."""
    handle, partial = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
    try:
        with os.fdopen(handle, "wb") as stream:
            with tarfile.open(fileobj=stream, mode="w", format=tarfile.PAX_FORMAT) as tar:
                yield ArchiveWriter(tar)
            stream.flush()
            os.fsync(stream.fileno())
        os.replace(partial, target)
    except OSError as error:
        raise problem_from_os(error, target.parent) from error
    finally:
        Path(partial).unlink(missing_ok=True)


def unpack(source: Path, folder: Path) -> Manifest:
    """Unpack a backup into the empty `folder`, checking every part. Raises PostgresError if it is unsound."""
    found: dict[str, Part] = {}
    manifest: Manifest | None = None
    try:
        with tarfile.open(source, mode="r:") as tar:
            for entry in tar:
                stream = tar.extractfile(entry) if entry.isreg() else None
                if stream is None or not _is_ours(entry.name) or entry.name in found or manifest is not None:
                    raise _unsound(source, f"it contains {entry.name!r}, which no backup does")
                if entry.name == MANIFEST:
                    manifest = _read_manifest(source, stream.read(_LARGEST_MANIFEST))
                else:
                    found[entry.name] = _copy(stream, folder / entry.name)
    except (tarfile.TarError, EOFError) as error:
        raise _unsound(source, str(error)) from None
    except OSError as error:
        raise problem_from_os(error, folder) from error
    if manifest is None:
        raise _unsound(source, "its end is missing")
    if DUMP not in found or found != manifest.parts:
        changed = sorted(name for name in {*found, *manifest.parts} if found.get(name) != manifest.parts.get(name))
        raise _unsound(source, "these parts are missing or changed: " + ", ".join(changed[:5] or [DUMP]))
    return manifest


def _is_ours(name: str) -> bool:
    path = PurePosixPath(name)
    inside = path.parts[:1] == (FILES,) and len(path.parts) > 1 and ".." not in path.parts and str(path) == name
    return name in (MANIFEST, DUMP) or inside


def _read_manifest(source: Path, content: bytes) -> Manifest:
    try:
        values = json.loads(content)
        if values["format"] > FORMAT:
            raise PostgresError(
                f"{source} was made by a newer Jaring ({values['jaring']}). Restore it with that release."
            )
        parts = {str(name): Part(**part) for name, part in values.pop("parts").items()}
        return Manifest(**values, parts=parts)
    except (ValueError, KeyError, TypeError, AttributeError):
        raise _unsound(source, "its manifest cannot be read") from None


def _copy(stream: IO[bytes], target: Path) -> Part:
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    digest = hashlib.sha256()
    handle = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as output:
        shutil.copyfileobj(stream, _Tee(output.write, digest.update), _BLOCK)
        size = output.tell()
    return Part(digest.hexdigest(), size)


class _Tee:
    def __init__(self, *receivers: Callable[[bytes], object]) -> None:
        self._receivers = receivers

    def write(self, block: bytes) -> int:
        for receive in self._receivers:
            receive(block)
        return len(block)


def _unsound(source: Path, why: str) -> PostgresError:
    return PostgresError(f"{source} is not a complete backup of Jaring: {why}. Nothing was changed; use another one.")
