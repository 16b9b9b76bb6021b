"""Taking facts out: what the viewer may see and no more, protected persons never."""

import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import BinaryIO
from uuid import UUID

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext as _

from jaring.apps.intelligence.derive.composing import ID_PROP
from jaring.apps.intelligence.models import Contribution, EntityRow, Statement
from jaring.engines.readers import RecordEntity, Value
from jaring.engines.vocabulary import fits, is_entity_prop
from jaring.engines.writers import write_ftm, write_xlsx
from jaring.foundation.accounts.api import MemberCard, Viewer, member_card
from jaring.kernel.clock import now
from jaring.kernel.errors import NotFoundError
from jaring.platform.session import viewer_session

_VICTIM_SCHEMA = "VictimStatus"
_AT_ONCE = 5_000  # statements fetched at a time


def export_ftm(*, viewer: Viewer, contribution_id: UUID | None = None) -> Iterator[bytes]:
    """FollowTheMoney JSON lines of all that is visible, or of one contribution. Streams in a session of its own."""
    with viewer_session(viewer.token):
        yield from write_ftm(visible_entities(viewer=viewer, contribution_id=contribution_id))


def export_xlsx(*, viewer: Viewer, contribution_id: UUID | None = None) -> BinaryIO:
    """A workbook with a sheet for each kind of entity; an open temporary file, at its beginning."""
    target = tempfile.TemporaryFile(prefix="jaring-export-")  # noqa: SIM115 - handed out open, to be sent
    with viewer_session(viewer.token):
        entities = visible_entities(viewer=viewer, contribution_id=contribution_id)
        write_xlsx(entities, _about(viewer), target)
    target.seek(0)
    return target


def exported_owners(*, viewer: Viewer, contribution_id: UUID | None = None) -> dict[int, int]:
    """Owner → how many of its contributions an export would hold: what the log tells each of them."""
    owners: dict[int, int] = {}
    for owner in _contributions(contribution_id).values_list("owner_id", flat=True):
        owners[owner] = owners.get(owner, 0) + 1
    return owners


@dataclass(frozen=True, slots=True)
class ExportSummary:
    """What an export would hold: reports by owner, entities, and how many protected persons it leaves out."""

    owners: tuple[tuple[MemberCard, int], ...]
    reports: int
    entities: int
    left_out: int


def export_summary(*, viewer: Viewer, contribution_id: UUID | None = None) -> ExportSummary:
    """Counted in the viewer's session, before anything leaves.

    Raises:
        NotFoundError: the contribution is absent or hidden.
    """
    owners = exported_owners(viewer=viewer, contribution_id=contribution_id)
    if contribution_id is not None and not owners:
        raise NotFoundError(_("There is no such report that you may see."))
    rows = EntityRow.objects.all()
    if contribution_id is not None:
        rows = rows.filter(contribution_id=contribution_id)
    count = Count("entity_id", distinct=True)
    counted = rows.aggregate(
        drawn=count, left_out=Count("entity_id", filter=Q(protected=True), distinct=True)
    )
    return ExportSummary(
        tuple((member_card(owner), reports) for owner, reports in sorted(owners.items())),
        sum(owners.values()),
        counted["drawn"] - counted["left_out"],
        counted["left_out"],
    )


def visible_entities(*, viewer: Viewer, contribution_id: UUID | None = None) -> Iterator[RecordEntity]:
    """Every visible entity with its living statements, ordered by entity. Needs an open viewer session."""
    statements = Statement.objects.filter(retired_at=None)
    if contribution_id is not None:
        statements = statements.filter(contribution_id=contribution_id)
    hidden = set(EntityRow.objects.filter(protected=True).values_list("entity_id", flat=True))
    names = _export_ids(viewer)
    rows = statements.order_by("entity_id", "id").iterator(chunk_size=_AT_ONCE)
    for entity_id, group in groupby(rows, key=lambda row: row.entity_id):
        living = list(group)
        if entity_id not in hidden and not any(row.schema == _VICTIM_SCHEMA for row in living):
            yield _entity(names.get(entity_id, str(entity_id)), living, names)


def _contributions(contribution_id: UUID | None) -> QuerySet[Contribution]:
    found = Contribution.objects.all()
    return found if contribution_id is None else found.filter(id=contribution_id)


def _export_ids(viewer: Viewer) -> dict[UUID, str]:
    """Entity id → the id it came with. Where two owners' files use the same one, the other's is prefixed."""
    taken: dict[str, UUID] = {}
    names: dict[UUID, str] = {}
    rows = Statement.objects.filter(prop=ID_PROP, retired_at=None).values_list(
        "entity_id", "value", "owner_id"
    )
    own_first = sorted(rows, key=lambda row: (row[2] != viewer.member_id, row[2], row[1], row[0]))
    for entity_id, source_id, owner_id in own_first:
        if entity_id in names:
            continue
        free = taken.setdefault(source_id, entity_id) == entity_id
        names[entity_id] = source_id if free else f"{member_card(owner_id).code}:{source_id}"
    return names


def _entity(name: str, rows: list[Statement], names: dict[UUID, str]) -> RecordEntity:
    schemas = sorted({row.schema for row in rows})
    schema = next((one for one in schemas if all(fits(one, other) for other in schemas)), schemas[0])
    values = [_value(row, names) for row in rows if row.prop != ID_PROP]
    return RecordEntity(name, schema, list(dict.fromkeys(values)), 0)


def _value(row: Statement, names: dict[UUID, str]) -> Value:
    if is_entity_prop(row.schema, row.prop):
        return Value(row.prop, names.get(UUID(row.value)) or row.original_value or row.value)
    return Value(row.prop, row.value, row.lang or None, row.original_value or None)


def _about(viewer: Viewer) -> list[tuple[str, str]]:
    return [
        (_("Exported for"), f"{viewer.name}, {viewer.member_name}"),
        (_("Exported at"), now().isoformat(timespec="seconds")),
        (_("Purpose"), viewer.purpose_label or _("not stated")),
        (
            _("Terms"),
            _("Facts of other members stay theirs. If one is recalled, destroy this copy and say so."),
        ),
        (_("Left out"), _("Persons handled as victims, witnesses or minors are never exported.")),
    ]
