"""Sparse stress majorisation: distances on the picture follow distances in the graph.

Starts from pivot MDS (Brandes and Pich 2006) and improves it with the localised majorisation of Gansner,
Koren and North (2004), each node against the pivots (after Ortmann, Klimenta and Brandes 2016) and its own
neighbours. When all nodes are pivots this is full stress.
"""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import rustworkx

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

ALL_PIVOTS = 300
"""Up to so many nodes every node is a pivot."""
_PIVOTS = 60
_ROUNDS, _ROUNDS_WHEN_MANY = 90, 60
_STEP = 0.75
"""Share of the way to the best place taken at once: full steps of all nodes together can swing to and fro."""


def spread(edges: Ints, lengths: Floats, count: int, seed: int) -> Floats:
    """Positions (count, 2) of a connected graph; `edges` is (m, 2), `lengths` their wished lengths."""
    random = np.random.default_rng(seed)
    if count == 1:
        return np.zeros((1, 2))
    graph = rustworkx.PyGraph(multigraph=False)
    graph.add_nodes_from(range(count))
    graph.add_edges_from([(int(a), int(b), float(length)) for (a, b), length in zip(edges, lengths, strict=True)])
    pivots = _choose_pivots(graph, count)
    distances = np.stack([_from_one(graph, pivot, count) for pivot in pivots], axis=1)
    places = _pivot_scaling(distances)
    scale = max(float(lengths.mean()), 1.0)
    # Nodes with the same neighbours have the same distances and would stay on one spot.
    places += random.normal(0.0, scale * 0.08, places.shape)
    return _majorise(places, distances, np.asarray(pivots, dtype=np.int64), edges, lengths)


def _from_one(graph: "rustworkx.PyGraph[int, float]", start: int, count: int) -> Floats:
    found = rustworkx.dijkstra_shortest_path_lengths(graph, start, float)
    row = np.zeros(count)
    row[list(found.keys())] = list(found.values())
    return row


def _choose_pivots(graph: "rustworkx.PyGraph[int, float]", count: int) -> Sequence[int]:
    """All nodes, or those that lie furthest from the ones already chosen, so that no region has none."""
    if count <= ALL_PIVOTS:
        return range(count)
    chosen = [max(range(count), key=graph.degree)]
    nearest = _from_one(graph, chosen[0], count)
    while len(chosen) < _PIVOTS:
        chosen.append(int(nearest.argmax()))
        nearest = np.minimum(nearest, _from_one(graph, chosen[-1], count))
    return chosen


def _pivot_scaling(distances: Floats) -> Floats:
    squared = distances**2
    centred = -0.5 * (squared - squared.mean(0) - squared.mean(1)[:, None] + squared.mean())
    values, vectors = np.linalg.eigh(centred.T @ centred)
    best = vectors[:, np.argsort(values)[::-1][:2]]
    # An eigenvector is known up to its sign: fix it, or two machines would draw mirror images.
    best = best * np.where(best[np.abs(best).argmax(0), range(best.shape[1])] < 0, -1.0, 1.0)
    places: Floats = centred @ best
    reach = np.abs(places).max() or 1.0
    return places / reach * float(distances.max()) / 2


def _majorise(places: Floats, distances: Floats, pivots: Ints, edges: Ints, lengths: Floats) -> Floats:
    count = len(places)
    weights = np.where(distances > 0, 1.0 / np.maximum(distances, 1e-9) ** 2, 0.0)
    total = weights.sum(1)
    near = 1.0 / lengths**2
    # With few pivots the own neighbours would hardly count, and links would come out of any length.
    near = near * (4.0 if len(pivots) < count else 0.0)
    total = total + np.bincount(edges[:, 0], near, count) + np.bincount(edges[:, 1], near, count)
    for _ in range(_ROUNDS if len(pivots) == count else _ROUNDS_WHEN_MANY):
        wished = _pull_to_pivots(places, places[pivots], distances, weights)
        if len(pivots) < count:
            wished += _pull_to_neighbours(places, edges, lengths, near)
        places = places + _STEP * (wished / total[:, None] - places)
    return places


def _pull_to_pivots(places: Floats, pivots: Floats, distances: Floats, weights: Floats) -> Floats:
    """Weighted sum of the places at which each node would be at its right distance from each pivot."""
    dx = places[:, :1] - pivots[:, 0]
    dy = places[:, 1:] - pivots[:, 1]
    stretch = weights * distances / np.maximum(np.hypot(dx, dy), 1e-9)
    x = weights @ pivots[:, 0] + (stretch * dx).sum(1)
    y = weights @ pivots[:, 1] + (stretch * dy).sum(1)
    return np.stack([x, y], axis=1)


def _pull_to_neighbours(places: Floats, edges: Ints, lengths: Floats, near: Floats) -> Floats:
    count = len(places)
    here, there = edges[:, 0], edges[:, 1]
    delta = places[here] - places[there]
    reach = (lengths / np.maximum(np.hypot(delta[:, 0], delta[:, 1]), 1e-9))[:, None] * delta
    pull_here = near[:, None] * (places[there] + reach)
    pull_there = near[:, None] * (places[here] - reach)
    summed = [
        np.bincount(here, pull_here[:, axis], count) + np.bincount(there, pull_there[:, axis], count) for axis in (0, 1)
    ]
    return np.stack(summed, axis=1)
