"""Roles, clearance and purposes: pure rules."""

from collections.abc import Iterable
from enum import IntEnum, StrEnum


class Role(StrEnum):
    """What a person does for their member. One person may have several."""

    INVESTIGATOR = "investigator"
    ANALYST = "analyst"
    FOCAL_POINT = "focal_point"
    RELEASE_OFFICER = "release_officer"
    MEMBER_ADMINISTRATOR = "member_administrator"
    STATISTICIAN = "statistician"
    SECRETARIAT = "secretariat"
    AUDITOR = "auditor"
    GUEST = "guest"


class Marking(IntEnum):
    """How secret. A person's clearance is the highest marking they may see; NONE sees nothing nominal."""

    NONE = 0
    OFFICIAL = 1
    RESTRICTED = 2
    CONFIDENTIAL = 3


# The secretariat runs the system and reads nothing nominal; nor do those who keep people, figures or logs.
NOMINAL_ROLES = frozenset({Role.INVESTIGATOR, Role.ANALYST, Role.FOCAL_POINT, Role.RELEASE_OFFICER})
CONTRIBUTING_ROLES = frozenset({Role.INVESTIGATOR, Role.ANALYST, Role.FOCAL_POINT})
ASSIGNABLE_BY_MEMBER = frozenset(set(Role) - {Role.SECRETARIAT})


def effective_clearance(roles: Iterable[str], clearance: int, *, second_factor: bool) -> int:
    """The clearance the database is told: nothing without a role that reads nominal data and a second factor."""
    if not second_factor or not NOMINAL_ROLES.intersection(roles):
        return Marking.NONE
    return clearance


def needs_second_factor(roles: Iterable[str], clearance: int) -> bool:
    """Whether this person could see nominal data, or decides who can, and so must carry a second factor."""
    deciding = {Role.MEMBER_ADMINISTRATOR, Role.SECRETARIAT, Role.AUDITOR}
    return bool(deciding.intersection(roles)) or (clearance > 0 and bool(NOMINAL_ROLES.intersection(roles)))


class Purpose(StrEnum):
    """Why a protected record is opened, or may be used. Coded, so that it can be counted and compared."""

    SMUGGLING = "people_smuggling_investigation"
    TRAFFICKING = "trafficking_investigation"
    FINANCIAL = "financial_investigation"
    PROSECUTION = "prosecution_support"
    VICTIM = "victim_protection"
    BORDER = "border_management"
    PREVENTION = "crime_prevention"
    EXERCISE = "exercise_or_training"


class LegalBasis(StrEnum):
    """The ground on which a fact is held or released (UNTOC and its protocols, agreements, national law)."""

    SMUGGLING_PROTOCOL_10 = "smuggling_protocol_art_10"
    TRAFFICKING_PROTOCOL_10 = "trafficking_protocol_art_10"
    UNTOC_27 = "untoc_art_27"
    BILATERAL_AGREEMENT = "bilateral_agreement"
    REGIONAL_ARRANGEMENT = "regional_arrangement"
    NATIONAL_LAW = "national_law"
    CONSENT = "consent"


class Scope(StrEnum):
    """What a personal access token may be used for."""

    READ = "read"
    CONTRIBUTE = "contribute"
    RELEASE = "release"
    EXPORT = "export"
    ADMINISTER = "administer"
