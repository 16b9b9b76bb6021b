"""Pushing discs apart until they do not overlap, moving them as little as that needs."""

import numpy as np

from jaring.engines.graph.layout.stress import Floats, Ints

LARGEST = 4000
"""Above this the table of all pairs would not fit the time; such a picture is cut before it is drawn."""
_SWEEPS, _SWEEPS_WHEN_MANY = 8, 3
_MANY = 600
_CROWD = 100
_LOOSENESS = 1.4
"""Area of the picture over the area of the squares around all discs."""
_PUSHES = 10


def push_apart(places: Floats, radii: Floats) -> Floats:
    """Move overlapping discs apart, each by half of the overlap, for a fixed number of rounds."""
    count = len(places)
    if count > LARGEST:
        return places
    if count > _CROWD:
        places = _give_room(places, radii)
    sweeps = _SWEEPS if count <= _MANY else _SWEEPS_WHEN_MANY
    for _ in range(sweeps):
        first, second = _close_pairs(places, radii)
        if not len(first):
            break
        for _ in range(_PUSHES):
            places = _push(places, radii, first, second)
    return places


def _give_room(places: Floats, radii: Floats) -> Floats:
    """Blow up a picture whose discs could not lie beside each other in it however they were pushed."""
    across, up = np.ptp(places, axis=0)
    room = max(float(across * up), 1e-9)
    wanted = float((4 * radii**2).sum()) * _LOOSENESS
    return places * max(1.0, (wanted / room) ** 0.5) if min(across, up) > radii.max() else places


def _close_pairs(places: Floats, radii: Floats) -> tuple[Ints, Ints]:
    """Pairs that overlap or may come to overlap in the next pushes."""
    x, y, r = (part.astype(np.float32) for part in (places[:, 0], places[:, 1], radii))
    apart = (x[:, None] - x) ** 2 + (y[:, None] - y) ** 2
    needed = (r[:, None] + r) * np.float32(1.25)
    first, second = np.nonzero(np.triu(apart < needed**2, 1))
    return first, second


def _push(places: Floats, radii: Floats, first: Ints, second: Ints) -> Floats:
    count = len(places)
    delta = places[first] - places[second]
    apart = np.maximum(np.hypot(delta[:, 0], delta[:, 1]), 1e-6)
    overlap = np.maximum(radii[first] + radii[second] - apart, 0.0)
    move = delta / apart[:, None] * (overlap * 0.5)[:, None]
    # A disc pressed from many sides moves by twice their mean: the sum would throw it across the picture.
    presses = np.bincount(first, overlap > 0, count) + np.bincount(second, overlap > 0, count)
    share = np.minimum(1.0, 2.0 / np.maximum(presses, 1.0))
    moved: Floats = places.copy()
    for axis in (0, 1):
        shift = np.bincount(first, move[:, axis], count) - np.bincount(second, move[:, axis], count)
        moved[:, axis] += shift * share
    return moved
