"""What follows from statements, in the same transaction: entity rows, edges, search documents, identifier keys.

One row for each (thing, contribution). All rows of a contribution carry its label, so no derived row mixes what two
viewers may see, and the relabelling of a release reaches them together.
"""

from jaring.apps.intelligence.derive.documents import derive_report_document
from jaring.apps.intelligence.derive.entities import derive_entities, derive_new_entities

__all__ = ["derive_entities", "derive_new_entities", "derive_report_document"]
