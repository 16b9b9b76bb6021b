"""Random passwords in files that only the owner of JARING_HOME can read."""

import os
import secrets
import tempfile
from pathlib import Path

_BYTES = 32


def secret_file(home: Path, name: str) -> Path:
    return home / "secrets" / name


def read_password(home: Path, name: str) -> str:
    """The stored password, or an empty text when there is none yet. Creates nothing."""
    try:
        return secret_file(home, name).read_text(encoding="ascii").strip()
    except FileNotFoundError:
        return ""


def ensure_password(home: Path, name: str) -> str:
    """The stored password; a new random one when there is none. Two processes that race agree on one."""
    if known := read_password(home, name):
        return known
    file = secret_file(home, name)
    make_private_folder(file.parent)
    _write_once(file, secrets.token_urlsafe(_BYTES))
    return read_password(home, name)


def make_private_folder(folder: Path) -> None:
    """Create `folder` for its owner only; below somebody else's folder root gives it to that person."""
    if folder.is_dir():
        return
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    _give_to_owner_of(folder.parent, folder)


def _write_once(file: Path, text: str) -> None:
    handle, temporary = tempfile.mkstemp(dir=file.parent, prefix=f".{file.name}-")
    try:
        with os.fdopen(handle, "w", encoding="ascii") as stream:
            stream.write(text + "\n")
            stream.flush()
            os.fsync(stream.fileno())
        _give_to_owner_of(file.parent, Path(temporary))
        if file.exists():  # empty: a disk that was full in the middle of an earlier attempt
            file.unlink()
        os.link(temporary, file)  # fails when another process was quicker: then its password counts
    except FileExistsError:
        pass
    finally:
        os.unlink(temporary)


def _give_to_owner_of(folder: Path, path: Path) -> None:
    if os.geteuid() == 0:
        owner = folder.stat()
        os.chown(path, owner.st_uid, owner.st_gid)
