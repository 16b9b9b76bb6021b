"""Who calls the API: the viewer that the bearer token of the request stands for."""

from collections.abc import Collection

from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja.security import HttpBearer

from jaring.foundation.accounts.domain import Scope
from jaring.foundation.accounts.http import viewer_of
from jaring.foundation.accounts.viewers import Viewer
from jaring.kernel.errors import NotAllowedError

READING = ("GET",)


class ApiRequest(HttpRequest):
    """A request of an operation: authentication has put the viewer here."""

    auth: Viewer


class Bearer(HttpBearer):
    """Admits whom the API's middleware found by the token. Browser sessions are no key to the API.

    With a `scope`, requests of these `methods` need it; what writes need is checked by the rules of each action.
    """

    def __init__(self, scope: Scope | None = None, methods: Collection[str] = READING) -> None:
        super().__init__()
        self.scope = scope
        self.methods = methods

    def authenticate(self, request: HttpRequest, token: str) -> Viewer | None:
        """The viewer, whose database session is open already; None answers 401.

        Raises:
            NotAllowedError: the token may not be used to read.
        """
        viewer = viewer_of(request)
        if viewer is None or viewer.scopes is None:
            return None
        if self.scope is not None and request.method in self.methods and self.scope not in viewer.scopes:
            raise NotAllowedError(_("This token may not be used to read. Make one with the right to read and search."))
        return viewer
