"""The parts of a picture, and the two small facts every other file needs: degree and strength.

Invariants: ids are unique within a picture; a link may start and end at the same node; several links may
join the same two nodes (two members saying the same is two links). Dates are ISO 8601, as precise as they
are known: "2024", "2024-05" or "2024-05-17".
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

Point = tuple[float, float]
"""x to the right, y upwards; one unit is about one screen pixel at the picture's natural size."""


@dataclass(frozen=True, slots=True)
class Node:
    """An entity in the picture. `kind` is the icon type, `degree` the links the viewer may see in all."""

    id: str
    kind: str
    caption: str
    schema: str = ""
    owners: tuple[str, ...] = ()
    starts: str | None = None
    ends: str | None = None
    degree: int = 0
    romanised: str = ""


@dataclass(frozen=True, slots=True)
class Link:
    """A stated relation. `grade` is the 4x4 pair such as "B2", empty when nobody graded it."""

    id: str
    source: str
    target: str
    schema: str = ""
    label: str = ""
    starts: str | None = None
    ends: str | None = None
    owner: str = ""
    grade: str = ""


class CutReason(StrEnum):
    """Why something is not in the picture."""

    NOT_CONNECTED = "not_connected"
    """No chain of links leads there from the centre."""
    TOO_FAR = "too_far"
    """More steps from the centre than the picture has room for."""
    FEWER_LINKS = "fewer_links"
    """As near as others that are shown, but with fewer links."""
    END_CUT = "end_cut"
    """A link whose entity at one end was cut."""
    END_ABSENT = "end_absent"
    """A link to an entity that was not handed in at all."""
    REPEATED = "repeated"
    """The same id came twice; the first was kept."""


@dataclass(frozen=True, slots=True)
class Cut:
    """How many nodes and links are missing for one reason."""

    reason: CutReason
    nodes: int = 0
    links: int = 0


@dataclass(frozen=True, slots=True)
class Picture:
    """What is drawn, and what was cut from it."""

    nodes: tuple[Node, ...] = ()
    links: tuple[Link, ...] = ()
    cuts: tuple[Cut, ...] = ()
    positions: dict[str, Point] | None = None


def degrees(nodes: Iterable[Node], links: Iterable[Link]) -> dict[str, int]:
    """Links touching each node; a link from a node to itself counts once."""
    counts: Counter[str] = Counter()
    for link in links:
        counts[link.source] += 1
        if link.target != link.source:
            counts[link.target] += 1
    return {node.id: counts[node.id] for node in nodes}


WEAK = 4
UNKNOWN_WEAKNESS = 7
_SOURCE_WEAKNESS = {"A": 0, "B": 1, "C": 2, "X": 3}


def weakness(grade: str) -> int:
    """How little a 4x4 grade supports a link: 0 for A1 up to 6 for X4, and 7 where nobody graded it."""
    source, information = grade[:1].upper(), grade[1:2]
    if source not in _SOURCE_WEAKNESS or information not in ("1", "2", "3", "4"):
        return UNKNOWN_WEAKNESS
    return _SOURCE_WEAKNESS[source] + int(information) - 1


def is_weak(grade: str) -> bool:
    """Whether a link is drawn dashed: C3, B4, X2 and worse. An ungraded link is not called weak."""
    return WEAK <= weakness(grade) < UNKNOWN_WEAKNESS
