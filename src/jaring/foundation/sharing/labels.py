"""Labels as the application handles them: asked for by terms, shown as terms. Their table is the database's own."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

from django.db import connection

from jaring.foundation.sharing.domain import Reader

_FOREVER = datetime(9999, 1, 1, tzinfo=UTC)  # psycopg cannot represent PostgreSQL's 'infinity'


@dataclass(frozen=True, slots=True)
class Terms:
    """What a viewer may know of a label: all readers for the owner, only itself for a reader."""

    label_id: int
    owner_id: int
    marking: int
    readers: tuple[Reader, ...]


def intern_label(marking: int, readers: Sequence[Reader] = ()) -> int:
    """The label of these terms, owned by the member of the present viewer session; made when it is new.

    Readers that are no longer active members are left out: their releases open nothing.

    Raises:
        django.db.Error: no session, an unknown reader, or the owner among the readers.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "select app.intern_label(%s::smallint, %s::smallint[], %s::timestamptz[])",
            [marking, [r.member_id for r in readers], [r.until for r in readers]],
        )
        (label_id,) = cursor.fetchone()
    return int(label_id)


def dedicate_label(marking: int, contribution_id: UUID) -> int:
    """A new label for one bulk contribution alone; its terms change with `change_terms` without touching a row."""
    with connection.cursor() as cursor:
        cursor.execute("select app.dedicate_label(%s::smallint, %s)", [marking, contribution_id])
        (label_id,) = cursor.fetchone()
    return int(label_id)


def change_terms(label_id: int, marking: int, readers: Sequence[Reader]) -> int:
    """The label under which rows of `label_id` have these terms from now on; the same one where it is dedicated."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select app.change_terms(%s, %s::smallint, %s::smallint[], %s::timestamptz[])",
            [label_id, marking, [r.member_id for r in readers], [r.until for r in readers]],
        )
        (changed,) = cursor.fetchone()
    return int(changed)


def terms_of(label_ids: Iterable[int]) -> dict[int, Terms]:
    """The terms of those of the labels that the viewer sees, in one query."""
    wanted = sorted(set(label_ids))
    if not wanted:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(
            "select id, owner_id, marking, readers,"
            " array(select least(u, %s::timestamptz) from unnest(untils) u) from app.label_terms(%s::integer[])",
            [_FOREVER, wanted],
        )
        rows = cursor.fetchall()
    return {
        label_id: Terms(
            label_id,
            owner_id,
            marking,
            tuple(Reader(m, u) for m, u in zip(readers, untils, strict=True) if m is not None),
        )
        for label_id, owner_id, marking, readers, untils in rows
    }


def sweep_bitmaps() -> int:
    """Take ended releases out of the stored bitmaps; returns how many bitmaps changed."""
    with connection.cursor() as cursor:
        cursor.execute("select app.sweep_bitmaps()")
        (swept,) = cursor.fetchone()
    return int(swept)
