"""Where an import stands, and what may follow."""

from enum import StrEnum


class ImportState(StrEnum):
    """CHECKING → (MAPPING → CHECKING) → CHECKED → KEEPING → KEPT; FAILED and DISCARDED end it from anywhere."""

    CHECKING = "checking"
    MAPPING = "mapping"
    CHECKED = "checked"
    KEEPING = "keeping"
    KEPT = "kept"
    FAILED = "failed"
    DISCARDED = "discarded"


WORKING = frozenset({ImportState.CHECKING, ImportState.KEEPING})
DISCARDABLE = frozenset({ImportState.CHECKING, ImportState.MAPPING, ImportState.CHECKED, ImportState.FAILED})
