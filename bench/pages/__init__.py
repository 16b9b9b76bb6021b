"""The list of reports, signed in, through granian: the same server code on a database with policies and on one without.

The second database is a copy of the first, in which the rows that the viewer does not see are deleted and row security
is switched off; so both answer with the same page, and the first does more work. One server for each, one worker each;
one is asked while the other rests, in turns.
"""

import statistics
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path

from bench.pages.load import Ask, Round
from bench.pages.servers import serving
from bench.report import Figure
from bench.scratch import run_file, run_module, scratch_cluster, superuser

GOAL = 0.8
ROUNDS = 15
ROUND_SECONDS = 2.0
WARM_SECONDS = 4.0
OPEN = "jaring_open"
PAGES = {"first page": "/reports/", "tenth page, by title": "/reports/?sort=title&page=10"}
_HERE = Path(__file__).parent


def measure(tell: Callable[[str], None]) -> list[Figure]:
    """Make both databases, serve them, ask both in turn."""
    with scratch_cluster() as cluster:
        tell("20,000 reports, of which the viewer sees half")
        cookie = run_module(cluster, "bench.pages.viewer").strip()
        with superuser(cluster) as admin:
            run_file(admin, _HERE / "data.sql")
        with superuser(cluster, "postgres") as admin:
            admin.execute(f"create database {OPEN} template jaring".encode())
        tell("taking policies and hidden rows out of the copy")
        with superuser(cluster, OPEN) as admin:
            run_file(admin, _HERE / "open.sql")
        with ExitStack() as stack:
            ours = Ask(stack.enter_context(serving(cluster, "jaring")), cookie)
            peer = Ask(stack.enter_context(serving(cluster, OPEN)), cookie)
            figures = []
            for name, path in PAGES.items():
                tell(f"asking for {path}")
                figures += _compare(name, path, ours, peer)
            return figures


def _compare(name: str, path: str, ours: Ask, peer: Ask) -> list[Figure]:
    shown, there = ours.links(path), peer.links(path)
    assert len(shown) == 50, f"{path} shows {len(shown)} reports; the benchmark needs a full page"
    assert shown == there, f"{path} differs without policies: they are not the same data"
    for one in (ours, peer):
        one.repeat(path, WARM_SECONDS)
    rounds: dict[bool, list[Round]] = {True: [], False: []}
    for number in range(ROUNDS):
        for is_ours in (True, False) if number % 2 else (False, True):
            rounds[is_ours].append((ours if is_ours else peer).repeat(path, ROUND_SECONDS))
    rate = {is_ours: statistics.median(one.per_second for one in some) for is_ours, some in rounds.items()}
    ratio = statistics.median(a.per_second / b.per_second for a, b in zip(rounds[True], rounds[False], strict=True))
    wait = {is_ours: statistics.median(one.median_ms for one in some) for is_ours, some in rounds.items()}
    return [
        Figure(f"{name}, rate", round(ratio, 3), "× no policies", GOAL, 1.0, "higher"),
        Figure(f"{name}, requests", round(rate[True], 1), "per second", peer=round(rate[False], 1), better="higher"),
        Figure(f"{name}, answer", round(wait[True], 1), "ms", peer=round(wait[False], 1)),
    ]
