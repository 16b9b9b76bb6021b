"""Reading people. Only the viewer's own colleagues can be read at all."""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from jaring.foundation.accounts.models import Colleague
from jaring.foundation.accounts.viewers import Viewer
from jaring.kernel.errors import NotFoundError


def colleagues(*, viewer: Viewer) -> QuerySet[Colleague]:
    """The people of the viewer's member by name."""
    return Colleague.objects.order_by("name")


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
