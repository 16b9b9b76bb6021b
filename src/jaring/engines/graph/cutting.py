"""Making a picture small enough to read, and saying what was left out. Nothing is dropped without being
counted.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from jaring.engines.graph.picture import Cut, CutReason, Link, Node, Picture, degrees


def cut_to(
    nodes: Sequence[Node], links: Sequence[Link], limit: int, centre: str | None = None
) -> tuple[Picture, Mapping[CutReason, Cut]]:
    """Keep at most `limit` nodes and the links among them; count the rest by reason.

    With a centre, nearer nodes come first, then those with more links: what is kept always hangs together.
    Without one (or when the centre is not among the nodes) the most linked come first. The picture carries
    the same cuts.
    """
    if limit < 0:
        raise ValueError("The limit of a picture cannot be negative.")
    known, links, tally = _clean(nodes, links)
    linked = degrees(known.values(), links)
    away = _distances(links, centre) if centre in known else dict.fromkeys(known, 0)
    order = sorted((away[node], -linked[node], node) for node in known if node in away)
    kept = {node for _, _, node in order[:limit]}
    # With room for everything nothing is too far: the entities off the chain fill what is left.
    apart = sorted((-linked[node], node) for node in known if node not in away)
    kept.update(node for _, node in apart[: limit - len(kept)])
    edge = max((away[node] for node in kept if node in away), default=0)
    for node in known.keys() - kept:
        tally.nodes[_reason(away.get(node), edge)] += 1
    shown = [link for link in links if link.source in kept and link.target in kept]
    tally.links[CutReason.END_CUT] += len(links) - len(shown)
    cuts = tally.cuts()
    picture = Picture(
        nodes=tuple(node for node in known.values() if node.id in kept),
        links=tuple(shown),
        cuts=tuple(cuts.values()),
    )
    return picture, cuts


def _reason(distance: int | None, edge: int) -> CutReason:
    if distance is None:
        return CutReason.NOT_CONNECTED
    return CutReason.TOO_FAR if distance > edge else CutReason.FEWER_LINKS


class _Tally:
    def __init__(self) -> None:
        self.nodes: Counter[CutReason] = Counter()
        self.links: Counter[CutReason] = Counter()

    def cuts(self) -> dict[CutReason, Cut]:
        return {
            reason: Cut(reason, self.nodes[reason], self.links[reason])
            for reason in CutReason
            if self.nodes[reason] or self.links[reason]
        }


def _clean(nodes: Iterable[Node], links: Iterable[Link]) -> tuple[dict[str, Node], list[Link], _Tally]:
    tally = _Tally()
    known: dict[str, Node] = {}
    for node in nodes:
        if node.id in known:
            tally.nodes[CutReason.REPEATED] += 1
        known.setdefault(node.id, node)
    whole: dict[str, Link] = {}
    for link in links:
        if link.id in whole:
            tally.links[CutReason.REPEATED] += 1
        elif link.source not in known or link.target not in known:
            tally.links[CutReason.END_ABSENT] += 1
        else:
            whole[link.id] = link
    return known, list(whole.values()), tally


def _distances(links: Iterable[Link], centre: str | None) -> dict[str, int]:
    """Steps from the centre, for every node that can be reached."""
    if centre is None:
        return {}
    around: defaultdict[str, list[str]] = defaultdict(list)
    for link in links:
        around[link.source].append(link.target)
        around[link.target].append(link.source)
    away = {centre: 0}
    ring = [centre]
    while ring:
        following: list[str] = []
        for node in ring:
            for other in around[node]:
                if other not in away:
                    away[other] = away[node] + 1
                    following.append(other)
        ring = following
    return away
