"""The child processes of `jaring serve`: started, started again when they die, stopped in order."""

import contextlib
import logging
import os
import signal
import subprocess
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from jaring.kernel.errors import JaringError

log = logging.getLogger("jaring.serve")

FIRST_PAUSE = 0.5  # seconds before a dead child is started again; doubles up to LONGEST_PAUSE
LONGEST_PAUSE = 15.0
SETTLED_AFTER = 60.0  # seconds after which an earlier death is forgiven
MOST_DEATHS = 8
_STEP = 0.05


@dataclass
class Child:
    """One process of ours, in a process group of its own so that its workers go with it."""

    name: str
    command: Sequence[str]
    environment: Mapping[str, str]
    patience: float  # seconds between asking it to end and killing it
    process: subprocess.Popen[bytes] | None = None
    started_at: float = 0.0
    deaths: int = 0
    again_at: float = field(default=0.0)

    def start(self) -> None:
        """Start it; a line in the log says as which process."""
        self.process = subprocess.Popen(
            list(self.command), env=dict(self.environment), stdin=subprocess.DEVNULL, start_new_session=True
        )
        self.started_at = time.monotonic()
        log.info("%s started as process %d", self.name, self.process.pid)

    def look_after(self) -> None:
        """Start it again when it died; with growing pauses, so that a broken one does not eat the machine.

        Raises:
            JaringError: it dies again and again.
        """
        if self.process is None:
            if time.monotonic() >= self.again_at:
                self.start()
            return
        code = self.process.poll()
        if code is None:
            return
        self._sweep()
        if time.monotonic() - self.started_at > SETTLED_AFTER:
            self.deaths = 0
        self.deaths += 1
        if self.deaths > MOST_DEATHS:
            raise JaringError(f"The {self.name} ends as soon as it is started (code {code}). Its last lines say why.")
        pause = min(FIRST_PAUSE * 2 ** (self.deaths - 1), LONGEST_PAUSE)
        log.error("%s ended with code %d; it is started again in %.1f seconds", self.name, code, pause)
        self.process, self.again_at = None, time.monotonic() + pause

    def stop(self) -> None:
        """Ask it to end, wait as long as it may take, then end its whole group."""
        if self.process is None:
            return
        with contextlib.suppress(ProcessLookupError):
            self.process.terminate()
        deadline = time.monotonic() + self.patience
        while self.process.poll() is None and time.monotonic() < deadline:
            time.sleep(_STEP)
        if self.process.poll() is None:
            log.warning("%s did not end within %.0f seconds and is killed", self.name, self.patience)
        self._sweep()
        self.process.wait()
        log.info("%s stopped", self.name)

    def _sweep(self) -> None:
        """End what is left of the group: workers whose master died would keep the port."""
        if self.process is not None:
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(self.process.pid, signal.SIGKILL)


def stop_all(children: Sequence[Child]) -> None:
    """Stop them in the given order."""
    for child in children:
        child.stop()
