"""New nodes in a picture that stands: the old ones keep their places, the new ones go near what they are
linked to.
"""

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence

from jaring.engines.graph.layout.component import lay_out_component
from jaring.engines.graph.layout.leaves import BALANCED, angle_between, ring_capacity, ring_radius
from jaring.engines.graph.layout.measures import Measures, measures_for
from jaring.engines.graph.layout.packing import pack
from jaring.engines.graph.layout.structure import Neighbours, components
from jaring.engines.graph.picture import Point

_RINGS = 40
_CLEARANCE = 0.85
"""Share of the usual gap that must be free around a new node."""


def place_beside(kept: Mapping[str, Point], around: Neighbours, seed: int) -> dict[str, Point]:
    """Places of all nodes of `around`; those of `kept` unchanged, the rest in waves outwards from them."""
    measures = measures_for(len(around))
    board = _Board(kept, measures.leaf_gap * _CLEARANCE)
    wave = _next_wave(board.places, around)
    while wave:
        for node in wave:
            anchors = [other for other in around[node] if other in board.places]
            board.put(node, _free_place(node, anchors, board, around, measures))
        wave = _next_wave(board.places, around)
    _add_apart(board, around, measures, seed)
    return board.places


class _Board:
    """Places so far, and a grid of cells to ask whether a spot is free without looking at all of them."""

    def __init__(self, kept: Mapping[str, Point], clearance: float) -> None:
        self.places: dict[str, Point] = {}
        self._clearance = clearance
        self._cells: defaultdict[tuple[int, int], list[Point]] = defaultdict(list)
        for node, place in kept.items():
            self.put(node, place)

    def put(self, node: str, place: Point) -> None:
        self.places[node] = place
        self._cells[self._cell(place)].append(place)

    def is_free(self, spot: Point) -> bool:
        column, row = self._cell(spot)
        return all(
            math.dist(spot, taken) >= self._clearance
            for x in (column - 1, column, column + 1)
            for y in (row - 1, row, row + 1)
            for taken in self._cells.get((x, y), ())
        )

    def _cell(self, place: Point) -> tuple[int, int]:
        return int(place[0] // self._clearance), int(place[1] // self._clearance)


def _next_wave(placed: Mapping[str, Point], around: Neighbours) -> list[str]:
    """Nodes without a place that have a neighbour with one; the most anchored first, for they have least
    choice.
    """
    anchored = [
        (-sum(other in placed for other in around[node]), node)
        for node in around
        if node not in placed and any(other in placed for other in around[node])
    ]
    return [node for _, node in sorted(anchored)]


def _free_place(node: str, anchors: Sequence[str], board: _Board, around: Neighbours, measures: Measures) -> Point:
    """The first free place on growing rings: around the only anchor, or around the middle of several."""
    x = sum(board.places[anchor][0] for anchor in anchors) / len(anchors)
    y = sum(board.places[anchor][1] for anchor in anchors) / len(anchors)
    outwards = _outwards((x, y), anchors, board, around)
    # Of a node that will carry on outwards, what follows needs room between it and its anchor's own leaves.
    further = sum(other not in board.places for other in around[node])
    for ring in range(min(2, further), _RINGS):
        slots = ring_capacity(ring, measures)
        radius = ring_radius(ring, measures)
        angles = [2 * math.pi * slot / slots + (ring % 2) * math.pi / slots for slot in range(slots)]
        angles = [angle for angle in angles if angle_between(angle, -math.pi / 2) > math.radians(60)]
        angles.sort(key=lambda angle: (round(angle_between(angle, outwards), 6), angle))
        for angle in angles:
            spot = _rounded(x + radius * math.cos(angle), y + radius * math.sin(angle))
            if board.is_free(spot):
                return spot
    return _rounded(x + ring_radius(_RINGS, measures), y)


def _outwards(middle: Point, anchors: Sequence[str], board: _Board, around: Neighbours) -> float:
    """Away from what the anchors are linked to already; up when there is nothing."""
    others = [board.places[other] for anchor in anchors for other in around[anchor] if other in board.places]
    if not others:
        return math.pi / 2
    x = middle[0] - sum(place[0] for place in others) / len(others)
    y = middle[1] - sum(place[1] for place in others) / len(others)
    return math.atan2(y, x) if math.hypot(x, y) > BALANCED else math.pi / 2


def _add_apart(board: _Board, around: Neighbours, measures: Measures, seed: int) -> None:
    """What hangs on nothing that is drawn stands below the picture."""
    loose = {node: list(around[node]) for node in around if node not in board.places}
    if not loose:
        return
    parts = [lay_out_component(part, loose, measures, seed) for part in components(loose)]
    packed = pack(parts, measures)
    left = min(x for x, _ in board.places.values())
    bottom = min(y for _, y in board.places.values())
    shift_x = left - min(x for x, _ in packed.values())
    shift_y = bottom - 2 * measures.margin - max(y for _, y in packed.values())
    for node, (x, y) in packed.items():
        board.put(node, _rounded(x + shift_x, y + shift_y))


def _rounded(x: float, y: float) -> Point:
    return round(x, 2), round(y, 2)
