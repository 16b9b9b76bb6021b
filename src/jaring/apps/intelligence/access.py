"""Who may write reports."""

from django.utils.translation import gettext as _

from jaring.apps.intelligence.models import Contribution
from jaring.foundation.accounts.api import Scope, Viewer
from jaring.kernel.errors import NotAllowedError, NotFoundError


def may_contribute(viewer: Viewer) -> bool:
    """Investigators, analysts and focal points with a clearance write for their member."""
    return viewer.contributes and (viewer.scopes is None or Scope.CONTRIBUTE in viewer.scopes)


def may_edit(contribution: Contribution, viewer: Viewer) -> bool:
    """Own member's reports only."""
    return may_contribute(viewer) and contribution.owner_id == viewer.member_id


def may_export(viewer: Viewer) -> bool:
    """Whoever reads nominal data; a token needs the scope."""
    return viewer.reads_nominal and (viewer.scopes is None or Scope.EXPORT in viewer.scopes)


def require_may_contribute(acting: Viewer) -> None:
    """Raises NotAllowedError for people who do not write reports."""
    if not may_contribute(acting):
        raise NotAllowedError(
            _("Only investigators, analysts and focal points write reports. Ask your member's administrator.")
        )


def require_may_edit(contribution: Contribution | None, acting: Viewer) -> Contribution:
    """The contribution, when the acting person may change it.

    Raises:
        NotFoundError: absent or hidden.
        NotAllowedError: it may be seen but belongs to another member, or the person writes no reports.
    """
    if contribution is None:
        raise NotFoundError(_("There is no such report that you may see."))
    require_may_contribute(acting)
    if contribution.owner_id != acting.member_id:
        raise NotAllowedError(
            _("This report belongs to another member. Add your own facts in a report of yours.")
        )
    return contribution


def require_may_export(viewer: Viewer) -> None:
    """Raises NotAllowedError for people who read nothing nominal, or whose token lacks the scope."""
    if not may_export(viewer):
        raise NotAllowedError(_("Your role or your token does not allow exports."))
