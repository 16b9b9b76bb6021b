"""Who may look at networks and take them away."""

from django.utils.translation import gettext as _

from jaring.apps.intelligence.api import require_may_export
from jaring.foundation.accounts.api import Scope, Viewer
from jaring.kernel.errors import NotAllowedError

__all__ = ["require_may_export", "require_may_read"]


def require_may_read(viewer: Viewer) -> None:
    """A token must carry the scope; what is in the picture the database decides.

    Raises:
        NotAllowedError: the token was made for something else.
    """
    if viewer.scopes is not None and Scope.READ not in viewer.scopes:
        raise NotAllowedError(_("This token was not made for reading. Make one with the scope to read."))
