"""Two ways of doing the same, timed so that the machine's other work hits both alike."""

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Pair:
    """Milliseconds of ours and of the peer, round by round."""

    ours: tuple[float, ...]
    peer: tuple[float, ...]

    @property
    def ours_median(self) -> float:
        """Milliseconds."""
        return statistics.median(self.ours)

    @property
    def peer_median(self) -> float:
        """Milliseconds."""
        return statistics.median(self.peer)

    @property
    def ratio(self) -> float:
        """Ours by the peer's: the median over the rounds, whose two halves the machine's other work hit alike."""
        return statistics.median(mine / theirs for mine, theirs in zip(self.ours, self.peer, strict=True))


def interleaved(ours: Callable[[], object], peer: Callable[[], object], *, rounds: int = 41, warm: int = 3) -> Pair:
    """Time both in turn; who begins changes with every round."""
    times: dict[bool, list[float]] = {True: [], False: []}
    for number in range(-warm, rounds):
        for is_ours in (True, False) if number % 2 else (False, True):
            seconds = _timed(ours if is_ours else peer)
            if number >= 0:
                times[is_ours].append(1000 * seconds)
    return Pair(tuple(times[True]), tuple(times[False]))


def _timed(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began
