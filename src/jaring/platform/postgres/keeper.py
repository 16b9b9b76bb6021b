"""The thread that starts the server as its child, waits for it, and starts it again when it was killed.

Waiting matters: an unreaped dead postmaster still answers to its number, and postmaster.pid would look alive.
It has to be the starting thread that waits, for the kernel ties the server's death signal to that thread.
"""

import subprocess
import threading
import time
from collections.abc import Callable

_STEP_SECONDS = 0.1
_PATIENCE_SECONDS = 300.0
_RESTARTS_WITHIN_PATIENCE = 5


class Keeper(threading.Thread):
    """Runs until the server ends by request (exit code 0), never became ready, or dies too often."""

    def __init__(self, launch: Callable[[], subprocess.Popen[bytes]], clear: Callable[[], None]) -> None:
        super().__init__(name="postgres-keeper", daemon=True)
        self._launch = launch
        self._clear = clear
        self._begun = threading.Event()
        self._stopping = threading.Event()
        self.was_ready = False
        self.process: subprocess.Popen[bytes] | None = None
        self.failure: OSError | None = None

    def begin(self) -> None:
        """Start the thread and return once the server's process exists. Raises OSError when that fails."""
        self.start()
        self._begun.wait()
        if self.failure is not None:
            raise self.failure

    def end(self, request: Callable[[subprocess.Popen[bytes]], None]) -> None:
        """Ask the server to end through `request` and wait until it and this thread have ended."""
        self._stopping.set()
        while self.is_alive():  # asked again, for the thread may be in the middle of a restart
            if self.process is not None and self.process.poll() is None:
                request(self.process)
            self.join(timeout=_STEP_SECONDS)

    def run(self) -> None:
        deaths: list[float] = []
        while not self._stopping.is_set():
            try:
                self.process = self._launch()
            except OSError as error:
                self.failure = error
                return
            finally:
                self._begun.set()
            if self.process.wait() == 0 or not self.was_ready:
                return
            deaths = [*(at for at in deaths if time.monotonic() - at < _PATIENCE_SECONDS), time.monotonic()]
            if len(deaths) > _RESTARTS_WITHIN_PATIENCE or self._stopping.is_set():
                return
            self._clear()
