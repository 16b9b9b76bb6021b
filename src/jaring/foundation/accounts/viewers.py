"""The viewer: who looks, for which member, up to which marking. Everything above asks this, nothing else."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from jaring.foundation.accounts.domain import CONTRIBUTING_ROLES, NOMINAL_ROLES, Role
from jaring.foundation.accounts.labels import MARKING_LABELS, PURPOSE_LABELS, ROLE_LABELS


@dataclass(frozen=True, slots=True)
class Viewer:
    """A person in a session. `token` is the key of the database session; `scopes` is None in a browser."""

    person_id: UUID
    member_id: int
    member_code: str
    member_name: str
    name: str
    roles: frozenset[str]
    clearance: int
    purpose: str
    token: str
    scopes: frozenset[str] | None = None

    def has_role(self, *roles: Role) -> bool:
        """Whether the person has at least one of these roles."""
        return any(role in self.roles for role in roles)

    @property
    def reads_nominal(self) -> bool:
        """Whether any protected fact can be visible to this session."""
        return self.clearance > 0 and bool(NOMINAL_ROLES & self.roles)

    @property
    def contributes(self) -> bool:
        """Whether the person may write reports for their member."""
        return self.reads_nominal and bool(CONTRIBUTING_ROLES & self.roles)

    @property
    def purpose_label(self) -> str:
        """The purpose of this sitting in words, or an empty string."""
        return str(dict(PURPOSE_LABELS).get(self.purpose, ""))  # type: ignore[call-overload]  # keys are StrEnum

    @property
    def role_label(self) -> str:
        """What the person is, in words, with the highest marking they may see."""
        names = ", ".join(str(label) for role, label in ROLE_LABELS.items() if role in self.roles)
        return f"{names} · {MARKING_LABELS[self.clearance]}" if self.clearance else names  # type: ignore[index]


def roles_of(codes: Iterable[str]) -> frozenset[str]:
    """Only codes we know; a role that was taken out of the list gives nothing."""
    known = {role.value for role in Role}
    return frozenset(code for code in codes if code in known)
