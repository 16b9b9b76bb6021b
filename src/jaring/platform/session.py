"""The viewer's session on the database connection.

Inside `viewer_session(token)` every query of the application role runs in one transaction that carries the token;
the database looks the token up in a table that this role cannot read. Outside it nothing protected is visible.
The token is sent with the first query and not before: a page that asks nothing costs no round trip.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import psycopg
from django.db import connections, transaction

_APPLICATION = "default"
_SET_SESSION = "SELECT set_config('app.session', %s, true)"


class _Carrier:
    """Execute-wrapper that puts the token on the transaction just before the first query."""

    def __init__(self, token: str) -> None:
        self.token = token
        self.sent = False
        self.suspended = False

    def __call__(
        self,
        execute: Callable[[str, Any, bool, dict[str, Any]], Any],
        sql: str,
        params: Any,
        many: bool,
        context: dict[str, Any],
    ) -> Any:
        if not self.sent and not self.suspended:
            # Marked first: Django's own cursor below would come back through this wrapper.
            self.sent = True
            raw = context["connection"].connection
            # Bound by the server, not written into the text as Django's own cursors do: PostgreSQL shows the text of
            # a statement to every other session of the same role (pg_stat_activity).
            psycopg.Cursor(raw).execute(_SET_SESSION, (self.token,))
        return execute(sql, params, many, context)


@contextmanager
def viewer_session(token: str) -> Iterator[None]:
    """Run the block as the viewer whose session `token` names, in one transaction that is rolled back on error.

    Sessions nest (a stream opens its own inside the request's): the inner token is taken off again at the end.
    """
    connection = connections[_APPLICATION]
    outer = next((w for w in reversed(connection.execute_wrappers) if isinstance(w, _Carrier)), None)
    with transaction.atomic(using=_APPLICATION):
        carrier = _Carrier(token)
        if outer is not None:
            outer.suspended = True
        try:
            with connection.execute_wrapper(carrier):
                yield
        finally:
            if outer is not None:
                outer.suspended, outer.sent = False, False


def end_with_rollback() -> None:
    """Undo everything of this session at its end although no exception will pass through it.

    For callers that turn an exception into an answer before the session's block is left.
    """
    connection = connections[_APPLICATION]
    if connection.in_atomic_block:
        transaction.set_rollback(True, using=_APPLICATION)
