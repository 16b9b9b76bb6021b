"""Protected rows and releases."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models

from jaring.foundation.sharing.domain import ReleaseState
from jaring.kernel.ids import new_id


class ProtectedModel(models.Model):
    """A row that belongs to a member. Its table must be handed to `app.protect` in the migration that makes it.

    Foreign keys between protected rows are kept by the action that writes them, not by the database: a constraint
    would tell a writer that a row exists which they may not see (docs/developers/data-model.md, 1).
    """

    owner_id = models.SmallIntegerField()
    label_id = models.IntegerField()

    class Meta:
        abstract = True


class Release(ProtectedModel):
    """One contribution opened by its owner to one member. Its own label shows it to the owner and that member.

    One row for each recipient, so that no recipient learns of another.
    """

    id = models.UUIDField(primary_key=True, default=new_id)
    contribution_id = models.UUIDField()
    to_member_id = models.SmallIntegerField()
    purpose = models.CharField(max_length=80)
    legal_basis = models.CharField(max_length=80)
    conditions = ArrayField(models.CharField(max_length=2), default=list, blank=True)
    note = models.CharField(max_length=400, blank=True)
    state = models.CharField(max_length=10, choices=[(s.value, s.value) for s in ReleaseState])
    proposed_by = models.UUIDField()
    proposed_at = models.DateTimeField()
    decided_by = models.UUIDField(null=True)
    decided_at = models.DateTimeField(null=True)
    ends_at = models.DateTimeField()
    ended_by = models.UUIDField(null=True)
    ended_at = models.DateTimeField(null=True)
    reason = models.CharField(max_length=400, blank=True)

    class Meta:
        db_table = "sharing_release"
        ordering: ClassVar[list[str]] = ["-proposed_at"]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["contribution_id"], name="sharing_release_contribution"),
            models.Index(fields=["state", "-proposed_at"], name="sharing_release_state"),
        ]

    def __str__(self) -> str:
        return f"{self.contribution_id} → {self.to_member_id} ({self.state})"
