"""That somebody searched is logged; for what, is not: the words may name a person."""

from jaring.foundation.accounts.api import Viewer
from jaring.foundation.audit.api import Touched, record_event


def log_search(text: str, *, acting: Viewer) -> None:
    """Log a search by the length of its text."""
    record_event("search", Touched("search", note=f"{len(text)} characters"), acting=acting)
