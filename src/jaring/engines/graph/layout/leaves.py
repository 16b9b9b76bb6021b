"""Rings of places around a hub, as drawn by hand: outwards, clear of its links and of the name beneath."""

import math
from collections.abc import Sequence

from jaring.engines.graph.layout.measures import Measures
from jaring.engines.graph.picture import Point

_BELOW = -math.pi / 2
_NAME_HALF_WIDTH = math.radians(72)
"""The name stands below the hub; the first rings leave that sector free."""
_LINK_HALF_WIDTH = math.radians(13)
_RINGS_WITH_NAME = 2
LINKS_OF_THE_NAMED = 4
_USABLE = 0.5
"""Share of a ring that is certainly left when the name and the links have taken theirs."""


BALANCED = 1e-6
"""Directions that sum up to less than this point nowhere."""


def angle_between(one: float, other: float) -> float:
    """The smaller angle, 0 to pi."""
    return abs((one - other + math.pi) % (2 * math.pi) - math.pi)


def ring_capacity(ring: int, measures: Measures) -> int:
    """How many leaves stand on a ring, 0 being the innermost."""
    return max(3, int(2 * math.pi * ring_radius(ring, measures) / measures.leaf_gap))


def ring_radius(ring: int, measures: Measures) -> float:
    """Distance of a ring from its hub."""
    return measures.leaf_ring + ring * measures.leaf_gap


def surroundings(leaf_count: int, link_count: int, measures: Measures) -> float:
    """Radius of the disc a node needs with its leaves, or with its name if it is likely to have one."""
    if leaf_count == 0:
        return measures.named if link_count >= LINKS_OF_THE_NAMED else measures.node
    ring = 0
    room = int(ring_capacity(0, measures) * _USABLE)
    while room < leaf_count:
        ring += 1
        room += int(ring_capacity(ring, measures) * _USABLE)
    return ring_radius(ring, measures) + measures.leaf_gap / 2


def places_around(hub: Point, count: int, link_angles: Sequence[float], measures: Measures) -> list[Point]:
    """`count` places around a hub whose other links leave at `link_angles` (radians, counter-clockwise)."""
    away = _free_direction(link_angles)
    # Many links would leave no place at all: together they block at most a third of the ring.
    blocked = min(_LINK_HALF_WIDTH, math.pi / 3 / max(1, len(link_angles)))
    places: list[Point] = []
    ring = 0
    while len(places) < count:
        free = _free_angles(ring, link_angles, blocked, measures)
        free.sort(key=lambda angle: (round(angle_between(angle, away), 6), angle))
        radius = ring_radius(ring, measures)
        places.extend(
            (hub[0] + radius * math.cos(angle), hub[1] + radius * math.sin(angle))
            for angle in free[: count - len(places)]
        )
        ring += 1
    return places


def _free_angles(ring: int, link_angles: Sequence[float], blocked: float, measures: Measures) -> list[float]:
    slots = ring_capacity(ring, measures)
    # Odd rings stand in the gaps of the even ones.
    turn = math.pi / slots if ring % 2 else 0.0
    angles = [math.pi / 2 + turn + 2 * math.pi * slot / slots for slot in range(slots)]
    if ring < _RINGS_WITH_NAME:
        angles = [angle for angle in angles if angle_between(angle, _BELOW) > _NAME_HALF_WIDTH]
    clear = [angle for angle in angles if all(angle_between(angle, link) > blocked for link in link_angles)]
    # A first ring with hardly a gap would push all leaves far out; crossing a link is the lesser harm.
    return clear or angles


def _free_direction(link_angles: Sequence[float]) -> float:
    """Opposite to where the links go; up when they go everywhere or nowhere."""
    x = sum(math.cos(angle) for angle in link_angles)
    y = sum(math.sin(angle) for angle in link_angles)
    if math.hypot(x, y) < BALANCED:
        return math.pi / 2
    return math.atan2(-y, -x)
