"""The member's part of the log as a page and as a sheet."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from jaring.foundation.accounts import access
from jaring.foundation.accounts.labels import PURPOSE_LABELS
from jaring.foundation.accounts.members import MemberCard, member_card
from jaring.foundation.accounts.queries import names_of
from jaring.foundation.accounts.viewers import Viewer
from jaring.foundation.audit.api import Event, Touched, object_label, own_log, record_event, verb_label
from jaring.kernel.errors import BadInputError, NotAllowedError

LONGEST_SHEET = 50_000  # rows; a sheet that spreadsheet programs still open


@dataclass(frozen=True, slots=True)
class LogFilter:
    """What part of the log is asked for. Empty fields narrow nothing."""

    verb: str = ""
    person_id: UUID | None = None
    member_id: int | None = None
    since: date | None = None
    until: date | None = None
    object_id: str = ""
    sort: str = "-at"


@dataclass(frozen=True, slots=True)
class LogLine:
    """One act in words. Of other members' acts the member is told, never the person or their note."""

    at: datetime
    verb: str
    member: MemberCard | None
    ours: bool
    person: str
    object_kind: str
    object_words: str
    object_id: str
    owner: MemberCard | None
    purpose: str
    note: str


def find_events(wanted: LogFilter, *, viewer: Viewer) -> QuerySet[Event]:
    """The acts the viewer's member may know of, narrowed. Raises NotAllowedError for those who keep no log."""
    if not access.reads_log(viewer):
        raise NotAllowedError(_("Only auditors, administrators and release officers of a member read its log."))
    found = own_log(member_id=viewer.member_id)
    if wanted.verb:
        found = found.filter(verb=wanted.verb)
    if wanted.person_id:
        # With the member, so that nobody finds out what a person of another member did.
        found = found.filter(person_id=wanted.person_id, member_id=viewer.member_id)
    if wanted.member_id is not None:
        found = found.filter(member_id=wanted.member_id)
    if wanted.since:
        found = found.filter(at__gte=_midnight(wanted.since))
    if wanted.until:
        found = found.filter(at__lt=_midnight(wanted.until + timedelta(days=1)))
    if wanted.object_id:
        found = found.filter(object_id=wanted.object_id.strip())
    return found.order_by("at", "id") if wanted.sort == "at" else found


def lines_of(events: Iterable[Event], *, viewer: Viewer) -> list[LogLine]:
    """Events in words; the names of colleagues are looked up in the viewer's session."""
    rows = list(events)
    names = names_of((e.person_id for e in rows if e.member_id == viewer.member_id), viewer=viewer)
    return [_line(event, names, viewer) for event in rows]


def log_sheet(wanted: LogFilter, *, viewer: Viewer) -> list[list[str]]:
    """The same part of the log as rows of a sheet, head first. The taking out is itself logged.

    Raises:
        BadInputError: more rows than a sheet holds; nothing is cut silently.
    """
    found = find_events(wanted, viewer=viewer)
    if found[: LONGEST_SHEET + 1].count() > LONGEST_SHEET:
        raise BadInputError(_("These are more than 50,000 lines. Choose a shorter time and export again."))
    rows: list[list[str]] = [
        ["at", "act", "member", "person", "object", "object_id", "owner", "purpose", "note"],
        *(_cells(line) for line in lines_of(found, viewer=viewer)),
    ]
    touched = Touched("log", "", viewer.member_id, f"{len(rows) - 1} lines")
    record_event("export_log", touched, acting=viewer)
    return rows


def _line(event: Event, names: dict[UUID, str], viewer: Viewer) -> LogLine:
    ours = event.member_id == viewer.member_id
    return LogLine(
        at=event.at,
        verb=verb_label(event.verb),
        member=None if event.member_id is None else member_card(event.member_id),
        ours=ours,
        person=names.get(event.person_id, "") if ours and event.person_id else "",
        object_kind=event.object_kind,
        object_words=object_label(event.object_kind),
        object_id=event.object_id,
        owner=None if event.owner_id is None else member_card(event.owner_id),
        purpose=str(dict(PURPOSE_LABELS).get(event.purpose, event.purpose)),  # type: ignore[call-overload]  # StrEnum
        note=event.note if ours else "",
    )


def _cells(line: LogLine) -> list[str]:
    cells = [
        line.at.astimezone(UTC).isoformat(timespec="seconds"),
        line.verb,
        line.member.code if line.member else "",
        line.person,
        line.object_kind,
        line.object_id,
        line.owner.code if line.owner else "",
        line.purpose,
        line.note,
    ]
    return [_harmless(cell) for cell in cells]


def _harmless(cell: str) -> str:
    """A cell that a spreadsheet program takes for text, never for a formula (OWASP, CSV injection)."""
    return f"'{cell}" if cell.startswith(("=", "+", "-", "@", "\t", "\r")) else cell


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time.min, tzinfo=UTC)
