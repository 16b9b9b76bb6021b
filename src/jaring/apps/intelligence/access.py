"""Who may write reports."""

from collections.abc import Sequence

from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from jaring.apps.intelligence.models import Contribution
from jaring.foundation.accounts.api import Scope, Viewer, member_card
from jaring.foundation.sharing.api import Reader, may_authorise, terms_of
from jaring.kernel.clock import now
from jaring.kernel.errors import ConflictError, NotAllowedError, NotFoundError
from jaring.ui.dates import fact_date


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
        raise NotAllowedError(_("This report belongs to another member. Add your own facts in a report of yours."))
    return contribution


def may_widen(contribution: Contribution, viewer: Viewer) -> bool:
    """Whether the viewer may put more into a report, or lower its marking.

    Whoever the report is open to would read it at once, so from then on only a release officer may.
    """
    return may_edit(contribution, viewer) and (may_authorise(viewer) or not _open_to(contribution))


def require_may_widen(contribution: Contribution, acting: Viewer) -> None:
    """Raises ConflictError, saying to whom the report is open, unless the acting person may decide what leaves."""
    if may_authorise(acting):
        return
    readers = _open_to(contribution)
    if readers:
        raise ConflictError(widening_sentence(readers))


def widening_sentence(readers: Sequence[Reader]) -> str:
    """Why nothing can be added, and what to do; to people of the owner only, for it names the readers."""
    names = get_text_list([member_card(one.member_id).name for one in readers], _("and"))
    told = {"members": names, "end": fact_date(max(one.until for one in readers))}
    sentence = _(
        "This report is open to %(members)s until %(end)s. Ask a release officer who writes reports to change it,"
        " withdraw the release first, or write a new report."
    )
    return sentence % told


def why_not_widened(contribution: Contribution, viewer: Viewer) -> str:
    """The sentence for a page on which nothing can be added now; empty where something can."""
    if not may_edit(contribution, viewer) or may_widen(contribution, viewer):
        return ""
    return widening_sentence(_open_to(contribution))


def _open_to(contribution: Contribution) -> tuple[Reader, ...]:
    terms = terms_of([contribution.label_id]).get(contribution.label_id)
    at = now()
    return tuple(one for one in terms.readers if one.until > at) if terms else ()


def require_may_export(viewer: Viewer) -> None:
    """Raises NotAllowedError for people who read nothing nominal, or whose token lacks the scope."""
    if not may_export(viewer):
        raise NotAllowedError(_("Your role or your token does not allow exports."))
