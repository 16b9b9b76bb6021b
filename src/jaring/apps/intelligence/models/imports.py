"""Files being brought in."""

from typing import ClassVar

from django.db import models

from jaring.foundation.sharing.api import ProtectedModel
from jaring.kernel.ids import new_id


class Import(ProtectedModel):
    """One file on its way in: checked first, kept when a person says so, resumable at every point.

    `cursor` counts the records whose rows are committed; it moves in the transaction that stores them, so a process
    killed in between neither loses nor doubles a line.
    """

    id = models.UUIDField(primary_key=True, default=new_id)
    author_id = models.UUIDField()
    file_name = models.CharField(max_length=200)
    format = models.CharField(max_length=12)
    sha256 = models.BinaryField()
    size = models.BigIntegerField()
    stored_as = models.JSONField(default=dict)
    options = models.JSONField(default=dict)
    state = models.CharField(max_length=12)
    message = models.CharField(max_length=400, blank=True)
    records = models.IntegerField(default=0)
    entities = models.IntegerField(default=0)
    statements = models.IntegerField(default=0)
    errors = models.IntegerField(default=0)
    warnings = models.IntegerField(default=0)
    cursor = models.IntegerField(default=0)
    contribution_id = models.UUIDField(null=True)
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField()

    class Meta:
        db_table = "intelligence_import"
        ordering: ClassVar[list[str]] = ["-created_at"]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["owner_id", "sha256"], name="import_file"),
            models.Index(fields=["-created_at"], name="import_newest"),
        ]

    def __str__(self) -> str:
        return self.file_name


class ImportProblem(ProtectedModel):
    """Something in a file that must be mended, or that a person should know: at a line, a cell or the whole file."""

    id = models.UUIDField(primary_key=True, default=new_id)
    import_id = models.UUIDField()
    position = models.IntegerField()
    line = models.IntegerField(null=True)
    cell = models.CharField(max_length=60, blank=True)
    column = models.CharField(max_length=120, blank=True)
    value = models.CharField(max_length=300, blank=True)
    code = models.CharField(max_length=40)
    message = models.CharField(max_length=500)
    mend = models.CharField(max_length=500, blank=True)
    severity = models.CharField(max_length=8)

    class Meta:
        db_table = "intelligence_import_problem"
        ordering: ClassVar[list[str]] = ["position"]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["import_id", "position"], name="import_problem_position")
        ]

    def __str__(self) -> str:
        return f"{self.line or self.cell}: {self.message}"


class ImportedId(ProtectedModel):
    """Which entity an id of a file became, so that later lines, and later files of the same owner, find it again."""

    id = models.UUIDField(primary_key=True, default=new_id)
    contribution_id = models.UUIDField()
    source_id = models.CharField(max_length=300)
    entity_id = models.UUIDField()

    class Meta:
        db_table = "intelligence_imported_id"
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["owner_id", "source_id"], name="imported_id_source"),
            models.Index(fields=["contribution_id"], name="imported_id_contribution"),
            models.Index(fields=["entity_id"], name="imported_id_entity"),
        ]

    def __str__(self) -> str:
        return self.source_id


class SavedMapping(ProtectedModel):
    """How the columns of a kind of sheet are read; offered again when a sheet with the same header comes."""

    id = models.UUIDField(primary_key=True, default=new_id)
    name = models.CharField(max_length=120)
    header_hash = models.BinaryField()
    mapping = models.JSONField()
    author_id = models.UUIDField()
    changed_at = models.DateTimeField()

    class Meta:
        db_table = "intelligence_saved_mapping"
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["owner_id", "header_hash"], name="saved_mapping_header")
        ]

    def __str__(self) -> str:
        return self.name
