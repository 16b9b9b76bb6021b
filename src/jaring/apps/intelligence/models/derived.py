"""Rows derived from statements, one for each (thing, contribution) and so for each label."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.contrib.postgres.search import SearchVector, SearchVectorField
from django.db import models

from jaring.foundation.sharing.api import ProtectedModel
from jaring.kernel.ids import new_id


class EntityRow(ProtectedModel):
    """What one contribution says of an entity, in short. Caption and counts come from its statements alone.

    `kind` is the icon type of the vocabulary; `protected` persons (victims, witnesses, minors) are captioned by
    pseudonym, not drawn and not exported. `starts` and `ends` keep the precision they were given with.
    """

    id = models.UUIDField(primary_key=True, default=new_id)
    entity_id = models.UUIDField()
    contribution_id = models.UUIDField()
    schema = models.CharField(max_length=40)
    kind = models.CharField(max_length=16)
    caption = models.CharField(max_length=300)
    countries = ArrayField(models.CharField(max_length=8), default=list)
    starts = models.CharField(max_length=20, blank=True)
    ends = models.CharField(max_length=20, blank=True)
    statement_count = models.IntegerField()
    protected = models.BooleanField(default=False)

    class Meta:
        db_table = "intelligence_entity"
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["entity_id"], include=["label_id"], name="entity_entity"),
            models.Index(fields=["contribution_id", "caption"], include=["label_id"], name="entity_contribution"),
            models.Index(fields=["kind", "caption"], include=["label_id"], name="entity_kind"),
        ]

    def __str__(self) -> str:
        return self.caption


class Edge(ProtectedModel):
    """A link between two entities: an edge-like entity (`link_id` is its own id) or an entity-typed property.

    Seen only where both ends are seen too: whoever reads edges joins them to the visible rows of both ends.
    """

    id = models.UUIDField(primary_key=True, default=new_id)
    contribution_id = models.UUIDField()
    link_id = models.UUIDField(null=True)
    source_id = models.UUIDField()
    target_id = models.UUIDField()
    schema = models.CharField(max_length=40)
    prop = models.CharField(max_length=60, blank=True)
    caption = models.CharField(max_length=120, blank=True)
    starts = models.CharField(max_length=20, blank=True)
    ends = models.CharField(max_length=20, blank=True)
    source_grade = models.CharField(max_length=1)
    information_grade = models.CharField(max_length=1)

    class Meta:
        db_table = "intelligence_edge"
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["source_id"], include=["target_id", "label_id"], name="edge_source"),
            models.Index(fields=["target_id"], include=["source_id", "label_id"], name="edge_target"),
            models.Index(fields=["contribution_id"], include=["label_id"], name="edge_contribution"),
            models.Index(fields=["link_id"], name="edge_link"),
        ]

    def __str__(self) -> str:
        return f"{self.schema} {self.caption}"


class SearchDocument(ProtectedModel):
    """What can be found by words. `content` is normalised for substrings, `tokens` segmented for full text."""

    id = models.UUIDField(primary_key=True, default=new_id)
    contribution_id = models.UUIDField()
    thing_kind = models.CharField(max_length=12)
    thing_id = models.UUIDField()
    kind = models.CharField(max_length=16)
    caption = models.CharField(max_length=300)
    content = models.TextField()
    tokens = models.TextField()
    vector = models.GeneratedField(
        expression=SearchVector("tokens", config="simple"),
        output_field=SearchVectorField(),
        db_persist=True,
    )

    class Meta:
        db_table = "intelligence_search_document"
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["contribution_id"], name="search_contribution"),
            GinIndex(fields=["vector"], name="search_vector"),
            GinIndex(OpClass("content", name="gin_trgm_ops"), name="search_content"),
        ]

    def __str__(self) -> str:
        return self.caption


class IdentifierKey(ProtectedModel):
    """A phone, passport, account, vessel number …, normalised so that it is found however it was written."""

    id = models.UUIDField(primary_key=True, default=new_id)
    contribution_id = models.UUIDField()
    entity_id = models.UUIDField()
    kind = models.CharField(max_length=16)
    value = models.CharField(max_length=200)

    class Meta:
        db_table = "intelligence_identifier_key"
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["value", "kind"], include=["label_id"], name="identifier_value"),
            models.Index(fields=["contribution_id"], name="identifier_contribution"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.value}"
