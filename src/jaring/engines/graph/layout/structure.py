"""The bare graph: who neighbours whom, without self-loops, directions and repeated links."""

from collections.abc import Iterable, Mapping, Sequence

from jaring.engines.graph.picture import Link

Neighbours = Mapping[str, Sequence[str]]


def neighbourhood(ids: Sequence[str], links: Iterable[Link]) -> dict[str, list[str]]:
    """Sorted neighbours of every node, in the order of `ids`."""
    around: dict[str, set[str]] = {node: set() for node in ids}
    for link in links:
        if link.source != link.target and link.source in around and link.target in around:
            around[link.source].add(link.target)
            around[link.target].add(link.source)
    return {node: sorted(others) for node, others in around.items()}


def components(around: Neighbours) -> list[list[str]]:
    """Connected parts, largest first, each sorted."""
    seen: set[str] = set()
    parts: list[list[str]] = []
    for start in around:
        if start in seen:
            continue
        seen.add(start)
        part = [start]
        for node in part:
            fresh = [other for other in around[node] if other not in seen]
            seen.update(fresh)
            part.extend(fresh)
        parts.append(sorted(part))
    return sorted(parts, key=lambda part: (-len(part), part[0]))
