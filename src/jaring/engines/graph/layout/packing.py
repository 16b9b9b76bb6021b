"""Connected parts side by side in shelves, the largest first, in the proportions of a screen."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from jaring.engines.graph.layout.measures import Measures
from jaring.engines.graph.picture import Point

_WIDTH_TO_HEIGHT = 1.5
# Widths of shelves that are tried, by the side of a square of all parts together.
_STRETCHES = tuple(1 + step / 10 for step in range(15))


@dataclass(slots=True)
class _Box:
    places: dict[str, Point]
    left: float
    bottom: float
    width: float
    height: float


def pack(parts: Sequence[dict[str, Point]], measures: Measures) -> dict[str, Point]:
    """Shift the parts so that their boxes do not meet, centred on the origin."""
    boxes = [_box(part, measures.margin) for part in parts]
    boxes.sort(key=lambda box: (-box.height, -box.width, min(box.places)))
    area = sum(box.width * box.height for box in boxes)
    widest = max(box.width for box in boxes) if boxes else 0.0
    tried = [_shelves(boxes, max(widest, math.sqrt(area) * stretch)) for stretch in _STRETCHES]
    packed: dict[str, Point] = {}
    for box, (left, top) in zip(boxes, min(tried, key=_badness).corners, strict=True):
        for node, (px, py) in box.places.items():
            packed[node] = (px + left - box.left, py + top - box.bottom - box.height)
    return _centred(packed)


@dataclass(slots=True)
class _Shelves:
    corners: list[Point]
    width: float
    height: float


def _shelves(boxes: Sequence[_Box], across: float) -> _Shelves:
    corners: list[Point] = []
    x = y = shelf = width = 0.0
    for box in boxes:
        if x and x + box.width > across:
            x, y, shelf = 0.0, y - shelf, 0.0
        shelf = max(shelf, box.height)
        corners.append((x, y))
        x += box.width
        width = max(width, x)
    return _Shelves(corners, width, shelf - y)


def _badness(shelves: _Shelves) -> float:
    """The height of the screen that would just hold it."""
    return max(shelves.width / _WIDTH_TO_HEIGHT, shelves.height)


def _box(part: dict[str, Point], margin: float) -> _Box:
    xs = [x for x, _ in part.values()]
    ys = [y for _, y in part.values()]
    left, bottom = min(xs) - margin, min(ys) - margin
    return _Box(part, left, bottom, max(xs) + margin - left, max(ys) + margin - bottom)


def _centred(places: dict[str, Point]) -> dict[str, Point]:
    if not places:
        return {}
    xs = [x for x, _ in places.values()]
    ys = [y for _, y in places.values()]
    x, y = (min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2
    return {node: (round(px - x, 2), round(py - y, 2)) for node, (px, py) in sorted(places.items())}
