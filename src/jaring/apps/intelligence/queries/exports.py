"""Taking facts out: what the viewer may see and no more, protected persons never.

What leads to a protected person stays behind too: links to them, and their identity documents. Phones and accounts
they use go out, as the pages show them: they are often the recruiter's or shared, and are what joins two files; what
said whose they are is gone with the link.
"""

import tempfile
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import BinaryIO
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from jaring.apps.intelligence.derive.composing import ID_PROP
from jaring.apps.intelligence.derive.protection import VICTIM_SCHEMA, protected_among
from jaring.apps.intelligence.models import Contribution, Edge, EntityRow, ImportedId, Statement
from jaring.engines.readers import RecordEntity, Value
from jaring.engines.vocabulary import fits, is_entity_prop
from jaring.engines.writers import write_ftm, write_xlsx
from jaring.foundation.accounts.api import MemberCard, Viewer, member_card
from jaring.kernel.clock import now
from jaring.kernel.errors import NotFoundError
from jaring.platform.session import viewer_session

_IDENTITY_SCHEMA = "Identification"  # passports are such
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
    held = set(rows.values_list("entity_id", flat=True))
    return ExportSummary(
        tuple((member_card(owner), reports) for owner, reports in sorted(owners.items())),
        sum(owners.values()),
        len(held - _reach(viewer).left_out),
        rows.filter(protected=True).values("entity_id").distinct().count(),
    )


def visible_entities(*, viewer: Viewer, contribution_id: UUID | None = None) -> Iterator[RecordEntity]:
    """Every visible entity with its living statements, ordered by entity. Needs an open viewer session."""
    statements = Statement.objects.filter(retired_at=None)
    if contribution_id is not None:
        statements = statements.filter(contribution_id=contribution_id)
    names = _export_ids(viewer)
    reach = _reach(viewer, set(names.values()))
    rows = statements.order_by("entity_id", "id").iterator(chunk_size=_AT_ONCE)
    for entity_id, group in groupby(rows, key=lambda row: row.entity_id):
        if entity_id not in reach.left_out:
            yield _entity(names.get(entity_id, str(entity_id)), list(group), names, reach)


@dataclass(frozen=True, slots=True)
class _Reach:
    """Where the viewer's export may point: sets of ids, so that facts can stream past them."""

    member_id: int
    seen: set[UUID]
    left_out: set[UUID]
    absent: dict[UUID, str]  # ids that the viewer's own files pointed at and never brought in

    def holds(self, entity_id: UUID, owner_id: int) -> bool:
        """Whether a fact of this owner may name the entity."""
        if entity_id in self.seen:
            return entity_id not in self.left_out
        return owner_id == self.member_id and entity_id in self.absent


def _reach(viewer: Viewer, taken: Collection[str] = ()) -> _Reach:
    seen = set(EntityRow.objects.values_list("entity_id", flat=True))
    left_out = _protected_and_theirs()
    reach = _Reach(viewer.member_id, seen, left_out, _absent_ids(viewer, seen, taken))
    links = Edge.objects.exclude(link_id=None).values_list("link_id", "source_id", "target_id", "owner_id")
    before = -1
    while before != len(left_out):  # a link may hang on a link that lost an end
        before = len(left_out)
        for link_id, source, target, owner in links.iterator(chunk_size=_AT_ONCE):
            if link_id and not (reach.holds(source, owner) and reach.holds(target, owner)):
                left_out.add(link_id)
    return reach


def _protected_and_theirs() -> set[UUID]:
    """Protected persons, what says that they are, and identity documents that are theirs alone."""
    persons = set(EntityRow.objects.filter(protected=True).values_list("entity_id", flat=True))
    statuses = set(EntityRow.objects.filter(schema=VICTIM_SCHEMA).values_list("entity_id", flat=True))
    schemata = EntityRow.objects.values_list("schema", flat=True).distinct()
    identities = [name for name in schemata if fits(name, _IDENTITY_SCHEMA)]
    papers = EntityRow.objects.filter(schema__in=identities).values("entity_id")
    held = Edge.objects.filter(prop="holder", source_id__in=papers).values_list("source_id", "target_id")
    theirs = {paper for paper, holder in held if holder in persons}
    used = Edge.objects.filter(schema="Use", target_id__in=papers).values_list("target_id", "source_id")
    users: dict[UUID, set[UUID]] = {}
    for paper, user in used:
        users.setdefault(paper, set()).add(user)
    return persons | statuses | theirs | {paper for paper, by in users.items() if by <= persons}


def _absent_ids(viewer: Viewer, seen: set[UUID], taken: Collection[str]) -> dict[UUID, str]:
    """What the member's own files pointed at and did not hold: goes back out under the id the file gave.

    One that a colleague's report of a higher marking holds is answered alike, or its existence would be told; but
    never a protected person, whatever the viewer's clearance. Prefixed where another entity goes out under that id.
    """
    own = ImportedId.objects.filter(owner_id=viewer.member_id).values_list("entity_id", "source_id")
    absent = {one: source_id for one, source_id in own.iterator(chunk_size=_AT_ONCE) if one not in seen}
    for one in protected_among(absent.keys()):
        del absent[one]
    return {one: f"{viewer.member_code}:{name}" if name in taken else name for one, name in absent.items()}


def _contributions(contribution_id: UUID | None) -> QuerySet[Contribution]:
    found = Contribution.objects.all()
    return found if contribution_id is None else found.filter(id=contribution_id)


def _export_ids(viewer: Viewer) -> dict[UUID, str]:
    """Entity id → the id it came with. Where two owners' files use the same one, the other's is prefixed."""
    taken: dict[str, UUID] = {}
    names: dict[UUID, str] = {}
    rows = Statement.objects.filter(prop=ID_PROP, retired_at=None).values_list("entity_id", "value", "owner_id")
    own_first = sorted(rows, key=lambda row: (row[2] != viewer.member_id, row[2], row[1], row[0]))
    for entity_id, source_id, owner_id in own_first:
        if entity_id in names:
            continue
        free = taken.setdefault(source_id, entity_id) == entity_id
        names[entity_id] = source_id if free else f"{member_card(owner_id).code}:{source_id}"
    return names


def _entity(name: str, rows: list[Statement], names: dict[UUID, str], reach: _Reach) -> RecordEntity:
    schemas = sorted({row.schema for row in rows})
    schema = next((one for one in schemas if all(fits(one, other) for other in schemas)), schemas[0])
    values = [value for row in rows if row.prop != ID_PROP and (value := _value(row, names, reach)) is not None]
    return RecordEntity(name, schema, list(dict.fromkeys(values)), 0)


def _value(row: Statement, names: dict[UUID, str], reach: _Reach) -> Value | None:
    """The value as it goes out; None where it points at what the viewer does not see, or must not take out."""
    if not is_entity_prop(row.schema, row.prop):
        return Value(row.prop, row.value, row.lang or None, row.original_value or None)
    target = UUID(row.value)
    if not reach.holds(target, row.owner_id):
        return None
    return Value(row.prop, names.get(target) or reach.absent.get(target) or row.value)


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
