"""Reading people. Only the viewer's own colleagues can be read at all."""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from jaring.foundation.accounts import access
from jaring.foundation.accounts.models import Colleague, Member
from jaring.foundation.accounts.viewers import Viewer
from jaring.kernel.errors import NotFoundError

PEOPLE_ORDERS = {"name": "name", "clearance": "clearance", "last_login": "last_login", "agency": "agency"}
MEMBER_ORDERS = {"name": "name", "code": "code", "kind": "kind"}


def colleagues(*, viewer: Viewer) -> QuerySet[Colleague]:
    """The people of the viewer's member by name."""
    return Colleague.objects.order_by("name")


def find_colleagues(
    *, viewer: Viewer, words: str = "", role: str = "", state: str = "", sort: str = ""
) -> QuerySet[Colleague]:
    """The people of the viewer's member, narrowed and ordered; `state` is "active", "inactive" or "no_factor"."""
    found = colleagues(viewer=viewer)
    if words:
        found = found.filter(Q(name__icontains=words) | Q(email__icontains=words) | Q(agency__icontains=words))
    if role:
        found = found.filter(roles__contains=[role])
    if state == "active":
        found = found.filter(is_active=True)
    elif state == "inactive":
        found = found.filter(is_active=False)
    elif state == "no_factor":
        found = found.filter(is_active=True, second_factor=False)
    return found.order_by(*_order(sort, PEOPLE_ORDERS), "id")


def colleague(person_id: UUID, *, viewer: Viewer) -> Colleague:
    """One person of the viewer's member; anybody else is absent."""
    found = Colleague.objects.filter(id=person_id).first()
    if found is None:
        raise NotFoundError(_("There is no such person in your member."))
    return found


def names_of(person_ids: Iterable[UUID | None], *, viewer: Viewer) -> dict[UUID, str]:
    """Names of those of the people who are the viewer's colleagues; others stay unnamed."""
    wanted = {one for one in person_ids if one is not None}
    return dict(Colleague.objects.filter(id__in=wanted).values_list("id", "name"))


def find_members(*, viewer: Viewer, words: str = "", kind: str = "", sort: str = "") -> QuerySet[Member]:
    """All members, those that left too, narrowed and ordered; for the secretariat."""
    access.require_manages_members(viewer)
    found = Member.objects.all()
    if words:
        found = found.filter(Q(name__icontains=words) | Q(code__icontains=words))
    if kind:
        found = found.filter(kind=kind)
    return found.order_by(*_order(sort, MEMBER_ORDERS), "id")


def member(member_id: int, *, viewer: Viewer) -> Member:
    """One member, for the secretariat."""
    access.require_manages_members(viewer)
    found = Member.objects.filter(id=member_id).first()
    if found is None:
        raise NotFoundError(_("There is no such member."))
    return found


def _order(sort: str, orders: dict[str, str]) -> list[str]:
    """Only orders that are offered; a leading minus turns one round."""
    key = orders.get(sort.removeprefix("-"), "name")
    return [f"-{key}" if sort.startswith("-") and sort[1:] in orders else key]
