"""JARING_HOME, and the lock that one `jaring serve` holds on it."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from jaring.kernel.errors import JaringError
from jaring.platform.postgres.passwords import make_private_folder

LOCK = "serve.lock"


def home_folder() -> Path:
    """The folder of this installation; made, for its owner only, when it is missing."""
    home = Path(os.environ.get("JARING_HOME", ".jaring")).absolute()
    make_private_folder(home)
    return home


@contextmanager
def only_server_of(home: Path) -> Iterator[None]:
    """Hold the home's lock: two servers on one home would start every job twice.

    Raises:
        JaringError: another process serves this home.
    """
    handle = os.open(home / LOCK, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW, 0o600)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            holder = os.pread(handle, 20, 0).decode("ascii", "replace").strip()
            raise JaringError(
                f"{home} is already being served by process {holder}. Stop that one first, or set JARING_HOME "
                "to another folder."
            ) from None
        os.ftruncate(handle, 0)
        os.pwrite(handle, str(os.getpid()).encode(), 0)
        yield
    finally:
        os.close(handle)
