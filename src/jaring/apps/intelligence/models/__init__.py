"""Tables of the intelligence room."""

from jaring.apps.intelligence.models.contributions import Attachment, Contribution
from jaring.apps.intelligence.models.derived import Edge, EntityRow, IdentifierKey, SearchDocument
from jaring.apps.intelligence.models.imports import Import, ImportedId, ImportProblem, SavedMapping
from jaring.apps.intelligence.models.statements import Statement

__all__ = [
    "Attachment",
    "Contribution",
    "Edge",
    "EntityRow",
    "IdentifierKey",
    "Import",
    "ImportProblem",
    "ImportedId",
    "SavedMapping",
    "SearchDocument",
    "Statement",
]
