"""Distances the eye needs, in units of the picture (about pixels)."""

from dataclasses import dataclass

SMALL_PICTURE = 40
"""Up to so many nodes every node has room for its name."""


@dataclass(frozen=True, slots=True)
class Measures:
    """Room around a node, between leaves and between hubs."""

    node: float
    """Radius kept free around a node that has no leaves."""
    named: float
    """The same for a node with many links, which will stand there with its name."""
    leaf_ring: float
    """Radius of the first ring of leaves."""
    leaf_gap: float
    """Distance between leaves on a ring, and between rings."""
    edge: float
    """Free length of a link between the surroundings of two hubs."""
    margin: float
    """Empty border around a connected part."""


_ROOMY = Measures(node=58, named=64, leaf_ring=112, leaf_gap=92, edge=56, margin=64)
_DENSE = Measures(node=20, named=38, leaf_ring=56, leaf_gap=31, edge=34, margin=30)


def measures_for(count: int) -> Measures:
    """Room for names in a small picture, close together in a large one."""
    return _ROOMY if count <= SMALL_PICTURE else _DENSE
