"""Leave to take facts out, and the line in each owner's log about it."""

from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from jaring.apps.intelligence import access
from jaring.apps.intelligence.models import Contribution
from jaring.apps.intelligence.queries.exports import exported_owners
from jaring.foundation.accounts.api import Viewer
from jaring.foundation.audit.api import Touched, record_events
from jaring.kernel.errors import NotFoundError


@transaction.atomic
def begin_export(format_: str, contribution_id: UUID | None = None, *, acting: Viewer) -> None:
    """Check the right and log the export with every owner whose facts it holds; an empty one with the viewer alone.

    Raises:
        NotAllowedError: no right to export. NotFoundError: the contribution is absent or hidden.
    """
    access.require_may_export(acting)
    if contribution_id is not None and not Contribution.objects.filter(id=contribution_id).exists():
        raise NotFoundError(_("There is no such report that you may see."))
    owners = exported_owners(viewer=acting, contribution_id=contribution_id) or {acting.member_id: 0}
    touched = [
        Touched("export", str(contribution_id or ""), owner, f"{format_}, {count} reports")
        for owner, count in sorted(owners.items())
    ]
    record_events("export", touched, acting=acting)
