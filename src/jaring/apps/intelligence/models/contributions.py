"""Reports and their attachments."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from jaring.apps.intelligence.domain import ContributionKind, ContributionState, SourceProtection
from jaring.foundation.sharing.api import ProtectedModel
from jaring.kernel.ids import new_id


class Contribution(ProtectedModel):
    """One report of one member. Its marking stands here; its label follows from marking and releases."""

    id = models.UUIDField(primary_key=True, default=new_id)
    reference = models.CharField(max_length=24)
    author_id = models.UUIDField()
    title = models.CharField(max_length=160)
    narrative = models.TextField(blank=True)
    narrative_language = models.CharField(max_length=12, blank=True)
    source_grade = models.CharField(max_length=1)
    information_grade = models.CharField(max_length=1)
    marking = models.SmallIntegerField()
    handling_codes = ArrayField(models.CharField(max_length=2), default=list, blank=True)
    legal_basis = models.CharField(max_length=80, blank=True)
    source_protection = models.CharField(max_length=12, default=SourceProtection.NONE)
    state = models.CharField(max_length=8, default=ContributionState.DRAFT)
    kind = models.CharField(max_length=8, default=ContributionKind.REPORT)
    reported_at = models.DateField()
    review_by = models.DateField()
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField()

    class Meta:
        db_table = "intelligence_contribution"
        ordering: ClassVar[list[str]] = ["-created_at"]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["-reported_at", "-id"], include=["label_id"], name="contribution_newest"),
            models.Index(fields=["reference"], name="contribution_reference"),
            models.Index(fields=["owner_id", "state", "-changed_at"], name="contribution_own_state"),
        ]
        verbose_name = _("report")

    def __str__(self) -> str:
        return f"{self.reference} {self.title}"


class Attachment(ProtectedModel):
    """A file of a report. The bytes lie outside the web root under a random name and leave only as attachment."""

    id = models.UUIDField(primary_key=True, default=new_id)
    contribution_id = models.UUIDField()
    name = models.CharField(max_length=200)
    media_type = models.CharField(max_length=100)
    size = models.BigIntegerField()
    sha256 = models.BinaryField()
    stored_as = models.CharField(max_length=80)
    created_at = models.DateTimeField()

    class Meta:
        db_table = "intelligence_attachment"
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["contribution_id"], name="attachment_contribution")
        ]

    def __str__(self) -> str:
        return self.name
