"""The one place that tells the time, so that tests can travel and nothing is ever stored without a zone."""

from datetime import UTC, datetime


def now() -> datetime:
    """The present moment, aware, in UTC."""
    return datetime.now(tz=UTC)
