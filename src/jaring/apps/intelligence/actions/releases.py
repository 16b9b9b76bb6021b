"""Releasing reports: the report is locked here, the rest is the business of sharing."""

from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from jaring.apps.intelligence.domain import ContributionState
from jaring.apps.intelligence.models import Contribution
from jaring.foundation.accounts.api import Viewer
from jaring.foundation.sharing import api as sharing
from jaring.kernel.errors import ConflictError, NotFoundError


@transaction.atomic
def propose_release(contribution_id: UUID, terms: sharing.ReleaseTerms, *, acting: Viewer) -> list[sharing.Release]:
    """Propose, or as a release officer make, a release of a final report."""
    contribution = _lock(contribution_id, acting)
    if contribution.state != ContributionState.FINAL:
        raise ConflictError(_("This report is still a draft. Finish it before you release it."))
    return sharing.propose_release(contribution, terms, acting=acting)


@transaction.atomic
def authorise_release(release_id: UUID, *, acting: Viewer) -> sharing.Release:
    """A release officer agrees to a proposed release."""
    contribution = _lock(_contribution_of(release_id), acting)
    return sharing.authorise_release(release_id, contribution, acting=acting)


@transaction.atomic
def refuse_release(release_id: UUID, reason: str, *, acting: Viewer) -> sharing.Release:
    """A release officer refuses a proposed release, with a reason."""
    _lock(_contribution_of(release_id), acting)
    return sharing.refuse_release(release_id, reason, acting=acting)


@transaction.atomic
def withdraw_release(release_id: UUID, reason: str, *, acting: Viewer) -> sharing.Release:
    """Take a release back; it is gone from every reader's next query."""
    contribution = _lock(_contribution_of(release_id), acting)
    return sharing.withdraw_release(release_id, contribution, reason, acting=acting)


def _contribution_of(release_id: UUID) -> UUID:
    release = sharing.Release.objects.filter(id=release_id).first()
    if release is None:
        raise NotFoundError(_("There is no such release that you may see."))
    return release.contribution_id


def _lock(contribution_id: UUID, acting: Viewer) -> Contribution:
    # A reader of another member sees the report but cannot lock it: towards releases it is absent to them.
    found = sharing.lock_row(Contribution.objects.filter(id=contribution_id, owner_id=acting.member_id))
    if found is None:
        raise NotFoundError(_("There is no such report of your member that you may see."))
    return found
