"""What views need of accounts: the viewer of a request."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec
from urllib.parse import urlencode

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.reauthentication import is_reauthentication_required
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, resolve_url

from jaring.foundation.accounts.viewers import Viewer

P = ParamSpec("P")


def signed_in(
    view: Callable[Concatenate[HttpRequest, Viewer, P], HttpResponseBase],
) -> Callable[Concatenate[HttpRequest, P], HttpResponseBase]:
    """Give the view its viewer as second argument; send everybody else to sign in and back."""

    @wraps(view)
    def answer(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        viewer = viewer_of(request)
        if viewer is None:
            if request.headers.get("HX-Request"):
                response = HttpResponse(status=401)
                response["HX-Redirect"] = redirect_to_login(request.get_full_path())["Location"]
                return response
            return redirect_to_login(request.get_full_path())
        return view(request, viewer, *args, **kwargs)

    return answer


def viewer_of(request: HttpRequest) -> Viewer | None:
    """The viewer the middleware or the API's authentication found, or None."""
    viewer = getattr(request, "viewer", None)
    return viewer if isinstance(viewer, Viewer) else None


def freshly_confirmed(
    view: Callable[Concatenate[HttpRequest, Viewer, P], HttpResponseBase],
) -> Callable[Concatenate[HttpRequest, Viewer, P], HttpResponseBase]:
    """For dangerous acts, below `signed_in`: whoever showed no factor for a while shows one, then comes back here.

    A POST comes back as GET: nothing dangerous is done twice or from a stored request.
    """

    @wraps(view)
    def answer(request: HttpRequest, viewer: Viewer, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        if is_reauthentication_required(request, app=""):
            flows = get_adapter(request).get_reauthentication_methods(request.user)
            where = flows[0]["url"] if flows else resolve_url("account_reauthenticate")
            return redirect(f"{where}?{urlencode({'next': request.path})}")
        return view(request, viewer, *args, **kwargs)

    return answer
