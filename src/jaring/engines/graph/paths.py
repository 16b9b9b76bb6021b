"""How two entities hang together."""

from collections import defaultdict
from collections.abc import Iterable

from jaring.engines.graph.picture import Link, weakness

_Step = tuple[int, str, str]
"""Weakness of the chain so far, the link taken, the node it came from; the smallest step is the best.
"""


def shortest_path(links: Iterable[Link], a: str, b: str) -> list[str] | None:
    """Ids of the links of the best chain from `a` to `b`, in walking order; None when there is none.

    Best is fewest links; among those the least summed weakness of grades, and among those the smallest link
    ids, so that the same question has the same answer. Links are walked both ways. The chain of a node to
    itself is empty.
    """
    if a == b:
        return []
    around: defaultdict[str, list[tuple[str, int, str]]] = defaultdict(list)
    for link in links:
        if link.source != link.target:
            cost = weakness(link.grade)
            around[link.source].append((link.target, cost, link.id))
            around[link.target].append((link.source, cost, link.id))
    steps: dict[str, _Step] = {a: (0, "", "")}
    ring = [a]
    while ring and b not in steps:
        ring = _walk_one_ring(ring, steps, around)
    return _trace(steps, a, b) if b in steps else None


def _walk_one_ring(
    ring: list[str], steps: dict[str, _Step], around: dict[str, list[tuple[str, int, str]]]
) -> list[str]:
    """Reach every node one link further; each keeps the best way in. Whole rings only: ties are still open
    inside.
    """
    reached: dict[str, _Step] = {}
    for node in ring:
        so_far = steps[node][0]
        for other, cost, link in around[node]:
            if other in steps:
                continue
            step = (so_far + cost, link, node)
            if other not in reached or step < reached[other]:
                reached[other] = step
    steps.update(reached)
    return list(reached)


def _trace(steps: dict[str, _Step], a: str, b: str) -> list[str]:
    chain: list[str] = []
    while b != a:
        _, link, b = steps[b]
        chain.append(link)
    return chain[::-1]
