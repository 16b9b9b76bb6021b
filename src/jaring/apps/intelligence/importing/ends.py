"""How an import ends other than well: it fails, or its report is thrown away."""

from uuid import UUID

from django.utils.translation import gettext as _

from jaring.apps.intelligence.importing.states import ImportState
from jaring.apps.intelligence.models import Import
from jaring.foundation.accounts.api import Viewer
from jaring.foundation.audit.api import Touched, record_event
from jaring.kernel.clock import now
from jaring.kernel.errors import ConflictError
from jaring.platform.session import viewer_session


def fail_import(import_id: UUID, *, acting: Viewer) -> None:
    """Say on the import's page that it failed. What is stored stays, and keeping it again goes on from there."""
    with viewer_session(acting.token):
        import_ = Import.objects.select_for_update().filter(id=import_id, owner_id=acting.member_id).first()
        if import_ is None or import_.state not in {ImportState.CHECKING, ImportState.KEEPING}:
            return
        import_.state, import_.changed_at = ImportState.FAILED, now()
        import_.message = _(
            "Something went wrong on our side, several times. Try again; if it stays so, call the operator."
        )
        import_.save(update_fields=["state", "message", "changed_at"])
        record_event("fail_import", Touched("import", import_.id, import_.owner_id), acting=acting)


def let_go_of_report(contribution_id: UUID) -> None:
    """Before an imported report is thrown away: its file may then be brought in again.

    Raises:
        ConflictError: it is still being filled.
    """
    for import_ in Import.objects.select_for_update().filter(contribution_id=contribution_id):
        if import_.state == ImportState.KEEPING:
            raise ConflictError(_("The file of this report is still being kept. Wait until that has ended."))
        import_.state, import_.changed_at = ImportState.DISCARDED, now()
        import_.save(update_fields=["state", "changed_at"])
