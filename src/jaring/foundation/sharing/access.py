"""Who may release what. Each rule raises a sentence that a person can act on."""

from django.utils.translation import gettext as _

from jaring.foundation.accounts.api import LegalBasis, Purpose, Role, Scope, Viewer, known_member_ids
from jaring.foundation.sharing.domain import LONGEST_RELEASE_DAYS, Condition, ReleaseTerms
from jaring.foundation.sharing.models import Release
from jaring.kernel.clock import now
from jaring.kernel.errors import BadInputError, ConflictError, NotAllowedError, NotFoundError


def may_propose(owner_id: int, viewer: Viewer) -> bool:
    """Own members' people who write reports, and release officers."""
    scoped = viewer.scopes is None or Scope.RELEASE in viewer.scopes
    return scoped and owner_id == viewer.member_id and (viewer.contributes or may_authorise(viewer))


def may_authorise(viewer: Viewer) -> bool:
    """Only a release officer decides what leaves."""
    scoped = viewer.scopes is None or Scope.RELEASE in viewer.scopes
    return scoped and viewer.reads_nominal and viewer.has_role(Role.RELEASE_OFFICER)


def require_may_propose(owner_id: int, acting: Viewer) -> None:
    """Raises NotAllowedError unless the acting person may compose a release of the owner's contribution."""
    if not may_propose(owner_id, acting):
        raise NotAllowedError(_("Only people of the owning member who write or release reports may release this."))


def require_may_authorise(owner_id: int, acting: Viewer) -> None:
    """Raises NotFoundError towards other members, NotAllowedError towards colleagues without the role."""
    if owner_id != acting.member_id:
        raise NotFoundError(_("There is no such release that you may see."))
    if not may_authorise(acting):
        raise NotAllowedError(_("Only a release officer of your member may decide this. Ask one to."))


def require_may_withdraw(release: Release, acting: Viewer) -> None:
    """Whoever proposed it may take it back, and any release officer of the owner."""
    if release.owner_id != acting.member_id:
        raise NotFoundError(_("There is no such release that you may see."))
    proposer = may_propose(release.owner_id, acting) and release.proposed_by == acting.person_id
    if not proposer and not may_authorise(acting):
        raise NotAllowedError(_("Only the person who proposed this release or a release officer may withdraw it."))


def require_reason(reason: str) -> None:
    """A refusal without a reason teaches nobody."""
    if not reason.strip():
        raise BadInputError(
            _("Give the reason in a sentence; the person who proposed the release reads it."), field="reason"
        )


def require_active_reader(release: Release) -> None:
    """A member may have left the register since the release was proposed."""
    if release.to_member_id not in known_member_ids():
        raise ConflictError(_("This member no longer takes part. Refuse the release, or wait until it does again."))


def require_sound_terms(terms: ReleaseTerms, acting: Viewer) -> None:
    """An empty or unknown audience is an error, never everybody; an end lies ahead and not too far."""
    members = set(terms.to_members)
    if not members:
        raise BadInputError(_("Choose at least one member to release to."), field="to_members")
    if acting.member_id in members:
        raise BadInputError(_("Your own member already sees this. Choose others."), field="to_members")
    if not members <= known_member_ids():
        raise BadInputError(_("One of the members is not known here. Choose from the list."), field="to_members")
    if terms.purpose not in set(Purpose):
        raise BadInputError(_("Choose a purpose from the list."), field="purpose")
    if terms.legal_basis not in set(LegalBasis):
        raise BadInputError(_("Choose a legal basis from the list."), field="legal_basis")
    if not set(terms.conditions) <= set(Condition):
        raise BadInputError(_("Conditions are H0, H1, H2 or H3."), field="conditions")
    days = (terms.ends_at - now()).total_seconds() / 86_400
    if days <= 0:
        raise BadInputError(_("The end of a release must lie ahead. Choose a later date."), field="ends_at")
    if days > LONGEST_RELEASE_DAYS:
        raise BadInputError(_("A release lasts five years at most. Choose an earlier date."), field="ends_at")
