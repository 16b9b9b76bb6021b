"""Who is protected: victims, witnesses and minors of the viewer's member, whatever the viewer's clearance."""

from collections.abc import Collection, Mapping
from uuid import UUID

from django.db import connection

VICTIM_SCHEMA = "VictimStatus"


def protected_among(entity_ids: Collection[UUID]) -> set[UUID]:
    """Which of the entities some report of the viewer's member calls victim, witness or minor.

    Asked beyond the viewer's clearance: a colleague who may not see that report must not undo its protection.
    """
    if not entity_ids:
        return set()
    with connection.cursor() as cursor:
        cursor.execute("select app.protected_entities(%s::uuid[])", [list(entity_ids)])
        return {row[0] for row in cursor.fetchall()}


def protect_entities(pseudonyms: Mapping[UUID, str]) -> None:
    """Put pseudonyms in the place of names in everything derived, in every report of the viewer's member."""
    if not pseudonyms:
        return
    with connection.cursor() as cursor:
        cursor.execute(
            "select app.protect_entities(%s::uuid[], %s::text[])", [list(pseudonyms), list(pseudonyms.values())]
        )
