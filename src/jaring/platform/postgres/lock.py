"""The lock that one supervisor holds for as long as it looks after the server."""

import fcntl
import os
import weakref
from pathlib import Path

from jaring.platform.postgres.server_user import ServerUser

_held: "weakref.WeakSet[SupervisorLock]" = weakref.WeakSet()


class SupervisorLock:
    """An exclusive flock: the kernel drops it when the process ends, however it ends.

    flock rather than a POSIX lock, since two supervisors inside one process (a test and what it tests) must
    exclude each other too.
    """

    def __init__(self, file: Path, user: ServerUser) -> None:
        self._file = file
        self._user = user
        self._handle: int | None = None

    @property
    def is_held(self) -> bool:
        return self._handle is not None

    def try_take(self) -> bool:
        """Take the lock unless another supervisor has it; never waits."""
        if self.is_held:
            return True
        handle = os.open(self._file, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW, 0o600)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(handle)
            return False
        self._user.own(self._file, 0o600)
        self._handle = handle
        _held.add(self)
        return True

    def release(self) -> None:
        if self._handle is not None:
            os.close(self._handle)
            self._handle = None
            _held.discard(self)


def _forget_in_child() -> None:
    # A forked worker shares the lock's file: without this it would keep the lock after its parent has died.
    for lock in list(_held):
        lock.release()


os.register_at_fork(after_in_child=_forget_in_child)
