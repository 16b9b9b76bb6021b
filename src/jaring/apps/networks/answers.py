"""Pictures as JSON for the script (docs/developers/network-data.md) and for the API."""

import json
import math
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from jaring.apps.networks.labels import SCRIPT_TEXTS
from jaring.apps.networks.queries.composing import Composed
from jaring.apps.networks.queries.growing import Grown
from jaring.apps.networks.queries.handling import handling_text
from jaring.engines.graph import Picture, Point, is_weak
from jaring.foundation.accounts.api import Viewer
from jaring.kernel.errors import BadInputError
from jaring.ui.scripts import language_of

MOST_SHOWN = 3_000  # entities a browser may say it shows
FARTHEST = 1_000_000.0  # units of the layout; beyond it a place is a mistake


def picture_json(picture: Picture) -> dict[str, Any]:
    """Nodes and links, each in order of id, so that the same picture is the same text."""
    places = picture.positions or {}
    return {
        "nodes": [
            {
                "id": node.id,
                "kind": node.kind,
                "caption": node.caption,
                "lang": language_of(node.caption),
                "roman": node.romanised,
                "schema": node.schema,
                "owners": list(node.owners),
                "starts": node.starts,
                "ends": node.ends,
                "x": round(places.get(node.id, (0.0, 0.0))[0], 2),
                "y": round(places.get(node.id, (0.0, 0.0))[1], 2),
                "total": node.degree,
            }
            for node in picture.nodes
        ],
        "links": [
            {
                "id": link.id,
                "source": link.source,
                "target": link.target,
                "label": link.label,
                "schema": link.schema,
                "owner": link.owner,
                "starts": link.starts,
                "ends": link.ends,
                "grade": link.grade,
                "weak": is_weak(link.grade),
            }
            for link in picture.links
        ],
    }


def composed_json(composed: Composed, placed: Picture, *, viewer: Viewer) -> dict[str, Any]:
    """The first picture, with its handling and what was cut."""
    handling = composed.handling
    return {
        "handling": {
            "marking": handling.marking if handling else "official",
            "text": handling_text(handling, viewer=viewer),
        },
        "centre": str(composed.start.entity) if composed.start.entity and placed.nodes else None,
        **picture_json(placed),
        "cut": {
            "nodes_shown": len(composed.drawn.nodes),
            "nodes_total": len(composed.whole.nodes),
            "links_shown": len(composed.drawn.links),
            "links_total": composed.links_total,
        },
        "protected": composed.protected,
        "complete": composed.complete,
    }


def grown_json(grown: Grown) -> dict[str, Any]:
    """What is added to a picture."""
    return {
        **picture_json(grown.picture),
        "cut": {
            "nodes_shown": len(grown.picture.nodes),
            "nodes_total": len(grown.picture.nodes),
            "links_shown": len(grown.picture.links),
            "links_total": grown.links_total,
        },
    }


def script_texts() -> dict[str, str]:
    """Every sentence of the script in the viewer's language."""
    return {key: str(text) for key, text in SCRIPT_TEXTS.items()}


def read_body(raw: bytes) -> Mapping[str, Any]:
    """The JSON object a script sent.

    Raises:
        BadInputError: it is none.
    """
    try:
        body = json.loads(raw)
    except ValueError:
        body = None
    if not isinstance(body, dict):
        raise BadInputError(_("This request cannot be read. Load the page again."))
    return body


def read_id(value: object, field: str) -> UUID:
    """An id out of a body.

    Raises:
        BadInputError: not an id at all.
    """
    try:
        return UUID(str(value))
    except ValueError:
        raise BadInputError(_("This is not the id of an entity. Load the page again."), field=field) from None


def read_shown(value: object) -> dict[str, Point]:
    """Ids and places of what the browser shows; what is not an id with a place is dropped.

    Raises:
        BadInputError: more than a picture can hold.
    """
    rows = value if isinstance(value, list) else []
    if len(rows) > MOST_SHOWN:
        raise BadInputError(_("This picture is too large to be expanded. Narrow it first."), field="shown")
    shown: dict[str, Point] = {}
    for row in rows:
        if not isinstance(row, dict):
            continue
        x, y = _coordinate(row.get("x")), _coordinate(row.get("y"))
        try:
            key = str(UUID(str(row.get("id"))))
        except ValueError:
            continue
        if x is not None and y is not None:
            shown[key] = (x, y)
    return shown


def _coordinate(value: object) -> float | None:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    try:
        number = float(value)
    except OverflowError:
        return None
    return number if math.isfinite(number) and abs(number) <= FARTHEST else None
