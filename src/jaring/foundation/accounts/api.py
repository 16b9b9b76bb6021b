"""The door of accounts."""

from jaring.foundation.accounts.access import manages_members, manages_people, reads_log
from jaring.foundation.accounts.actions import set_purpose
from jaring.foundation.accounts.domain import LegalBasis, Marking, Purpose, Role, Scope
from jaring.foundation.accounts.jobs import job_viewer
from jaring.foundation.accounts.labels import (
    LEGAL_BASIS_LABELS,
    MARKING_CODES,
    MARKING_LABELS,
    PURPOSE_LABELS,
    ROLE_LABELS,
    SCOPE_LABELS,
)
from jaring.foundation.accounts.members import (
    MemberCard,
    known_member_ids,
    load_reference_members,
    member_by_code,
    member_card,
    members,
)
from jaring.foundation.accounts.queries import colleague, colleagues, names_of
from jaring.foundation.accounts.tokens import viewer_of_secret
from jaring.foundation.accounts.viewer_sessions import remove_ended_sessions
from jaring.foundation.accounts.viewers import Viewer

__all__ = [
    "LEGAL_BASIS_LABELS",
    "MARKING_CODES",
    "MARKING_LABELS",
    "PURPOSE_LABELS",
    "ROLE_LABELS",
    "SCOPE_LABELS",
    "LegalBasis",
    "Marking",
    "MemberCard",
    "Purpose",
    "Role",
    "Scope",
    "Viewer",
    "colleague",
    "colleagues",
    "job_viewer",
    "known_member_ids",
    "load_reference_members",
    "manages_members",
    "manages_people",
    "member_by_code",
    "member_card",
    "members",
    "names_of",
    "reads_log",
    "remove_ended_sessions",
    "set_purpose",
    "viewer_of_secret",
]
