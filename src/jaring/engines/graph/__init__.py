"""Pictures of networks: what to draw, where, what was left out, and how two ends hang together.

A library: no Django, no database, no clock. Callers hand in the nodes and links one viewer may see, so
nothing computed here can tell of anything else. Entities and links are value objects; order of input never
matters.
"""

from jaring.engines.graph.cutting import cut_to
from jaring.engines.graph.filtering import Period, filter_picture
from jaring.engines.graph.gexf import to_gexf
from jaring.engines.graph.layout import layout
from jaring.engines.graph.paths import shortest_path
from jaring.engines.graph.picture import Cut, CutReason, Link, Node, Picture, Point, degrees, is_weak

__all__ = [
    "Cut",
    "CutReason",
    "Link",
    "Node",
    "Period",
    "Picture",
    "Point",
    "cut_to",
    "degrees",
    "filter_picture",
    "is_weak",
    "layout",
    "shortest_path",
    "to_gexf",
]
