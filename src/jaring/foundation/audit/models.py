"""Rows of the log. The column `xid` (xid8, filled by the database) exists only there: sealing orders by it."""

from django.db import models


class Event(models.Model):
    """One act: who (member and person) did what (verb) to which record of which owner, for what purpose.

    Inserted, never changed: the table has no update or delete right for anyone, and a trigger for the owner role.
    """

    id = models.UUIDField(primary_key=True)
    at = models.DateTimeField()
    member_id = models.SmallIntegerField(null=True)
    person_id = models.UUIDField(null=True)
    verb = models.CharField(max_length=60)
    object_kind = models.CharField(max_length=40)
    object_id = models.CharField(max_length=80, blank=True)
    owner_id = models.SmallIntegerField(null=True)
    purpose = models.CharField(max_length=80, blank=True)
    note = models.CharField(max_length=400, blank=True)
    salt = models.BinaryField()
    leaf = models.BinaryField()

    class Meta:
        db_table = "audit_event"
        indexes = [
            models.Index(fields=["owner_id", "-at"], name="audit_event_owner"),
            models.Index(fields=["member_id", "-at"], name="audit_event_member"),
            models.Index(fields=["object_id", "-at"], name="audit_event_object"),
        ]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.verb} {self.object_kind}"
