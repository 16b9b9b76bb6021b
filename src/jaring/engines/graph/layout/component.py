"""One connected part: its core by stress, its leaves in rings."""

import math
from collections.abc import Sequence

import numpy as np

from jaring.engines.graph.layout.leaves import places_around, surroundings
from jaring.engines.graph.layout.measures import Measures
from jaring.engines.graph.layout.spreading import push_apart
from jaring.engines.graph.layout.stress import Floats, Ints, spread
from jaring.engines.graph.layout.structure import Neighbours
from jaring.engines.graph.picture import Point


def lay_out_component(part: Sequence[str], around: Neighbours, measures: Measures, seed: int) -> dict[str, Point]:
    """Places of a connected part, around its own origin."""
    leaves_of = _leaves(part, around)
    off = {leaf for leaves in leaves_of.values() for leaf in leaves}
    core = [node for node in part if node not in off]
    places = _place_core(core, leaves_of, around, measures, seed)
    for hub, leaves in leaves_of.items():
        centre = places[hub]
        angles = [
            math.atan2(places[other][1] - centre[1], places[other][0] - centre[0])
            for other in around[hub]
            if other not in off
        ]
        places.update(zip(leaves, places_around(centre, len(leaves), angles, measures), strict=True))
    return places


def _leaves(part: Sequence[str], around: Neighbours) -> dict[str, list[str]]:
    """Nodes with one neighbour, by that neighbour. Of a pair the first is the hub."""
    found: dict[str, list[str]] = {}
    for node in part:
        if len(around[node]) != 1:
            continue
        hub = around[node][0]
        if len(around[hub]) > 1 or hub < node:
            found.setdefault(hub, []).append(node)
    return found


def _place_core(
    core: Sequence[str], leaves_of: dict[str, list[str]], around: Neighbours, measures: Measures, seed: int
) -> dict[str, Point]:
    index = {node: number for number, node in enumerate(core)}
    radii = np.array([surroundings(len(leaves_of.get(node, ())), len(around[node]), measures) for node in core])
    pairs = [(index[a], index[b]) for a in core for b in around[a] if a < b and b in index]
    edges: Ints = np.array(pairs, dtype=np.int64).reshape(-1, 2)
    lengths = radii[edges[:, 0]] + radii[edges[:, 1]] + measures.edge
    places = spread(edges, lengths, len(core), seed)
    places = push_apart(_lie_down(places), radii)
    return {node: (float(x), float(y)) for node, (x, y) in zip(core, places, strict=True)}


def _lie_down(places: Floats) -> Floats:
    """Turn the longer side across: screens are wide."""
    centred: Floats = places - places.mean(0)
    if len(places) == 1:
        return centred
    _, axes = np.linalg.eigh(centred.T @ centred)
    axes = axes[:, ::-1]
    axes = axes * np.where(axes[np.abs(axes).argmax(0), [0, 1]] < 0, -1.0, 1.0)
    turned: Floats = centred @ axes
    return turned
