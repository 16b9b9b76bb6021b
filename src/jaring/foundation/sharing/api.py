"""The door of sharing."""

from jaring.foundation.sharing.access import may_authorise, may_propose
from jaring.foundation.sharing.actions import (
    apply_terms,
    authorise_release,
    propose_release,
    refuse_release,
    withdraw_release,
)
from jaring.foundation.sharing.domain import Condition, Reader, ReleaseState, ReleaseTerms
from jaring.foundation.sharing.labels import Terms, dedicate_label, intern_label, sweep_bitmaps, terms_of
from jaring.foundation.sharing.locking import lock_row
from jaring.foundation.sharing.models import ProtectedModel, Release
from jaring.foundation.sharing.queries import (
    ends_of,
    proposals_decided,
    release_to_me,
    releases_given,
    releases_of,
    releases_to_me,
    waiting_releases,
)
from jaring.foundation.sharing.tables import register_contribution_table, registered_tables

__all__ = [
    "Condition",
    "ProtectedModel",
    "Reader",
    "Release",
    "ReleaseState",
    "ReleaseTerms",
    "Terms",
    "apply_terms",
    "authorise_release",
    "dedicate_label",
    "ends_of",
    "intern_label",
    "lock_row",
    "may_authorise",
    "may_propose",
    "proposals_decided",
    "propose_release",
    "refuse_release",
    "register_contribution_table",
    "registered_tables",
    "release_to_me",
    "releases_given",
    "releases_of",
    "releases_to_me",
    "sweep_bitmaps",
    "terms_of",
    "waiting_releases",
    "withdraw_release",
]
