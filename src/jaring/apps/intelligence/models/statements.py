"""Facts."""

from typing import ClassVar

from django.db import models

from jaring.foundation.sharing.api import ProtectedModel
from jaring.kernel.ids import new_id


class Statement(ProtectedModel):
    """One fact: (contribution, entity, schema, property, value). FollowTheMoney vocabulary.

    Immutable: a correction is a new statement that supersedes, and retires, the old one. The application role may
    update `label_id` and `retired_at` and nothing else (sql/protection.sql).
    Grades that are empty are those of the contribution. `original_value` is what was given where cleaning changed it.
    An imported id is a statement too, with the property "id".
    """

    id = models.UUIDField(primary_key=True, default=new_id)
    contribution_id = models.UUIDField()
    entity_id = models.UUIDField()
    schema = models.CharField(max_length=40)
    prop = models.CharField(max_length=60)
    value = models.TextField()
    lang = models.CharField(max_length=12, blank=True)
    original_value = models.TextField(blank=True)
    source_grade = models.CharField(max_length=1, blank=True)
    information_grade = models.CharField(max_length=1, blank=True)
    first_seen = models.CharField(max_length=20, blank=True)
    last_seen = models.CharField(max_length=20, blank=True)
    created_at = models.DateTimeField()
    supersedes_id = models.UUIDField(null=True)
    retired_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "intelligence_statement"
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["entity_id"], include=["label_id"], name="statement_entity"),
            models.Index(fields=["contribution_id", "id"], include=["label_id"], name="statement_contribution"),
            models.Index(fields=["schema", "prop"], include=["label_id"], name="statement_kind"),
            # Who is protected is asked for every entity that is written.
            models.Index(
                fields=["value"],
                condition=models.Q(schema="VictimStatus", prop="subject"),
                name="statement_victim",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.schema}.{self.prop}"
