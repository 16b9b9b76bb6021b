"""Narrowing a picture by type, time and member: the same rules the canvas applies in the browser."""

from collections.abc import Collection
from dataclasses import dataclass, replace

from jaring.engines.graph.picture import Link, Node, Picture


@dataclass(frozen=True, slots=True)
class Period:
    """From the first to the last moment, both included, each as precise as given ("2025", "2025-05")."""

    starts: str | None = None
    ends: str | None = None

    def touches(self, starts: str | None, ends: str | None) -> bool:
        """Whether something that lasted so may fall into the period.

        What has no date at all may: an unknown date is no proof of absence. A single date is a moment: it
        does not last until today.
        """
        first, last = starts or ends, ends or starts
        if first is None or last is None:
            return True
        # Comparing only as many characters as both sides have compares at the coarser precision of the two.
        after_start = self.starts is None or _not_before(last, self.starts)
        before_end = self.ends is None or _not_before(self.ends, first)
        return after_start and before_end


def _not_before(one: str, other: str) -> bool:
    shared = min(len(one), len(other))
    return one[:shared] >= other[:shared]


def filter_picture(
    picture: Picture,
    kinds: Collection[str] | None = None,
    period: Period | None = None,
    members: Collection[str] | None = None,
) -> Picture:
    """The part of the picture of these kinds of entity, this time and these owning members; None means any.

    A link stays when its own time and owner fit and both its ends stay. An entity whose last link goes
    because of the period or the members goes too: it would stand there without the reason it was drawn for.
    """
    nodes = {node.id: node for node in picture.nodes if _node_fits(node, kinds, members)}
    links = tuple(
        link
        for link in picture.links
        if link.source in nodes and link.target in nodes and _link_fits(link, period, members)
    )
    still_linked = {end for link in links for end in (link.source, link.target)}
    once_linked = {end for link in picture.links for end in (link.source, link.target)}
    narrowed = period is not None or members is not None
    stays = tuple(
        node for node in nodes.values() if not narrowed or node.id in still_linked or node.id not in once_linked
    )
    return replace(picture, nodes=stays, links=links)


def _node_fits(node: Node, kinds: Collection[str] | None, members: Collection[str] | None) -> bool:
    if kinds is not None and node.kind not in kinds:
        return False
    return members is None or not node.owners or any(owner in members for owner in node.owners)


def _link_fits(link: Link, period: Period | None, members: Collection[str] | None) -> bool:
    if members is not None and link.owner and link.owner not in members:
        return False
    return period is None or period.touches(link.starts, link.ends)
