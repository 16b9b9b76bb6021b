"""Which icon and which frame stand for a type of entity.

Circle says who, square says what, diamond says where: the shape carries the family when the icon is too small
to read, so no meaning rests on colour.
"""

from typing import Final, Literal

Family = Literal["who", "what", "where"]

ENTITY_ICONS: Final[dict[str, str]] = {
    "person": "user",
    "protected": "user-shield",
    "organisation": "building",
    "syndicate": "topology-star-3",
    "vessel": "ship",
    "vehicle": "car",
    "phone": "phone",
    "account": "credit-card",
    "document": "id-badge-2",
    "place": "map-pin",
    "venue": "building-warehouse",
    "address": "home-2",
    "event": "calendar-event",
    "link": "arrows-exchange-2",
    "other": "circle-dot",
}

WHO: Final = frozenset({"person", "protected"})
WHERE: Final = frozenset({"place", "venue", "address"})


def entity_icon(kind: str) -> str:
    """The icon of an entity type; types this build does not know are drawn as a dot."""
    return ENTITY_ICONS.get(kind, ENTITY_ICONS["other"])


def entity_family(kind: str) -> Family:
    """`who`, `what` or `where`: circle, square or diamond."""
    if kind in WHO:
        return "who"
    if kind in WHERE:
        return "where"
    return "what"
