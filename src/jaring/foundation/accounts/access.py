"""Who may manage people and members."""

from django.utils.translation import gettext as _

from jaring.foundation.accounts.domain import ASSIGNABLE_BY_MEMBER, Marking, Role, Scope
from jaring.foundation.accounts.viewers import Viewer
from jaring.kernel.errors import BadInputError, NotAllowedError


def manages_people(viewer: Viewer) -> bool:
    """The administrator of a member manages its people."""
    return _scoped(viewer) and viewer.has_role(Role.MEMBER_ADMINISTRATOR)


def manages_members(viewer: Viewer) -> bool:
    """The secretariat manages members and nothing inside them."""
    return _scoped(viewer) and viewer.has_role(Role.SECRETARIAT)


def reads_log(viewer: Viewer) -> bool:
    """Whoever may hold colleagues to account: auditors, administrators, release officers."""
    return viewer.has_role(Role.AUDITOR, Role.MEMBER_ADMINISTRATOR, Role.RELEASE_OFFICER)


def require_manages_people(acting: Viewer) -> None:
    """Raises NotAllowedError for everybody but a member's administrator."""
    if not manages_people(acting):
        raise NotAllowedError(_("Only your member's administrator may change its people. Ask them to."))


def require_manages_members(acting: Viewer) -> None:
    """Raises NotAllowedError for everybody but the secretariat."""
    if not manages_members(acting):
        raise NotAllowedError(_("Only the secretariat may change members."))


def require_sound_roles(roles: frozenset[str], clearance: int, *, of_secretariat: bool) -> None:
    """Roles that exist, at least one, and the secretariat's role only inside the secretariat."""
    if not roles:
        raise BadInputError(_("Choose at least one role."), field="roles")
    allowed = {str(role) for role in ASSIGNABLE_BY_MEMBER}
    if of_secretariat:
        allowed.add(str(Role.SECRETARIAT))
    if not roles <= allowed:
        raise BadInputError(_("One of these roles cannot be given here. Choose from the list."), field="roles")
    if clearance not in set(Marking):
        raise BadInputError(_("Choose a clearance from the list."), field="clearance")


def _scoped(viewer: Viewer) -> bool:
    return viewer.scopes is None or Scope.ADMINISTER in viewer.scopes
