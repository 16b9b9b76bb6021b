"""The log's door."""

from jaring.foundation.audit.actions import Acting, Touched, record_event, record_events
from jaring.foundation.audit.models import Event
from jaring.foundation.audit.queries import Readership, own_log, own_reads_of, readership

__all__ = [
    "Acting",
    "Event",
    "Readership",
    "Touched",
    "own_log",
    "own_reads_of",
    "readership",
    "record_event",
    "record_events",
]
