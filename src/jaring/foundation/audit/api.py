"""The log's door."""

from jaring.foundation.audit.actions import Acting, Touched, record_event, record_events
from jaring.foundation.audit.labels import VERB_LABELS, object_label, verb_label
from jaring.foundation.audit.models import Event
from jaring.foundation.audit.queries import Readership, came_before, own_log, own_reads_of, readership

__all__ = [
    "VERB_LABELS",
    "Acting",
    "Event",
    "Readership",
    "Touched",
    "came_before",
    "object_label",
    "own_log",
    "own_reads_of",
    "readership",
    "record_event",
    "record_events",
    "verb_label",
]
