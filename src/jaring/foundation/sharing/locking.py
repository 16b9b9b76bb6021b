"""Locking a protected row that somebody may be relabelling at this moment."""

from typing import TypeVar

from django.db.models import QuerySet

from jaring.foundation.sharing.models import ProtectedModel

RowT = TypeVar("RowT", bound=ProtectedModel)


def lock_row(rows: QuerySet[RowT]) -> RowT | None:
    """The first of the rows, locked until the end of the transaction; None when it is absent or hidden.

    Asked twice: a statement that waited for a release sees the new label of the row, but still holds the bitmap from
    before, in which that label has no bit. To it a row of our own looks hidden; to the next statement it does not.
    """
    locked = rows.select_for_update()
    return locked.first() or locked.first()
