"""Every write of releases: permission, change, log, in one transaction."""

from typing import Protocol
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from jaring.foundation.accounts.api import Viewer
from jaring.foundation.audit.api import Touched, record_event
from jaring.foundation.sharing import access
from jaring.foundation.sharing.domain import ReleaseState, ReleaseTerms, readers_of
from jaring.foundation.sharing.labels import change_terms, intern_label
from jaring.foundation.sharing.locking import lock_row
from jaring.foundation.sharing.models import Release
from jaring.foundation.sharing.tables import relabel
from jaring.kernel.clock import now
from jaring.kernel.errors import ConflictError, NotFoundError


class Releasable(Protocol):
    """What a room hands in to be released: a locked row that carries its label and marking."""

    id: UUID
    owner_id: int
    label_id: int
    marking: int


@transaction.atomic
def propose_release(thing: Releasable, terms: ReleaseTerms, *, acting: Viewer) -> list[Release]:
    """Compose a release. A release officer's own goes out at once; anybody else's waits for one."""
    access.require_may_propose(thing.owner_id, acting)
    access.require_sound_terms(terms, acting)
    label_id = intern_label(thing.marking)
    releases = [
        Release(
            owner_id=acting.member_id,
            label_id=label_id,
            contribution_id=thing.id,
            to_member_id=member_id,
            purpose=terms.purpose,
            legal_basis=terms.legal_basis,
            conditions=sorted(set(terms.conditions)),
            note=terms.note,
            state=ReleaseState.PROPOSED,
            proposed_by=acting.person_id,
            proposed_at=now(),
            ends_at=terms.ends_at,
        )
        for member_id in sorted(set(terms.to_members))
    ]
    Release.objects.bulk_create(releases)
    for release in releases:
        _log("propose_release", release, acting)
    if access.may_authorise(acting):
        for release in releases:
            _activate(release, thing, acting)
    return releases


@transaction.atomic
def authorise_release(release_id: UUID, thing: Releasable, *, acting: Viewer) -> Release:
    """A release officer says yes: from this transaction on the recipient sees the contribution."""
    release = _locked(release_id)
    access.require_may_authorise(release.owner_id, acting)
    _require_state(release, ReleaseState.PROPOSED)
    if release.ends_at <= now():
        raise ConflictError(_("This release would already be over. Propose it again with a later end."))
    access.require_active_reader(release)
    _activate(release, thing, acting)
    return release


@transaction.atomic
def refuse_release(release_id: UUID, reason: str, *, acting: Viewer) -> Release:
    """A release officer says no, with a reason the proposer reads."""
    release = _locked(release_id)
    access.require_may_authorise(release.owner_id, acting)
    access.require_reason(reason)
    _require_state(release, ReleaseState.PROPOSED)
    release.state = ReleaseState.REFUSED
    release.decided_by, release.decided_at, release.reason = acting.person_id, now(), reason
    release.save()
    _log("refuse_release", release, acting)
    return release


@transaction.atomic
def withdraw_release(release_id: UUID, thing: Releasable, reason: str, *, acting: Viewer) -> Release:
    """Take a release back. It is gone from every reader's next query; copies made before can only be asked back."""
    release = _locked(release_id)
    access.require_may_withdraw(release, acting)
    if release.state not in {ReleaseState.ACTIVE, ReleaseState.PROPOSED}:
        raise ConflictError(_("This release has already ended."))
    release.state = ReleaseState.ENDED
    release.ended_by, release.ended_at, release.reason = acting.person_id, now(), reason
    release.label_id = intern_label(thing.marking)
    release.save()
    _log("withdraw_release", release, acting)
    apply_terms(thing)
    return release


def apply_terms(thing: Releasable) -> int:
    """Give the contribution and everything derived from it the label its active releases make; returns the label.

    The releases themselves follow a new marking, so that nobody reads the terms of what they may not see.
    """
    at = now()
    releases = list(Release.objects.filter(contribution_id=thing.id))
    grants = [(one.to_member_id, one.ends_at) for one in releases if one.state == ReleaseState.ACTIVE]
    label_id = change_terms(thing.label_id, thing.marking, readers_of(grants, at))
    relabel(thing.id, old=thing.label_id, new=label_id)
    thing.label_id = label_id
    for release in releases:
        _label(release, thing)
    return label_id


def _activate(release: Release, thing: Releasable, acting: Viewer) -> None:
    release.state = ReleaseState.ACTIVE
    release.decided_by, release.decided_at = acting.person_id, now()
    release.save()
    _log("authorise_release", release, acting)
    apply_terms(thing)


def _label(release: Release, thing: Releasable) -> None:
    open_to = [(release.to_member_id, release.ends_at)] if release.state == ReleaseState.ACTIVE else []
    label_id = intern_label(thing.marking, readers_of(open_to, now()))
    if label_id != release.label_id:
        release.label_id = label_id
        release.save(update_fields=["label_id"])


def _locked(release_id: UUID) -> Release:
    release = lock_row(Release.objects.filter(id=release_id))
    if release is None:
        raise NotFoundError(_("There is no such release that you may see."))
    return release


def _require_state(release: Release, state: ReleaseState) -> None:
    if release.state != state:
        raise ConflictError(_("Somebody has already decided this release. Load the page again to see how."))


def _log(verb: str, release: Release, acting: Viewer) -> None:
    touched = Touched("release", release.id, release.owner_id, f"{release.contribution_id} → {release.to_member_id}")
    record_event(verb, touched, acting=acting)
